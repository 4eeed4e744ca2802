/**
 * The luaL_check… and luaL_opt… family: builtins take their arguments through these.
 * Positions count from 1. `count` is the number of arguments given, where the builtin knows it: an argument
 * past it is told as "got no value" instead of "got nil".
 */
import { badType } from '../error.ts';
import { numberToString, stringToNumber, truncate } from '../number.ts';
import { LuaTable, type LuaValue } from '../value.ts';

/** A number, or a string that reads as one. */
export function checkNumber(position: number, value: LuaValue, count?: number): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    const number = stringToNumber(value);
    if (number !== undefined) return number;
  }
  return badType(position, 'number', value, count);
}

/** A number cut to a 64-bit integer as C casts it; `| 0` makes luaL_checkint's of it, which keeps 32 bits. */
export function checkInteger(position: number, value: LuaValue, count?: number): number {
  if (typeof value === 'number' && (value | 0) === value) return value;
  return truncate(checkNumber(position, value, count));
}

/** A string, or a number as its text. */
export function checkString(position: number, value: LuaValue, count?: number): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberToString(value);
  return badType(position, 'string', value, count);
}

export function checkTable(position: number, value: LuaValue, count?: number): LuaTable {
  return value instanceof LuaTable ? value : badType(position, 'table', value, count);
}

/** nil and absent take the fallback, here and below. */
export function optNumber(position: number, value: LuaValue, fallback: number): number {
  return value === undefined ? fallback : checkNumber(position, value);
}

export function optInteger(position: number, value: LuaValue, fallback: number): number {
  return value === undefined ? fallback : checkInteger(position, value);
}

export function optString(position: number, value: LuaValue, fallback: string): string {
  return value === undefined ? fallback : checkString(position, value);
}
