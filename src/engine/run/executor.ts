/**
 * Executor: runs one unit at a time — a command, a script or a transaction — from start to end, then sends
 * its effects on and serves those who waited for what it made ready. Synchronous, but for a script that takes
 * long: its unit is held (suspension.ts), and the executor with it.
 */
import type { ByteString } from '../../base/bytes.ts';
import { unknownCommand, unknownSubcommand, wrongArity } from '../../base/errors.ts';
import { ErrorReply, QUEUED, type Reply } from '../../base/reply.ts';
import { type Argv, type Command, FLAGS, fitsArity, type Outcome } from '../command/command.ts';
import type { Core } from '../core.ts';
import type { Database } from '../database.ts';
import { Session, SILENT_DOOR } from '../session.ts';
import { SAMPLE_EVERY } from '../stats.ts';
import { Block, type Waiter } from './blocking.ts';
import { Context } from './context.ts';
import { admit, resolve } from './gate.ts';
import { type HeldRequest, Suspended, Suspension } from './suspension.ts';

/** Commands whose answer may come later: those that block, and those that run others, which no script may call. */
const MAY_BE_LATE = FLAGS.blocking | FLAGS.noscript;

export class Executor {
  readonly ctx: Context;
  readonly suspension: Suspension;
  /** The hands of the few commands that run while a unit is held. */
  readonly #aside: Context;
  /** Sessions with a request that was held back, in the order of their coming. */
  #postponed: Session[] = [];
  readonly #core: Core;
  #running = false;

  constructor(core: Core) {
    this.#core = core;
    const idle = new Session(0, SILENT_DOOR, core.databases[0] as Session['db'], 0, true);
    this.ctx = new Context(core, idle);
    this.#aside = new Context(core, idle);
    this.suspension = new Suspension(core);
  }

  /**
   * Runs one request of a session. `found` is the table's row for argv[0], if there is one.
   * Undefined: the session now waits, and the answer goes to its door later.
   */
  execute(session: Session, found: Command | undefined, argv: readonly ByteString[]): Reply | undefined {
    const core = this.#core;
    if (core.cronAsleep) core.wakeCron();
    if (found === undefined)
      return this.#refuse(session, undefined, unknownCommand(argv[0] as ByteString, argv.slice(1)));
    const command = found.subcommandNamed === undefined ? found : resolve(found, argv);
    if (command === undefined)
      return this.#refuse(session, found, unknownSubcommand(found.name, argv[1] as ByteString));
    if (!fitsArity(command.arity, argv.length))
      return this.#refuse(session, command, wrongArity(command.fullName));
    if (session.guard !== 0 || core.pause !== undefined || this.suspension.isHeld) {
      const verdict = admit(core, session, command);
      if (verdict === 'queue') return queue(session, command, argv);
      if (verdict === 'postpone') return this.#postpone(session, command, argv as unknown as Argv);
      if (verdict !== undefined) return this.#refuse(session, command, verdict);
      if (this.suspension.isHeld) return this.#besides(session, command, argv as unknown as Argv);
    }
    return this.#unit(session, command, argv as unknown as Argv);
  }

  /** Runs the requests that were held back, in the order of their coming; some may have to wait again. */
  resumePostponed(): void {
    const postponed = this.#postponed;
    this.#postponed = [];
    for (const session of postponed) {
      const held = session.postponed;
      if (held === undefined) continue;
      session.postponed = undefined;
      const reply = this.execute(
        session,
        this.#core.commands.get(held.command.name) ?? held.command,
        held.argv,
      );
      if (reply !== undefined) session.door.answer(reply);
    }
  }

  /** Runs work of the engine's own, such as active expiry, as a unit. */
  background(work: () => void): void {
    if (this.#running) return;
    this.#core.beginUnit();
    work();
    this.#afterUnit();
  }

  /**
   * Calls a command on behalf of the running one (a script's redis.call, a queued request of EXEC).
   * The caller has judged it; the context's session and database are those of the caller.
   */
  invoke(command: Command, argv: Argv): Outcome {
    const { ctx } = this;
    const stats = this.#core.stats;
    const before = ctx.dirty;
    const db = ctx.db;
    ctx.effectReplaced = false;
    stats.commandsProcessed++;
    stats.calls[command.id] = (stats.calls[command.id] as number) + 1;
    let outcome: Outcome;
    try {
      outcome = (command.handler as NonNullable<Command['handler']>)(ctx, argv);
    } catch (thrown) {
      if (!(thrown instanceof ErrorReply)) throw thrown;
      outcome = thrown;
    }
    if ((command.mask & FLAGS.noscript) !== 0 && outcome instanceof Suspended)
      return outcome.after((late) => {
        if (late instanceof ErrorReply) this.#countFailure(command, late);
        return late;
      });
    if (outcome instanceof ErrorReply) this.#countFailure(command, outcome);
    if (ctx.dirty !== before && !ctx.effectReplaced) this.#core.effects.record(db.index, argv);
    return outcome;
  }

  /** Ends a wait early, as CLIENT UNBLOCK and a vanished stream do. */
  endWait(session: Session, reply: Reply): void {
    const waiter = session.waiter;
    if (waiter === undefined) return;
    this.#core.waiting.leave(waiter);
    session.waiter = undefined;
    session.door.answer(reply);
  }

  #unit(session: Session, command: Command, argv: Argv): Reply | undefined {
    const { ctx } = this;
    const core = this.#core;
    this.#enter(session);
    session.lastCommand = command.fullName;
    session.activeAtMs = core.idleClock * 1000;
    const timed = core.stats.commandsProcessed % SAMPLE_EVERY === 0;
    const startMs = timed ? core.world.monotonicMs() : 0;
    let outcome: Outcome;
    try {
      outcome = this.invoke(command, argv);
    } finally {
      this.#running = false;
    }
    if ((command.mask & MAY_BE_LATE) !== 0 && outcome instanceof Suspended)
      return this.#hold(session, { unit: outcome, argv });
    if (timed) core.stats.addSample(command, core.world.monotonicMs() - startMs);
    if ((command.mask & FLAGS.blocking) !== 0 && outcome instanceof Block) {
      const reply = this.#wait(session, outcome);
      this.#afterUnit();
      return reply;
    }
    if (ctx.dirty !== 0) core.unsavedChanges += ctx.dirty;
    this.#afterUnit();
    return outcome as Reply;
  }

