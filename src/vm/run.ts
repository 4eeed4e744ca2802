/**
 * LuaRun: a call that may stand still between two slices, so that others have their turn. It runs on twins alone.
 * Between slices the VM is the run's own: nobody else may call into it until the run is over.
 */
import { Unwind } from './error.ts';
import type { State } from './runtime/state.ts';
import { type Threads, TICK } from './runtime/thread.ts';
import type { Coroutine, LuaFunction, LuaValue } from './value.ts';

export class LuaRun {
  readonly #state: State;
  readonly #threads: Threads;
  readonly #thread: Coroutine;
  readonly #args: readonly LuaValue[];
  readonly #depth: number;

  constructor(state: State, threads: Threads, body: LuaFunction, args: readonly LuaValue[]) {
    this.#state = state;
    this.#threads = threads;
    this.#args = args;
    this.#depth = state.depth;
    state.ropes.begin();
    state.isResumable = true;
    state.ending = undefined;
    state.at = undefined;
    state.deepen();
    this.#thread = threads.begin(body);
  }

  /**
   * Goes on until `onFuel` of the VM gives nothing more; the results once the run is over.
   * @throws LuaError, complete with position; an Unwind when the run was ended
   */
  step(): readonly LuaValue[] | undefined {
    try {
      const args = this.#thread.isStarted ? undefined : this.#args;
      const step = this.#threads.advance(this.#thread, args);
      if (step === TICK) return undefined;
      this.#leave();
      return step;
    } catch (thrown) {
      const error = this.#state.leaving(thrown);
      this.#leave();
      throw error;
    }
  }

  /** The next step throws an Unwind with this reason, wherever the run stands. */
  end(reason: unknown): void {
    this.#state.ending = new Unwind(reason);
  }

  #leave(): void {
    const state = this.#state;
    state.isResumable = false;
    state.ending = undefined;
    state.depth = this.#depth;
    state.nesting = 0;
    state.current = undefined;
    state.at = undefined;
  }
}
