/**
 * Threads: coroutines, and the run of a whole script that may stand still. A thread is a pile of twins, each on a
 * JS stack of its own, that wait for one another. As in Lua 5.1 only Lua functions between `resume` and `yield`
 * can be suspended; a yield that pcall, a metamethod or an iterator stands before is an error.
 */
import { LuaError } from '../error.ts';
import { Coroutine, Handover, type LuaResult, type LuaTwin, type LuaValue, listOf } from '../value.ts';
import type { Calls } from './call.ts';
import { Gen } from './call.ts';
import { failing, MAX_NESTING, type State, TailCall } from './state.ts';

/** LUAI_MAXCALLS, 20000, in stacks of MAX_NESTING. */
const MAX_FRAMES = 100;

/** What a resume costs: a stack is changed. */
const RESUME_FUEL = 30;

/** What a resume came to. */
export type Resumed =
  | { readonly ok: true; readonly values: readonly LuaValue[] }
  | { readonly ok: false; readonly error: LuaError };

/** The event loop is to have its turn. */
export const TICK = Symbol('tick');

export class Threads {
  readonly #state: State;
  readonly #calls: Calls;

  constructor(state: State, calls: Calls) {
    this.#state = state;
    this.#calls = calls;
  }

  resume(coroutine: Coroutine, args: readonly LuaValue[]): Resumed {
    if (coroutine.status !== 'suspended') return notSuspended(coroutine);
    const leave = this.#enter(coroutine);
    try {
      this.#state.deepenByResume();
      coroutine.depth = this.#state.depth;
      return { ok: true, values: this.advance(coroutine, args) as readonly LuaValue[] };
    } catch (thrown) {
      coroutine.status = 'dead';
      return { ok: false, error: this.#state.caught(thrown) };
    } finally {
      leave();
    }
  }

  /** `resume` in a twin: the event loop has its turns in between. */
  *resumeTwin(coroutine: Coroutine, args: readonly LuaValue[]): Generator<undefined, Resumed> {
    if (coroutine.status !== 'suspended') return notSuspended(coroutine);
    const leave = this.#enter(coroutine);
    try {
      this.#state.deepenByResume();
      coroutine.depth = this.#state.depth;
      let step = this.advance(coroutine, args);
      for (; step === TICK; step = this.advance(coroutine, undefined)) yield;
      return { ok: true, values: step };
    } catch (thrown) {
      coroutine.status = 'dead';
      return { ok: false, error: this.#state.caught(thrown) };
    } finally {
      leave();
    }
  }

  /** May the running coroutine yield here? */
  get mayYield(): boolean {
    const { current, depth } = this.#state;
    return current !== undefined && current.depth === depth;
  }

  /** A thread for a whole run, which no Lua code sees. */
  begin(body: Coroutine['body']): Coroutine {
    const thread = new Coroutine(body);
    thread.status = 'running';
    this.#state.nesting = 0;
    return thread;
  }

  /** Puts a coroutine in the place of the running one; what it gives puts that one back. */
  #enter(coroutine: Coroutine): () => void {
    const state = this.#state;
    const { at, depth, current, nesting } = state;
    state.fuel -= RESUME_FUEL;
    coroutine.status = 'running';
    if (current !== undefined) current.status = 'normal';
    state.current = coroutine;
    state.at = undefined;
    state.nesting = coroutine.nesting;
    return () => {
      if (current !== undefined) current.status = 'running';
      coroutine.nesting = state.nesting;
      state.nesting = nesting;
      state.current = current;
      state.depth = depth;
      state.at = at;
    };
  }

  /** Runs to the next yield, turn of the event loop or end; gives what was yielded or returned. */
  advance(thread: Coroutine, values: readonly LuaValue[] | undefined): readonly LuaValue[] | typeof TICK {
    let send: LuaResult | undefined = values;
    if (!thread.isStarted) {
      thread.isStarted = true;
      send = this.#push(thread, this.#calls.begin(thread.body, values ?? []));
    }
    for (;;) {
      const twin = thread.frames.at(-1);
      if (twin === undefined) {
        thread.status = 'dead';
        return listOf(send);
      }
      let isOver = true;
      try {
        const step = twin.next(send as LuaResult);
        isOver = false;
        send = undefined;
        if (step.done) send = this.#pop(thread, step.value);
        else if (step.value instanceof Handover) send = this.#push(thread, step.value.twin);
        else if (step.value === undefined) return TICK;
        else {
          thread.status = 'suspended';
          return step.value;
        }
      } catch (thrown) {
        if (isOver) thread.frames.pop();
        send = this.#fail(thread, thrown);
      }
    }
  }

  /** A twin gets a stack of its own; anything else is the result for the twin that waits. */
  #push(thread: Coroutine, begun: LuaResult | LuaTwin): LuaResult | undefined {
    let current = begun;
    while (current instanceof TailCall) current = this.#calls.restart(current);
    if (!(current instanceof Gen)) return current as LuaResult;
    if (thread.frames.length >= MAX_FRAMES) throw new LuaError('stack overflow', 'position');
    this.#state.nesting = 0;
    thread.frames.push(current as LuaTwin);
    return undefined;
  }

  /** The last twin is through; what it tail-calls takes its place. */
  #pop(thread: Coroutine, result: LuaResult | LuaTwin): LuaResult | undefined {
    thread.frames.pop();
    this.#state.nesting = MAX_NESTING + 1;
    return this.#push(thread, result);
  }

  /** An error goes on in the twin that handed the call over; with none left it ends the thread. */
  #fail(thread: Coroutine, thrown: unknown): LuaResult {
    const error = this.#state.caught(thrown);
    if (thread.frames.length === 0) throw error;
    this.#state.nesting = MAX_NESTING + 1;
    return failing(this.#state, error);
  }
}

function notSuspended(coroutine: Coroutine): Resumed {
  return { ok: false, error: new LuaError(`cannot resume ${coroutine.status} coroutine`) };
}
