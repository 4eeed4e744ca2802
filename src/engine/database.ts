/**
 * Database: one numbered keyspace: keys, values, expiry and idle time, each in arrays over the same slots.
 * A key past its time is gone for every reader; the host is told, so that the deletion leaves its effect.
 */
import type { ByteString } from '../base/bytes.ts';
import { ExpiryHeap } from '../structs/expiry-heap.ts';
import { KeyTable } from '../structs/key-table.ts';
import { cloneValue, type Value } from './value/value.ts';

/** What a database needs of the engine around it. */
export interface DatabaseHost {
  /** The time at which expiry is judged, ms; stands still within one command, script or transaction. */
  nowMs(): number;
  /** Seconds since the epoch, coarse: the idle clock. */
  readonly idleClock: number;
  /** A key was found past its time and has just been removed. */
  keyExpired(db: Database, key: ByteString): void;
  /** A key has come to hold a value: those who wait for it may look. */
  keyReady(db: Database, key: ByteString): void;
  /** A stream is gone, or its key holds something else: those who wait on one of its groups must be told. */
  streamLost(db: Database, key: ByteString): void;
  /** Anybody waits for a key, of whatever database. */
  readonly isAwaited: boolean;
  /** Every key of a database is gone at once. */
  allLost(db: Database): void;
  /** Counters of INFO's keyspace_hits and keyspace_misses. */
  readonly hits: { found: number; missed: number };
  /** A reader has not found the key: counts the miss and publishes `keymiss`. */
  keyMissed(db: Database, key: ByteString): void;
}

/** So many volatile keys stand for all in INFO's avg_ttl. */
const TTL_SAMPLE = 1000;

export class Database {
  readonly index: number;
  readonly #host: DatabaseHost;
  #table: KeyTable;
  #values: Value[] = [];
  #expiry = new ExpiryHeap();
  #usedAt = new Uint32Array(16);
  /** The key that was last looked for, and where it was found; forgotten when any slot moves. */
  #lastKey: ByteString | undefined;
  #lastSlot = -1;

  constructor(index: number, host: DatabaseHost, table = new KeyTable()) {
    this.index = index;
    this.#host = host;
    this.#table = table;
  }

  get size(): number {
    return this.#table.size;
  }

  /** Keys that carry an expiry. */
  get volatileSize(): number {
    return this.#expiry.size;
  }

