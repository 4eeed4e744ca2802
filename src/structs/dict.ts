/**
 * Dict: keys with values, in dense slots: a KeyTable and an array beside it.
 * Order is slot order; a removal moves the last slot into the hole, so slots hold only until the next delete.
 */
import type { ByteString } from '../base/bytes.ts';
import { KeyTable } from './key-table.ts';

/**
 * A map from keys to values that any number of deletions leaves as fast as it was, with slots and a scan.
 * @example
 * const dict = new Dict<number>();
 * dict.set(bytes('a'), 1); // true: new
 * dict.valueAt(dict.randomSlot(() => world.random())); // 1
 */
export class Dict<V> {
  #table: KeyTable;
  #values: V[] = [];

  /** @param seed fixes the hash, for tests; by default a secret of the process. */
  constructor(seed?: number) {
    this.#table = new KeyTable(seed);
  }

  /** How many keys there are. */
  get size(): number {
    return this.#values.length;
  }

  /** All keys, by slot: a live view, to be read only and not across a write. */
  get keys(): readonly ByteString[] {
    return this.#table.keys;
  }

  /** All values, by slot: a live view, to be read only and not across a write. */
  get values(): readonly V[] {
    return this.#values;
  }

  has(key: ByteString): boolean {
    return this.#table.find(key) >= 0;
  }

  get(key: ByteString): V | undefined {
    const slot = this.#table.find(key);
    return slot < 0 ? undefined : this.#values[slot];
  }

  /** Sets the value of a key; true when the key is new. */
  set(key: ByteString, value: V): boolean {
    const slot = this.#table.findOrAdd(key);
    if (slot >= 0) {
      this.#values[slot] = value;
      return false;
    }
    this.#values.push(value);
    return true;
  }

  /**
   * Enters a key that may be there already, with one look: its slot, and nothing changes, or `~slot` of
   * the new pair, a negative number.
   */
  enter(key: ByteString, value: V): number {
    const slot = this.#table.findOrAdd(key);
    if (slot < 0) this.#values.push(value);
    return slot;
  }

  /** Removes a key; false when it was not there. */
  delete(key: ByteString): boolean {
    const slot = this.#table.find(key);
    if (slot < 0) return false;
    this.removeAt(slot);
    return true;
  }

  /** Removes the key at a slot; the last slot takes its place. */
  removeAt(slot: number): void {
    const last = this.#table.removeAt(slot);
    const moved = this.#values.pop() as V;
    if (slot !== last) this.#values[slot] = moved;
  }

  /** Removes the key at a slot and moves every later one a slot down: order stays, at a cost of O(size). */
  removeInOrder(slot: number): void {
    this.#table.removeInOrder(slot);
    this.#values.splice(slot, 1);
  }

  /** The slot of a key, -1 when it is not there. */
  slotOf(key: ByteString): number {
    return this.#table.find(key);
  }

  keyAt(slot: number): ByteString {
    return this.#table.keyAt(slot);
  }

  valueAt(slot: number): V {
    return this.#values[slot] as V;
  }

  setAt(slot: number, value: V): void {
    this.#values[slot] = value;
  }

  /** Any slot, each as likely as the other, given numbers uniform in [0, 1); -1 when empty. */
  randomSlot(random: () => number): number {
    return this.size === 0 ? -1 : Math.floor(random() * this.size);
  }

  /**
   * Visits up to `count` keys and returns the cursor to go on from, 0 when the walk is over; 0 starts one.
   * The cursor is the number of slots yet to visit, and the walk goes from the top slot down. A key that
   * stays from the first call to the last is visited at least once, whatever is added or removed between
   * calls or by `visit`: its slot changes only when it is the last slot and fills a hole below, so while it
   * is unvisited its slot stays below the cursor. It may be visited twice; keys added meanwhile may be left out.
   */
  scan(cursor: number, count: number, visit: (key: ByteString, value: V) => void): number {
    let slot = cursor === 0 ? this.size : Math.min(cursor, this.size);
    const stop = Math.max(0, slot - count);
    while (slot > stop) {
      slot--;
      if (slot < this.size) visit(this.keyAt(slot), this.valueAt(slot));
    }
    return Math.min(stop, this.size);
  }

  /** All pairs in slot order; nothing may be written meanwhile. */
  *[Symbol.iterator](): IterableIterator<[ByteString, V]> {
    for (let slot = 0; slot < this.size; slot++) yield [this.keyAt(slot), this.valueAt(slot)];
  }

  clear(): void {
    this.#table.clear();
    this.#values = [];
  }

  /** A copy with the same slots; values are shared unless `copyValue` copies them. */
  clone(copyValue?: (value: V) => V): Dict<V> {
    const copy = new Dict<V>();
    copy.#table = this.#table.clone();
    copy.#values = copyValue === undefined ? this.#values.slice() : this.#values.map(copyValue);
    return copy;
  }
}