  /** The unit goes on in slices; the answer goes to the door when it is over. */
  #hold(session: Session, request: HeldRequest): undefined {
    this.#running = true;
    session.isSuspended = true;
    this.suspension.hold(session, request, (outcome) => {
      this.#running = false;
      session.isSuspended = false;
      this.#core.unsavedChanges += this.ctx.dirty;
      this.#afterUnit();
      if (!session.closing) session.door.answer(outcome as Reply);
      this.resumePostponed();
    });
  }

  #postpone(session: Session, command: Command, argv: Argv): undefined {
    session.postponed = { command, argv };
    this.#postponed.push(session);
  }

  /** A command that may run while a unit is held: it touches no data, and leaves that unit's context alone. */
  #besides(session: Session, command: Command, argv: Argv): Reply {
    const ctx = this.#aside;
    const { stats } = this.#core;
    ctx.session = session;
    ctx.db = session.db;
    ctx.resp = session.resp;
    session.lastCommand = command.fullName;
    stats.commandsProcessed++;
    stats.calls[command.id] = (stats.calls[command.id] as number) + 1;
    try {
      return (command.handler as NonNullable<Command['handler']>)(ctx, argv) as Reply;
    } catch (thrown) {
      if (!(thrown instanceof ErrorReply)) throw thrown;
      this.#countFailure(command, thrown);
      return thrown;
    }
  }

  #enter(session: Session): void {
    const { ctx } = this;
    if (this.#running)
      throw new Error('a unit is running: the engine cannot be called from inside a command');
    this.#running = true;
    this.#core.beginUnit();
    ctx.session = session;
    ctx.db = session.db;
    ctx.resp = session.resp;
    ctx.dirty = 0;
  }

  #afterUnit(): void {
    const { effects, waiting } = this.#core;
    if (effects.pendingCount !== 0) effects.flush();
    if (waiting.hasReady) this.#serveReady();
  }

  /** Keeps serving until nothing is ready: a BLMOVE that is served makes its destination ready in turn. */
  #serveReady(): void {
    const { waiting } = this.#core;
    while (waiting.hasReady) for (const { db, key } of waiting.takeReady()) this.#serveKey(db, key);
  }

  /** In order of arrival; once the key has been emptied, those further back need not be asked. */
  #serveKey(db: Database, key: ByteString): void {
    const wasThere = db.has(key);
    for (const waiter of this.#core.waiting.waitingFor(db, key)) {
      if (wasThere && !db.has(key)) return;
      this.#serve(waiter, key);
    }
  }

  #serve(waiter: Waiter, key: ByteString): void {
    const { session, block } = waiter;
    if (session.waiter !== waiter) return;
    const { ctx } = this;
    this.#enter(session);
    ctx.db = waiter.db;
    let reply: Reply | undefined;
    try {
      reply = block.serve(ctx, key);
    } catch (thrown) {
      if (!(thrown instanceof ErrorReply)) throw thrown;
      reply = thrown;
    } finally {
      this.#running = false;
    }
    this.#core.unsavedChanges += ctx.dirty;
    if (reply !== undefined) this.endWait(session, reply);
    if (this.#core.effects.pendingCount !== 0) this.#core.effects.flush();
  }

  #wait(session: Session, block: Block): Reply | undefined {
    if (!session.mayBlock) return block.deniedReply;
    const core = this.#core;
    const waiter: Waiter = { session, block, db: session.db, timer: undefined };
    session.waiter = waiter;
    core.waiting.enter(waiter);
    core.stats.totalBlocked++;
    if (block.timeoutMs > 0) waiter.timer = core.world.setTimer(() => this.#timeOut(waiter), block.timeoutMs);
    return undefined;
  }

  #timeOut(waiter: Waiter): void {
    const { session, block } = waiter;
    this.suspension.whenFree(() => {
      if (session.waiter === waiter) this.endWait(session, block.timeoutReply);
    });
  }

  #refuse(session: Session, command: Command | undefined, error: ErrorReply): ErrorReply {
    const { stats, watches } = this.#core;
    stats.countError(error.code);
    if (command !== undefined) stats.rejected[command.id] = (stats.rejected[command.id] ?? 0) + 1;
    if (session.transaction !== undefined) session.transaction.broken = true;
    if (command?.name !== 'exec') return error;
    session.transaction = undefined;
    session.refreshGuard();
    watches.unwatch(session);
    return new ErrorReply(`EXECABORT Transaction discarded because of: ${error.text.replace(/^ERR /, '')}`);
  }

  #countFailure(command: Command, error: ErrorReply): void {
    const { stats } = this.#core;
    if (!error.isCounted) stats.countError(error.code);
    stats.failed[command.id] = (stats.failed[command.id] ?? 0) + 1;
  }
}

function queue(session: Session, command: Command, argv: readonly ByteString[]): Reply {
  session.transaction?.queue.push({ command, argv: argv as unknown as Argv });
  return QUEUED;
}
