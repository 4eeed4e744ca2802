/**
 * What is going to happen in a simulated world, in order: by integer microsecond, and where two events share
 * one, by a rank drawn from the world's chance, then by the order in which they were planned. It knows neither
 * clocks nor processes; an owner is whatever the world says it is. A cancelled event leaves at once.
 */

/** Something planned; the handle by which it can be cancelled. */
export interface PlannedEvent<Owner> {
  readonly atUs: number;
  readonly owner: Owner;
  readonly happen: () => void;
}

interface Entry<Owner> extends PlannedEvent<Owner> {
  readonly rank: number;
  readonly sequence: number;
  /** Its place in the heap; -1 once it has left. */
  place: number;
}

function isBefore<Owner>(left: Entry<Owner>, right: Entry<Owner>): boolean {
  if (left.atUs !== right.atUs) return left.atUs < right.atUs;
  if (left.rank !== right.rank) return left.rank < right.rank;
  return left.sequence < right.sequence;
}

/** A binary heap whose entries know their place, so that cancelling costs no more than taking. */
export class EventQueue<Owner> {
  readonly #heap: Entry<Owner>[] = [];
  readonly #drawRank: () => number;
  #planned = 0;

  /** `drawRank` breaks ties in time; a constant keeps the order of planning. */
  constructor(drawRank: () => number = () => 0) {
    this.#drawRank = drawRank;
  }

  get size(): number {
    return this.#heap.length;
  }

  /** The time of the next event; undefined when nothing is planned. */
  get nextAtUs(): number | undefined {
    return this.#heap[0]?.atUs;
  }

  plan(event: PlannedEvent<Owner>): PlannedEvent<Owner> {
    if (!Number.isSafeInteger(event.atUs)) throw new RangeError(`not a whole microsecond: ${event.atUs}`);
    // Field by field: copying an event with a spread cost a tenth of a run.
    const { atUs, owner, happen } = event;
    const place = this.#heap.length;
    const entry = { atUs, owner, happen, rank: this.#drawRank(), sequence: this.#planned++, place };
    this.#heap.push(entry);
    this.#rise(entry);
    return entry;
  }

  /** False when the event has happened or was cancelled before. */
  cancel(event: PlannedEvent<Owner>): boolean {
    const place = (event as Entry<Owner>).place;
    if (this.#heap[place] !== event) return false;
    this.#remove(event as Entry<Owner>);
    return true;
  }

  take(): PlannedEvent<Owner> | undefined {
    const first = this.#heap[0];
    if (first !== undefined) this.#remove(first);
    return first;
  }

  #remove(entry: Entry<Owner>): void {
    const last = this.#heap.pop();
    if (last !== undefined && last !== entry) {
      this.#put(last, entry.place);
      this.#rise(last);
      this.#sink(last);
    }
    entry.place = -1;
  }

  #put(entry: Entry<Owner>, place: number): void {
    this.#heap[place] = entry;
    entry.place = place;
  }

  #rise(entry: Entry<Owner>): void {
    while (entry.place > 0) {
      const place = entry.place;
      const parent = this.#heap[(place - 1) >> 1];
      if (parent === undefined || !isBefore(entry, parent)) return;
      this.#put(entry, parent.place);
      this.#put(parent, place);
    }
  }

  #sink(entry: Entry<Owner>): void {
    for (;;) {
      const place = entry.place;
      const left = this.#heap[2 * place + 1];
      const right = this.#heap[2 * place + 2];
      const child = left !== undefined && right !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, entry)) return;
      this.#put(entry, child.place);
      this.#put(child, place);
    }
  }
}
