/**
 * The end of a tick, which the outboxes of a quorum share: what all of them have to send then goes out in one
 * callback of the event loop, not in one each.
 */

export class EndOfTick {
  #due: (() => void)[] = [];
  readonly #run = () => {
    const due = this.#due;
    this.#due = [];
    for (const callback of due) callback();
  };

  /** Calls back once when this tick is over, in the order of the calls. */
  add(callback: () => void): void {
    if (this.#due.length === 0) process.nextTick(this.#run);
    this.#due.push(callback);
  }
}
