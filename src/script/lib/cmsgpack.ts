/** The `cmsgpack` library: MessagePack, in the choices of lua-cmsgpack 0.4.0. */
import { bytes } from '../../base/bytes.ts';
import {
  badArgument,
  checkNumber,
  checkString,
  type Library,
  type LuaHost,
  LuaTable,
  type LuaValue,
  raise,
} from '../../vm/index.ts';
import { unpackItems } from './cmsgpack-unpack.ts';

/** Tables nested deeper than this are packed as nil. */
const MAX_NESTING = 16;
const cell = new DataView(new ArrayBuffer(8));

/** The low `size` bytes of a whole number below 2^53, most significant first. */
function bigEndian(value: number, size: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < size; i++) {
    text = String.fromCharCode(rest % 256) + text;
    rest = Math.floor(rest / 256);
  }
  return text;
}

function cellText(size: number): string {
  let text = '';
  for (let i = 0; i < size; i++) text += String.fromCharCode(cell.getUint8(i));
  return text;
}

function packString(text: string): string {
  const { length } = text;
  if (length < 32) return String.fromCharCode(0xa0 | length) + text;
  if (length <= 0xff) return `\xd9${bigEndian(length, 1)}${text}`;
  if (length <= 0xffff) return `\xda${bigEndian(length, 2)}${text}`;
  return `\xdb${bigEndian(length, 4)}${text}`;
}

function packInteger(value: number): string {
  if (value >= 0) {
    if (value <= 127) return String.fromCharCode(value);
    if (value <= 0xff) return `\xcc${bigEndian(value, 1)}`;
    if (value <= 0xffff) return `\xcd${bigEndian(value, 2)}`;
    if (value <= 0xffffffff) return `\xce${bigEndian(value, 4)}`;
    return `\xcf${packInt64(value)}`;
  }
  if (value >= -32) return String.fromCharCode(256 + value);
  if (value >= -128) return `\xd0${bigEndian(256 + value, 1)}`;
  if (value >= -32768) return `\xd1${bigEndian(65536 + value, 2)}`;
  if (value >= -2147483648) return `\xd2${bigEndian(2 ** 32 + value, 4)}`;
  return `\xd3${packInt64(value)}`;
}

function packInt64(value: number): string {
  cell.setBigInt64(0, BigInt(value));
  return cellText(8);
}

function packNumber(value: number): string {
  if (Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63) return packInteger(value);
  if (Math.fround(value) === value) {
    cell.setFloat32(0, value);
    return `\xca${cellText(4)}`;
  }
  cell.setFloat64(0, value);
  return `\xcb${cellText(8)}`;
}

function packHeader(
  length: number,
  { short, long, longer }: { short: number; long: string; longer: string },
): string {
  if (length <= 15) return String.fromCharCode(short | length);
  return length <= 0xffff ? long + bigEndian(length, 2) : longer + bigEndian(length, 4);
}

const ARRAY = { short: 0x90, long: '\xdc', longer: '\xdd' };
const MAP = { short: 0x80, long: '\xde', longer: '\xdf' };

/** How many entries a table has, and whether their keys are the integers from 1 without a hole. */
function census(table: LuaTable): { readonly count: number; readonly isArray: boolean } {
  let max = 0;
  let count = 0;
  let isArray = true;
  for (let at = table.advance(0); at >= 0; at = table.advance(at)) {
    const key = table.keyAt(at);
    count++;
    if (typeof key !== 'number' || key <= 0 || (key | 0) !== key) isArray = false;
    else if (key > max) max = key;
  }
  return { count, isArray: isArray && max === count };
}

/** Items between two payments. */
const TURNS = 64;

function packTable(host: LuaHost, table: LuaTable, level: number): string {
  const { count, isArray } = census(table);
  host.charge(1 + (count >> 2));
  if (!isArray) return packMap(host, table, count, level);
  const length = table.length();
  let packed = packHeader(length, ARRAY);
  for (let i = 1; i <= length; i++) {
    packed += packValue(host, host.index(table, i), level + 1);
    if (i % TURNS === 0) host.charge(TURNS);
  }
  return packed;
}

function packMap(host: LuaHost, table: LuaTable, count: number, level: number): string {
  let packed = packHeader(count, MAP);
  let turns = 0;
  for (let at = table.advance(0); at >= 0; at = table.advance(at)) {
    packed +=
      packValue(host, table.keyAt(at) as LuaValue, level + 1) + packValue(host, table.valueAt(at), level + 1);
    if (++turns % TURNS === 0) host.charge(2 * TURNS);
  }
  return packed;
}

function packValue(host: LuaHost, value: LuaValue, level: number): string {
  if (typeof value === 'string') return packString(value);
  if (typeof value === 'number') return packNumber(value);
  if (typeof value === 'boolean') return value ? '\xc3' : '\xc2';
  if (value instanceof LuaTable && level < MAX_NESTING) return packTable(host, value, level);
  return '\xc0';
}

function pack(host: LuaHost, args: readonly LuaValue[]): string {
  if (args.length === 0) badArgument(0, 'MessagePack pack needs input.');
  let packed = '';
  for (const arg of args) packed += packValue(host, arg, 0);
  return host.joined(packed);
}

/** Some of the items of `data`, with the offset at which to go on in front; -1 when nothing is left. */
function unpackSome(host: LuaHost, data: string, limit: number, offset: number): readonly LuaValue[] {
  if (offset < 0 || limit < 0)
    raise(`Invalid request to unpack with offset of ${offset} and limit of ${data.length}.`);
  if (offset > data.length) raise(`Start offset ${offset} greater than input length ${data.length}.`);
  if (limit === 0 && offset === 0) return unpackItems(host, data, Number.POSITIVE_INFINITY, 0).values;
  const { values, end } = unpackItems(host, data, limit, offset);
  return [end === data.length ? -1 : end, ...values];
}

const integer = (position: number, value: LuaValue, count?: number): number =>
  Math.trunc(checkNumber(position, value, count)) | 0;

/** Members in the order in which the library registers them. */
export function cmsgpackLibrary(host: LuaHost): Library {
  return {
    pack: (...args) => pack(host, args),
    unpack: (...args) => {
      const data = checkString(1, args[0], args.length);
      return unpackItems(host, data, Number.POSITIVE_INFINITY, 0).values;
    },
    unpack_one: (...args) => {
      const offset = args[1] === undefined ? 0 : integer(2, args[1]);
      return unpackSome(host, checkString(1, args[0], args.length), 1, offset);
    },
    unpack_limit: (...args) => {
      const limit = integer(2, args[1], args.length);
      const offset = args[2] === undefined ? 0 : integer(3, args[2]);
      return unpackSome(host, checkString(1, args[0], args.length), limit, offset);
    },
    _NAME: bytes('cmsgpack'),
    _VERSION: bytes('lua-cmsgpack 0.4.0'),
    _COPYRIGHT: bytes('Copyright (C) 2012, Salvatore Sanfilippo'),
    _DESCRIPTION: bytes('MessagePack C implementation for Lua'),
  };
}
