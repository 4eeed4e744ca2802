/**
 * The basic functions of Lua 5.1 (lbaselib.c), as far as Redis keeps them: no print, dofile, loadfile, getfenv,
 * setfenv, newproxy. Calls that catch errors and loading stand in protected.ts and load.ts.
 */
import { badArgument, LuaError, raise } from '../error.ts';
import { numberToString, toNumber } from '../number.ts';
import { nextEntry, READONLY } from '../runtime/access.ts';
import { checkInteger, checkString, checkTable, optInteger } from '../runtime/argument.ts';
import type { Library } from '../runtime/builtin.ts';
import type { Host } from '../runtime/host.ts';
import type { Familiar } from '../runtime/kit.ts';
import { failing, type State } from '../runtime/state.ts';
import { first, type LuaResult, LuaTable, type LuaTwin, type LuaValue, NONE, typeName } from '../value.ts';

/** LUAI_MAXCSTACK: room for arguments and results of a builtin. */
const MAX_STACK = 8000;

function checkAny(position: number, args: readonly LuaValue[]): LuaValue {
  return args.length < position ? badArgument(position, 'value expected') : args[position - 1];
}

/** The iterators, made before the kit that recognises them. */
export function makeFamiliar(): Familiar {
  return {
    next: function next(table, key) {
      // biome-ignore lint/complexity/noArguments: only the error message needs it, and a rest array costs each call
      return nextEntry(checkTable(1, table, arguments.length), key) ?? undefined;
    },
    ipairsStep: (table, index) => {
      const next = (checkInteger(2, index) | 0) + 1;
      const value = checkTable(1, table).getNumber(next);
      return value === undefined ? undefined : [next, value];
    },
    select: function chosen(which, ...rest) {
      // biome-ignore lint/complexity/noArguments: as above
      return select(which, rest, arguments.length);
    },
  };
}

/** What C's `%s` prints of it. */
function untilNul(text: string): string {
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}

function assert(state: State, args: readonly LuaValue[]): LuaResult {
  const value = checkAny(1, args);
  if (value !== undefined && value !== false) return args.length === 1 ? value : args;
  const message = args[1] === undefined ? 'assertion failed!' : untilNul(checkString(2, args[1]));
  return failing(state, new LuaError(message, 'position'));
}

function error(state: State, value: LuaValue, levelArgument: LuaValue): LuaResult {
  const level = optInteger(2, levelArgument, 1) | 0;
  if ((typeof value !== 'string' && typeof value !== 'number') || level < 1)
    return failing(state, new LuaError(value));
  const text = typeof value === 'string' ? value : numberToString(value);
  if (level === 1) return failing(state, new LuaError(text, 'position'));
  return failing(state, new LuaError(`${state.whereLevel(level)}${text}`));
}

const OPTIONS = ['stop', 'restart', 'collect', 'count', 'step', 'setpause', 'setstepmul'];
/** There is no collector to ask: a figure of the right size, in KiB. */
const MEMORY_KIB = 42;

function collectGarbage(option: LuaValue): LuaValue {
  const name = option === undefined ? 'collect' : checkString(1, option);
  if (!OPTIONS.includes(name)) badArgument(1, `invalid option '${untilNul(name)}'`);
  if (name === 'count') return MEMORY_KIB;
  return name === 'step' ? true : 0;
}

function getMetatable(host: Host, args: readonly LuaValue[]): LuaValue {
  const metatable = host.metatableOf(checkAny(1, args));
  return metatable?.get('__metatable') ?? metatable;
}

function setMetatable(...args: LuaValue[]): LuaValue {
  const [value, metatable] = args;
  const table = checkTable(1, value, args.length);
  if (args.length < 2 || (metatable !== undefined && !(metatable instanceof LuaTable))) {
    badArgument(2, 'nil or table expected');
  }
  if (table.metatable?.get('__metatable') !== undefined) raise('cannot change a protected metatable');
  if (table.readonly) throw new LuaError(READONLY);
  table.metatable = metatable as LuaTable | undefined;
  return table;
}

function rawSet(...args: LuaValue[]): LuaValue {
  const table = checkTable(1, args[0], args.length);
  const key = checkAny(2, args);
  checkAny(3, args);
  if (table.readonly) throw new LuaError(READONLY);
  if (key === undefined) throw new LuaError('table index is nil');
  if (Number.isNaN(key)) throw new LuaError('table index is NaN');
  table.set(key, args[2]);
  return table;
}

