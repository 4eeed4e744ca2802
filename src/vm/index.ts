/** The Lua 5.1 VM: what src/script, src/tools and the libraries import. */
export { badArgument, badType, LuaError, type LuaPosition, raise, Unwind } from './error.ts';
export { numberToString, stringToNumber, toNumber, truncate } from './number.ts';
export type { LuaRun } from './run.ts';
export {
  checkInteger,
  checkNumber,
  checkString,
  checkTable,
  optInteger,
  optNumber,
  optString,
} from './runtime/argument.ts';
export type { Library, LuaHost, TwoForms } from './runtime/builtin.ts';
export { detached, mapBytes } from './stdlib/string/text.ts';
export {
  Coroutine,
  first,
  isTruthy,
  type LuaFunction,
  type LuaResult,
  LuaTable,
  type LuaTwin,
  type LuaValue,
  listOf,
  NONE,
  typeName,
  Userdata,
} from './value.ts';
export { LuaVm } from './vm.ts';