  /** The mean of what is left to live of the volatile keys, ms, over a sample of them. */
  averageTtlMs(): number {
    let sum = 0;
    let count = 0;
    for (let slot = this.size - 1; slot >= 0 && count < TTL_SAMPLE; slot--) {
      const atMs = this.#expiry.size === 0 ? undefined : this.#expiry.get(slot);
      if (atMs === undefined) continue;
      sum += Math.max(0, atMs - this.#host.nowMs());
      count++;
    }
    return count === 0 ? 0 : Math.floor(sum / count);
  }

  /** Looks a key up for reading: counts a hit or a miss and refreshes its idle time. */
  read(key: ByteString): Value | undefined {
    const slot = this.#live(this.#table.find(key));
    if (slot < 0) {
      this.#host.keyMissed(this, key);
      return undefined;
    }
    this.#host.hits.found++;
    this.#usedAt[slot] = this.#host.idleClock;
    return this.#values[slot];
  }

  /** Looks a key up for reading without refreshing its idle time (TTL, TYPE, EXISTS): counts a hit or a miss. */
  look(key: ByteString): Value | undefined {
    const slot = this.#liveSlot(key);
    if (slot < 0) {
      this.#host.keyMissed(this, key);
      return undefined;
    }
    this.#host.hits.found++;
    return this.#values[slot];
  }

  /** Looks a key up for writing: refreshes its idle time, counts nothing. */
  write(key: ByteString): Value | undefined {
    const slot = this.#liveSlot(key);
    if (slot < 0) return undefined;
    this.#usedAt[slot] = this.#host.idleClock;
    return this.#values[slot];
  }

  /** Looks a key up and leaves no trace (OBJECT, DEBUG, SCAN's TYPE). */
  peek(key: ByteString): Value | undefined {
    const slot = this.#liveSlot(key);
    return slot < 0 ? undefined : this.#values[slot];
  }

  has(key: ByteString): boolean {
    return this.#liveSlot(key) >= 0;
  }

  /** Stores a value; an expiry that the key has stays. */
  put(key: ByteString, value: Value): void {
    const slot = this.#liveSlot(key);
    if (slot < 0) {
      this.#insert(key, value);
      return;
    }
    this.#overwrite(slot, value);
  }

  /** Stores a value and drops an expiry that the key had, as SET does. */
  replace(key: ByteString, value: Value): void {
    const slot = this.#liveSlot(key);
    if (slot < 0) {
      this.#insert(key, value);
      return;
    }
    this.#overwrite(slot, value);
    if (this.#expiry.size > 0) this.#expiry.remove(slot);
  }

  /** Removes a key; false when it was not there (or had expired). */
  delete(key: ByteString): boolean {
    const slot = this.#liveSlot(key);
    if (slot < 0) return false;
    this.#removeAt(slot);
    return true;
  }

  /** When the key expires, ms since the epoch; undefined when it has no expiry or is not there. */
  expiryOf(key: ByteString): number | undefined {
    if (this.#expiry.size === 0) return undefined;
    const slot = this.#liveSlot(key);
    return slot < 0 ? undefined : this.#expiry.get(slot);
  }

  /** Sets the expiry of a key that exists. */
  setExpiry(key: ByteString, atMs: number): void {
    const slot = this.#slotOf(key);
    if (slot >= 0) this.#expiry.set(slot, atMs);
  }

  /** Drops the expiry of a key; false when it had none. */
  clearExpiry(key: ByteString): boolean {
    if (this.#expiry.size === 0) return false;
    const slot = this.#slotOf(key);
    return slot >= 0 && this.#expiry.remove(slot);
  }

  /** Seconds since the key was last read or written. */
  idleSeconds(key: ByteString): number {
    const slot = this.#slotOf(key);
    return slot < 0 ? 0 : Math.max(0, this.#host.idleClock - (this.#usedAt[slot] ?? 0));
  }

  /** Any live key, each as likely as the other; undefined when there is none. */
  randomKey(random: () => number): ByteString | undefined {
    while (this.size > 0) {
      const key = this.#table.keyAt(Math.floor(random() * this.size));
      if (this.has(key)) return key;
    }
    return undefined;
  }

  /**
   * Walks the slots downward from `cursor` (0: from the top) for about `count` keys and returns where to
   * go on, 0 at the end. A key that stays throughout is never missed: a removal moves only the last key,
   * down into the hole. `visit` must not write.
   */
  scan(cursor: number, count: number, visit: (key: ByteString, value: Value) => void): number {
    let slot = cursor === 0 ? this.size : Math.min(cursor, this.size);
    const stop = Math.max(0, slot - count);
    while (slot > stop) {
      slot--;
      if (this.#expiry.size > 0 && this.#isPast(slot)) this.#expire(slot);
      else visit(this.#table.keyAt(slot), this.#values[slot] as Value);
    }
    return Math.min(stop, this.size);
  }

  /** The live keys that a pattern lets through, in no order; those past their time stay where they are. */
  keys(accepts: (key: ByteString) => boolean): ByteString[] {
    const found: ByteString[] = [];
    for (let slot = 0; slot < this.size; slot++) {
      const key = this.#table.keyAt(slot);
      if (accepts(key) && !this.#isPast(slot)) found.push(key);
    }
    return found;
  }

  /** All live keys with their values, in no order; the caller must not write meanwhile. */
  *entries(): IterableIterator<[ByteString, Value]> {
    for (let slot = this.size - 1; slot >= 0; slot--) {
      if (this.#isPast(slot)) continue;
      yield [this.#table.keyAt(slot), this.#values[slot] as Value];
    }
  }

  /** Removes up to `limit` keys whose time has passed; returns how many. */
  expireDue(limit: number): number {
    let removed = 0;
    while (removed < limit && this.#expiry.size > 0 && this.#expiry.peekAtMs() < this.#host.nowMs()) {
      this.#expire(this.#expiry.peekSlot());
      removed++;
    }
    return removed;
  }

  /** The earliest expiry, ms since the epoch, or undefined. */
  nextExpiryMs(): number | undefined {
    return this.#expiry.size === 0 ? undefined : this.#expiry.peekAtMs();
  }

  clear(): void {
    this.#table.clear();
    this.#lastKey = undefined;
    this.#values = [];
    this.#expiry.clear();
    this.#usedAt = new Uint32Array(16);
    this.#host.allLost(this);
  }

  /** Takes over a deep copy of everything that another database holds. */
  copyFrom(other: Database): void {
    this.#table = other.#table.clone();
    this.#lastKey = undefined;
    this.#values = other.#values.map(cloneValue);
    this.#expiry = other.#expiry.clone();
    this.#usedAt = other.#usedAt.slice();
  }

  /** Exchanges the contents of two databases (SWAPDB). */
  swapWith(other: Database): void {
    [this.#table, other.#table] = [other.#table, this.#table];
    this.#lastKey = undefined;
    other.#lastKey = undefined;
    [this.#values, other.#values] = [other.#values, this.#values];
    [this.#expiry, other.#expiry] = [other.#expiry, this.#expiry];
    [this.#usedAt, other.#usedAt] = [other.#usedAt, this.#usedAt];
  }

  /**
   * The slot of a key, else -1. A command asks two or three times for the same key (look, store, expire):
   * only the first time is it hashed, as long as it is the same string object.
   */
  #slotOf(key: ByteString): number {
    if (key === this.#lastKey) return this.#lastSlot;
    this.#lastKey = key;
    return (this.#lastSlot = this.#table.find(key));
  }

  /** The slot of a key that is there and not past its time, else -1. */
  #liveSlot(key: ByteString): number {
    return this.#live(this.#slotOf(key));
  }

  /** The same slot, or -1 when its key is past its time. */
  #live(slot: number): number {
    if (slot < 0 || this.#expiry.size === 0 || !this.#isPast(slot)) return slot;
    this.#expire(slot);
    return -1;
  }

  #isPast(slot: number): boolean {
    const atMs = this.#expiry.get(slot);
    return atMs !== undefined && this.#host.nowMs() > atMs;
  }

  #expire(slot: number): void {
    const key = this.#table.keyAt(slot);
    this.#removeAt(slot);
    this.#host.keyExpired(this, key);
  }

  #insert(key: ByteString, value: Value): void {
    const slot = this.#table.add(key);
    this.#lastKey = key;
    this.#lastSlot = slot;
    this.#values.push(value);
    if (slot >= this.#usedAt.length) this.#growUsedAt();
    this.#usedAt[slot] = this.#host.idleClock;
    this.#host.keyReady(this, key);
  }

  /** What was there is looked at only while somebody waits: it lies cold (0.1 of 1.6 µs a SET). */
  #overwrite(slot: number, value: Value): void {
    if (this.#host.isAwaited && isStream(this.#values[slot]))
      this.#host.streamLost(this, this.#table.keyAt(slot));
    this.#values[slot] = value;
    this.#usedAt[slot] = this.#host.idleClock;
  }

  #growUsedAt(): void {
    const grown = new Uint32Array(this.#usedAt.length * 2);
    grown.set(this.#usedAt);
    this.#usedAt = grown;
  }

  #removeAt(slot: number): void {
    if (isStream(this.#values[slot])) this.#host.streamLost(this, this.#table.keyAt(slot));
    this.#lastKey = undefined;
    if (this.#expiry.size > 0) this.#expiry.remove(slot);
    const last = this.#table.removeAt(slot);
    const moved = this.#values.pop() as Value;
    if (last === slot) return;
    this.#values[slot] = moved;
    this.#usedAt[slot] = this.#usedAt[last] ?? 0;
    if (this.#expiry.size > 0) this.#expiry.moveSlot(last, slot);
  }
}

function isStream(value: Value | undefined): boolean {
  return typeof value === 'object' && value.type === 'stream';
}
