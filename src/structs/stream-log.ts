/**
 * StreamLog: entries in order of a 128-bit id, mostly appended and trimmed from the front, in chunks.
 * Ids only grow: an append after the last id ever is the caller's promise. Chunks are filled and trimmed as
 * redis-server fills and trims the nodes of its streams (t_stream.c), so that approximate trimming removes
 * the same entries. A chunk goes with its last live entry, unless that was trimmed away by id up to the last
 * tombstone: the server leaves such a node to the next trim.
 */
import type { ByteString } from '../base/bytes.ts';
import { StreamChunk } from './part/stream-chunk.ts';
import { Ring } from './ring.ts';
import { compareStreamIds, type StreamId } from './stream-id.ts';

/** When a chunk is full. Read at every append, so an object whose fields change may be given. */
export interface StreamLimits {
  /** Entries, deleted ones included; 0 for no limit. The server's default is 100. */
  readonly maxPerChunk: number;
  /** Size in the server's encoding; 0 for no limit but the greatest. The server's default is 4096. */
  readonly maxChunkBytes: number;
}

/** The limits of a server that was not told otherwise. */
export const DEFAULT_STREAM_LIMITS: StreamLimits = { maxPerChunk: 100, maxChunkBytes: 4096 };

/** How to trim. */
export interface TrimOptions {
  /** Remove whole chunks only. Default false. */
  readonly approximate?: boolean;
  /** Give up before a chunk that would bring the removed entries above this number; 0 for no limit. Default 0. */
  readonly limit?: number;
}

/** Is told of entries in turn; the answer `false` ends the walk. */
export type StreamVisitor = (id: StreamId, fields: readonly ByteString[]) => unknown;

/** The server lets no listpack of a stream grow past this. */
const GREATEST_CHUNK_BYTES = 1 << 30;

/**
 * An append-mostly log of entries by id.
 * @example
 * log.append(streamId(1_700_000_000_000, 0), [bytes('field'), bytes('value')]);
 * log.range(MIN_STREAM_ID, MAX_STREAM_ID, (id, fields) => { … });
 * log.trimToLength(1000, { approximate: true }); // how many went
 */
export class StreamLog {
  readonly #limits: StreamLimits;
  #chunks = new Ring<StreamChunk>();
  #size = 0;

  constructor(limits: StreamLimits = DEFAULT_STREAM_LIMITS) {
    this.#limits = limits;
  }

  /** How many live entries there are. */
  get size(): number {
    return this.#size;
  }

  get chunkCount(): number {
    return this.#chunks.length;
  }

