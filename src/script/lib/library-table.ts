/**
 * Builds the table of a library member by member. C's luaL_register sizes the table at once, lua_newtable lets
 * it grow; the order of `pairs` tells them apart.
 */
import { type LuaHost, type LuaResult, LuaTable, type LuaValue } from '../../vm/index.ts';

/** A builtin that never calls back. */
export type Builtin = (...args: LuaValue[]) => LuaResult;

/** The members in registration order; functions become builtins. `size` is 0 where the table grows. */
export function libraryTable(
  host: LuaHost,
  size: number,
  members: Readonly<Record<string, Builtin | LuaValue>>,
): LuaTable {
  const table = new LuaTable(0, size);
  for (const [name, member] of Object.entries(members)) {
    table.set(name, typeof member === 'function' ? host.builtin(member) : member);
  }
  return table;
}
