/** The `bit` library (LuaBitOp): 32-bit operations on doubles, results signed. */
import { badType, checkNumber, type Library, type LuaValue } from '../../vm/index.ts';

/** Adding this moves the integer part of a double into the low bits of its mantissa, rounded to even. */
const MAGIC = 6755399441055744;
const cell = new DataView(new ArrayBuffer(8));

/** A number as 32 bits, for any size: what is above is cut, a fraction is rounded. */
function toBits(position: number, args: readonly LuaValue[]): number {
  const value = args[position - 1];
  if (typeof value === 'number' && (value | 0) === value) return value;
  cell.setFloat64(0, checkNumber(position, value, args.length) + MAGIC);
  return cell.getInt32(4);
}

function fold(args: readonly LuaValue[], combine: (a: number, b: number) => number): number {
  let result = toBits(1, args);
  for (let i = 2; i <= args.length; i++) result = combine(result, toBits(i, args));
  return result;
}

/** Shift counts use their low five bits. */
function shift(args: readonly LuaValue[], move: (bits: number, count: number) => number): number {
  const bits = toBits(1, args);
  if (args.length < 2) badType(2, 'number', undefined, args.length);
  return move(bits, toBits(2, args) & 31) | 0;
}

function swapBytes(bits: number): number {
  return (bits >>> 24) | ((bits >>> 8) & 0xff00) | ((bits & 0xff00) << 8) | (bits << 24);
}

/** Digits of the low bits; a negative count asks for capitals. */
function toHex(args: readonly LuaValue[]): string {
  const bits = toBits(1, args) >>> 0;
  const wanted = args.length < 2 ? 8 : toBits(2, args);
  const count = Math.min(Math.abs(wanted), 8);
  if (count === 0) return '';
  const digits = bits.toString(16).padStart(8, '0').slice(-count);
  return wanted < 0 ? digits.toUpperCase() : digits;
}

/** Members in the order in which the library registers them. */
export function bitLibrary(): Library {
  return {
    tobit: (...args) => toBits(1, args),
    bnot: (...args) => ~toBits(1, args),
    band: (...args) => fold(args, (a, b) => a & b),
    bor: (...args) => fold(args, (a, b) => a | b),
    bxor: (...args) => fold(args, (a, b) => a ^ b),
    lshift: (...args) => shift(args, (bits, count) => bits << count),
    rshift: (...args) => shift(args, (bits, count) => bits >>> count),
    arshift: (...args) => shift(args, (bits, count) => bits >> count),
    rol: (...args) => shift(args, (bits, count) => (bits << count) | (bits >>> ((32 - count) & 31))),
    ror: (...args) => shift(args, (bits, count) => (bits >>> count) | (bits << ((32 - count) & 31))),
    bswap: (...args) => swapBytes(toBits(1, args)),
    tohex: (...args) => toHex(args),
  };
}
