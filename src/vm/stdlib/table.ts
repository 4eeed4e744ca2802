/**
 * The table library of Lua 5.1 (ltablib.c), with the members that redis-server lists. Access is raw.
 */
// biome-ignore-all lint/complexity/noArguments: the count tells "no value" from nil at no cost; a rest array has one.
import { badType, LuaError, raise } from '../error.ts';
import { numberToString } from '../number.ts';
import { READONLY } from '../runtime/access.ts';
import { checkInteger, checkTable, optString } from '../runtime/argument.ts';
import type { Library, LuaHost, TwoForms } from '../runtime/builtin.ts';
import {
  first,
  type LuaFunction,
  type LuaResult,
  type LuaTable,
  type LuaTwin,
  type LuaValue,
  NONE,
  typeName,
} from '../value.ts';
import { makeSort } from './table-sort.ts';

/** Makes the library for one VM. */
export function tableLibrary(host: LuaHost): Library {
  return {
    concat: makeConcat(host),
    foreach: makeForeach(host),
    foreachi: makeForeachi(host),
    getn(t?: LuaValue) {
      return checkTable(1, t, arguments.length).length();
    },
    maxn: makeMaxn(host),
    insert: makeInsert(host),
    remove: makeRemove(host),
    setn(t?: LuaValue) {
      checkTable(1, t, arguments.length);
      return raise("'setn' is obsolete");
    },
    sort: makeSort(host),
  };
}

function checkFunction(position: number, value: LuaValue, count: number): LuaFunction {
  return typeof value === 'function' ? value : badType(position, 'function', value, count);
}

/** lua_rawseti of a builtin: a table that is read-only refuses, with no position. */
function store(table: LuaTable, index: number, value: LuaValue): void {
  if (table.readonly) throw new LuaError(READONLY);
  table.setNumber(index, value);
}

function makeInsert(host: LuaHost): (t?: LuaValue, ...rest: LuaValue[]) => LuaResult {
  return function insert(t, ...rest) {
    const table = checkTable(1, t, arguments.length);
    let end = table.length() + 1;
    if (rest.length === 1) {
      store(table, end, rest[0]);
      return NONE;
    }
    if (rest.length !== 2) raise("wrong number of arguments to 'insert'");
    const position = checkInteger(2, rest[0]) | 0;
    if (position > end) end = position;
    host.charge((end - position) >> 2);
    for (let i = end; i > position; i--) store(table, i, table.getNumber(i - 1));
    store(table, position, rest[1]);
    return NONE;
  };
}

function makeRemove(host: LuaHost): (t?: LuaValue, at?: LuaValue) => LuaResult {
  return function remove(t, at) {
    const table = checkTable(1, t, arguments.length);
    const end = table.length();
    const position = at === undefined ? end : checkInteger(2, at) | 0;
    if (position < 1 || position > end) return NONE;
    host.charge((end - position) >> 2);
    const removed = table.getNumber(position);
    for (let i = position; i < end; i++) store(table, i, table.getNumber(i + 1));
    store(table, end, undefined);
    return removed;
  };
}

function makeMaxn(host: LuaHost): (t?: LuaValue) => LuaResult {
  return function maxn(t) {
    const table = checkTable(1, t, arguments.length);
    let max = 0;
    let count = 0;
    for (let cursor = table.nextCursor(undefined); cursor >= 0; cursor = table.advance(cursor)) {
      const key = table.keyAt(cursor);
      if (typeof key === 'number' && key > max) max = key;
      count++;
    }
    host.charge(count >> 1);
    return max;
  };
}

/** Fields between two payments: a power of two. */
const CONCAT_TURNS = 256;

function makeConcat(host: LuaHost): (...args: LuaValue[]) => LuaResult {
  return function concat(t?: LuaValue, separator?: LuaValue, i?: LuaValue, j?: LuaValue): string {
    const between = optString(2, separator, '');
    const table = checkTable(1, t, arguments.length);
    const from = i === undefined ? 1 : checkInteger(3, i) | 0;
    const to = j === undefined ? table.length() : checkInteger(4, j) | 0;
    if (from > to) return '';
    let text = fieldText(table, from);
    for (let at = from + 1; at <= to; at++) {
      text += between + fieldText(table, at);
      if ((at & (CONCAT_TURNS - 1)) === 0) host.charge(CONCAT_TURNS);
    }
    host.charge(((to - from) & (CONCAT_TURNS - 1)) + (text.length >> 4));
    return host.joined(text);
  };
}

function fieldText(table: LuaTable, index: number): string {
  const value = table.getNumber(index);
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberToString(value);
  return raise(`invalid value (${typeName(value)}) at index ${index} in table for 'concat'`);
}

function makeForeachi(host: LuaHost): TwoForms {
  return {
    plain(...args) {
      const table = checkTable(1, args[0], args.length);
      const length = table.length();
      const fn = checkFunction(2, args[1], args.length);
      for (let i = 1; i <= length; i++) {
        const result = first(host.call(fn, i, table.getNumber(i)));
        if (result !== undefined) return result;
      }
      return NONE;
    },
    *twin(...args): LuaTwin {
      const table = checkTable(1, args[0], args.length);
      const length = table.length();
      const fn = checkFunction(2, args[1], args.length);
      for (let i = 1; i <= length; i++) {
        const result = first(yield* host.callTwin(fn, i, table.getNumber(i)));
        if (result !== undefined) return result;
      }
      return NONE;
    },
  };
}

/** The cursor is looked up anew at each step, for the callback may change the table. */
function makeForeach(host: LuaHost): TwoForms {
  return {
    plain(...args) {
      const table = checkTable(1, args[0], args.length);
      const fn = checkFunction(2, args[1], args.length);
      for (let cursor = table.nextCursor(undefined); cursor >= 0; ) {
        const key = table.keyAt(cursor) as LuaValue;
        const result = first(host.call(fn, key, table.valueAt(cursor)));
        if (result !== undefined) return result;
        cursor = nextCursor(table, key);
      }
      return NONE;
    },
    *twin(...args): LuaTwin {
      const table = checkTable(1, args[0], args.length);
      const fn = checkFunction(2, args[1], args.length);
      for (let cursor = table.nextCursor(undefined); cursor >= 0; ) {
        const key = table.keyAt(cursor) as LuaValue;
        const result = first(yield* host.callTwin(fn, key, table.valueAt(cursor)));
        if (result !== undefined) return result;
        cursor = nextCursor(table, key);
      }
      return NONE;
    },
  };
}

function nextCursor(table: LuaTable, key: LuaValue): number {
  const cursor = table.nextCursor(key);
  return cursor < -1 ? raise("invalid key to 'next'") : cursor;
}
