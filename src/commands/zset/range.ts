/**
 * Sorted set commands that show a run of entries: ZRANGE, its older cousins, and ZRANGESTORE. All are one
 * command with a part of its grammar settled beforehand, as in the server.
 */
import type { ByteString } from '../../base/bytes.ts';
import { SYNTAX } from '../../base/errors.ts';
import { EMPTY_ARRAY, ErrorReply, type Reply } from '../../base/reply.ts';
import { integerArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, type CommandSpec, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { readZSet, type ZSetValue } from '../../engine/value/zset.ts';
import type { RankRange } from '../../engine/value/zset-entry.ts';
import { lexRange, limited, mirrored, rankRange, scoreRange } from './interval.ts';
import { entriesReply, gatheredScores, storeResult } from './result.ts';

const LIMIT_BY_RANK = new ErrorReply(
  'ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX',
);
const SCORES_BY_LEX = new ErrorReply('ERR syntax error, WITHSCORES not supported in combination with BYLEX');

type By = 'rank' | 'score' | 'lex';

/** What a command's name settles; undefined leaves it to the options. */
interface Settled {
  readonly by?: By;
  readonly reverse?: boolean;
}

/** What is asked for, from name and options. */
interface Query {
  by: By | undefined;
  reverse: boolean | undefined;
  withScores: boolean;
  offset: number;
  limit: number;
}

/** Reads the options from position `from` on. */
function queryOf(argv: Argv, from: number, settled: Settled, storing: boolean): Query {
  const query: Query = { by: settled.by, reverse: settled.reverse, withScores: false, offset: 0, limit: -1 };
  for (let i = from; i < argv.length; i++) {
    const word = argv[i];
    if (!storing && isWord(word, 'WITHSCORES')) query.withScores = true;
    else if (isWord(word, 'LIMIT') && i + 2 < argv.length) {
      query.offset = integerArg(arg(argv, ++i));
      query.limit = integerArg(arg(argv, ++i));
    } else if (query.reverse === undefined && isWord(word, 'REV')) query.reverse = true;
    else if (query.by === undefined && isWord(word, 'BYLEX')) query.by = 'lex';
    else if (query.by === undefined && isWord(word, 'BYSCORE')) query.by = 'score';
    else throw SYNTAX;
  }
  if (query.limit !== -1 && (query.by ?? 'rank') === 'rank') throw LIMIT_BY_RANK;
  if (query.withScores && query.by === 'lex') throw SCORES_BY_LEX;
  return query;
}

/** Reads the two ends, whose form the query decides; what comes back finds the ranks in a sorted set. */
function rangeOf(argv: Argv, from: number, query: Query): (zset: ZSetValue) => RankRange {
  const { offset, limit } = query;
  const reverse = query.reverse === true;
  const first = arg(argv, from);
  const second = arg(argv, from + 1);
  if (query.by === 'score') {
    const range = reverse ? scoreRange(second, first) : scoreRange(first, second);
    return (zset) => limited(zset.scoreRanks(range), offset, limit, reverse);
  }
  if (query.by === 'lex') {
    const range = reverse ? lexRange(second, first) : lexRange(first, second);
    return (zset) => limited(zset.lexRanks(range, reverse), offset, limit, reverse);
  }
  const start = integerArg(first);
  const stop = integerArg(second);
  return ({ size }) => {
    const ranks = rankRange(size, start, stop);
    return reverse ? mirrored(ranks, size) : ranks;
  };
}

function show(ctx: Context, argv: Argv, settled: Settled): Reply {
  const query = queryOf(argv, 4, settled, false);
  const ranksIn = rangeOf(argv, 2, query);
  const zset = readZSet(ctx, argv[1]);
  if (zset === undefined) return EMPTY_ARRAY;
  const { withScores } = query;
  return entriesReply(zset, ranksIn(zset), { reverse: query.reverse === true, withScores, resp: ctx.resp });
}

/** The row of a command that shows a run of one sorted set. */
function showing(
  spec: Pick<CommandSpec, 'name' | 'summary' | 'since' | 'syntax'>,
  settled: Settled,
): ReturnType<typeof command> {
  return command(
    {
      ...spec,
      group: 'sorted-set',
      complexity: 'O(log N + M) where N is the size of the sorted set and M the number of members returned.',
      arity: -4,
      flags: 'readonly',
      acl: 'read sortedset slow',
      keys: [keyAt(1, 'RO ACCESS')],
    },
    (ctx, argv) => show(ctx, argv, settled),
  );
}

export const zrange = showing(
  {
    name: 'zrange',
    summary: 'Returns a run of a sorted set, by rank, by score or by member.',
    since: '1.2.0',
    syntax: 'key start stop [BYSCORE|BYLEX] [REV] [LIMIT offset count] [WITHSCORES]',
  },
  {},
);

export const zrevrange = showing(
  {
    name: 'zrevrange',
    summary: 'Returns a run of a sorted set by rank, from the highest score down.',
    since: '1.2.0',
    syntax: 'key start stop [WITHSCORES]',
  },
  { by: 'rank', reverse: true },
);

export const zrangebyscore = showing(
  {
    name: 'zrangebyscore',
    summary: 'Returns the members of a sorted set with scores in a range.',
    since: '1.0.5',
    syntax: 'key min max [WITHSCORES] [LIMIT offset count]',
  },
  { by: 'score', reverse: false },
);

export const zrevrangebyscore = showing(
  {
    name: 'zrevrangebyscore',
    summary: 'Returns the members of a sorted set with scores in a range, from the highest down.',
    since: '2.2.0',
    syntax: 'key max min [WITHSCORES] [LIMIT offset count]',
  },
  { by: 'score', reverse: true },
);

export const zrangebylex = showing(
  {
    name: 'zrangebylex',
    summary: 'Returns the members of a sorted set between two members, where all scores are one.',
    since: '2.8.9',
    syntax: 'key min max [LIMIT offset count]',
  },
  { by: 'lex', reverse: false },
);

export const zrevrangebylex = showing(
  {
    name: 'zrevrangebylex',
    summary: 'Returns the members of a sorted set between two members, from the last to the first.',
    since: '2.8.9',
    syntax: 'key max min [LIMIT offset count]',
  },
  { by: 'lex', reverse: true },
);

export const zrangestore = command(
  {
    name: 'zrangestore',
    summary: 'Stores a run of one sorted set at another key.',
    since: '6.2.0',
    group: 'sorted-set',
    complexity: 'O(log N + M) where N is the size of the sorted set and M the number of members stored.',
    arity: -5,
    flags: 'write denyoom',
    acl: 'write sortedset slow',
    keys: [keyAt(1, 'OW UPDATE'), keyAt(2, 'RO ACCESS')],
    syntax: 'dst src min max [BYSCORE|BYLEX] [REV] [LIMIT offset count]',
  },
  (ctx, argv) => {
    const query = queryOf(argv, 5, {}, true);
    const ranksIn = rangeOf(argv, 3, query);
    const source = readZSet(ctx, argv[2]);
    const scores: number[] = [];
    const members: ByteString[] = [];
    if (source !== undefined) {
      const { start, stop } = ranksIn(source);
      source.entries.range(start, stop, (score, member) => {
        scores.push(score);
        members.push(member);
      });
    }
    const gathered = { reverse: query.reverse === true, isCounted: (query.by ?? 'rank') === 'rank' };
    const result = { scores: gatheredScores({ scores, members }, gathered, ctx.core.config), members };
    return storeResult(ctx, argv[1], result, 'zrangestore');
  },
);
