/**
 * What the two forms of a sorted set have in common: entries (score, member) in order of score, then of
 * the member's bytes. Ranks count from 0 in that order; ranges of ranks are half-open.
 */
import type { ByteString } from '../../base/bytes.ts';

/** What `upsert` did. */
export const UNCHANGED = 0;
export const ADDED = 1;
export const UPDATED = 2;
export type Upserted = typeof UNCHANGED | typeof ADDED | typeof UPDATED;

/** Is told of entries in turn. */
export type EntryVisitor = (score: number, member: ByteString) => void;

/** One end of a range of members: a member, or `-` or `+`, which stand before and after all. */
export interface LexBound {
  readonly kind: 'member' | '-' | '+';
  /** Empty for `-` and `+`. */
  readonly member: ByteString;
  /** Whether the member itself is in the range. */
  readonly inclusive: boolean;
}

export interface LexRange {
  readonly min: LexBound;
  readonly max: LexBound;
}

/** Ranks from `start` up to, not including, `stop`; nothing when `start` is not below `stop`. */
export interface RankRange {
  readonly start: number;
  readonly stop: number;
}

export const NO_RANKS: RankRange = { start: 0, stop: 0 };

/** One form of a sorted set. Nothing may be written while entries are visited. */
export interface Entries {
  readonly size: number;
  scoreOf(member: ByteString): number | undefined;
  /** Adds a member or moves it to another score. */
  upsert(score: number, member: ByteString): Upserted;
  delete(member: ByteString): boolean;
  /** The rank of a member, -1 when it is not there. */
  rankOf(member: ByteString): number;
  /** How many scores are below `score`, or not above it when `inclusive`. */
  countLess(score: number, inclusive: boolean): number;
  /** The ranks of a range of members, where all scores are one; `reverse` looks from the end. */
  lexRanks(range: LexRange, reverse: boolean): RankRange;
  range(start: number, stop: number, visit: EntryVisitor): void;
  rangeReverse(start: number, stop: number, visit: EntryVisitor): void;
  /** Removes ranks and returns how many. */
  deleteRange(start: number, stop: number): number;
  /** The member at a place from 0 to size - 1; places follow no order and cost nothing. */
  memberAt(place: number): ByteString;
  /** The score at such a place. */
  scoreAt(place: number): number;
}

/** True when a member is not before the lower end of a range. */
export function isFrom(member: ByteString, min: LexBound): boolean {
  if (min.kind !== 'member') return min.kind === '-';
  return member > min.member || (min.inclusive && member === min.member);
}

/** True when a member is not after the upper end of a range. */
export function isUpTo(member: ByteString, max: LexBound): boolean {
  if (max.kind !== 'member') return max.kind === '+';
  return member < max.member || (max.inclusive && member === max.member);
}