function select(which: LuaValue, rest: LuaValue[], count: number): LuaResult {
  if (which === 1) return rest;
  if (typeof which === 'string' && which.startsWith('#')) return rest.length;
  const given = checkInteger(1, which, count) | 0;
  const index = given < 0 ? rest.length + 1 + given : given;
  return index < 1 ? badArgument(1, 'index out of range') : rest.slice(index - 1);
}

/** C's strtoul in a base, and what may stand around it. */
function parseInBase(text: string, base: number): LuaValue {
  const match = /^[ \t\n\v\f\r]*([+-]?)(0[xX](?=[0-9a-fA-F]))?([0-9a-zA-Z]+)[ \t\n\v\f\r]*(?:\0|$)/.exec(
    text,
  );
  if (match === null) return undefined;
  const digits = match[2] !== undefined && base !== 16 ? `${match[2]}${match[3]}` : (match[3] as string);
  let value = 0n;
  for (const digit of digits) {
    const number = Number.parseInt(digit, 36);
    if (number >= base) return undefined;
    value = value * BigInt(base) + BigInt(number);
  }
  const clipped = value > 0xffffffffffffffffn ? 0xffffffffffffffffn : value;
  return Number(match[1] === '-' ? BigInt.asUintN(64, -clipped) : clipped);
}

function toNumberIn(value?: LuaValue, inBase?: LuaValue): LuaValue {
  const base = inBase === undefined ? 10 : optInteger(2, inBase, 10) | 0;
  if (base === 10) {
    // biome-ignore lint/complexity/noArguments: only the error message needs it, and a rest array costs each call
    return value === undefined && arguments.length === 0 ? badArgument(1, 'value expected') : toNumber(value);
  }
  // biome-ignore lint/complexity/noArguments: as above
  const text = checkString(1, value, arguments.length);
  if (base < 2 || base > 36) badArgument(2, 'base out of range');
  return parseInBase(text, base);
}

/** Results from so many on are charged for. */
const LIGHT = 64;

function makeUnpack(state: State): (list?: LuaValue, from?: LuaValue, to?: LuaValue) => LuaResult {
  return function unpack(list, from, to) {
    // biome-ignore lint/complexity/noArguments: only the error message needs it, and a rest array costs each call
    const table = checkTable(1, list, arguments.length);
    const start = optInteger(2, from, 1) | 0;
    const end = to === undefined ? table.length() : checkInteger(3, to) | 0;
    if (start > end) return NONE;
    const given = to !== undefined ? 3 : from !== undefined ? 2 : 1;
    if (end - start + 1 + given > MAX_STACK) return raise('too many results to unpack');
    if (end - start > LIGHT) state.fuel -= end - start;
    const { array } = table;
    if (start > 0 && end < array.length) return array.slice(start, end + 1);
    const results: LuaValue[] = [];
    for (let i = start; i <= end; i++) results.push(table.getNumber(i));
    return results;
  };
}

function* toStringTwin(host: Host, args: readonly LuaValue[]): LuaTwin {
  const value = checkAny(1, args);
  const handler = host.metamethod(value, '__tostring');
  return handler === undefined ? host.rawText(value) : yield* host.callTwin(handler, value);
}

function toText(host: Host, args: readonly LuaValue[]): LuaResult {
  const value = checkAny(1, args);
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberToString(value);
  const handler = host.metamethod(value, '__tostring');
  if (handler === undefined) return host.rawText(value);
  return first(host.call(handler, value));
}

/** Members in lbaselib.c's order. */
export function baseLibrary(host: Host, familiar: Familiar): Library {
  const { state } = host.runtime;
  return {
    assert: (...args) => assert(state, args),
    collectgarbage: collectGarbage,
    error: (value, level) => error(state, value, level),
    gcinfo: () => MEMORY_KIB,
    getmetatable: (...args) => getMetatable(host, args),
    next: familiar.next,
    rawequal: (...args) => {
      checkAny(1, args);
      checkAny(2, args);
      return args[0] === args[1];
    },
    rawget: (...args) => {
      const table = checkTable(1, args[0], args.length);
      return table.get(checkAny(2, args));
    },
    rawset: rawSet,
    select: familiar.select,
    setmetatable: setMetatable,
    tonumber: toNumberIn,
    tostring: { plain: (...args) => toText(host, args), twin: (...args) => toStringTwin(host, args) },
    type: (...args) => typeName(checkAny(1, args)),
    unpack: makeUnpack(state),
    ipairs: (...args) => [familiar.ipairsStep, checkTable(1, args[0], args.length), 0],
    pairs: (...args) => [familiar.next, checkTable(1, args[0], args.length), undefined],
  };
}
