/** Lua values to JSON, as lua-cjson writes it: `/` escaped, 14 digits, sparse arrays refused. */
import { formatG } from '../../base/number.ts';
import { LuaTable, type LuaValue, raise, typeName, Userdata } from '../../vm/index.ts';
import type { CjsonOptions } from './cjson-option.ts';

/** The text of a value. Raises what cannot be written. */
export function encodeJson(value: LuaValue, options: CjsonOptions): string {
  return encode(value, options, 0);
}

function refuse(value: LuaValue, reason: string): never {
  return raise(`Cannot serialise ${typeName(value)}: ${reason}`);
}

function encode(value: LuaValue, options: CjsonOptions, depth: number): string {
  if (typeof value === 'string') return encodeString(value);
  if (typeof value === 'number') return encodeNumber(value, options);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === undefined) return 'null';
  if (value instanceof LuaTable) return encodeTable(value, options, depth + 1);
  return value instanceof Userdata ? 'null' : refuse(value, 'type not supported');
}

function encodeTable(table: LuaTable, options: CjsonOptions, depth: number): string {
  if (depth > options.encodeMaxDepth) raise(`Cannot serialise, excessive nesting (${depth})`);
  const length = arrayLength(table, options);
  if (length <= 0) return encodeObject(table, options, depth);
  let text = `[${encode(table.getNumber(1), options, depth)}`;
  for (let i = 2; i <= length; i++) text += `,${encode(table.getNumber(i), options, depth)}`;
  return `${text}]`;
}

/** The greatest index when every key is one; -1 for an object; 0 for an empty table. */
function arrayLength(table: LuaTable, options: CjsonOptions): number {
  let max = 0;
  let items = 0;
  for (let at = table.advance(0); at >= 0; at = table.advance(at)) {
    const key = table.keyAt(at);
    if (typeof key !== 'number' || key < 1 || Math.floor(key) !== key) return -1;
    if (key > max) max = toInt(key);
    items++;
  }
  const isSparse = options.sparseRatio > 0 && max > items * options.sparseRatio && max > options.sparseSafe;
  if (!isSparse) return max;
  return options.sparseConvert ? -1 : refuse(table, 'excessively sparse array');
}

const INT_MAX = 0x7fffffff;

/** The maximum is an int in C, and what does not fit becomes the least one. */
function toInt(key: number): number {
  return key <= INT_MAX ? key : -INT_MAX - 1;
}

function encodeObject(table: LuaTable, options: CjsonOptions, depth: number): string {
  let text = '{';
  for (let at = table.advance(0); at >= 0; at = table.advance(at)) {
    const key = table.keyAt(at) as LuaValue;
    if (text.length > 1) text += ',';
    if (typeof key === 'string') text += `${encodeString(key)}:`;
    else if (typeof key === 'number') text += `"${encodeNumber(key, options)}":`;
    else refuse(key, 'table key must be a number or string');
    text += encode(table.valueAt(at), options, depth);
  }
  return `${text}}`;
}

function encodeNumber(value: number, options: CjsonOptions): string {
  if (Number.isFinite(value)) return formatG(value, options.precision);
  if (options.encodeInvalid === 'off') refuse(value, 'must not be NaN or Inf');
  if (options.encodeInvalid === 'null') return 'null';
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}

/** 1 for the bytes that are escaped: quote, backslash, slash, controls, DEL. */
const ESCAPES = new Uint8Array(256).fill(1, 0, 32);
for (const char of '"\\/\x7f') ESCAPES[char.charCodeAt(0)] = 1;

/** Up to here a loop looks for them faster than a RegExp does. */
const SHORT_TEXT = 40;

const ESCAPED = /["\\/\x00-\x1f\x7f]/g;
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

function encodeString(text: string): string {
  return needsEscape(text) ? `"${text.replace(ESCAPED, escapeChar)}"` : `"${text}"`;
}

function needsEscape(text: string): boolean {
  if (text.length > SHORT_TEXT) return text.search(ESCAPED) >= 0;
  for (let i = 0; i < text.length; i++) if (ESCAPES[text.charCodeAt(i)] === 1) return true;
  return false;
}

function escapeChar(char: string): string {
  return SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
