/**
 * Intervals of a sorted set as arguments: ranks, scores and members. Scores are read as C's strtod reads them, more kindly than elsewhere: `''` is 0, blanks may lead,
 * and what is too large is infinite.
 */
import { type ByteString, bytes } from '../../base/bytes.ts';
import { parseDouble } from '../../base/number.ts';
import { ErrorReply } from '../../base/reply.ts';
import type { ScoreRange } from '../../engine/value/zset.ts';
import { type LexBound, type LexRange, NO_RANKS, type RankRange } from '../../engine/value/zset-entry.ts';

const NOT_SCORES = new ErrorReply('ERR min or max is not a float');
const NOT_MEMBERS = new ErrorReply('ERR min or max not valid string range item');

/** Of these `parseDouble` refuses only what is out of a double's range. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Reads two ends of a range of scores: `(` leaves the end itself out.
 * @throws ErrorReply "min or max is not a float"
 */
export function scoreRange(min: ByteString, max: ByteString): ScoreRange {
  const minExclusive = min.startsWith('(');
  const maxExclusive = max.startsWith('(');
  return {
    min: endScore(minExclusive ? min.slice(1) : min),
    max: endScore(maxExclusive ? max.slice(1) : max),
    minExclusive,
    maxExclusive,
  };
}

function endScore(text: string): number {
  const strict = parseDouble(bytes(text));
  if (strict !== undefined) return strict;
  const nul = text.indexOf('\0');
  const shown = nul < 0 ? text : text.slice(0, nul);
  if (shown === '') return 0;
  const number = shown.replace(/^[ \t\n\v\f\r]+/, '');
  const score = parseDouble(bytes(number)) ?? (DECIMAL.test(number) ? Number(number) : undefined);
  if (score === undefined) throw NOT_SCORES;
  return score;
}

/**
 * Reads two ends of a range of members: `[a` with the member, `(a` without, `-` and `+` for all.
 * @throws ErrorReply "min or max not valid string range item"
 */
export function lexRange(min: ByteString, max: ByteString): LexRange {
  return { min: endMember(min), max: endMember(max) };
}

function endMember(text: ByteString): LexBound {
  const first = text.charAt(0);
  if (first === '[' || first === '(')
    return { kind: 'member', member: bytes(text.slice(1)), inclusive: first === '[' };
  const alone = text.length === 1 || text.charCodeAt(1) === 0;
  if (alone && (first === '-' || first === '+')) return { kind: first, member: bytes(''), inclusive: false };
  throw NOT_MEMBERS;
}

/** The ranks from `start` to `stop`, both in the range, where negative ones count from the end. */
export function rankRange(size: number, start: number, stop: number): RankRange {
  const first = Math.max(start < 0 ? size + start : start, 0);
  const last = Math.min(stop < 0 ? size + stop : stop, size - 1);
  return first > last ? NO_RANKS : { start: first, stop: last + 1 };
}

/** The same run of ranks as seen from the other end. */
export function mirrored({ start, stop }: RankRange, size: number): RankRange {
  return { start: size - stop, stop: size - start };
}

/** What is left of a run after LIMIT; a negative count keeps all, a negative offset nothing. */
export function limited(ranks: RankRange, offset: number, count: number, reverse: boolean): RankRange {
  const left = ranks.stop - ranks.start - offset;
  if (offset < 0 || left <= 0) return NO_RANKS;
  const taken = count < 0 ? left : Math.min(count, left);
  if (!reverse) return { start: ranks.start + offset, stop: ranks.start + offset + taken };
  return { start: ranks.stop - offset - taken, stop: ranks.stop - offset };
}
