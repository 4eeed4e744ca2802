/**
 * KeySet: a set of keys in dense slots, a KeyTable with the face of a set.
 * Order is slot order; a removal moves the last slot into the hole.
 */
import type { ByteString } from '../base/bytes.ts';
import { KeyTable } from './key-table.ts';

/**
 * A set of keys that any number of deletions leaves as fast as it was, with slots and a scan.
 * @example
 * const set = new KeySet();
 * set.add(bytes('a')); // true: new
 * set.randomKey(() => world.random()); // 'a'
 */
export class KeySet {
  #table: KeyTable;

  /** @param seed fixes the hash, for tests; by default a secret of the process. */
  constructor(seed?: number) {
    this.#table = new KeyTable(seed);
  }

  /** How many keys there are. */
  get size(): number {
    return this.#table.size;
  }

  /** All keys, by slot: a live view, to be read only and not across a write. */
  get keys(): readonly ByteString[] {
    return this.#table.keys;
  }

  has(key: ByteString): boolean {
    return this.#table.find(key) >= 0;
  }

  /** Adds a key; false when it was there already. */
  add(key: ByteString): boolean {
    return this.#table.findOrAdd(key) < 0;
  }

  /** Removes a key; false when it was not there. */
  delete(key: ByteString): boolean {
    const slot = this.#table.find(key);
    if (slot < 0) return false;
    this.#table.removeAt(slot);
    return true;
  }

  /** Removes the key at a slot; the last slot takes its place. */
  removeAt(slot: number): void {
    this.#table.removeAt(slot);
  }

  /** The slot of a key, -1 when it is not there. */
  slotOf(key: ByteString): number {
    return this.#table.find(key);
  }

  keyAt(slot: number): ByteString {
    return this.#table.keyAt(slot);
  }

  /** Any key, each as likely as the other, given numbers uniform in [0, 1); undefined when empty. */
  randomKey(random: () => number): ByteString | undefined {
    return this.size === 0 ? undefined : this.keyAt(Math.floor(random() * this.size));
  }

  /** Visits up to `count` keys and returns the cursor to go on from; the promise is that of `Dict.scan`. */
  scan(cursor: number, count: number, visit: (key: ByteString) => void): number {
    let slot = cursor === 0 ? this.size : Math.min(cursor, this.size);
    const stop = Math.max(0, slot - count);
    while (slot > stop) {
      slot--;
      if (slot < this.size) visit(this.keyAt(slot));
    }
    return Math.min(stop, this.size);
  }

  /** All keys in slot order; nothing may be written meanwhile. */
  [Symbol.iterator](): IterableIterator<ByteString> {
    return this.#table.keys[Symbol.iterator]();
  }

  clear(): void {
    this.#table.clear();
  }

  /** A copy with the same slots. */
  clone(): KeySet {
    const copy = new KeySet();
    copy.#table = this.#table.clone();
    return copy;
  }
}