  /** The id with which each chunk began, in order, a deleted entry's too. */
  *chunkIds(): IterableIterator<StreamId> {
    for (let index = 0; index < this.#chunks.length; index++)
      yield (this.#chunks.get(index) as StreamChunk).idAt(0);
  }

  /** Appends an entry (field, value, field, value …) whose id is after every id before. */
  append(id: StreamId, fields: readonly ByteString[]): void {
    let chunk = this.#chunks.get(this.#chunks.length - 1);
    if (chunk === undefined || this.#isFull(chunk, fields)) {
      chunk = new StreamChunk();
      this.#chunks.pushBack(chunk);
    }
    chunk.append(id, fields);
    this.#size++;
  }

  /** The fields of an entry; undefined when it is not there. */
  get(id: StreamId): readonly ByteString[] | undefined {
    const chunk = this.#chunks.get(this.#chunkOf(id));
    if (chunk === undefined) return undefined;
    const at = chunk.lowerBound(id);
    return at < chunk.length && compareStreamIds(chunk.idAt(at), id) === 0 ? chunk.fields[at] : undefined;
  }

  has(id: StreamId): boolean {
    return this.get(id) !== undefined;
  }

  /** Deletes an entry; false when it is not there. */
  delete(id: StreamId): boolean {
    const index = this.#chunkOf(id);
    const chunk = this.#chunks.get(index);
    if (chunk === undefined) return false;
    const at = chunk.lowerBound(id);
    if (at >= chunk.length || compareStreamIds(chunk.idAt(at), id) !== 0 || !chunk.remove(at)) return false;
    if (chunk.live === 0) this.#chunks.removeAt(index);
    this.#size--;
    return true;
  }

  /** The id of the first live entry; undefined when there is none. */
  firstId(): StreamId | undefined {
    let found: StreamId | undefined;
    for (let index = 0; found === undefined && index < this.#chunks.length; index++) {
      const chunk = this.#chunks.get(index) as StreamChunk;
      walkUp(chunk, 0, chunk.length, (id) => !(found = id));
    }
    return found;
  }

  /** The id of the last live entry; undefined when there is none. */
  lastId(): StreamId | undefined {
    let found: StreamId | undefined;
    for (let index = this.#chunks.length - 1; found === undefined && index >= 0; index--) {
      const chunk = this.#chunks.get(index) as StreamChunk;
      walkDown(chunk, chunk.length - 1, 0, (id) => !(found = id));
    }
    return found;
  }

  /** Visits the entries from `from` to `to`, both included, in order; nothing may be written meanwhile. */
  range(from: StreamId, to: StreamId, visit: StreamVisitor): void {
    for (let index = Math.max(0, this.#chunkOf(from)); index < this.#chunks.length; index++) {
      const chunk = this.#chunks.get(index) as StreamChunk;
      if (chunk.isAfter(to)) return;
      const start = chunk.lowerBound(from);
      if (!walkUp(chunk, start, this.#endOf(chunk, to), visit)) return;
    }
  }

  /** Visits the same entries from the last to the first. */
  rangeReverse(from: StreamId, to: StreamId, visit: StreamVisitor): void {
    for (let index = this.#chunkOf(to); index >= 0; index--) {
      const chunk = this.#chunks.get(index) as StreamChunk;
      const start = chunk.lowerBound(from);
      if (!walkDown(chunk, this.#endOf(chunk, to) - 1, start, visit)) return;
      if (start > 0) return;
    }
  }

  /** Removes entries from the front until `maxLength` are left, or as near above as whole chunks allow. */
  trimToLength(maxLength: number, options: TrimOptions = {}): number {
    return this.#trim(
      options,
      () => this.#size <= maxLength,
      (chunk) => this.#size - chunk.live >= maxLength,
      (chunk) => this.#removeFirst(chunk, this.#size - maxLength, chunk.length),
    );
  }

  /** Removes the entries before an id, or of those only whole chunks; returns how many. */
  trimBefore(minId: StreamId, options: TrimOptions = {}): number {
    return this.#trim(
      options,
      () => false,
      (chunk) => compareStreamIds(chunk.idAt(chunk.length - 1), minId) < 0,
      (chunk) => this.#removeFirst(chunk, chunk.live, chunk.lowerBound(minId)),
    );
  }

  clear(): void {
    this.#chunks.clear();
    this.#size = 0;
  }

  /** A copy that shares nothing but the arrays of fields, which are never written. */
  clone(): StreamLog {
    const copy = new StreamLog(this.#limits);
    copy.#chunks = this.#chunks.clone((chunk) => chunk.clone());
    copy.#size = this.#size;
    return copy;
  }

  /** What the server asks before it starts a new node. */
  #isFull(chunk: StreamChunk, fields: readonly ByteString[]): boolean {
    const { maxPerChunk, maxChunkBytes } = this.#limits;
    if (maxPerChunk > 0 && chunk.length >= maxPerChunk) return true;
    let added = 0;
    for (const field of fields) added += field.length;
    const isBounded = maxChunkBytes > 0 && maxChunkBytes <= GREATEST_CHUNK_BYTES;
    return chunk.bytes + added >= (isBounded ? maxChunkBytes : GREATEST_CHUNK_BYTES);
  }

  /**
   * The last chunk that begins at or before an id: the only one that may hold it. -1 when all begin after.
   * Most questions are about the newest entries, so the last chunk is asked first.
   */
  #chunkOf(id: StreamId): number {
    const chunks = this.#chunks;
    const last = chunks.length - 1;
    if (last < 0 || !(chunks.get(last) as StreamChunk).isAfter(id)) return last;
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((chunks.get(middle) as StreamChunk).isAfter(id)) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }

  /** The place behind the last entry that is not after `to`. */
  #endOf(chunk: StreamChunk, to: StreamId): number {
    const at = chunk.lowerBound(to);
    return at < chunk.length && compareStreamIds(chunk.idAt(at), to) === 0 ? at + 1 : at;
  }

  #trim(
    options: TrimOptions,
    isDone: () => boolean,
    isWhollyPast: (chunk: StreamChunk) => boolean,
    trimWithin: (chunk: StreamChunk) => number,
  ): number {
    const limit = options.limit ?? 0;
    let removed = 0;
    for (let chunk = this.#chunks.get(0); chunk !== undefined && !isDone(); chunk = this.#chunks.get(0)) {
      if (limit > 0 && removed + chunk.live > limit) break;
      if (!isWhollyPast(chunk)) return options.approximate === true ? removed : removed + trimWithin(chunk);
      this.#chunks.popFront();
      this.#size -= chunk.live;
      removed += chunk.live;
    }
    return removed;
  }

  /** Deletes up to `count` live entries of the first chunk before place `end`. */
  #removeFirst(chunk: StreamChunk, count: number, end: number): number {
    let removed = 0;
    for (let at = 0; at < end && removed < count; at++) if (chunk.remove(at)) removed++;
    this.#size -= removed;
    return removed;
  }
}

/** Visits live entries of [from, to) upward; false when the visitor ended the walk. */
function walkUp(chunk: StreamChunk, from: number, to: number, visit: StreamVisitor): boolean {
  for (let at = from; at < to; at++) {
    const fields = chunk.fields[at];
    if (fields !== undefined && visit(chunk.idAt(at), fields) === false) return false;
  }
  return true;
}

/** Visits live entries of [to, from] downward; false when the visitor ended the walk. */
function walkDown(chunk: StreamChunk, from: number, to: number, visit: StreamVisitor): boolean {
  for (let at = from; at >= to; at--) {
    const fields = chunk.fields[at];
    if (fields !== undefined && visit(chunk.idAt(at), fields) === false) return false;
  }
  return true;
}
