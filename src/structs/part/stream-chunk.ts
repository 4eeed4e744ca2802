/**
 * StreamChunk: up to a hundred or so neighbouring entries of a StreamLog. A deleted entry stays as a
 * tombstone (id, no fields) until the chunk has no live entry left. `bytes` is what the chunk would take as
 * one of the server's listpacks (listpack.c, t_stream.c): chunk boundaries decide what approximate trimming
 * removes, so they must fall where the server's fall.
 */
import type { ByteString } from '../../base/bytes.ts';
import type { StreamId, Uint64 } from '../stream-id.ts';

/** Neighbouring entries of a log, in parallel arrays. */
export class StreamChunk {
  readonly ms: Uint64[] = [];
  readonly seq: Uint64[] = [];
  /** Field, value, field, value …; undefined marks a tombstone. */
  readonly fields: (readonly ByteString[] | undefined)[] = [];
  /** The fields of the first entry ever: later entries with the same names do not repeat them. */
  #master: readonly ByteString[] = [];
  live = 0;
  /** Size as a listpack, header and end mark included. */
  bytes = 0;

  /** Entries, tombstones included. */
  get length(): number {
    return this.ms.length;
  }

  get deleted(): number {
    return this.ms.length - this.live;
  }

  idAt(at: number): StreamId {
    return { ms: this.ms[at] as Uint64, seq: this.seq[at] as Uint64 };
  }

  /** True when an id is before the first entry's. */
  isAfter(id: StreamId): boolean {
    const ms = this.ms[0] as Uint64;
    return ms > id.ms || (ms === id.ms && (this.seq[0] as Uint64) > id.seq);
  }

  /** Adds an entry whose id is after all others. */
  append(id: StreamId, fields: readonly ByteString[]): void {
    if (this.length === 0) {
      this.#master = fields;
      this.bytes = masterSize(fields);
    }
    this.ms.push(id.ms);
    this.seq.push(id.seq);
    this.fields.push(fields);
    this.live++;
    this.bytes += this.#entrySize(id, fields) + integerSize(this.live) - integerSize(this.live - 1);
  }

  /** Turns an entry into a tombstone; false when it is one. */
  remove(at: number): boolean {
    if (this.fields[at] === undefined) return false;
    const before = integerSize(this.live) + integerSize(this.deleted);
    this.fields[at] = undefined;
    this.live--;
    this.bytes += integerSize(this.live) + integerSize(this.deleted) - before;
    return true;
  }

  /** The first place whose id is not before `id`. */
  lowerBound(id: StreamId): number {
    let low = 0;
    let high = this.ms.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const ms = this.ms[middle] as Uint64;
      if (ms < id.ms || (ms === id.ms && (this.seq[middle] as Uint64) < id.seq)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  clone(): StreamChunk {
    const copy = new StreamChunk();
    for (let at = 0; at < this.length; at++) {
      copy.ms.push(this.ms[at] as Uint64);
      copy.seq.push(this.seq[at] as Uint64);
      copy.fields.push(this.fields[at]);
    }
    copy.#master = this.#master;
    copy.live = this.live;
    copy.bytes = this.bytes;
    return copy;
  }

  /** Flags, distances from the first id, names unless they are the master's, values, and the item count. */
  #entrySize(id: StreamId, fields: readonly ByteString[]): number {
    const pairs = fields.length / 2;
    const isSame = this.#hasMasterNames(fields);
    let size = integerSize(0) + integerSize(distance(id.ms, this.ms[0] as Uint64));
    size += integerSize(distance(id.seq, this.seq[0] as Uint64));
    for (let at = 1; at < fields.length; at += 2) size += stringSize(fields[at] as ByteString);
    if (isSame) return size + integerSize(pairs + 3);
    for (let at = 0; at < fields.length; at += 2) size += stringSize(fields[at] as ByteString);
    return size + integerSize(pairs) + integerSize(2 * pairs + 4);
  }

  #hasMasterNames(fields: readonly ByteString[]): boolean {
    const master = this.#master;
    if (master.length !== fields.length) return false;
    for (let at = 0; at < fields.length; at += 2) if (master[at] !== fields[at]) return false;
    return true;
  }
}

/** Header, end mark, counts of live and deleted, number of names, names, zero. */
function masterSize(fields: readonly ByteString[]): number {
  let size = 6 + 1 + integerSize(0) * 2 + integerSize(fields.length / 2) + integerSize(0);
  for (let at = 0; at < fields.length; at += 2) size += stringSize(fields[at] as ByteString);
  return size;
}

/** The signed 64-bit difference of two halves, as C gives it. */
function distance(to: Uint64, from: Uint64): Uint64 {
  if (typeof to === 'number' && typeof from === 'number') return to - from;
  return BigInt.asIntN(64, BigInt(to) - BigInt(from));
}

/** Bytes of an integer element with its back length. */
export function integerSize(value: Uint64): number {
  if (value >= 0 && value <= 127) return 2;
  if (value >= -4096 && value <= 4095) return 3;
  if (value >= -32768 && value <= 32767) return 4;
  if (value >= -8388608 && value <= 8388607) return 5;
  return value >= -2147483648 && value <= 2147483647 ? 6 : 10;
}

/** Bytes of a string element with its back length; digits that make an int64 are held as that integer. */
export function stringSize(value: ByteString): number {
  const { length } = value;
  const integer = toInt64(value);
  if (integer !== undefined) return integerSize(integer);
  const size = length + (length < 64 ? 1 : length < 4096 ? 2 : 5);
  if (size <= 127) return size + 1;
  if (size < 16383) return size + 2;
  if (size < 2097151) return size + 3;
  return size + (size < 268435455 ? 4 : 5);
}

/** The longest decimal int64 has twenty characters; up to fifteen digits are surely safe. */
const LONGEST_INT64 = 20;
const SURELY_SAFE = 15;
const INT64 = /^(?:0|-?[1-9][0-9]{0,18})$/;

/** The int64 that a string is the one decimal form of, or undefined. */
function toInt64(value: ByteString): Uint64 | undefined {
  if (value.length === 0 || value.length > LONGEST_INT64) return undefined;
  const first = value.charCodeAt(0);
  if ((first < 48 || first > 57) && first !== 45) return undefined;
  if (!INT64.test(value)) return undefined;
  if (value.length <= SURELY_SAFE) return Number(value);
  const wide = BigInt(value);
  return wide === BigInt.asIntN(64, wide) ? wide : undefined;
}
