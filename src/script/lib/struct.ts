/**
 * struct: Roberto Ierusalimschy's struct.c 0.2 with the overflow checks of redis-server. Formats are read as C
 * strings; integers are of 64 bits, on x86-64.
 */
import {
  badArgument,
  checkNumber,
  checkString,
  detached,
  type LuaHost,
  type LuaTable,
  type LuaValue,
  optInteger,
  raise,
  truncate,
} from '../../vm/index.ts';
import { libraryTable } from './library-table.ts';

const FUNCTIONS = 3;
/** Options between two payments, each a few nodes of a rope at most. */
const TURNS = 64;
const INT_MAX = 0x7fffffff;
const MAX_ALIGN = 8;
const MAX_INT_SIZE = 32;
/** luaconf.h LUAI_MAXCSTACK */
const MAX_STACK = 8000;

/** Makes the library's table. */
export function makeStruct(host: LuaHost): LuaTable {
  return libraryTable(host, FUNCTIONS, {
    pack: (...args) => pack(host, args),
    unpack: (...args) => unpack(host, args),
    size: (...args) => size(host, args),
  });
}

/** A format being read: its options and the state that `<`, `>` and `!` set. */
class Format {
  readonly #host: LuaHost;
  readonly #text: string;
  #at = 0;
  #align = 1;
  isBig = false;
  #options = 0;
  /** The option read last. */
  option = '';
  /** Its size in bytes; 0 where it has none of its own. */
  size = 0;

  constructor(host: LuaHost, text: string) {
    this.#host = host;
    const nul = text.indexOf('\0');
    this.#text = nul < 0 ? text : text.slice(0, nul);
  }

