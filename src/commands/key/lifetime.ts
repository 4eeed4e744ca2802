/** Key commands that tell when a key expires: TTL, PTTL, EXPIRETIME, PEXPIRETIME. */
import type { Reply } from '../../base/reply.ts';
import { type Argv, type CommandSpec, command } from '../../engine/command/command.ts';
import { millisecondsReply, secondsReply } from '../../engine/command/expire-time.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';

/** The answer for a key that is not there. */
const NO_KEY = -2;
/** The answer for a key that does not expire. */
const NO_EXPIRY = -1;

const row = {
  group: 'generic',
  complexity: 'O(1)',
  arity: 2,
  flags: 'readonly fast',
  acl: 'keyspace read fast',
  keys: [keyAt(1, 'RO ACCESS')],
  syntax: 'key',
} as const satisfies Partial<CommandSpec>;

const remainingTips = { tips: ['nondeterministic_output'] };

export const ttl = command(
  {
    ...row,
    ...remainingTips,
    name: 'ttl',
    summary: 'Returns how long a key has to live, in seconds.',
    since: '1.0.0',
  },
  (ctx, argv) => lifetime(ctx, argv, secondsReply, ctx.nowMs()),
);

export const pttl = command(
  {
    ...row,
    ...remainingTips,
    name: 'pttl',
    summary: 'Returns how long a key has to live, in milliseconds.',
    since: '2.6.0',
  },
  (ctx, argv) => lifetime(ctx, argv, millisecondsReply, ctx.nowMs()),
);

export const expiretime = command(
  {
    ...row,
    name: 'expiretime',
    summary: 'Returns when a key expires, in seconds since the epoch.',
    since: '7.0.0',
  },
  (ctx, argv) => lifetime(ctx, argv, secondsReply, 0),
);

export const pexpiretime = command(
  {
    ...row,
    name: 'pexpiretime',
    summary: 'Returns when a key expires, in milliseconds since the epoch.',
    since: '7.0.0',
  },
  (ctx, argv) => lifetime(ctx, argv, millisecondsReply, 0),
);

type InUnit = (atMs: number, fromMs: number) => Reply;

function lifetime(ctx: Context, argv: Argv, inUnit: InUnit, fromMs: number): Reply {
  if (ctx.db.look(argv[1]) === undefined) return NO_KEY;
  const atMs = ctx.db.expiryOf(argv[1]);
  return atMs === undefined ? NO_EXPIRY : inUnit(atMs, fromMs);
}
