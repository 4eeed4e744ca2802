/**
 * State of functions: whether one keeps anything from call to call. One that keeps nothing can be made again from its
 * start, and so begins in the form that is quick. In doubt it keeps something.
 */
import { type LuaFunction, LuaTable, type LuaValue, type LuaVm } from '../../vm/index.ts';

/** The builtins of these globals: they keep nothing, unlike the iterators that some of them make. */
export function builtinsOf(...globals: readonly LuaTable[]): ReadonlySet<LuaValue> {
  const found = new Set<LuaValue>();
  for (const table of globals) {
    for (const value of valuesOf(table)) {
      if (value instanceof LuaTable) for (const member of valuesOf(value)) found.add(member);
      else found.add(value);
    }
  }
  return found;
}

function* valuesOf(table: LuaTable): Iterable<LuaValue> {
  for (let at = table.advance(0); at >= 0; at = table.advance(at)) yield table.valueAt(at);
}

/** Looks through all that a call of the function can reach: what it has captured, and what that has captured. */
export function keepsState(vm: LuaVm, body: LuaFunction, builtins: ReadonlySet<LuaValue>): boolean {
  const seen = new Set<LuaValue>();
  const waiting: LuaValue[] = [body];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (seen.has(value) || builtins.has(value)) continue;
    seen.add(value);
    if (typeof value === 'object') return true;
    if (typeof value !== 'function') continue;
    if (value.isBuiltin || vm.assignsCaptures(value)) return true;
    waiting.push(...vm.capturesOf(value));
  }
  return false;
}
