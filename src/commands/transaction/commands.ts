/**
 * The transactions family: MULTI, EXEC, DISCARD, WATCH, UNWATCH. Queueing itself is the gate's.
 */
import { EXEC_ABORT, wrongArity } from '../../base/errors.ts';
import { ErrorReply, NULL_ARRAY, OK, type Reply } from '../../base/reply.ts';
import { type Command, type CommandSpec, command, type Outcome } from '../../engine/command/command.ts';
import { keyRange } from '../../engine/command/key-spec.ts';
import { Block } from '../../engine/run/blocking.ts';
import type { Context } from '../../engine/run/context.ts';
import { Suspended } from '../../engine/run/suspension.ts';
import type { QueuedCommand, Session } from '../../engine/session.ts';

const NESTED_MULTI = new ErrorReply('ERR MULTI calls can not be nested');
const EXEC_WITHOUT_MULTI = new ErrorReply('ERR EXEC without MULTI');
const DISCARD_WITHOUT_MULTI = new ErrorReply('ERR DISCARD without MULTI');
const WATCH_INSIDE_MULTI = new ErrorReply('ERR WATCH inside MULTI is not allowed');

const row = {
  group: 'transactions',
  flags: 'noscript loading stale fast allow_busy',
  acl: 'fast transaction',
} as const satisfies Partial<CommandSpec>;

const multi = command(
  {
    ...row,
    name: 'multi',
    summary: 'Starts a transaction: what follows is queued until EXEC.',
    since: '1.2.0',
    complexity: 'O(1)',
    arity: 1,
    syntax: '',
  },
  ({ session }) => {
    if (session.transaction !== undefined) throw NESTED_MULTI;
    session.transaction = { queue: [], broken: false };
    session.refreshGuard();
    return OK;
  },
);

const exec = command(
  {
    ...row,
    name: 'exec',
    summary: 'Runs the queued commands as one unit.',
    since: '1.2.0',
    complexity: 'The sum of the queued commands',
    arity: 1,
    flags: 'noscript loading stale skip_slowlog',
    acl: 'slow transaction',
    syntax: '',
  },
  (ctx) => {
    const { session } = ctx;
    const transaction = session.transaction;
    if (transaction === undefined) throw EXEC_WITHOUT_MULTI;
    const overtaken = session.watchBroken || holdsExpiredWatch(session);
    endTransaction(ctx);
    if (transaction.broken) return EXEC_ABORT;
    if (overtaken) return NULL_ARRAY;
    return runQueue(ctx, transaction.queue, []);
  },
);

const discard = command(
  {
    ...row,
    name: 'discard',
    summary: 'Drops the queued commands and ends the transaction.',
    since: '2.0.0',
    complexity: 'O(n), n being the number of queued commands',
    arity: 1,
    syntax: '',
  },
  (ctx) => {
    if (ctx.session.transaction === undefined) throw DISCARD_WITHOUT_MULTI;
    endTransaction(ctx);
    return OK;
  },
);

const watch = command(
  {
    ...row,
    name: 'watch',
    summary: 'Makes the next EXEC fail if one of these keys changes first.',
    since: '2.2.0',
    complexity: 'O(1) for each key',
    arity: -2,
    keys: [keyRange(1, -1, 1, 'RO')],
    syntax: 'key [key ...]',
  },
  (ctx, argv) => {
    if (ctx.session.transaction !== undefined) throw WATCH_INSIDE_MULTI;
    for (const key of argv.slice(1)) {
      ctx.db.has(key);
      ctx.core.watches.watch(ctx.session, ctx.db, key);
    }
    return OK;
  },
);

const unwatch = command(
  {
    ...row,
    name: 'unwatch',
    summary: 'Forgets every watched key.',
    since: '2.2.0',
    complexity: 'O(1)',
    arity: 1,
    syntax: '',
  },
  (ctx) => {
    ctx.core.watches.unwatch(ctx.session);
    return OK;
  },
);

export const transactionCommands: readonly Command[] = [multi, exec, discard, watch, unwatch];

function endTransaction(ctx: Context): void {
  ctx.session.transaction = undefined;
  ctx.session.refreshGuard();
  ctx.core.watches.unwatch(ctx.session);
}

/** Looking at a watched key lets it expire, which touches those who watch it. */
function holdsExpiredWatch(session: Session): boolean {
  for (const [db, keys] of session.watched) for (const key of keys) db.has(key);
  return session.watchBroken;
}

/** Runs what is left of the queue: `replies` are those so far. A script among them may make the whole stand still. */
function runQueue(ctx: Context, queue: readonly QueuedCommand[], replies: Reply[]): Outcome {
  while (replies.length < queue.length) {
    const outcome = runQueued(ctx, queue[replies.length] as QueuedCommand);
    if (outcome instanceof Suspended)
      return outcome.after((late) => {
        replies.push(late as Reply);
        return runQueue(ctx, queue, replies);
      });
    replies.push(outcome instanceof Block ? outcome.deniedReply : outcome);
  }
  ctx.effect();
  return replies;
}

function runQueued(ctx: Context, { command: queued, argv }: QueuedCommand): Outcome {
  const { session } = ctx;
  ctx.resp = session.resp;
  ctx.db = session.db;
  return queued.handler === undefined ? wrongArity(queued.fullName) : ctx.core.executor.invoke(queued, argv);
}
