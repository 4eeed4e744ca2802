/** Entries of sorted sets on their way out: as a reply, or to the key that shall hold them. */
import type { ByteString } from '../../base/bytes.ts';
import { Double, type Reply } from '../../base/reply.ts';
import type { Config } from '../../engine/config.ts';
import type { Context } from '../../engine/run/context.ts';
import { ZSetValue } from '../../engine/value/zset.ts';
import type { EntryVisitor, RankRange } from '../../engine/value/zset-entry.ts';

/** Entries in order of score, then member; each member once. */
export interface Result {
  readonly scores: readonly number[];
  readonly members: readonly ByteString[];
}

/** Stores a result in place of whatever the key held; an empty one removes the key. Returns its size. */
export function storeResult(ctx: Context, key: ByteString, result: Result, event: string): Reply {
  const { scores, members } = result;
  if (members.length > 0) {
    ctx.db.replace(key, ZSetValue.fromSorted(scores, members, ctx.core.config));
    ctx.wrote('z', event, key);
  } else if (ctx.db.delete(key)) ctx.wrote('g', 'del', key);
  return members.length;
}

/** How ZRANGESTORE has come by its entries. */
export interface Gathered {
  readonly reverse: boolean;
  /** By rank: the server knows how many there are before it begins. */
  readonly isCounted: boolean;
}

/**
 * Scores as ZRANGESTORE leaves them: until something does not fit the server fills a listpack, in which -0 loses its
 * sign; where it knows that there are too many it does not begin one.
 */
export function gatheredScores(
  { scores, members }: Result,
  { reverse, isCounted }: Gathered,
  config: Config,
): readonly number[] {
  const maxEntries = config['zset-max-listpack-entries'];
  if (!scores.some((score) => Object.is(score, -0)) || (isCounted && members.length > maxEntries))
    return scores;
  const isTooLong = (member: ByteString): boolean => member.length > config['zset-max-listpack-value'];
  const order = reverse ? [...members].reverse() : members;
  const firstTooLong = order.findIndex(isTooLong);
  const listed = Math.min(maxEntries, firstTooLong === -1 ? members.length : firstTooLong);
  const isListed = (i: number): boolean => (reverse ? members.length - 1 - i : i) < listed;
  return scores.map((score, i) => (isListed(i) ? score + 0 : score));
}

/** How entries are shown. */
export interface Shown {
  readonly reverse: boolean;
  readonly withScores: boolean;
  readonly resp: 2 | 3;
}

/** A run of entries as a reply. */
export function entriesReply(zset: ZSetValue, { start, stop }: RankRange, shown: Shown): Reply {
  const reply: Reply[] = [];
  if (start >= stop) return reply;
  const visit = collector(reply, shown.withScores, shown.resp);
  if (shown.reverse) zset.entries.rangeReverse(start, stop, visit);
  else zset.entries.range(start, stop, visit);
  return reply;
}

/** A result as a reply, lowest score first. */
export function resultReply({ scores, members }: Result, withScores: boolean, resp: 2 | 3): Reply {
  if (!withScores) return members;
  const reply: Reply[] = [];
  const visit = collector(reply, withScores, resp);
  for (let at = 0; at < members.length; at++) visit(scores[at] as number, members[at] as ByteString);
  return reply;
}

/** Members alone, or with scores: flat in RESP2, in pairs in RESP3. */
function collector(reply: Reply[], withScores: boolean, resp: 2 | 3): EntryVisitor {
  if (!withScores) return (_, member) => void reply.push(member);
  if (resp === 2) return (score, member) => void reply.push(member, new Double(score));
  return (score, member) => void reply.push([member, new Double(score)]);
}
