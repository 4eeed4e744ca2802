/**
 * Suspension: the one unit that may stand still. A script that takes long keeps the executor and goes in slices,
 * between which the event loop has its turn. Others wait until `busy-reply-threshold` has passed, and are told BUSY
 * from then on; the few commands that the server lets through (flag allow_busy) may end it.
 */
import type { ByteString } from '../../base/bytes.ts';
import { BUSY_FUNCTION, BUSY_SCRIPT } from '../../base/errors.ts';
import { ErrorReply, OK, type Reply } from '../../base/reply.ts';
import type { Outcome } from '../command/command.ts';
import type { Core } from '../core.ts';
import type { Session } from '../session.ts';

const NOT_BUSY = new ErrorReply('NOTBUSY No scripts in execution right now.');
const UNKILLABLE = new ErrorReply(
  'UNKILLABLE Sorry the script already executed write commands against the dataset. You can either wait the script termination or kill the server in a hard way using the SHUTDOWN NOSAVE command.',
);
/** The error that a killed script ends in; FUNCTION KILL says the same. */
const KILLED = 'Script killed by user with SCRIPT KILL...';

/** The script that stands still. */
export interface RunningScript {
  readonly kind: 'script' | 'function';
  /** Its SHA1, or the function's name. */
  readonly name: ByteString;
  /** On the world's monotonic clock. */
  readonly startedMs: number;
  /** It has called a command that writes. */
  hasWritten(): boolean;
  /** Ends it with this error at its next step. */
  stop(message: string): void;
}

/** What a command returns that is not over. */
export class Suspended {
  readonly script: RunningScript;
  readonly #step: () => Outcome | undefined;

  /** `step` goes on for a slice; undefined: still not over. */
  constructor(script: RunningScript, step: () => Outcome | undefined) {
    this.script = script;
    this.#step = step;
  }

  step(): Outcome | undefined {
    return this.#step();
  }

  /** The same with something to be done at its end, which may stand still in its turn. */
  after(go: (outcome: Outcome) => Outcome): Suspended {
    return new Suspended(this.script, () => {
      const outcome = this.#step();
      if (outcome instanceof Suspended) return outcome.after(go);
      return outcome === undefined ? undefined : go(outcome);
    });
  }
}

/** A request, and the unit that it has become. */
export interface HeldRequest {
  readonly unit: Suspended;
  readonly argv: readonly ByteString[];
}

export class Suspension {
  readonly #core: Core;
  #session: Session | undefined;
  #argv: readonly ByteString[] = [];
  #unit: Suspended | undefined;
  #end: (outcome: Outcome) => void = () => {};
  #waiting: (() => void)[] = [];
  #isBusy = false;

  constructor(core: Core) {
    this.#core = core;
  }

  /** A unit stands still. */
  get isHeld(): boolean {
    return this.#unit !== undefined;
  }

  /** It has run for longer than others are made to wait. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** The script that stands still. */
  get script(): RunningScript | undefined {
    return this.#unit?.script;
  }

  /** The request that stands still. */
  get argv(): readonly ByteString[] {
    return this.#argv;
  }

  /** What others are told. */
  get busyReply(): ErrorReply {
    return this.#unit?.script.kind === 'function' ? BUSY_FUNCTION : BUSY_SCRIPT;
  }

  /** Takes a unit in and runs it slice by slice; `end` gets what it comes to. */
  hold(session: Session, { unit, argv }: HeldRequest, end: (outcome: Outcome) => void): void {
    this.#session = session;
    this.#argv = argv;
    this.#unit = unit;
    this.#end = end;
    this.#isBusy = false;
    this.#core.world.defer(() => this.#slice());
  }

  /** SCRIPT KILL and FUNCTION KILL. @throws ErrorReply where there is nothing to kill, or it must not be */
  kill(kind: RunningScript['kind']): Reply {
    const { script } = this;
    if (script === undefined) throw NOT_BUSY;
    if (script.hasWritten()) throw UNKILLABLE;
    if (script.kind !== kind) throw this.busyReply;
    script.stop(KILLED);
    return OK;
  }

  /** Ends the script of this session, whatever it has done. */
  stopFor(session: Session, message: string): void {
    if (this.#session === session) this.script?.stop(message);
  }

  /** Does some work of the engine's own when nothing stands still: at once, or at the end. */
  whenFree(work: () => void): void {
    if (this.isHeld) this.#waiting.push(work);
    else work();
  }

  /** Forgets everything: the engine closes. */
  drop(): void {
    this.#unit = undefined;
    this.#waiting = [];
  }

  #slice(): void {
    if (this.#unit === undefined) return;
    const outcome = this.#unit.step();
    if (outcome !== undefined && !(outcome instanceof Suspended)) {
      this.#finish(outcome);
      return;
    }
    this.#unit = outcome ?? this.#unit;
    this.#core.world.defer(() => this.#slice());
    this.#judge(this.#unit.script);
  }

  /** Past the threshold, who has been waiting is told. */
  #judge({ startedMs }: RunningScript): void {
    const thresholdMs = this.#core.config['busy-reply-threshold'];
    if (this.#isBusy || thresholdMs === 0) return;
    if (this.#core.world.monotonicMs() - startedMs < thresholdMs) return;
    this.#isBusy = true;
    this.#core.executor.resumePostponed();
  }

  #finish(outcome: Outcome): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#session = undefined;
    this.#unit = undefined;
    this.#isBusy = false;
    this.#end(outcome);
    for (const work of waiting) this.whenFree(work);
  }
}
