/**
 * KeyTable: which slot a key has. Slots are dense (0 to size - 1), so owners keep values in parallel arrays.
 * Open addressing: an index of slot + 1 with linear probing and backward-shift delete, hashes by slot; up to
 * LINEAR_LIMIT keys there is no index at all. Removing swaps the last slot in. Nothing wears out by use.
 * Keys are stored as given: who stores them (the wire) makes flat strings that keep no larger parent alive.
 * `as number` after a typed-array read is at indexes that the invariants keep in bounds.
 */
import type { ByteString } from '../base/bytes.ts';
import { type HashSeed, hashKey, PROCESS_SEED, seedFrom } from './part/key-hash.ts';

/** Up to this many keys are compared one by one. */
const LINEAR_LIMIT = 8;
/** The smallest index. */
const MIN_INDEX = 32;
const NO_INDEX = new Int32Array(0);

/** Slots that an index of this length serves: five eighths, past which probing grows long. */
function slotsFor(indexLength: number): number {
  return (indexLength >>> 1) + (indexLength >>> 3);
}

export class KeyTable {
  #seed: HashSeed;
  #index: Int32Array = NO_INDEX;
  #hashes: Int32Array = NO_INDEX;
  #keys: ByteString[] = [];

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
    return this.#index.length === 0 ? this.#scan(key) : this.#probe(key, hashKey(key, this.#seed));
  }

  /** Adds a key that is known to be absent; returns its slot, which is the size before. */
  add(key: ByteString): number {
    const slot = this.#keys.length;
    this.#keys.push(key);
    if (this.#index.length !== 0) this.#link(slot, hashKey(key, this.#seed));
    else if (slot >= LINEAR_LIMIT) this.#rebuild(MIN_INDEX);
    return slot;
  }

  /** The slot of a key, adding it when absent: then the answer is `~slot`, a negative number. */
  findOrAdd(key: ByteString): number {
    if (this.#index.length === 0) {
      const slot = this.#scan(key);
      return slot >= 0 ? slot : ~this.add(key);
    }
    const hash = hashKey(key, this.#seed);
    const found = this.#probe(key, hash);
    if (found >= 0) return found;
    const slot = this.#keys.length;
    this.#keys.push(key);
    this.#link(slot, hash);
    return ~slot;
  }

  /** Removes the key at `slot` and moves the last slot into it; returns the slot that was the last. */
  removeAt(slot: number): number {
    const keys = this.#keys;
    const last = keys.length - 1;
    if (this.#index.length !== 0) this.#unlink(slot, last);
    const moved = keys.pop() as ByteString;
    if (slot !== last) keys[slot] = moved;
    if (last * 8 < this.#index.length) this.#shrink();
    return last;
  }

  /**
   * Removes the key at `slot` and moves every later slot one down, so that the order stays. Touches the
   * whole index: about 1 µs at 512 keys.
   */
  removeInOrder(slot: number): void {
    const keys = this.#keys;
    const last = keys.length - 1;
    const index = this.#index;
    if (index.length !== 0) {
      this.#closeGap(this.#positionOf(slot));
      for (let at = 0; at < index.length; at++) {
        const entry = index[at] as number;
        if (entry > slot + 1) index[at] = entry - 1;
      }
      this.#hashes.copyWithin(slot, slot + 1, last + 1);
    }
    keys.splice(slot, 1);
    if (last * 8 < index.length) this.#shrink();
  }

  /** Forgets every key and gives the memory back. */
  clear(): void {
    this.#index = NO_INDEX;
    this.#hashes = NO_INDEX;
    this.#keys = [];
  }

  /** The index as it lies, slot + 1 or 0 a cell: for tests that it does not wear. */
  layout(): Int32Array {
    return this.#index.slice();
  }

  /** A copy with the same slots. */
  clone(): KeyTable {
    const copy = new KeyTable();
    copy.#seed = this.#seed;
    copy.#index = this.#index.slice();
    copy.#hashes = this.#hashes.slice();
    copy.#keys = this.#keys.slice();
    return copy;
  }

  #scan(key: ByteString): number {
    const keys = this.#keys;
    for (let slot = 0; slot < keys.length; slot++) if (keys[slot] === key) return slot;
    return -1;
  }

  #probe(key: ByteString, hash: number): number {
    const index = this.#index;
    const mask = index.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const slot = (index[at] as number) - 1;
      if (slot < 0) return -1;
      if (this.#hashes[slot] === hash && this.#keys[slot] === key) return slot;
    }
  }

  /** Enters a new last slot into the index. */
  #link(slot: number, hash: number): void {
    if (slot >= this.#hashes.length) this.#rebuild(this.#index.length * 2);
    else {
      this.#hashes[slot] = hash;
      this.#place(slot, hash);
    }
  }

  #place(slot: number, hash: number): void {
    const index = this.#index;
    const mask = index.length - 1;
    let at = hash & mask;
    while (index[at] !== 0) at = (at + 1) & mask;
    index[at] = slot + 1;
  }

  /** Where the index holds a slot that is there. */
  #positionOf(slot: number): number {
    const index = this.#index;
    const mask = index.length - 1;
    let at = (this.#hashes[slot] as number) & mask;
    while (index[at] !== slot + 1) at = (at + 1) & mask;
    return at;
  }

  /** Takes `slot` out of the index and renames `last` to it. */
  #unlink(slot: number, last: number): void {
    this.#closeGap(this.#positionOf(slot));
    if (slot === last) return;
    this.#index[this.#positionOf(last)] = slot + 1;
    this.#hashes[slot] = this.#hashes[last] as number;
  }

  /** Backward shift: moves each follower that may stand nearer its home into the gap, so no mark stays. */
  #closeGap(from: number): void {
    const index = this.#index;
    const hashes = this.#hashes;
    const mask = index.length - 1;
    let gap = from;
    for (let at = (gap + 1) & mask; ; at = (at + 1) & mask) {
      const entry = index[at] as number;
      if (entry === 0) break;
      const home = (hashes[entry - 1] as number) & mask;
      if (((at - home) & mask) < ((at - gap) & mask)) continue;
      index[gap] = entry;
      gap = at;
    }
    index[gap] = 0;
  }

  #shrink(): void {
    const half = this.#index.length >>> 1;
    if (half >= MIN_INDEX) this.#rebuild(half);
    else if (this.#keys.length <= LINEAR_LIMIT >>> 1) {
      this.#index = NO_INDEX;
      this.#hashes = NO_INDEX;
    }
  }

  #rebuild(indexLength: number): void {
    const size = this.#keys.length;
    const known = Math.min(this.#hashes.length, size);
    const hashes = new Int32Array(slotsFor(indexLength));
    hashes.set(known === size ? this.#hashes.subarray(0, size) : this.#hashes);
    for (let slot = known; slot < size; slot++) {
      hashes[slot] = hashKey(this.#keys[slot] as ByteString, this.#seed);
    }
    this.#hashes = hashes;
    this.#index = new Int32Array(indexLength);
    for (let slot = 0; slot < size; slot++) this.#place(slot, hashes[slot] as number);
  }
}
