/** Lua values to JSON, as lua-cjson writes it: `/` escaped, 14 digits, sparse arrays refused. */
import { formatG } from '../../base/number.ts';
import {
  type LuaHost,
  LuaTable,
  type LuaValue,
  mapBytes,
  raise,
  typeName,
  Userdata,
} from '../../vm/index.ts';
import type { CjsonOptions } from './cjson-option.ts';

/** One encoding: by which options, and who pays for it while it goes on. */
interface Job {
  readonly host: LuaHost;
  readonly options: CjsonOptions;
}

/** The text of a value. Raises what cannot be written. */
export function encodeJson(host: LuaHost, value: LuaValue, options: CjsonOptions): string {
  return host.joined(encode(value, { host, options }, 0));
}

function refuse(value: LuaValue, reason: string): never {
  return raise(`Cannot serialise ${typeName(value)}: ${reason}`);
}

function encode(value: LuaValue, job: Job, depth: number): string {
  if (typeof value === 'string') return encodeString(value, job);
  if (typeof value === 'number') return encodeNumber(value, job.options);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === undefined) return 'null';
  if (value instanceof LuaTable) return encodeTable(value, job, depth + 1);
  return value instanceof Userdata ? 'null' : refuse(value, 'type not supported');
}

/** What a table and an item of one cost, which is paid for while the text grows; so many items at a time. */
const TABLE_FUEL = 2;
const ITEM_FUEL = 1;
const TURNS = 64;

function encodeTable(table: LuaTable, job: Job, depth: number): string {
  if (depth > job.options.encodeMaxDepth) raise(`Cannot serialise, excessive nesting (${depth})`);
  job.host.charge(TABLE_FUEL);
  const length = arrayLength(table, job.options);
  if (length <= 0) return encodeObject(table, job, depth);
  let text = `[${encode(table.getNumber(1), job, depth)}`;
  for (let i = 2; i <= length; i++) {
    text += `,${encode(table.getNumber(i), job, depth)}`;
    if (i % TURNS === 0) job.host.charge(TURNS * ITEM_FUEL);
  }
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

function encodeObject(table: LuaTable, job: Job, depth: number): string {
  let text = '{';
  let turns = 0;
  for (let at = table.advance(0); at >= 0; at = table.advance(at)) {
    const key = table.keyAt(at) as LuaValue;
    if (text.length > 1) text += ',';
    if (typeof key === 'string') text += `${encodeString(key, job)}:`;
    else if (typeof key === 'number') text += `"${encodeNumber(key, job.options)}":`;
    else refuse(key, 'table key must be a number or string');
    text += encode(table.valueAt(at), job, depth);
    if (++turns % TURNS === 0) job.host.charge(TURNS * ITEM_FUEL);
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

function encodeString(text: string, { host }: Job): string {
  return needsEscape(text) ? `"${mapBytes(host, text, escapeText)}"` : `"${text}"`;
}

function escapeText(text: string): string {
  return text.replace(ESCAPED, escapeChar);
}

function needsEscape(text: string): boolean {
  if (text.length > SHORT_TEXT) return text.search(ESCAPED) >= 0;
  for (let i = 0; i < text.length; i++) if (ESCAPES[text.charCodeAt(i)] === 1) return true;
  return false;
}

function escapeChar(char: string): string {
  return SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
