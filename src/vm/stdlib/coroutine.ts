/**
 * The coroutine library of Lua 5.1 (lbaselib.c).
 */
import { badArgument, LuaError } from '../error.ts';
import { numberToString } from '../number.ts';
import type { Library } from '../runtime/builtin.ts';
import type { Host } from '../runtime/host.ts';
import type { Resumed, Threads } from '../runtime/thread.ts';
import { Coroutine, type LuaFunction, type LuaResult, type LuaTwin, type LuaValue } from '../value.ts';

function checkCoroutine(value: LuaValue): Coroutine {
  return value instanceof Coroutine ? value : badArgument(1, 'coroutine expected');
}

function checkBody(value: LuaValue): LuaFunction {
  if (typeof value !== 'function' || value.isBuiltin) return badArgument(1, 'Lua function expected');
  return value;
}

function wrap(host: Host, threads: Threads, body: LuaFunction): LuaFunction {
  const coroutine = new Coroutine(body);
  return host.twoForms({
    plain: (...args) => valuesOf(threads.resume(coroutine, args)),
    *twin(...args): LuaTwin {
      return valuesOf(yield* threads.resumeTwin(coroutine, args));
    },
  });
}

/** What was yielded or returned; an error goes on, with the place of the caller before it. */
function valuesOf(resumed: Resumed): LuaResult {
  if (resumed.ok) return resumed.values;
  const { value } = resumed.error;
  if (typeof value === 'number') throw new LuaError(numberToString(value), 'position');
  throw new LuaError(value, typeof value === 'string' ? 'position' : 'nothing');
}

function statusAndValues(resumed: Resumed): LuaResult {
  return resumed.ok ? [true, ...resumed.values] : [false, resumed.error.value];
}

function* yieldTwin(args: readonly LuaValue[]): LuaTwin {
  return (yield args) as LuaResult;
}

function refuseYield(): never {
  throw new LuaError('attempt to yield across metamethod/C-call boundary');
}

function makeYield(host: Host, threads: Threads): LuaFunction {
  const fn = host.twoForms({
    plain: refuseYield,
    twin: (...args) => (threads.mayYield ? yieldTwin(args) : refuseYield()),
  });
  fn.yields = true;
  return fn;
}

export function coroutineLibrary(host: Host, threads: Threads): Library {
  const { state } = host.runtime;
  return {
    create: (body) => new Coroutine(checkBody(body)),
    resume: {
      plain: (...args) => statusAndValues(threads.resume(checkCoroutine(args[0]), args.slice(1))),
      *twin(...args): LuaTwin {
        return statusAndValues(yield* threads.resumeTwin(checkCoroutine(args[0]), args.slice(1)));
      },
    },
    running: () => state.current,
    status: (coroutine) => checkCoroutine(coroutine).status,
    wrap: (body) => wrap(host, threads, checkBody(body)),
    yield: makeYield(host, threads),
  };
}
