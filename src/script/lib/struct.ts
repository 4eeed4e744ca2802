/** The `struct` library: values to bytes and back, by a format of one letter an item. */
import { badArgument, checkNumber, checkString, type Library, type LuaValue, raise } from '../../vm/index.ts';

/** Longest integer, bytes. */
const MAX_INTEGER_BYTES = 32;
const DEFAULT_ALIGNMENT = 8;
const INT_MAX = 2147483647;

/** Walks a format: the options that concern the walk itself (order of bytes, alignment) live here. */
class Format {
  readonly #text: string;
  #at = 0;
  #alignment = 1;
  littleEndian = true;

  constructor(text: string) {
    this.#text = text;
  }

  get isDone(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The next option with its size; 0 for those that have none. */
  next(): { readonly option: string; readonly size: number } {
    const option = this.#text[this.#at++] as string;
    return { option, size: this.#sizeOf(option) };
  }

  /** Zero bytes to be put before an item at `position`. */
  padding(position: number, option: string, size: number): number {
    if (size === 0 || option === 'c') return 0;
    const unit = Math.min(size, this.#alignment);
    return (unit - (position & (unit - 1))) & (unit - 1);
  }

  /** Options that hold no item. */
  control(option: string): void {
    if (option === ' ') return;
    if (option === '>' || option === '<') this.littleEndian = option === '<';
    else if (option === '!') {
      const alignment = this.#count(DEFAULT_ALIGNMENT);
      if (alignment <= 0 || (alignment & (alignment - 1)) !== 0)
        raise(`alignment ${alignment} is not a power of 2`);
      this.#alignment = alignment;
    } else badArgument(1, `invalid format option '${option}'`);
  }

  #sizeOf(option: string): number {
    if (option === 'c') return this.#count(1);
    if (option !== 'i' && option !== 'I') return FIXED_SIZES.get(option) ?? 0;
    const size = this.#count(4);
    if (size > MAX_INTEGER_BYTES) raise(`integral size ${size} is larger than limit of ${MAX_INTEGER_BYTES}`);
    return size;
  }

  #count(fallback: number): number {
    let value = 0;
    const start = this.#at;
    for (let digit = this.#digit(); digit >= 0; digit = this.#digit()) {
      if (value * 10 + digit > INT_MAX) raise('integral size overflow');
      value = value * 10 + digit;
      this.#at++;
    }
    return this.#at === start ? fallback : value;
  }

  #digit(): number {
    const code = this.#text.charCodeAt(this.#at) - 48;
    return code >= 0 && code <= 9 ? code : -1;
  }
}

const FIXED_SIZES: ReadonlyMap<string, number> = new Map(
  Object.entries({ b: 1, B: 1, h: 2, H: 2, l: 8, L: 8, T: 8, f: 4, d: 8, x: 1 }),
);
const INTEGERS = new Set(['b', 'B', 'h', 'H', 'l', 'L', 'T', 'i', 'I']);

/** The 64 bits to which C casts a double: modulo 2^64, and one fixed value for what does not fit. */
function toUint64(value: number): bigint {
  if (Number.isNaN(value)) return 1n << 63n;
  const whole = Math.trunc(value);
  if (whole < 0) return whole < -(2 ** 63) ? 1n << 63n : BigInt.asUintN(64, BigInt(whole));
  return whole >= 2 ** 64 ? 0n : BigInt(whole);
}

/** Beyond eight bytes an integer is filled with zeros, whatever its sign. */
function packInteger(value: number, size: number, littleEndian: boolean): string {
  let rest = toUint64(value);
  const bytes: number[] = [];
  for (let i = 0; i < size; i++) {
    bytes.push(Number(rest & 0xffn));
    rest >>= 8n;
  }
  return String.fromCharCode(...(littleEndian ? bytes : bytes.reverse()));
}

function unpackInteger(bytes: string, littleEndian: boolean, isSigned: boolean): number {
  let value = 0n;
  const size = bytes.length;
  for (let i = 0; i < size; i++)
    value = BigInt.asUintN(64, (value << 8n) | BigInt(bytes.charCodeAt(littleEndian ? size - 1 - i : i)));
  if (!isSigned) return Number(value);
  const signBit = BigInt((size * 8 - 1) & 63);
  const mask = BigInt.asUintN(64, -1n << signBit);
  return Number(BigInt.asIntN(64, (value & mask) === 0n ? value : value | mask));
}

const cell = new DataView(new ArrayBuffer(8));

