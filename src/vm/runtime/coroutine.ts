/**
 * Coroutines: the twin of a body, driven synchronously. As in Lua 5.1, only Lua functions between `resume` and
 * `yield` can be suspended; a yield that pcall, a metamethod or an iterator stands before is an error.
 */
import { LuaError } from '../error.ts';
import { type Coroutine, type LuaResult, type LuaTwin, type LuaValue, listOf } from '../value.ts';
import type { Calls } from './call.ts';
import { Gen } from './call.ts';
import { type State, TailCall } from './state.ts';

/** What a resume came to. */
export type Resumed =
  | { readonly ok: true; readonly values: readonly LuaValue[] }
  | { readonly ok: false; readonly error: LuaError };

export class Coroutines {
  readonly #state: State;
  readonly #calls: Calls;

  constructor(state: State, calls: Calls) {
    this.#state = state;
    this.#calls = calls;
  }

  resume(coroutine: Coroutine, args: readonly LuaValue[]): Resumed {
    if (coroutine.status !== 'suspended') {
      return { ok: false, error: new LuaError(`cannot resume ${coroutine.status} coroutine`) };
    }
    const state = this.#state;
    const { at, up, depth, current } = state;
    coroutine.status = 'running';
    if (current !== undefined) current.status = 'normal';
    state.current = coroutine;
    state.at = undefined;
    try {
      state.deepen();
      return { ok: true, values: this.#run(coroutine, args) };
    } catch (thrown) {
      coroutine.status = 'dead';
      return { ok: false, error: state.caught(thrown) };
    } finally {
      if (current !== undefined) current.status = 'running';
      state.current = current;
      state.depth = depth;
      state.at = at;
      state.up = up;
    }
  }

  /** Runs to the next yield or the end. */
  #run(coroutine: Coroutine, args: readonly LuaValue[]): readonly LuaValue[] {
    let send: readonly LuaValue[] | undefined = args;
    let running: LuaResult | LuaTwin;
    if (coroutine.twin !== undefined) running = coroutine.twin;
    else {
      running = this.#calls.begin(coroutine.body, args);
      send = undefined;
    }
    for (;;) {
      if (running instanceof TailCall) running = this.#calls.restart(running);
      else if (running instanceof Gen) {
        const twin = running as LuaTwin;
        coroutine.twin = twin;
        const step: IteratorResult<readonly LuaValue[] | undefined, LuaResult> = twin.next(send);
        send = undefined;
        if (step.done) running = step.value;
        else if (step.value !== undefined) {
          coroutine.status = 'suspended';
          return step.value;
        }
      } else {
        coroutine.status = 'dead';
        return listOf(running as LuaResult);
      }
    }
  }
}
