/**
 * IntSet: a set of 64-bit integers in numeric order, one sorted array.
 * Canonical form: a number when safe (|x| ≤ 2^53 - 1), else a bigint; JavaScript compares the two exactly,
 * so one array serves both and stays an array of plain numbers until a wide one comes.
 */

/** An integer of up to 64 bits: a number when safe, else a bigint. */
export type WideInt = number | bigint;

/** The canonical form of an integer. */
export function canonicalInt(value: WideInt): WideInt {
  if (typeof value === 'number') return value;
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/**
 * A small set of 64-bit integers in ascending order: O(log n) to look, O(n) to change.
 * @example
 * set.add(7n); // true: new
 * set.at(0); // 7
 */
export class IntSet {
  #values: WideInt[] = [];

  get size(): number {
    return this.#values.length;
  }

  /** All members in ascending order: a live view, to be read only and not across a write. */
  get values(): readonly WideInt[] {
    return this.#values;
  }

  has(value: WideInt): boolean {
    const wanted = canonicalInt(value);
    return this.#values[this.#lowerBound(wanted)] === wanted;
  }

  /** Adds an integer; false when it was there already. */
  add(value: WideInt): boolean {
    const wanted = canonicalInt(value);
    const at = this.#lowerBound(wanted);
    if (this.#values[at] === wanted) return false;
    if (at === this.#values.length) this.#values.push(wanted);
    else this.#values.splice(at, 0, wanted);
    return true;
  }

  /** Removes an integer; false when it was not there. */
  delete(value: WideInt): boolean {
    const wanted = canonicalInt(value);
    const at = this.#lowerBound(wanted);
    if (this.#values[at] !== wanted) return false;
    this.#values.splice(at, 1);
    return true;
  }

  /** The member at a place in ascending order; undefined outside. */
  at(place: number): WideInt | undefined {
    return this.#values[place];
  }

  /** The place of a member in ascending order, -1 when it is not there. */
  indexOf(value: WideInt): number {
    const wanted = canonicalInt(value);
    const at = this.#lowerBound(wanted);
    return this.#values[at] === wanted ? at : -1;
  }

  /** Any member, each as likely as the other, given numbers uniform in [0, 1); undefined when empty. */
  random(random: () => number): WideInt | undefined {
    return this.#values[Math.floor(random() * this.#values.length)];
  }

  [Symbol.iterator](): IterableIterator<WideInt> {
    return this.#values[Symbol.iterator]();
  }

  clear(): void {
    this.#values = [];
  }

  clone(): IntSet {
    const copy = new IntSet();
    copy.#values = this.#values.slice();
    return copy;
  }

  /** The first place whose member is not below the wanted one. */
  #lowerBound(wanted: WideInt): number {
    const values = this.#values;
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((values[middle] as WideInt) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
