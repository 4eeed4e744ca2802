/**
 * ScriptCaller: the engine's side of a running script. It puts the script's own session in the place of the
 * caller's for the length of the run, and judges and runs the commands that the script calls.
 */
import type { ByteString } from '../../base/bytes.ts';
import { ErrorReply, type Reply } from '../../base/reply.ts';
import { type Argv, type Command, FLAGS, fitsArity } from '../command/command.ts';
import type { Core } from '../core.ts';
import { Session, SILENT_DOOR } from '../session.ts';
import { Block } from './blocking.ts';
import type { Context } from './context.ts';
import { mayWrite, resolve } from './gate.ts';
import type { ScriptMode } from './script-runner.ts';

const UNKNOWN = new ErrorReply('ERR Unknown Redis command called from script');
const WRONG_COUNT = new ErrorReply('ERR Wrong number of args calling Redis command from script');
const NOT_ALLOWED = new ErrorReply('ERR This Redis command is not allowed from script');
const READ_ONLY = new ErrorReply('ERR Write commands are not allowed from read-only scripts.');

/** By the flags of set_repl. */
const REACHES = ['none', 'aof', 'replicas', 'all'] as const;

export class ScriptCaller {
  readonly #core: Core;
  readonly #session: Session;
  #caller: Session | undefined;
  #mode: ScriptMode = { readonly: false };
  /** The script has called a command that writes. */
  hasWritten = false;

  constructor(core: Core) {
    this.#core = core;
    this.#session = new Session(0, SILENT_DOOR, core.databases[0] as Session['db'], core.startedAtMs, true);
    this.#session.mayBlock = false;
  }

  /** Begins a run. */
  enter(ctx: Context, mode: ScriptMode): void {
    this.#caller = ctx.session;
    this.#mode = mode;
    this.hasWritten = false;
    this.#session.db = ctx.db;
    this.#session.user = ctx.session.user;
    ctx.session = this.#session;
    ctx.inScript = true;
  }

  /** Ends a run; the script as a whole leaves the effects of its commands and none of its own. */
  leave(ctx: Context): void {
    if (this.#caller === undefined) return;
    ctx.session = this.#caller;
    ctx.db = this.#caller.db;
    ctx.resp = this.#caller.resp;
    ctx.inScript = false;
    this.#core.effects.reach = 'all';
    this.#caller = undefined;
    ctx.effect();
  }

  /** Runs one command of the script. */
  call(argv: readonly ByteString[], resp: 2 | 3): Reply {
    const core = this.#core;
    const name = argv[0] as ByteString;
    const found = core.commands.find(name);
    const command = found?.subcommandNamed === undefined ? found : resolve(found, argv);
    if (command === undefined) return this.#refuse(UNKNOWN);
    if (!fitsArity(command.arity, argv.length) || command.handler === undefined)
      return this.#refuse(WRONG_COUNT, command);
    if ((command.mask & FLAGS.noscript) !== 0) return this.#refuse(NOT_ALLOWED, command);
    if (this.#mode.readonly && mayWrite(command)) return this.#refuse(READ_ONLY, command);
    if ((command.mask & FLAGS.write) !== 0) this.hasWritten = true;
    const { ctx } = core.executor;
    ctx.resp = resp;
    ctx.db = this.#session.db;
    const outcome = core.executor.invoke(command, argv as unknown as Argv);
    return outcome instanceof Block ? outcome.deniedReply : (outcome as Reply);
  }

  /** Whether there is such a command, and (every user may do everything yet) that it may be called. */
  mayCall(argv: readonly ByteString[]): boolean | undefined {
    const found = this.#core.commands.find(argv[0] as ByteString);
    const command = found?.subcommandNamed === undefined ? found : resolve(found, argv);
    return command === undefined ? undefined : true;
  }

  /** set_repl: 1 is the AOF, 2 the replicas; with neither, what the script writes leaves no effect. */
  setReplication(flags: number): void {
    this.#core.effects.reach = REACHES[flags] ?? 'all';
  }

  #refuse(error: ErrorReply, command?: Command): ErrorReply {
    const { stats } = this.#core;
    stats.countError(error.code);
    if (command !== undefined) stats.rejected[command.id] = (stats.rejected[command.id] ?? 0) + 1;
    return error;
  }
}
