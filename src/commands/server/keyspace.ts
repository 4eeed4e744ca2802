/** TIME, DBSIZE, FLUSHALL, FLUSHDB, SWAPDB. */
import { bytes } from '../../base/bytes.ts';
import { DB_OUT_OF_RANGE, SYNTAX } from '../../base/errors.ts';
import { ErrorReply, OK, type Reply } from '../../base/reply.ts';
import { integerArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, type CommandSpec, command } from '../../engine/command/command.ts';
import type { Database } from '../../engine/database.ts';
import type { Context } from '../../engine/run/context.ts';

const row = { group: 'server', since: '1.0.0' } as const satisfies Partial<CommandSpec>;

export const time = command(
  {
    ...row,
    name: 'time',
    summary: 'Returns the time of the server: seconds, and microseconds within the second.',
    since: '2.6.0',
    complexity: 'O(1)',
    arity: 1,
    flags: 'loading stale fast',
    acl: 'fast',
    tips: ['nondeterministic_output'],
    syntax: '',
  },
  ({ core }) => {
    const micros = core.world.nowMicros();
    return [bytes(String(Math.floor(micros / 1e6))), bytes(String(micros % 1e6))];
  },
);

export const dbsize = command(
  {
    ...row,
    name: 'dbsize',
    summary: 'Counts the keys of the database.',
    complexity: 'O(1)',
    arity: 1,
    flags: 'readonly fast',
    acl: 'keyspace read fast',
    tips: ['request_policy:all_shards', 'response_policy:agg_sum'],
    syntax: '',
  },
  ({ db }) => db.size,
);

const flushRow = {
  ...row,
  complexity: 'O(n), n being the number of keys',
  arity: -1,
  flags: 'write',
  acl: 'keyspace write slow dangerous',
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  syntax: '[ASYNC|SYNC]',
} as const satisfies Partial<CommandSpec>;

export const flushall = command(
  { ...flushRow, name: 'flushall', summary: 'Removes every key of every database.' },
  (ctx, argv) => flush(ctx, argv, ctx.core.databases),
);

export const flushdb = command(
  { ...flushRow, name: 'flushdb', summary: 'Removes every key of the database.' },
  (ctx, argv) => flush(ctx, argv, [ctx.db]),
);

/** SYNC and ASYNC do the same here: dropping the tables is O(1) and the rest is the collector's work. */
function flush(ctx: Context, argv: Argv, databases: readonly Database[]): Reply {
  if (argv.length > 2 || (argv.length === 2 && !isWord(argv[1], 'SYNC') && !isWord(argv[1], 'ASYNC')))
    throw SYNTAX;
  for (const db of databases) {
    ctx.core.watches.touchAll(db, undefined);
    ctx.dirty += db.size;
    db.clear();
  }
  ctx.dirty++;
  return OK;
}

const INVALID_FIRST = new ErrorReply('ERR invalid first DB index');
const INVALID_SECOND = new ErrorReply('ERR invalid second DB index');

export const swapdb = command(
  {
    ...row,
    name: 'swapdb',
    summary: 'Exchanges the contents of two databases.',
    since: '4.0.0',
    complexity: 'O(n), n being the number of clients that watch or wait on keys of them',
    arity: 3,
    flags: 'write fast',
    acl: 'keyspace write fast dangerous',
    syntax: 'index1 index2',
  },
  (ctx, argv) => {
    const { core } = ctx;
    const first = core.database(integerArg(argv[1], INVALID_FIRST));
    const second = core.database(integerArg(argv[2], INVALID_SECOND));
    if (first === undefined || second === undefined) throw DB_OUT_OF_RANGE;
    ctx.dirty++;
    if (first === second) return OK;
    core.watches.touchAll(first, second);
    core.watches.touchAll(second, first);
    first.swapWith(second);
    core.waiting.markAllReady(first);
    core.waiting.markAllReady(second);
    return OK;
  },
);
