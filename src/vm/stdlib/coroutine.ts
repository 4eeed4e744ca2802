/**
 * The coroutine library of Lua 5.1 (lbaselib.c).
 */
import { badArgument, LuaError } from '../error.ts';
import type { Library } from '../runtime/builtin.ts';
import type { Coroutines } from '../runtime/coroutine.ts';
import type { Host } from '../runtime/host.ts';
import { Coroutine, type LuaFunction, type LuaResult, type LuaTwin, type LuaValue } from '../value.ts';

function checkCoroutine(value: LuaValue): Coroutine {
  return value instanceof Coroutine ? value : badArgument(1, 'coroutine expected');
}

function checkBody(value: LuaValue): LuaFunction {
  if (typeof value !== 'function' || value.isBuiltin) return badArgument(1, 'Lua function expected');
  return value;
}

function wrap(host: Host, coroutines: Coroutines, body: LuaFunction): LuaFunction {
  const coroutine = new Coroutine(body);
  return host.builtin((...args) => {
    const resumed = coroutines.resume(coroutine, args);
    if (resumed.ok) return resumed.values;
    const { value } = resumed.error;
    throw new LuaError(
      value,
      typeof value === 'string' || typeof value === 'number' ? 'position' : 'nothing',
    );
  });
}

function* yieldTwin(args: readonly LuaValue[]): LuaTwin {
  return (yield args) as LuaResult;
}

function makeYield(host: Host): LuaFunction {
  const fn = host.twoForms({
    plain: () => {
      throw new LuaError('attempt to yield across metamethod/C-call boundary');
    },
    twin: (...args) => yieldTwin(args),
  });
  fn.yields = true;
  return fn;
}

export function coroutineLibrary(host: Host, coroutines: Coroutines): Library {
  const { state } = host.runtime;
  return {
    create: (body) => new Coroutine(checkBody(body)),
    resume: (...args) => {
      const resumed = coroutines.resume(checkCoroutine(args[0]), args.slice(1));
      return resumed.ok ? [true, ...resumed.values] : [false, resumed.error.value];
    },
    running: () => state.current,
    status: (coroutine) => checkCoroutine(coroutine).status,
    wrap: (body) => wrap(host, coroutines, checkBody(body)),
    yield: makeYield(host),
  };
}
