/** Sorted set commands on members by name: ZREM, ZSCORE, ZMSCORE, ZCARD, ZRANK, ZREVRANK, ZSCAN. */
import { type ByteString, bytes } from '../../base/bytes.ts';
import { formatG } from '../../base/number.ts';
import { Double, EMPTY_ARRAY, type Reply } from '../../base/reply.ts';
import { arg, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { cursorArg, scanOptions, scanReply } from '../../engine/command/scan.ts';
import { readZSet, writeZSet } from '../../engine/value/zset.ts';

/** Digits with which scores are written: every double comes back as it was. */
const SCORE_DIGITS = 17;
/** Integral scores up to here are integers in a listpack. */
const LARGEST_IN_LIST = 2 ** 62;

export const zrem = command(
  {
    name: 'zrem',
    summary: 'Removes members from a sorted set; the key goes with the last one.',
    since: '1.2.0',
    group: 'sorted-set',
    complexity: 'O(M*log N) where N is the size of the sorted set and M the number of members given.',
    arity: -3,
    flags: 'write fast',
    acl: 'write sortedset fast',
    keys: [keyAt(1, 'RW DELETE')],
    syntax: 'key member [member ...]',
  },
  (ctx, argv) => {
    const key = argv[1];
    const zset = writeZSet(ctx, key);
    if (zset === undefined) return 0;
    const { entries } = zset;
    let removed = 0;
    for (let i = 2; i < argv.length && entries.size > 0; i++) if (entries.delete(arg(argv, i))) removed++;
    if (removed === 0) return 0;
    ctx.wrote('z', 'zrem', key, removed);
    if (entries.size === 0) ctx.removeEmptied(key);
    return removed;
  },
);

export const zscore = command(
  {
    name: 'zscore',
    summary: 'Returns the score of a member of a sorted set.',
    since: '1.2.0',
    group: 'sorted-set',
    complexity: 'O(1)',
    arity: 3,
    flags: 'readonly fast',
    acl: 'read sortedset fast',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key member',
  },
  (ctx, argv) => scoreReply(readZSet(ctx, argv[1])?.entries.scoreOf(argv[2])),
);

export const zmscore = command(
  {
    name: 'zmscore',
    summary: 'Returns the scores of several members of a sorted set.',
    since: '6.2.0',
    group: 'sorted-set',
    complexity: 'O(N) where N is the number of members given.',
    arity: -3,
    flags: 'readonly fast',
    acl: 'read sortedset fast',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key member [member ...]',
  },
  (ctx, argv) => {
    const entries = readZSet(ctx, argv[1])?.entries;
    const scores: Reply[] = [];
    for (let i = 2; i < argv.length; i++) scores.push(scoreReply(entries?.scoreOf(arg(argv, i))));
    return scores;
  },
);

function scoreReply(score: number | undefined): Reply {
  return score === undefined ? null : new Double(score);
}

export const zcard = command(
  {
    name: 'zcard',
    summary: 'Returns how many members a sorted set has.',
    since: '1.2.0',
    group: 'sorted-set',
    complexity: 'O(1)',
    arity: 2,
    flags: 'readonly fast',
    acl: 'read sortedset fast',
    keys: [keyAt(1, 'RO')],
    syntax: 'key',
  },
  (ctx, argv) => readZSet(ctx, argv[1])?.size ?? 0,
);

export const zrank = command(
  {
    name: 'zrank',
    summary: 'Returns the rank of a member of a sorted set, counted from the lowest score.',
    since: '2.0.0',
    group: 'sorted-set',
    complexity: 'O(log N) where N is the size of the sorted set.',
    arity: 3,
    flags: 'readonly fast',
    acl: 'read sortedset fast',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key member',
  },
  (ctx, argv) => {
    const rank = readZSet(ctx, argv[1])?.entries.rankOf(argv[2]) ?? -1;
    return rank < 0 ? null : rank;
  },
);

export const zrevrank = command(
  {
    name: 'zrevrank',
    summary: 'Returns the rank of a member of a sorted set, counted from the highest score.',
    since: '2.0.0',
    group: 'sorted-set',
    complexity: 'O(log N) where N is the size of the sorted set.',
    arity: 3,
    flags: 'readonly fast',
    acl: 'read sortedset fast',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key member',
  },
  (ctx, argv) => {
    const entries = readZSet(ctx, argv[1])?.entries;
    const rank = entries?.rankOf(argv[2]) ?? -1;
    return entries === undefined || rank < 0 ? null : entries.size - 1 - rank;
  },
);

export const zscan = command(
  {
    name: 'zscan',
    summary: 'Walks through the members of a sorted set and their scores in steps.',
    since: '2.8.0',
    group: 'sorted-set',
    complexity: 'O(1) a call, O(N) for a whole walk, where N is the size of the sorted set.',
    arity: -3,
    flags: 'readonly',
    acl: 'read sortedset slow',
    keys: [keyAt(1, 'RO ACCESS')],
    tips: ['nondeterministic_output'],
    syntax: 'key cursor [MATCH pattern] [COUNT count]',
  },
  (ctx, argv) => {
    const cursor = cursorArg(argv[2]);
    const zset = readZSet(ctx, argv[1]);
    if (zset === undefined) return scanReply(0, EMPTY_ARRAY);
    const { count, accepts } = scanOptions(argv, 3);
    const found: Reply[] = [];
    const inList = zset.encoding() === 'listpack';
    const next = zset.scan(cursor, count, (score, member) => {
      if (accepts === undefined || accepts(member)) found.push(member, scoreText(score, inList));
    });
    return scanReply(next, found);
  },
);

/** A listpack keeps integral scores as integers and shows them with all their digits. */
function scoreText(score: number, inList: boolean): ByteString {
  if (inList && Number.isInteger(score) && Math.abs(score) <= LARGEST_IN_LIST)
    return bytes(Math.abs(score) <= Number.MAX_SAFE_INTEGER ? String(score) : String(BigInt(score)));
  return formatG(score, SCORE_DIGITS);
}
