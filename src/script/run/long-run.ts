/**
 * LongRun: a script in the form that can stand still. It goes in slices; while it stands, nobody else may use the
 * VM, and whoever holds it may stop it wherever it is.
 */
import { LuaError, type LuaRun, type LuaValue, Unwind } from '../../vm/index.ts';
import { type Pace, Stop } from './pace.ts';

export class LongRun {
  readonly #run: LuaRun;
  readonly #pace: Pace;
  /** When it began, on the host's clock. */
  readonly startedMs: number;

  constructor(run: LuaRun, pace: Pace, startedMs: number) {
    this.#run = run;
    this.#pace = pace;
    this.startedMs = startedMs;
  }

  /**
   * One slice, a few ms; the results once the script is over.
   * @throws LuaError when it has failed or was stopped
   */
  step(): readonly LuaValue[] | undefined {
    this.#pace.beginSlice();
    try {
      return this.#run.step();
    } catch (thrown) {
      throw stopped(thrown);
    } finally {
      this.#pace.endSlice();
    }
  }

  /** Stops it at its next step, with this error, which the script cannot catch. */
  stop(message: string): void {
    this.#run.end(new Stop(message));
  }
}

/** The error that a stopped script ends in; anything else as it came. */
export function stopped(thrown: unknown): unknown {
  if (!(thrown instanceof Unwind) || !(thrown.reason instanceof Stop)) return thrown;
  const error = new LuaError(thrown.reason.message);
  error.position = thrown.position;
  return error;
}
