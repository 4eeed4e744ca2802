/**
 * ZSetValue: a sorted set as the server encodes it: a list while it is small, a tree for ever after.
 * Scores are never NaN: who adds a score has seen to that.
 */
import type { ByteString } from '../../base/bytes.ts';
import type { Config } from '../config.ts';
import type { Context } from '../run/context.ts';
import { expectClass, type Held } from './value.ts';
import {
  ADDED,
  type Entries,
  type EntryVisitor,
  isFrom,
  isUpTo,
  type LexRange,
  NO_RANKS,
  type RankRange,
  type Upserted,
} from './zset-entry.ts';
import { ZSetList } from './zset-list.ts';
import { ZSetTree } from './zset-tree.ts';

/** Scores between two ends, each of which may itself be left out. */
export interface ScoreRange {
  readonly min: number;
  readonly max: number;
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
}

export class ZSetValue implements Held {
  readonly type = 'zset';
  #list: ZSetList | undefined = new ZSetList();
  #tree: ZSetTree | undefined = undefined;

  /** Makes a sorted set of entries that are in order already, each once. */
  static fromSorted(scores: readonly number[], members: readonly ByteString[], config: Config): ZSetValue {
    const made = new ZSetValue();
    const fits =
      members.length <= config['zset-max-listpack-entries'] &&
      members.every((member) => member.length <= config['zset-max-listpack-value']);
    made.#list = fits ? ZSetList.fromSorted(scores, members) : undefined;
    made.#tree = fits ? undefined : ZSetTree.fromSorted(scores, members);
    return made;
  }

  get size(): number {
    return this.entries.size;
  }

  /** The form in which the entries are held now; good until the next `add`. */
  get entries(): Entries {
    return (this.#list ?? this.#tree) as Entries;
  }

  /** Adds a member or moves it to another score. */
  add(score: number, member: ByteString, config: Config): Upserted {
    const list = this.#list;
    if (list === undefined) return this.#treeForm.upsert(score, member);
    if (list.size < config['zset-max-listpack-entries'] && member.length <= config['zset-max-listpack-value'])
      return list.upsert(score, member);
    if (list.scoreOf(member) !== undefined) return list.upsert(score, member);
    this.#list = undefined;
    this.#tree = ZSetTree.fromSorted(list.scores, list.members);
    this.#tree.upsert(score, member);
    return ADDED;
  }

  /** The ranks of a range of scores. */
  scoreRanks({ min, max, minExclusive, maxExclusive }: ScoreRange): RankRange {
    const { entries } = this;
    const start = entries.countLess(min, minExclusive);
    const stop = entries.countLess(max, !maxExclusive);
    return start < stop ? { start, stop } : NO_RANKS;
  }

  /**
   * The ranks of a range of members; `reverse` looks from the end, which tells only where scores differ.
   * The ends are looked at first, as the server does: where scores differ that decides.
   */
  lexRanks(range: LexRange, reverse: boolean): RankRange {
    const { entries } = this;
    if (!this.#mayHold(range)) return NO_RANKS;
    const ranks = entries.lexRanks(range, reverse);
    return ranks.start < ranks.stop ? ranks : NO_RANKS;
  }

  #mayHold({ min, max }: LexRange): boolean {
    const { entries } = this;
    let reaches = false;
    entries.range(0, 1, (_score, member) => {
      reaches = isUpTo(member, max);
    });
    entries.range(entries.size - 1, entries.size, (_score, member) => {
      reaches &&= isFrom(member, min);
    });
    return reaches;
  }

  /** Visits about `count` entries and returns the cursor to go on from; a list is visited whole. */
  scan(cursor: number, count: number, visit: EntryVisitor): number {
    const list = this.#list;
    if (list === undefined) return this.#treeForm.scan(cursor, count, visit);
    list.range(0, list.size, visit);
    return 0;
  }

  encoding(): string {
    return this.#list === undefined ? 'skiplist' : 'listpack';
  }

  clone(): ZSetValue {
    const copy = new ZSetValue();
    copy.#list = this.#list?.clone();
    copy.#tree = this.#tree?.clone();
    return copy;
  }

  get #treeForm(): ZSetTree {
    return this.#tree as ZSetTree;
  }
}

/** The sorted set at a key for reading. @throws ErrorReply WRONGTYPE */
export function readZSet(ctx: Context, key: ByteString): ZSetValue | undefined {
  return expectClass(ctx.db.read(key), ZSetValue);
}

/** The sorted set at a key for writing. @throws ErrorReply WRONGTYPE */
export function writeZSet(ctx: Context, key: ByteString): ZSetValue | undefined {
  return expectClass(ctx.db.write(key), ZSetValue);
}
