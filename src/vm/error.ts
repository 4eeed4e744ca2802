/**
 * LuaError: how a Lua error travels through JS. It does not extend Error, so that no stack is captured (17 µs).
 * A message that must begin with a position, or name the function as its caller wrote it, is thrown unfinished
 * and finished where it is caught (runtime/state.ts), for only there is the call site known.
 */
import { RaisedStack } from './call-stack.ts';
import { type LuaValue, typeName } from './value.ts';

/** How many calls of xpcall are under way: their handlers may ask for the calls that led to an error. */
export const raises = { watchers: 0 };

/** Where an error was raised, for those who report it: chunk name as shown, and line. */
export interface LuaPosition {
  readonly source: string;
  readonly line: number;
}

export class LuaError {
  /** The error value; complete once `pending` is 'nothing'. */
  value: LuaValue;
  /** What is still to be put before the message by whoever catches it. */
  pending: 'nothing' | 'position' | 'argument';
  /** The argument that was found wrong, from 1; 0 where none was. */
  readonly argument: number;
  /** Where it was raised, once caught; absent when no Lua function was running. */
  position: LuaPosition | undefined = undefined;
  /** The calls that led to it, while somebody may ask. */
  readonly stack: RaisedStack | undefined;

  constructor(value: LuaValue, pending: 'nothing' | 'position' | 'argument' = 'nothing', argument = 0) {
    this.value = value;
    this.pending = pending;
    this.argument = argument;
    this.stack = raises.watchers > 0 ? new RaisedStack() : undefined;
  }

  /** The message for people; Lua's own wording for a value that is no string. */
  get message(): string {
    if (typeof this.value === 'string') return this.value;
    return typeof this.value === 'number'
      ? String(this.value)
      : `(error object is a ${typeName(this.value)} value)`;
  }
}

/**
 * What passes through every pcall: the reason to end a run, thrown where the fuel is looked at. Whoever started
 * the run catches it.
 */
export class Unwind {
  readonly reason: unknown;
  /** Where the script was; of a script that guards itself, the outermost call of pcall. */
  position: LuaPosition | undefined;

  constructor(reason: unknown, position?: LuaPosition) {
    this.reason = reason;
    this.position = position;
  }
}

/** Raises `message` with the position of the Lua code that called the builtin (luaL_error). */
export function raise(message: string): never {
  throw new LuaError(message, 'position');
}

/** Raises "bad argument #n to 'name' (message)", the name being the caller's (luaL_argerror). */
export function badArgument(argument: number, message: string): never {
  throw new LuaError(message, 'argument', argument);
}

/**
 * Raises "bad argument #n to 'name' (expected expected, got type)" (luaL_typerror). `count` is how many
 * arguments were given, where that is known: past it the text is "got no value".
 */
export function badType(argument: number, expected: string, actual: LuaValue, count = Infinity): never {
  const got = argument > count ? 'no value' : typeName(actual);
  return badArgument(argument, `${expected} expected, got ${got}`);
}
