/**
 * KeyTable: which slot a key has. Slots are dense (0 to size - 1), so owners keep values in parallel arrays.
 * Open addressing (part/key-cells.ts) with backward-shift delete: nothing wears out by use. Up to LINEAR_LIMIT
 * keys there are no cells. Removing swaps the last slot in. A large index is replaced a few slots at a time.
 * Keys are stored as given: who stores them (the wire) makes flat strings that keep no larger parent alive.
 * `as number` after a typed-array read is at indexes that the invariants keep in bounds.
 */
import type { ByteString } from '../base/bytes.ts';
import { displace, place, probe, rename, slotsFor } from './part/key-cells.ts';
import { type HashSeed, hashKey, PROCESS_SEED, seedFrom } from './part/key-hash.ts';

/** Up to this many keys are compared one by one. */
const LINEAR_LIMIT = 8;
/** The fewest cells. */
const MIN_CELLS = 32;
/** From so many cells on, new ones are filled bit by bit: 2^15 are filled at once in under a millisecond. */
const GRADUAL_CELLS = 1 << 15;
/** Slots that every write carries over to new cells: done long before the next change of size. */
const CARRIED_AT_ONCE = 16;
const NO_CELLS = new Int32Array(0);

/**
 * An index from keys to dense slots.
 * @example
 * const table = new KeyTable();
 * values[table.add(key)] = value;
 * const slot = table.find(key);
 * const last = table.removeAt(slot);
 * values[slot] = values[last];
 * values.pop();
 */
export class KeyTable {
  #seed: HashSeed;
  #cells: Int32Array = NO_CELLS;
  /** By slot. As many as the cells serve. */
  #hashes: Int32Array = NO_CELLS;
  #keys: ByteString[] = [];
  /** The cells of before, while the slots from `#carried` up to, not including, `#carryEnd` are in them. */
  #old: Int32Array | undefined = undefined;
  #carried = 0;
  #carryEnd = 0;

  /** @param seed fixes the hash, for tests; by default a secret of the process. */
  constructor(seed?: number) {
    this.#seed = seed === undefined ? PROCESS_SEED : seedFrom(seed);
  }

  /** How many keys there are. */
  get size(): number {
    return this.#keys.length;
  }

  /** All keys, by slot: a live view, to be read only and not across a write. */
  get keys(): readonly ByteString[] {
    return this.#keys;
  }

  /** The key at a slot from 0 to size - 1. */
  keyAt(slot: number): ByteString {
    return this.#keys[slot] as ByteString;
  }

  /** The slot of a key, -1 when it is not there. */
  find(key: ByteString): number {
    return this.#cells.length === 0 ? this.#scan(key) : this.#probe(key, hashKey(key, this.#seed));
  }

  /** Adds a key that is known to be absent; returns its slot, which is the size before. */
  add(key: ByteString): number {
    const slot = this.#keys.length;
    if (this.#cells.length !== 0) {
      this.#keys.push(key);
      this.#enter(slot, hashKey(key, this.#seed));
    } else this.#addToFew(key);
    return slot;
  }

