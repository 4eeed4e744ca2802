/**
 * The queue of those in this process who want the same resource: one of them at a time goes to the
 * instances. So there is no herd at a release, no split of the votes between neighbours, and neighbours
 * take turns in the order in which they came. It orders; it does not protect: the instances do that.
 */

/** A place at the head of every queue that was asked for. */
export interface Turn {
  /** Makes room for the next; calling it twice does nothing. */
  leave(): void;
}

interface Line {
  /** Those who wait, in order; the head's turn is not among them. Made for the first of them. */
  waiting: Set<() => void> | undefined;
}

export class LocalQueue {
  readonly #lines = new Map<string, Line>();

  /** Callers that hold a turn or wait for one. */
  get size(): number {
    let size = 0;
    for (const { waiting } of this.#lines.values()) size += 1 + (waiting?.size ?? 0);
    return size;
  }

  /** Takes its turn at every resource if nobody else has one of them. */
  enterNow(resources: readonly string[]): Turn | undefined {
    for (const resource of resources) if (this.#lines.has(resource)) return undefined;
    for (const resource of resources) this.#lines.set(resource, { waiting: undefined });
    const entered = [...resources];
    return { leave: () => this.#leaveAll(entered) };
  }

  /**
   * Waits for its turn at every resource, one after another in the order given: with sorted resources
   * nobody waits in a circle. Resolves to undefined when `stop` is resolved first.
   */
  async enter(resources: readonly string[], stop: Promise<void>): Promise<Turn | undefined> {
    const entered: string[] = [];
    const turn = { leave: () => this.#leaveAll(entered) };
    let isStopped = false;
    const stopped = stop.then(() => {
      isStopped = true;
    });
    for (const resource of resources) {
      const place = this.#join(resource);
      if (place !== undefined) await Promise.race([place.reached, stopped]);
      if (place === undefined || place.isReached()) entered.push(resource);
      if (!isStopped) continue;
      place?.giveUp();
      turn.leave();
      return undefined;
    }
    return turn;
  }

  /** Takes the head at once, or a place behind it. */
  #join(resource: string): { reached: Promise<void>; isReached(): boolean; giveUp(): void } | undefined {
    const line = this.#lines.get(resource);
    if (line === undefined) {
      this.#lines.set(resource, { waiting: undefined });
      return undefined;
    }
    let isReached = false;
    let call = () => {};
    const reached = new Promise<void>((resolve) => {
      call = () => {
        isReached = true;
        resolve();
      };
    });
    const waiting = line.waiting ?? new Set();
    line.waiting = waiting.add(call);
    return { reached, isReached: () => isReached, giveUp: () => void waiting.delete(call) };
  }

  #leaveAll(entered: string[]): void {
    for (const resource of entered) this.#leave(resource);
    entered.length = 0;
  }

  #leave(resource: string): void {
    const line = this.#lines.get(resource);
    if (line === undefined) return;
    for (const next of line.waiting ?? []) {
      line.waiting?.delete(next);
      next();
      return;
    }
    this.#lines.delete(resource);
  }
}
