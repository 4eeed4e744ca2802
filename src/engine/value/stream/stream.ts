/**
 * Stream: what a stream key holds: the log of entries, the counters that outlive them, and the groups that
 * read it. The rules for ids, tombstones and lag are those of redis-server 7.0 (t_stream.c).
 */
import type { ByteString } from '../../../base/bytes.ts';
import {
  canonicalUint64,
  compareStreamIds,
  MIN_STREAM_ID,
  type StreamId,
  type Uint64,
} from '../../../structs/stream-id.ts';
import { type StreamLimits, StreamLog } from '../../../structs/stream-log.ts';
import type { Config } from '../../config.ts';
import type { Context } from '../../run/context.ts';
import { expectClass, type Held } from '../value.ts';
import type { ConsumerGroup } from './group.ts';
import { NameList } from './name-list.ts';

/** The chunk limits as the configuration gives them at each append. */
class ConfiguredLimits implements StreamLimits {
  readonly #config: Config;

  constructor(config: Config) {
    this.#config = config;
  }

  get maxPerChunk(): number {
    return this.#config['stream-node-max-entries'];
  }

  get maxChunkBytes(): number {
    return this.#config['stream-node-max-bytes'];
  }
}

export class Stream implements Held {
  readonly type = 'stream';
  readonly log: StreamLog;
  /** The greatest id ever given; a new entry must be after it. */
  lastId: StreamId = MIN_STREAM_ID;
  /** The greatest id that XDEL has removed. */
  maxDeletedId: StreamId = MIN_STREAM_ID;
  /** How many entries were ever added. */
  entriesAdded: Uint64 = 0;
  /** Undefined until the first group is created. */
  #groups: NameList<ConsumerGroup> | undefined;

  constructor(log: StreamLog) {
    this.log = log;
  }

  /** An empty stream that follows the configuration. */
  static under(config: Config): Stream {
    return new Stream(new StreamLog(new ConfiguredLimits(config)));
  }

  get size(): number {
    return this.log.size;
  }

  get groupCount(): number {
    return this.#groups?.size ?? 0;
  }

  /** The groups in the byte order of their names. */
  get groups(): Iterable<ConsumerGroup> {
    return this.#groups ?? [];
  }

  group(name: ByteString): ConsumerGroup | undefined {
    return this.#groups?.get(name);
  }

  /** Adds a group whose name is free. */
  addGroup(group: ConsumerGroup): void {
    this.#groups ??= new NameList();
    this.#groups.add(group);
  }

  removeGroup(name: ByteString): boolean {
    return this.#groups?.remove(name) !== undefined;
  }

  /** Appends an entry whose id is after `lastId`. */
  append(id: StreamId, fields: readonly ByteString[]): void {
    this.log.append(id, fields);
    this.lastId = id;
    this.entriesAdded = plus(this.entriesAdded, 1);
  }

  /** Deletes an entry and remembers the gap; false when it is not there. */
  delete(id: StreamId): boolean {
    if (!this.log.delete(id)) return false;
    if (compareStreamIds(id, this.maxDeletedId) > 0) this.maxDeletedId = id;
    return true;
  }

  /** The first entry, `0-0` when there is none. */
  firstId(): StreamId {
    return this.log.firstId() ?? MIN_STREAM_ID;
  }

  /** Moves a group to an entry that it reads now, which is after its last one. */
  advance(group: ConsumerGroup, id: StreamId): void {
    if (group.entriesRead !== undefined && !this.#hasGapFrom(id))
      group.entriesRead = plus(group.entriesRead, 1);
    else if (this.entriesAdded !== 0) group.entriesRead = this.#positionOf(id);
    group.lastId = id;
  }

  /** How many entries a group has still to read; undefined where deletions make that unknowable. */
  lagOf(group: ConsumerGroup): Uint64 | undefined {
    if (this.entriesAdded === 0) return 0;
    const isCounted = group.entriesRead !== undefined && !this.#hasGapFrom(group.lastId);
    const read = isCounted ? group.entriesRead : this.#positionOf(group.lastId);
    return read === undefined ? undefined : minus(this.entriesAdded, read);
  }

  encoding(): string {
    return 'stream';
  }

  clone(): Stream {
    const copy = new Stream(this.log.clone());
    copy.lastId = this.lastId;
    copy.maxDeletedId = this.maxDeletedId;
    copy.entriesAdded = this.entriesAdded;
    for (const group of this.groups) copy.addGroup(group.clone());
    return copy;
  }

  /** True when an entry at or after an id, and after the first one left, may have been deleted. */
  #hasGapFrom(id: StreamId): boolean {
    if (this.size === 0 || isZero(this.maxDeletedId)) return false;
    if (compareStreamIds(id, this.maxDeletedId) > 0) return false;
    return compareStreamIds(this.firstId(), this.maxDeletedId) <= 0;
  }

  /** How many entries were added up to an id; undefined where deletions make that unknowable. */
  #positionOf(id: StreamId): Uint64 | undefined {
    if (this.entriesAdded === 0) return 0;
    const toLast = compareStreamIds(id, this.lastId);
    if (this.size === 0 && toLast <= 0) return this.entriesAdded;
    if (toLast === 0) return this.entriesAdded;
    if (toLast > 0) return undefined;
    const first = this.firstId();
    if (!isZero(this.maxDeletedId) && compareStreamIds(this.maxDeletedId, first) >= 0) return undefined;
    const toFirst = compareStreamIds(id, first);
    if (toFirst > 0) return undefined;
    return minus(this.entriesAdded, toFirst < 0 ? this.size : this.size - 1);
  }
}

/** The stream at a key for reading. @throws ErrorReply WRONGTYPE */
export function readStream(ctx: Context, key: ByteString): Stream | undefined {
  return expectClass(ctx.db.read(key), Stream);
}

/** The stream at a key for writing. @throws ErrorReply WRONGTYPE */
export function writeStream(ctx: Context, key: ByteString): Stream | undefined {
  return expectClass(ctx.db.write(key), Stream);
}

function isZero(id: StreamId): boolean {
  return id.ms === 0 && id.seq === 0;
}

/** Adds to a counter of 64 bits. */
export function plus(value: Uint64, step: number): Uint64 {
  if (typeof value === 'number' && value < Number.MAX_SAFE_INTEGER - step) return value + step;
  return canonicalUint64(BigInt(value) + BigInt(step));
}

function minus(value: Uint64, other: Uint64): Uint64 {
  if (typeof value === 'number' && typeof other === 'number') return value - other;
  const difference = BigInt(value) - BigInt(other);
  return difference < 0 ? difference : canonicalUint64(difference);
}
