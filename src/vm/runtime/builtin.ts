/**
 * How builtins are written.
 *
 * A builtin is a JS function in Lua's calling convention (value.ts). A library file exports one function that
 * takes the host and returns its members in the order in which Lua registers them:
 *     export function mathLibrary(host: LuaHost): Library { return { abs: (x) => Math.abs(checkNumber(1, x)), … }; }
 * Errors: `raise` and `badArgument` (error.ts) and the checks of argument.ts; they need no name and no host,
 * for the name and the position are those of the call site and are filled in where the error is caught.
 * "got no value" needs the argument count: declare `(...args)` and pass `args.length`.
 * Calling back: the plain form calls `host.call(f, …)`. As Lua code runs in two modes (plain, and as a twin
 * that can be suspended), such a builtin gives both forms: `{ plain, twin }`, the twin being a generator that
 * calls `yield* host.callTwin(f, …)`. Builtins that never call back are given bare and serve both modes.
 * Functions that a builtin makes at run time (gmatch's iterator) go through `host.builtin(f)`.
 */
import type { LuaFunction, LuaResult, LuaTable, LuaTwin, LuaValue } from '../value.ts';

/** A builtin that calls back, in both forms. */
export interface TwoForms {
  readonly plain: (...args: LuaValue[]) => LuaResult;
  readonly twin: (...args: LuaValue[]) => LuaTwin;
}

/** Members by name, in registration order: the order of `pairs` over the library follows from it. */
export type Library = Readonly<Record<string, LuaValue | TwoForms>>;

/** What the VM gives to its builtins. */
export interface LuaHost {
  /** Calls any value (`__call` included) from a builtin, in plain mode. The result never is a tail call. */
  call(callee: LuaValue, ...args: LuaValue[]): LuaResult;
  /** `call` of a function with two arguments, faster. */
  callPair(callee: LuaFunction, a: LuaValue, b: LuaValue): LuaResult;
  /** The same within a twin: `const result = yield* host.callTwin(f, a, b)`. */
  callTwin(callee: LuaValue, ...args: LuaValue[]): LuaTwin;
  /** Marks a JS function made at run time as a builtin that never calls back. */
  builtin(fn: (...args: LuaValue[]) => LuaResult): LuaFunction;
  /** The metatable of any value; all strings share one. */
  metatableOf(value: LuaValue): LuaTable | undefined;
  /** The metamethod of that name (`__tostring`), nil if there is none. */
  metamethod(value: LuaValue, name: string): LuaValue;
  /** `tostring` without metamethods: `table: 0x…` for what has only an address. */
  rawText(value: LuaValue): string;
  /** `table[key]` with metamethods. */
  index(object: LuaValue, key: LuaValue): LuaValue;
  /** `a < b` with metamethods; raises "attempt to compare …". */
  lessThan(a: LuaValue, b: LuaValue): boolean;
  /** `a == b` with metamethods. */
  equals(a: LuaValue, b: LuaValue): boolean;
  /** Takes fuel for work that is not a loop of Lua's own: about one unit for 16 bytes or an element. */
  charge(units: number): void;
  /** A text that was joined of others, and may be a rope. */
  joined(text: string): string;
  /** The metatable of strings; its __index is the string library. */
  readonly stringMetatable: LuaTable;
}
