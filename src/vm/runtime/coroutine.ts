/**
 * Coroutines: the twin of a body, driven synchronously. As in Lua 5.1, only Lua functions between `resume` and
 * `yield` can be suspended; a yield that pcall, a metamethod or an iterator stands before is an error.
 */
import { LuaError } from '../error.ts';
import { type Coroutine, Handover, type LuaResult, type LuaTwin, type LuaValue, listOf } from '../value.ts';
import type { Calls } from './call.ts';
import { Gen } from './call.ts';
import { MAX_NESTING, type State, TailCall } from './state.ts';

/** LUAI_MAXCALLS, 20000, in stacks of MAX_NESTING. */
const MAX_FRAMES = 100;

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
    const { at, up, depth, current, nesting } = state;
    coroutine.status = 'running';
    if (current !== undefined) current.status = 'normal';
    state.current = coroutine;
    state.at = undefined;
    state.nesting = coroutine.nesting;
    try {
      state.deepen();
      return { ok: true, values: this.#run(coroutine, args) };
    } catch (thrown) {
      coroutine.status = 'dead';
      return { ok: false, error: state.caught(thrown) };
    } finally {
      if (current !== undefined) current.status = 'running';
      coroutine.nesting = state.nesting;
      state.nesting = nesting;
      state.current = current;
      state.depth = depth;
      state.at = at;
      state.up = up;
    }
  }

  /** Runs to the next yield or the end; gives what was yielded or returned. */
  #run(coroutine: Coroutine, args: readonly LuaValue[]): readonly LuaValue[] {
    let send: LuaResult | undefined = args;
    if (!coroutine.isStarted) {
      coroutine.isStarted = true;
      send = this.#push(coroutine, this.#calls.begin(coroutine.body, args));
    }
    for (;;) {
      const twin = coroutine.frames.at(-1);
      if (twin === undefined) {
        coroutine.status = 'dead';
        return listOf(send);
      }
      const step = twin.next(send as LuaResult);
      send = undefined;
      if (step.done) {
        coroutine.frames.pop();
        this.#state.nesting = MAX_NESTING;
        send = this.#push(coroutine, step.value);
      } else if (step.value instanceof Handover) this.#push(coroutine, step.value.twin);
      else if (step.value !== undefined) {
        coroutine.status = 'suspended';
        return step.value;
      }
    }
  }

  /** A twin gets a stack of its own; anything else is the result for the twin that waits. */
  #push(coroutine: Coroutine, begun: LuaResult | LuaTwin): LuaResult | undefined {
    let current = begun;
    while (current instanceof TailCall) current = this.#calls.restart(current);
    if (!(current instanceof Gen)) return current as LuaResult;
    if (coroutine.frames.length >= MAX_FRAMES) throw new LuaError('stack overflow', 'position');
    this.#state.nesting = 0;
    coroutine.frames.push(current as LuaTwin);
    return undefined;
  }
}