  /** Reads the next option and its size. */
  next(): boolean {
    if (++this.#options % TURNS === 0) this.#host.charge(TURNS);
    if (this.#at >= this.#text.length) return false;
    this.option = this.#text[this.#at++] as string;
    this.size = this.#optionSize(this.option);
    return true;
  }

  /** Bytes to skip so that the option stands aligned. */
  padding(length: number): number {
    if (this.size === 0 || this.option === 'c') return 0;
    const size = Math.min(this.size, this.#align);
    return (size - (length & (size - 1))) & (size - 1);
  }

  /** Obeys an option that is no datum. */
  control(): void {
    if (this.option === ' ') return;
    if (this.option === '>' || this.option === '<') this.isBig = this.option === '>';
    else if (this.option === '!') {
      const align = this.#number(MAX_ALIGN);
      if (align <= 0 || (align & (align - 1)) !== 0) raise(`alignment ${align} is not a power of 2`);
      this.#align = align;
    } else badArgument(1, `invalid format option '${this.option}'`);
  }

  #optionSize(option: string): number {
    const fixed = SIZES.get(option);
    if (fixed !== undefined) return fixed;
    if (option === 'c') return this.#number(1);
    if (option !== 'i' && option !== 'I') return 0;
    const size = this.#number(4);
    if (size > MAX_INT_SIZE) raise(`integral size ${size} is larger than limit of ${MAX_INT_SIZE}`);
    return size;
  }

  #number(fallback: number): number {
    if (!isDigit(this.#text[this.#at])) return fallback;
    let value = 0;
    while (isDigit(this.#text[this.#at])) {
      value = value * 10 + Number(this.#text[this.#at]);
      if (value > INT_MAX) raise('integral size overflow');
      this.#at++;
    }
    return value;
  }
}

const SIZES: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['B', 1],
  ['h', 2],
  ['H', 2],
  ['l', 8],
  ['L', 8],
  ['T', 8],
  ['f', 4],
  ['d', 8],
  ['x', 1],
]);

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

const INTEGERS = 'bBhHlLTiI';

function pack(host: LuaHost, args: readonly LuaValue[]): string {
  const format = new Format(host, checkString(1, args[0], args.length));
  // The C code has pushed a nil after the arguments.
  const count = args.length + 1;
  let out = '';
  let position = 2;
  while (format.next()) {
    out += '\0'.repeat(format.padding(out.length));
    const value = args[position - 1];
    if (INTEGERS.includes(format.option)) out += integerBytes(checkNumber(position++, value, count), format);
    else if (format.option === 'f' || format.option === 'd')
      out += floatBytes(checkNumber(position++, value, count), format);
    else if (format.option === 'x') out += '\0';
    else if (format.option === 'c' || format.option === 's') {
      const text = checkString(position++, value, count);
      if (format.size > text.length) badArgument(position, 'string too short');
      out += format.size === 0 ? text : text.slice(0, format.size);
      if (format.option === 's') out += '\0';
    } else format.control();
  }
  return out;
}

function integerBytes(value: number, { size, isBig }: Format): string {
  let text = '';
  if (size <= 4 && Number.isInteger(value) && Math.abs(value) <= INT_MAX) {
    for (let i = 0, rest = value; i < size; i++, rest >>= 8) text += String.fromCharCode(rest & 255);
  } else {
    let rest = toUnsigned(value);
    for (let i = 0; i < size; i++, rest >>= 8n) text += String.fromCharCode(Number(rest & 255n));
  }
  return isBig ? reversed(text) : text;
}

/** C's casts on x86-64: through a signed integer below 2^63, and what does not fit is as the processor has it. */
function toUnsigned(value: number): bigint {
  if (value >= 2 ** 63) return value < 2 ** 64 ? BigInt(value) : 0n;
  return BigInt.asUintN(64, BigInt(truncate(value)));
}

function reversed(text: string): string {
  let out = '';
  for (let i = text.length - 1; i >= 0; i--) out += text[i] as string;
  return out;
}

function floatBytes(value: number, { size, isBig }: Format): string {
  const view = new DataView(new ArrayBuffer(8));
  if (size === 4) view.setFloat32(0, value);
  else view.setFloat64(0, value);
  // x86 has its own NaN negative.
  if (Number.isNaN(value)) view.setUint8(0, 0xff);
  let text = '';
  for (let i = 0; i < size; i++) text += String.fromCharCode(view.getUint8(i));
  return isBig ? text : reversed(text);
}

function unpack(host: LuaHost, args: readonly LuaValue[]): LuaValue[] {
  const format = new Format(host, checkString(1, args[0], args.length));
  const data = checkString(2, args[1], args.length);
  const start = optInteger(3, args[2], 1);
  if (start === 0) badArgument(3, 'offset must be 1 or greater');
  // A negative offset is a huge one in C.
  let at = start < 0 ? Infinity : start - 1;
  const results: LuaValue[] = [];
  while (format.next()) {
    at += format.padding(at);
    if (at + format.size > data.length) badArgument(2, 'data string too short');
    if (args.length + results.length + 2 > MAX_STACK) raise('stack overflow (too many results)');
    at += readOption(format, data, at, results);
  }
  results.push(at + 1);
  return results;
}

/** Appends what the option yields; how many bytes it took. */
function readOption(format: Format, data: string, at: number, results: LuaValue[]): number {
  const { option, size } = format;
  if (INTEGERS.includes(option)) results.push(readInteger(format, data, at));
  else if (option === 'f' || option === 'd') results.push(readFloat(format, data, at));
  else if (option === 'c') return readChars(size, data, at, results);
  else if (option === 's') {
    const end = data.indexOf('\0', at);
    if (end < 0) raise('unfinished string in data');
    results.push(detached(data.slice(at, end), data.length));
    return end - at + 1;
  } else if (option !== 'x') format.control();
  return size;
}

/** With size 0 the number read before it is the length. */
function readChars(size: number, data: string, at: number, results: LuaValue[]): number {
  let length = size;
  if (size === 0) {
    const before = results.pop();
    const number = typeof before === 'string' ? Number(before) : before;
    if (typeof number !== 'number' || Number.isNaN(number)) raise("format 'c0' needs a previous size");
    length = Math.trunc(number);
    if (length < 0 || at + length > data.length) badArgument(2, 'data string too short');
  }
  results.push(detached(data.slice(at, at + length), data.length));
  return length;
}

function readInteger({ size, isBig, option }: Format, data: string, at: number): number {
  let bits = 0n;
  for (let i = 0; i < size; i++) {
    const code = data.charCodeAt(isBig ? at + i : at + size - 1 - i);
    bits = BigInt.asUintN(64, (bits << 8n) | BigInt(code));
  }
  if (option < 'a') return Number(bits);
  // The processor takes a shift's count modulo 64.
  const mask = BigInt.asUintN(64, -1n << BigInt((size * 8 - 1) & 63));
  return Number(BigInt.asIntN(64, (bits & mask) === 0n ? bits : bits | mask));
}

function readFloat({ size, isBig }: Format, data: string, at: number): number {
  const view = new DataView(new ArrayBuffer(8));
  for (let i = 0; i < size; i++) view.setUint8(isBig ? i : size - 1 - i, data.charCodeAt(at + i));
  return size === 4 ? view.getFloat32(0) : view.getFloat64(0);
}

function size(host: LuaHost, args: readonly LuaValue[]): number {
  const format = new Format(host, checkString(1, args[0], args.length));
  let total = 0;
  while (format.next()) {
    total += format.padding(total);
    if (format.option === 's') badArgument(1, "option 's' has no fixed size");
    if (format.option === 'c' && format.size === 0) badArgument(1, "option 'c0' has no fixed size");
    if (!/[0-9A-Za-z]/.test(format.option)) format.control();
    total += format.size;
  }
  return total;
}
