/** Sorted set commands that count or remove a whole run: ZCOUNT, ZLEXCOUNT and the ZREMRANGE family. */
import { integerArg } from '../../engine/command/argument.ts';
import { type Argv, type Command, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { readZSet, writeZSet, type ZSetValue } from '../../engine/value/zset.ts';
import type { RankRange } from '../../engine/value/zset-entry.ts';
import { lexRange, rankRange, scoreRange } from './interval.ts';

/** Reads the two ends (words 2 and 3); what comes back finds the ranks in a sorted set. */
type Ends = (argv: Argv) => (zset: ZSetValue) => RankRange;

const byRank: Ends = (argv) => {
  const start = integerArg(argv[2]);
  const stop = integerArg(argv[3]);
  return ({ size }) => rankRange(size, start, stop);
};

const byScore: Ends = (argv) => {
  const range = scoreRange(argv[2], argv[3]);
  return (zset) => zset.scoreRanks(range);
};

const byLex: Ends = (argv) => {
  const range = lexRange(argv[2], argv[3]);
  return (zset) => zset.lexRanks(range, false);
};

interface Row {
  readonly name: string;
  readonly since: string;
  readonly summary: string;
  readonly syntax: string;
}

function counting(row: Row, ends: Ends): Command {
  return command(
    {
      ...row,
      group: 'sorted-set',
      complexity: 'O(log N) where N is the size of the sorted set.',
      arity: 4,
      flags: 'readonly fast',
      acl: 'read sortedset fast',
      keys: [keyAt(1, 'RO ACCESS')],
    },
    (ctx, argv) => {
      const ranksIn = ends(argv);
      const zset = readZSet(ctx, argv[1]);
      if (zset === undefined) return 0;
      const { start, stop } = ranksIn(zset);
      return stop - start;
    },
  );
}

export const zcount = counting(
  {
    name: 'zcount',
    since: '2.0.0',
    summary: 'Counts the members of a sorted set with scores in a range.',
    syntax: 'key min max',
  },
  byScore,
);

export const zlexcount = counting(
  {
    name: 'zlexcount',
    since: '2.8.9',
    summary: 'Counts the members of a sorted set between two members, where all scores are one.',
    syntax: 'key min max',
  },
  byLex,
);

/** A command that removes what lies between two ends; its event bears its name. */
function removing(row: Row, ends: Ends): Command {
  return command(
    {
      ...row,
      group: 'sorted-set',
      complexity: 'O(log N + M) where N is the size of the sorted set and M the number of members removed.',
      arity: 4,
      flags: 'write',
      acl: 'write sortedset slow',
      keys: [keyAt(1, 'RW DELETE')],
    },
    (ctx, argv) => {
      const ranksIn = ends(argv);
      const key = argv[1];
      const zset = writeZSet(ctx, key);
      if (zset === undefined) return 0;
      const { start, stop } = ranksIn(zset);
      if (start >= stop) return 0;
      const removed = zset.entries.deleteRange(start, stop);
      ctx.wrote('z', row.name, key, removed);
      if (zset.size === 0) ctx.removeEmptied(key);
      return removed;
    },
  );
}

export const zremrangebyrank = removing(
  {
    name: 'zremrangebyrank',
    since: '2.0.0',
    summary: 'Removes the members of a sorted set between two ranks.',
    syntax: 'key start stop',
  },
  byRank,
);

export const zremrangebyscore = removing(
  {
    name: 'zremrangebyscore',
    since: '1.2.0',
    summary: 'Removes the members of a sorted set with scores in a range.',
    syntax: 'key min max',
  },
  byScore,
);

export const zremrangebylex = removing(
  {
    name: 'zremrangebylex',
    since: '2.8.9',
    summary: 'Removes the members of a sorted set between two members, where all scores are one.',
    syntax: 'key min max',
  },
  byLex,
);
