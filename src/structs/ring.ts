/**
 * Ring: a sequence with two cheap ends. Cells form a circle whose length is a power of two; inserting and
 * removing in the middle shift the shorter side. Cells outside the sequence are undefined, so nothing is
 * kept alive. Positions count from 0; ranges are half-open, as in Array.prototype.slice, without negatives.
 */

const MIN_CAPACITY = 4;

/**
 * A list with cheap ends and cheap access by position.
 * @example
 * const ring = Ring.from(['b', 'c']);
 * ring.pushFront('a');
 * ring.slice(0, 2); // ['a', 'b']
 */
export class Ring<T> {
  #cells: (T | undefined)[] = [];
  #head = 0;
  #length = 0;

  /** A ring of these values, in order. */
  static from<T>(values: readonly T[]): Ring<T> {
    const ring = new Ring<T>();
    if (values.length === 0) return ring;
    ring.#resize(capacityFor(values.length));
    for (let at = 0; at < values.length; at++) ring.#cells[at] = values[at];
    ring.#length = values.length;
    return ring;
  }

  get length(): number {
    return this.#length;
  }

  /** How many values there is room for before the ring grows. */
  get capacity(): number {
    return this.#cells.length;
  }

  /** The value at a position; undefined outside. */
  get(at: number): T | undefined {
    if (at < 0 || at >= this.#length) return undefined;
    return this.#cells[(this.#head + at) & (this.#cells.length - 1)];
  }

  /** Replaces the value at a position; false outside. */
  set(at: number, value: T): boolean {
    if (at < 0 || at >= this.#length) return false;
    this.#cells[(this.#head + at) & (this.#cells.length - 1)] = value;
    return true;
  }

  pushBack(value: T): void {
    if (this.#length === this.#cells.length) this.#resize(Math.max(MIN_CAPACITY, this.#length * 2));
    this.#cells[(this.#head + this.#length++) & (this.#cells.length - 1)] = value;
  }

  pushFront(value: T): void {
    if (this.#length === this.#cells.length) this.#resize(Math.max(MIN_CAPACITY, this.#length * 2));
    this.#head = (this.#head - 1) & (this.#cells.length - 1);
    this.#cells[this.#head] = value;
    this.#length++;
  }

  popBack(): T | undefined {
    if (this.#length === 0) return undefined;
    const cell = (this.#head + --this.#length) & (this.#cells.length - 1);
    const value = this.#cells[cell];
    this.#cells[cell] = undefined;
    if (this.#length * 4 < this.#cells.length) this.#shrink();
    return value;
  }

  popFront(): T | undefined {
    if (this.#length === 0) return undefined;
    const value = this.#cells[this.#head];
    this.#cells[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#cells.length - 1);
    this.#length--;
    if (this.#length * 4 < this.#cells.length) this.#shrink();
    return value;
  }

  /** Puts a value before the one at `at`; 0 ≤ at ≤ length. */
  insert(at: number, value: T): void {
    if (at * 2 < this.#length) {
      this.pushFront(value);
      this.#slideDown(0, at);
    } else {
      this.pushBack(value);
      this.#slideUp(at, this.#length - 1);
    }
    this.#cells[(this.#head + at) & (this.#cells.length - 1)] = value;
  }

  /** Removes and returns the value at a position; undefined outside. */
  removeAt(at: number): T | undefined {
    if (at < 0 || at >= this.#length) return undefined;
    const value = this.get(at);
    if (at * 2 < this.#length) {
      this.#slideUp(0, at);
      this.popFront();
    } else {
      this.#slideDown(at, this.#length - 1);
      this.popBack();
    }
    return value;
  }

  /** Removes the values from `start` up to, not including, `stop`. */
  removeRange(start: number, stop: number): void {
    const from = Math.max(0, start);
    const to = Math.min(stop, this.#length);
    const count = to - from;
    if (count <= 0) return;
    if (from < this.#length - to) {
      for (let at = from - 1; at >= 0; at--) this.#move(at, at + count);
      this.#blank(0, count);
      this.#head = (this.#head + count) & (this.#cells.length - 1);
    } else {
      for (let at = to; at < this.#length; at++) this.#move(at, at - count);
      this.#blank(this.#length - count, this.#length);
    }
    this.#length -= count;
    if (this.#length * 4 < this.#cells.length) this.#shrink();
  }

  /** Keeps only the values from `start` up to, not including, `stop`. */
  trim(start: number, stop: number): void {
    this.removeRange(Math.max(start, stop, 0), this.#length);
    this.removeRange(0, start);
  }

  /** Keeps the values that pass, in order, in one sweep; returns how many were removed. */
  filter(keep: (value: T, at: number) => boolean): number {
    let kept = 0;
    for (let at = 0; at < this.#length; at++) {
      if (!keep(this.get(at) as T, at)) continue;
      if (kept !== at) this.#move(at, kept);
      kept++;
    }
    const removed = this.#length - kept;
    this.removeRange(kept, this.#length);
    return removed;
  }

  /** The position of the first value equal (===) to this one at or after `from`, -1 when there is none. */
  indexOf(value: T, from = 0): number {
    const cells = this.#cells;
    const mask = cells.length - 1;
    for (let at = from; at < this.#length; at++) if (cells[(this.#head + at) & mask] === value) return at;
    return -1;
  }

  /** The position of the last value equal (===) to this one at or before `from`, -1 when there is none. */
  lastIndexOf(value: T, from = this.#length - 1): number {
    const cells = this.#cells;
    const mask = cells.length - 1;
    for (let at = from; at >= 0; at--) if (cells[(this.#head + at) & mask] === value) return at;
    return -1;
  }

  /** A new array of the values from `start` (default 0) up to, not including, `stop` (default the end). */
  slice(start = 0, stop = this.#length): T[] {
    const from = Math.max(0, start);
    const to = Math.min(stop, this.#length);
    if (from >= to) return [];
    const capacity = this.#cells.length;
    const first = (this.#head + from) & (capacity - 1);
    const end = first + (to - from);
    if (end <= capacity) return this.#cells.slice(first, end) as T[];
    return this.#cells.slice(first).concat(this.#cells.slice(0, end - capacity)) as T[];
  }

  /** All values in order; nothing may be written meanwhile. */
  *[Symbol.iterator](): IterableIterator<T> {
    for (let at = 0; at < this.#length; at++) yield this.get(at) as T;
  }

  clear(): void {
    this.#cells = [];
    this.#head = 0;
    this.#length = 0;
  }

  /** A copy; values are shared unless `copyValue` copies them. */
  clone(copyValue?: (value: T) => T): Ring<T> {
    const values = this.slice();
    return Ring.from(copyValue === undefined ? values : values.map(copyValue));
  }

  #move(from: number, to: number): void {
    const mask = this.#cells.length - 1;
    this.#cells[(this.#head + to) & mask] = this.#cells[(this.#head + from) & mask];
  }

  /** Moves the values of (from, to] one place down, over `from`. */
  #slideDown(from: number, to: number): void {
    for (let at = from; at < to; at++) this.#move(at + 1, at);
  }

  /** Moves the values of [from, to) one place up, over `to`. */
  #slideUp(from: number, to: number): void {
    for (let at = to; at > from; at--) this.#move(at - 1, at);
  }

  #blank(from: number, to: number): void {
    const mask = this.#cells.length - 1;
    for (let at = from; at < to; at++) this.#cells[(this.#head + at) & mask] = undefined;
  }

  #shrink(): void {
    const capacity = capacityFor(this.#length * 2);
    if (capacity < this.#cells.length) this.#resize(capacity);
  }

  /** Lays the values out from cell 0 of a new circle. */
  #resize(capacity: number): void {
    const old = this.#cells;
    const mask = old.length - 1;
    const cells = emptyCells<T>(capacity);
    for (let at = 0; at < this.#length; at++) cells[at] = old[(this.#head + at) & mask];
    for (let cell = this.#length; cell < capacity; cell++) cells[cell] = undefined;
    this.#cells = cells;
    this.#head = 0;
  }
}

/** Above this length V8 makes a preallocated array a hash table; one that is filled in order stays dense. */
const MOST_PREALLOCATED = 1 << 24;

function emptyCells<T>(capacity: number): (T | undefined)[] {
  return capacity <= MOST_PREALLOCATED ? new Array<T | undefined>(capacity) : [];
}

function capacityFor(length: number): number {
  let capacity = MIN_CAPACITY;
  while (capacity < length) capacity *= 2;
  return capacity;
}
