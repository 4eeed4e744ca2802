/**
 * Metamethods that builtins may meet, in the form that can be suspended; the plain forms are the host's.
 */
import type { LuaHost } from '../runtime/builtin.ts';
import { first, isTruthy, LuaTable, type LuaValue, type Twin } from '../value.ts';

/** lvm.c MAXTAGLOOP */
const MAX_CHAIN = 100;

/** `object[key]` within a twin. */
export function* indexTwin(host: LuaHost, object: LuaValue, key: LuaValue): Twin<LuaValue> {
  let holder = object;
  for (let i = 0; i < MAX_CHAIN && holder instanceof LuaTable; i++) {
    const value = holder.get(key);
    if (value !== undefined || holder.metatable === undefined) return value;
    const handler = host.metamethod(holder, '__index');
    if (handler === undefined) return undefined;
    if (typeof handler === 'function') return first(yield* host.callTwin(handler, holder, key));
    holder = handler;
  }
  return host.index(holder, key);
}

/** `a < b` within a twin. */
export function* lessThanTwin(host: LuaHost, a: LuaValue, b: LuaValue): Twin<boolean> {
  if (typeof a === 'object' && typeof b === 'object') {
    const handler = host.metamethod(a, '__lt');
    if (handler !== undefined && handler === host.metamethod(b, '__lt'))
      return isTruthy(first(yield* host.callTwin(handler, a, b)));
  }
  return host.lessThan(a, b);
}