function packFloat(value: number, size: number, littleEndian: boolean): string {
  if (size === 4) cell.setFloat32(0, value, littleEndian);
  else cell.setFloat64(0, value, littleEndian);
  let bytes = '';
  for (let i = 0; i < size; i++) bytes += String.fromCharCode(cell.getUint8(i));
  return bytes;
}

function unpackFloat(bytes: string, littleEndian: boolean): number {
  for (let i = 0; i < bytes.length; i++) cell.setUint8(i, bytes.charCodeAt(i));
  return bytes.length === 4 ? cell.getFloat32(0, littleEndian) : cell.getFloat64(0, littleEndian);
}

function pack(args: readonly LuaValue[]): string {
  const format = new Format(checkString(1, args[0], args.length));
  let packed = '';
  let argument = 2;
  while (!format.isDone) {
    const { option, size } = format.next();
    packed += '\0'.repeat(format.padding(packed.length, option, size));
    if (INTEGERS.has(option))
      packed += packInteger(checkNumber(argument, args[argument++ - 1]), size, format.littleEndian);
    else if (option === 'f' || option === 'd')
      packed += packFloat(checkNumber(argument, args[argument++ - 1]), size, format.littleEndian);
    else if (option === 'x') packed += '\0';
    else if (option === 'c' || option === 's') packed += packString(args, argument++, { option, size });
    else format.control(option);
  }
  return packed;
}

function packString(
  args: readonly LuaValue[],
  argument: number,
  { option, size }: { option: string; size: number },
): string {
  const text = checkString(argument, args[argument - 1]);
  const length = size === 0 ? text.length : size;
  if (text.length < length) badArgument(argument + 1, 'string too short');
  return text.slice(0, length) + (option === 's' ? '\0' : '');
}

function unpack(args: readonly LuaValue[]): readonly LuaValue[] {
  const format = new Format(checkString(1, args[0], args.length));
  const data = checkString(2, args[1], args.length);
  const offset = args[2] === undefined ? 1 : Math.trunc(checkNumber(3, args[2]));
  if (offset < 1) badArgument(3, 'offset must be 1 or greater');
  const results: LuaValue[] = [];
  let position = offset - 1;
  while (!format.isDone) {
    const { option, size } = format.next();
    position += format.padding(position, option, size);
    if (position + size > data.length) badArgument(2, 'data string too short');
    position = unpackItem(format, { data, position, option, size }, results);
  }
  results.push(position + 1);
  return results;
}

interface Item {
  readonly data: string;
  readonly position: number;
  readonly option: string;
  readonly size: number;
}

/** Reads one item into the results; returns the position after it. */
function unpackItem(format: Format, item: Item, results: LuaValue[]): number {
  const { data, position, option, size } = item;
  const bytes = data.slice(position, position + size);
  if (INTEGERS.has(option)) {
    const isSigned = option === option.toLowerCase();
    results.push(size === 0 ? 0 : unpackInteger(bytes, format.littleEndian, isSigned));
  } else if (option === 'f' || option === 'd') results.push(unpackFloat(bytes, format.littleEndian));
  else if (option === 'c') return unpackCounted(item, results);
  else if (option === 's') {
    const end = data.indexOf('\0', position);
    if (end < 0) raise('unfinished string in data');
    results.push(data.slice(position, end));
    return end + 1;
  } else if (option !== 'x') format.control(option);
  return position + size;
}

/** `c0` takes its size from the item before it. */
function unpackCounted({ data, position, size }: Item, results: LuaValue[]): number {
  let length = size;
  if (size === 0) {
    const previous = results.pop();
    if (typeof previous !== 'number' && (typeof previous !== 'string' || Number.isNaN(Number(previous))))
      raise("format 'c0' needs a previous size");
    length = Math.trunc(Number(previous));
    if (length < 0 || position + length > data.length) badArgument(2, 'data string too short');
  }
  results.push(data.slice(position, position + length));
  return position + length;
}

function sizeOf(args: readonly LuaValue[]): number {
  const format = new Format(checkString(1, args[0], args.length));
  let position = 0;
  while (!format.isDone) {
    const { option, size } = format.next();
    position += format.padding(position, option, size);
    if (option === 's') badArgument(1, "option 's' has no fixed size");
    if (option === 'c' && size === 0) badArgument(1, "option 'c0' has no fixed size");
    if (!/[0-9a-zA-Z]/.test(option)) format.control(option);
    position += size;
  }
  return position;
}

/** Members in the order in which the library registers them. */
export function structLibrary(): Library {
  return {
    pack: (...args) => pack(args),
    unpack: (...args) => unpack(args),
    size: (...args) => sizeOf(args),
  };
}
