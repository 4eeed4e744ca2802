/**
 * pcall, which is the server's own, and xpcall. What pcall gives for an error is `pcallFailure`'s to say, for
 * Redis hands on other values than it caught; what is no Lua error, such as the unwind of a kill, is never caught.
 */
import type { Handled, RaisedStack } from '../call-stack.ts';
import { badArgument, type LuaError, raises, Unwind } from '../error.ts';
import type { Library } from '../runtime/builtin.ts';
import type { Host } from '../runtime/host.ts';
import { MAX_HANDLER_DEPTH, type State, TailCall } from '../runtime/state.ts';
import { first, isList, type LuaResult, type LuaTwin, type LuaValue } from '../value.ts';

/** The server's own pcall takes the `true` that it begins its results with for the function, if there is none. */
const NOTHING_CALLED: LuaResult = [false, 'attempt to call a boolean value'];

function succeeded(result: LuaResult): LuaResult {
  return isList(result) ? [true, ...result] : [true, result];
}

/** What a protected call puts back when its body has failed. */
interface Saved {
  readonly at: State['at'];
  readonly depth: number;
  readonly nesting: number;
}

/** What catching an error costs, in fuel. */
const CATCH_FUEL = 30;

function failed(state: State, saved: Saved, thrown: unknown): LuaError {
  if (thrown instanceof Unwind) thrown.position = saved.at?.position ?? thrown.position;
  const error = state.caught(thrown);
  state.fuel -= CATCH_FUEL;
  state.at = saved.at;
  state.depth = saved.depth;
  state.nesting = saved.nesting;
  return error;
}

/** A method, for call-stack.ts knows it by its name, and those of methods stand in code that was made small. */
const plainCall = {
  guarded(host: Host, args: LuaValue[]): LuaResult {
    if (args.length === 0) return NOTHING_CALLED;
    const { state, calls } = host.runtime;
    const at = state.at;
    const depth = state.depth;
    const callee = args[0];
    let error: LuaError;
    try {
      state.at = undefined;
      state.deepen();
      let result: LuaResult;
      // Most calls have an argument or two: without slice and spread they cost a third less.
      if (typeof callee === 'function' && args.length <= 3) {
        if (args.length === 1) result = callee();
        else result = args.length === 2 ? callee(args[1]) : callee(args[1], args[2]);
      } else {
        const rest = args.slice(1);
        result = calls.callable(callee, rest)(...rest);
      }
      if (result instanceof TailCall && result.error !== undefined) error = state.settle(result.error);
      else {
        if (Array.isArray(result)) result = calls.finish(result);
        state.at = at;
        state.depth = depth;
        return succeeded(result);
      }
    } catch (thrown) {
      error = state.caught(thrown);
    }
    state.at = at;
    state.depth = depth;
    return state.pcallFailure(error.value);
  },
};

function* protectedTwin(host: Host, args: LuaValue[]): LuaTwin {
  if (args.length === 0) return NOTHING_CALLED;
  const { state } = host.runtime;
  const { at, depth, nesting } = state;
  let error: LuaError;
  try {
    return succeeded(yield* host.callTwin(args[0], ...args.slice(1)));
  } catch (thrown) {
    error = failed(state, { at, depth, nesting }, thrown);
  }
  return state.pcallFailure(error.value);
}

/** What xpcall has caught, and how deep the calls were where it was raised. */
interface Failure {
  readonly saved: Saved;
  readonly value: LuaValue;
  readonly depth: number;
  readonly stack: RaisedStack | undefined;
}

const HANDLER_FAILED: LuaResult = [false, 'error in error handling'];

function failureOf(state: State, saved: Saved, thrown: unknown): Failure {
  const { depth } = state;
  const { value, stack } = failed(state, saved, thrown);
  return { saved, value, depth, stack };
}

/**
 * The handler runs on top of what has failed. One that fails is called again, with its own failure and that much
 * deeper, until C's stack is full.
 */
function handle(host: Host, handler: LuaValue, failure: Failure): LuaResult {
  const { state, calls } = host.runtime;
  if (typeof handler !== 'function') return HANDLER_FAILED;
  const outer = state.handled;
  let below = outer;
  for (let last = failure; last.depth < MAX_HANDLER_DEPTH; ) {
    standOn(state, last, below);
    try {
      return handled(state, failure, calls.asHandler(handler, last.value));
    } catch (thrown) {
      last = failureOf(state, failure.saved, thrown);
      below = state.handled;
    } finally {
      state.handled = outer;
    }
  }
  return HANDLER_FAILED;
}

function* handleTwin(host: Host, handler: LuaValue, failure: Failure): LuaTwin {
  const { state, calls } = host.runtime;
  if (typeof handler !== 'function') return HANDLER_FAILED;
  const outer = state.handled;
  let below = outer;
  for (let last = failure; last.depth < MAX_HANDLER_DEPTH; ) {
    standOn(state, last, below);
    try {
      return handled(state, failure, yield* calls.twinAsHandler(handler, last.value));
    } catch (thrown) {
      last = failureOf(state, failure.saved, thrown);
      below = state.handled;
    } finally {
      state.handled = outer;
    }
  }
  return HANDLER_FAILED;
}

function standOn(state: State, { depth, stack }: Failure, below: Handled | undefined): void {
  state.depth = depth;
  state.handled = { stack, below };
}

function handled(state: State, { saved }: Failure, result: LuaResult): LuaResult {
  state.depth = saved.depth;
  return [false, first(result)];
}

function handledCall(host: Host, args: LuaValue[]): LuaResult {
  if (args.length < 2) badArgument(2, 'value expected');
  const { state } = host.runtime;
  const { at, depth, nesting } = state;
  raises.watchers++;
  try {
    return succeeded(host.call(args[0]));
  } catch (thrown) {
    return handle(host, args[1], failureOf(state, { at, depth, nesting }, thrown));
  } finally {
    raises.watchers--;
  }
}

function* handledTwin(host: Host, args: LuaValue[]): LuaTwin {
  if (args.length < 2) badArgument(2, 'value expected');
  const { state } = host.runtime;
  const { at, depth, nesting } = state;
  raises.watchers++;
  try {
    return succeeded(yield* host.callTwin(args[0]));
  } catch (thrown) {
    return yield* handleTwin(host, args[1], failureOf(state, { at, depth, nesting }, thrown));
  } finally {
    raises.watchers--;
  }
}

export function protectedLibrary(host: Host): Library {
  return {
    pcall: {
      plain: (...args) => plainCall.guarded(host, args),
      twin: (...args) => protectedTwin(host, args),
    },
    xpcall: { plain: (...args) => handledCall(host, args), twin: (...args) => handledTwin(host, args) },
  };
}
