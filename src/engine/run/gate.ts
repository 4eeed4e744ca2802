/**
 * Gate: everything that is judged before a command runs, once, for clients, transactions and scripts alike.
 * A request that raises no guard and fits its arity passes without a look at any of it.
 */
import type { ByteString } from '../../base/bytes.ts';
import { NO_AUTH } from '../../base/errors.ts';
import { ErrorReply } from '../../base/reply.ts';
import { type Command, FLAGS } from '../command/command.ts';
import type { Core } from '../core.ts';
import { GUARD, type Session } from '../session.ts';

/** What becomes of a request: refused with an error, queued, held back, or (undefined) run. */
export type Verdict = ErrorReply | 'queue' | 'postpone' | undefined;

const NOT_IN_TRANSACTION = new ErrorReply('ERR Command not allowed inside a transaction');

/** Commands that run at once inside MULTI. */
const UNQUEUED: ReadonlySet<string> = new Set(['exec', 'discard', 'multi', 'watch', 'quit', 'reset']);
/** Commands that a RESP2 subscriber may still send. */
const WHILE_SUBSCRIBED: ReadonlySet<string> = new Set([
  'ping',
  'subscribe',
  'ssubscribe',
  'psubscribe',
  'unsubscribe',
  'sunsubscribe',
  'punsubscribe',
  'quit',
  'reset',
]);

/** Judges a request of a session that raises a guard, or while the engine is paused or a script stands still. */
export function admit(core: Core, session: Session, command: Command): Verdict {
  const { suspension } = core.executor;
  if (suspension.isHeld && session.mayBlock && !suspension.isBusy) return 'postpone';
  if ((session.guard & GUARD.auth) !== 0 && (command.mask & FLAGS.no_auth) === 0) return NO_AUTH;
  const inTransaction = (session.guard & GUARD.multi) !== 0;
  if (inTransaction && (command.mask & FLAGS.no_multi) !== 0) return NOT_IN_TRANSACTION;
  if ((session.guard & GUARD.subscribed) !== 0 && !WHILE_SUBSCRIBED.has(command.name))
    return notWhileSubscribed(command.fullName);
  if (suspension.isHeld) {
    if ((command.mask & FLAGS.allow_busy) === 0) return suspension.busyReply;
  } else if (core.pause !== undefined && session.mayBlock && isPaused(core, session, command))
    return 'postpone';
  return inTransaction && !UNQUEUED.has(command.name) ? 'queue' : undefined;
}

function notWhileSubscribed(fullName: string): ErrorReply {
  return new ErrorReply(
    `ERR Can't execute '${fullName}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
  );
}

/** Under PAUSE WRITE only what may write waits; a transaction waits at EXEC if it holds a write. */
function isPaused(core: Core, session: Session, command: Command): boolean {
  if (core.pause?.mode === 'all' || mayWrite(command)) return true;
  if (command.name !== 'exec') return false;
  return session.transaction?.queue.some((queued) => mayWrite(queued.command)) ?? false;
}

/** Writes, or may lead to writes elsewhere (PUBLISH reaches replicas). */
export function mayWrite(command: Command): boolean {
  return (command.mask & (FLAGS.write | FLAGS.may_replicate)) !== 0;
}

/** Finds the row for a request: the command, or the subcommand of a container. */
export function resolve(command: Command, argv: readonly ByteString[]): Command | undefined {
  if (command.subcommandNamed === undefined || argv.length < 2) return command;
  return command.subcommandNamed.get((argv[1] as ByteString).toLowerCase());
}
