/**
 * bit: LuaBitOp 1.0.2, as redis-server registers it. Arguments are doubles of which the low 32 bits count.
 */
// biome-ignore-all lint/complexity/noArguments: the count tells "no value" from nil at no cost; a rest array has one.
import { badType, type LuaHost, type LuaTable, type LuaValue, toNumber } from '../../vm/index.ts';
import { type Builtin, libraryTable } from './library-table.ts';

const FUNCTIONS = 12;
/** 2^52 + 2^51: added to a double, it leaves the number's low 32 bits, rounded to even, in the mantissa. */
const MAGIC = 6755399441055744;

const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);
const LOW = new Int32Array(new Float64Array([MAGIC + 1]).buffer)[0] === 1 ? 0 : 1;

/** Makes the library's table. */
export function makeBit(host: LuaHost): LuaTable {
  return libraryTable(host, FUNCTIONS, {
    tobit: unary((bits) => bits),
    bnot: unary((bits) => ~bits),
    band: fold((a, b) => a & b),
    bor: fold((a, b) => a | b),
    bxor: fold((a, b) => a ^ b),
    lshift: shift((bits, n) => bits << n),
    rshift: shift((bits, n) => (bits >>> n) | 0),
    arshift: shift((bits, n) => bits >> n),
    rol: shift((bits, n) => (bits << n) | (bits >>> (32 - n))),
    ror: shift((bits, n) => (bits << (32 - n)) | (bits >>> n)),
    bswap: unary(swap),
    tohex,
  });
}

/** bit.c barg: the low 32 bits, signed. */
function bitsOf(position: number, value: LuaValue, count: number): number {
  // Not the value itself: minus zero is none of the bits.
  if (typeof value === 'number' && (value | 0) === value) return value | 0;
  const number = toNumber(value);
  if (number === undefined) return badType(position, 'number', value, count);
  double[0] = number + MAGIC;
  return halves[LOW] as number;
}

function unary(compute: (bits: number) => number): Builtin {
  return function apply(x?: LuaValue): number {
    return compute(bitsOf(1, x, arguments.length));
  };
}

function shift(compute: (bits: number, n: number) => number): Builtin {
  return function apply(x?: LuaValue, n?: LuaValue): number {
    const bits = bitsOf(1, x, arguments.length);
    return compute(bits, bitsOf(2, n, arguments.length) & 31);
  };
}

/** The first argument, then the others from the last on, which shows when several are wrong. */
function fold(compute: (a: number, b: number) => number): Builtin {
  return (...args) => {
    let bits = bitsOf(1, args[0], args.length);
    for (let i = args.length - 1; i > 0; i--) bits = compute(bits, bitsOf(i + 1, args[i], args.length));
    return bits;
  };
}

function swap(bits: number): number {
  return (bits << 24) | ((bits & 0xff00) << 8) | ((bits >>> 8) & 0xff00) | (bits >>> 24);
}

const MAX_DIGITS = 8;

/** A negative number of digits asks for capitals. */
function tohex(x?: LuaValue, n?: LuaValue): string {
  const bits = bitsOf(1, x, arguments.length);
  const wanted = arguments.length < 2 ? MAX_DIGITS : bitsOf(2, n, arguments.length);
  const count = Math.min(Math.abs(wanted), MAX_DIGITS);
  if (count === 0) return '';
  const digits = (bits >>> 0).toString(16).padStart(MAX_DIGITS, '0').slice(-count);
  return wanted < 0 ? digits.toUpperCase() : digits;
}
