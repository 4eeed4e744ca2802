/**
 * pcall, which is the server's own, and xpcall. What pcall gives for an error is `pcallFailure`'s to say, for
 * Redis hands on other values than it caught; what is no Lua error, such as the unwind of a kill, is never caught.
 */
import { badArgument, type LuaError, Unwind } from '../error.ts';
import type { Library } from '../runtime/builtin.ts';
import type { Host } from '../runtime/host.ts';
import { type State, TailCall } from '../runtime/state.ts';
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

function protectedCall(host: Host, args: LuaValue[]): LuaResult {
  if (args.length === 0) return NOTHING_CALLED;
  const { state, calls } = host.runtime;
  const at = state.at;
  const depth = state.depth;
  const callee = args[0];
  let error: LuaError;
  try {
    state.up = at;
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
}

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

/** How often a handler that fails is called with its own failure before Lua gives up (its C stack's end). */
const MAX_HANDLER_FAILURES = 220;

function handle(host: Host, handler: LuaValue, error: LuaError): LuaResult {
  const { state } = host.runtime;
  const saved = { at: state.at, depth: state.depth, nesting: state.nesting };
  let value = error.value;
  if (typeof handler !== 'function') return [false, 'error in error handling'];
  for (let i = 0; i < MAX_HANDLER_FAILURES; i++) {
    try {
      return [false, first(host.call(handler, value))];
    } catch (thrown) {
      value = failed(state, saved, thrown).value;
    }
  }
  return [false, 'error in error handling'];
}

function* handleTwin(host: Host, handler: LuaValue, error: LuaError): LuaTwin {
  const { state } = host.runtime;
  const saved = { at: state.at, depth: state.depth, nesting: state.nesting };
  let value = error.value;
  if (typeof handler !== 'function') return [false, 'error in error handling'];
  for (let i = 0; i < MAX_HANDLER_FAILURES; i++) {
    try {
      return [false, first(yield* host.callTwin(handler, value))];
    } catch (thrown) {
      value = failed(state, saved, thrown).value;
    }
  }
  return [false, 'error in error handling'];
}

function handledCall(host: Host, args: LuaValue[]): LuaResult {
  if (args.length < 2) badArgument(2, 'value expected');
  const { state } = host.runtime;
  const { at, depth, nesting } = state;
  try {
    return succeeded(host.call(args[0]));
  } catch (thrown) {
    return handle(host, args[1], failed(state, { at, depth, nesting }, thrown));
  }
}

function* handledTwin(host: Host, args: LuaValue[]): LuaTwin {
  if (args.length < 2) badArgument(2, 'value expected');
  const { state } = host.runtime;
  const { at, depth, nesting } = state;
  try {
    return succeeded(yield* host.callTwin(args[0]));
  } catch (thrown) {
    return yield* handleTwin(host, args[1], failed(state, { at, depth, nesting }, thrown));
  }
}

export function protectedLibrary(host: Host): Library {
  return {
    pcall: { plain: (...args) => protectedCall(host, args), twin: (...args) => protectedTwin(host, args) },
    xpcall: { plain: (...args) => handledCall(host, args), twin: (...args) => handledTwin(host, args) },
  };
}