  /** The slot of a key, adding it when absent: then the answer is `~slot`, a negative number. */
  findOrAdd(key: ByteString): number {
    if (this.#cells.length === 0) {
      const slot = this.#scan(key);
      return slot >= 0 ? slot : ~this.add(key);
    }
    const hash = hashKey(key, this.#seed);
    const found = this.#probe(key, hash);
    if (found >= 0) return found;
    const slot = this.#keys.length;
    this.#keys.push(key);
    this.#enter(slot, hash);
    return ~slot;
  }

  /** Removes the key at `slot` and moves the last slot into it; returns the slot that was the last. */
  removeAt(slot: number): number {
    const keys = this.#keys;
    const last = keys.length - 1;
    if (this.#cells.length !== 0) this.#leave(slot, last);
    const moved = keys.pop() as ByteString;
    if (slot !== last) keys[slot] = moved;
    if (last * 8 < this.#cells.length) this.#shrink();
    return last;
  }

  /**
   * Removes the key at `slot` and moves every later slot one down, so that the order stays. Touches the
   * whole index: about 1 µs at 512 keys.
   */
  removeInOrder(slot: number): void {
    const keys = this.#keys;
    const last = keys.length - 1;
    const cells = this.#cells;
    if (cells.length !== 0) {
      this.#carry(keys.length);
      displace(cells, slot, this.#hashes);
      for (let at = 0; at < cells.length; at++) {
        const cell = cells[at] as number;
        if ((cell & (cells.length - 1)) > slot + 1) cells[at] = cell - 1;
      }
      this.#hashes.copyWithin(slot, slot + 1, last + 1);
    }
    keys.splice(slot, 1);
    if (last * 8 < cells.length) this.#shrink();
  }

  /** Forgets every key and gives the memory back. */
  clear(): void {
    this.#cells = NO_CELLS;
    this.#hashes = NO_CELLS;
    this.#keys = [];
    this.#old = undefined;
  }

  /** The index as it lies, 0 for a free cell: for tests that it does not wear. */
  layout(): Int32Array {
    return this.#cells.slice();
  }

  /** A copy with the same slots. */
  clone(): KeyTable {
    const copy = new KeyTable();
    copy.#seed = this.#seed;
    copy.#cells = this.#cells.slice();
    copy.#hashes = this.#hashes.slice();
    copy.#keys = this.#keys.slice();
    copy.#old = this.#old?.slice();
    copy.#carried = this.#carried;
    copy.#carryEnd = this.#carryEnd;
    return copy;
  }

  /** An array of exact length each time: `push` would make room for seventeen, and small sets are many. */
  #addToFew(key: ByteString): void {
    const keys = this.#keys;
    const slot = keys.length;
    if (slot >= LINEAR_LIMIT) {
      keys.push(key);
      this.#refill(MIN_CELLS);
      return;
    }
    const grown = new Array<ByteString>(slot + 1);
    for (let at = 0; at < slot; at++) grown[at] = keys[at] as ByteString;
    grown[slot] = key;
    this.#keys = grown;
  }

  #scan(key: ByteString): number {
    const keys = this.#keys;
    for (let slot = 0; slot < keys.length; slot++) if (keys[slot] === key) return slot;
    return -1;
  }

  #probe(key: ByteString, hash: number): number {
    const slot = probe(this.#cells, this.#keys, key, hash);
    if (slot >= 0 || this.#old === undefined) return slot;
    return probe(this.#old, this.#keys, key, hash);
  }

  /** The cells that have a slot, or are to have it. */
  #cellsOf(slot: number): Int32Array {
    if (this.#old === undefined || slot < this.#carried || slot >= this.#carryEnd) return this.#cells;
    return this.#old;
  }

  /** Enters a new last slot. */
  #enter(slot: number, hash: number): void {
    if (slot >= this.#hashes.length) this.#resize(this.#cells.length * 2, slot);
    this.#hashes[slot] = hash;
    place(this.#cellsOf(slot), slot, hash);
    if (this.#old !== undefined) this.#carry(CARRIED_AT_ONCE);
  }

  /** Takes `slot` out and gives its place to `last`. */
  #leave(slot: number, last: number): void {
    const cells = this.#cellsOf(slot);
    displace(cells, slot, this.#hashes);
    if (slot !== last) {
      const hash = this.#hashes[last] as number;
      const cellsOfLast = this.#cellsOf(last);
      if (cells === cellsOfLast) rename(cells, last, hash, slot);
      else {
        displace(cellsOfLast, last, this.#hashes);
        place(cells, slot, hash);
      }
      this.#hashes[slot] = hash;
    }
    if (this.#old !== undefined) this.#carry(CARRIED_AT_ONCE, last);
  }

  #shrink(): void {
    const half = this.#cells.length >>> 1;
    if (half >= MIN_CELLS) this.#resize(half, this.#keys.length);
    else if (this.#keys.length <= LINEAR_LIMIT >>> 1) {
      this.#cells = NO_CELLS;
      this.#hashes = NO_CELLS;
    }
  }

  /** Takes new cells, to which the first `size` slots go: all now, or by and by when they are many. */
  #resize(cellCount: number, size: number): void {
    this.#carry(size);
    const hashes = new Int32Array(slotsFor(cellCount));
    hashes.set(this.#hashes.subarray(0, size));
    this.#hashes = hashes;
    this.#old = this.#cells;
    this.#carried = 0;
    this.#carryEnd = size;
    this.#cells = new Int32Array(cellCount);
    if (cellCount < GRADUAL_CELLS) this.#carry(size);
  }

  /**
   * Carries up to `count` slots over to the new cells. They stay in the old ones too, where they do no harm:
   * what a probe finds there is judged by its key, and no other question is asked of the old about them.
   */
  #carry(count: number, size = this.#keys.length): void {
    if (this.#old === undefined) return;
    const all = Math.min(this.#carryEnd, size);
    const end = Math.min(this.#carried + count, all);
    for (let slot = this.#carried; slot < end; slot++) place(this.#cells, slot, this.#hashes[slot] as number);
    this.#carried = end;
    if (end >= all) this.#old = undefined;
  }

  /** Makes the first cells, for keys that have no hashes yet. */
  #refill(cellCount: number): void {
    const keys = this.#keys;
    this.#cells = new Int32Array(cellCount);
    this.#hashes = new Int32Array(slotsFor(cellCount));
    for (let slot = 0; slot < keys.length; slot++) {
      const hash = hashKey(keys[slot] as ByteString, this.#seed);
      this.#hashes[slot] = hash;
      place(this.#cells, slot, hash);
    }
  }
}
