/**
 * The 80-bit long double of x86, as INCRBYFLOAT and HINCRBYFLOAT use it: text in, sum, `%.17Lf` text out.
 * After string2ld and ld2string (LD_STR_HUMAN) of redis-server's util.c.
 */
import { type BinaryFloat, LONG_DOUBLE_FORMAT, parseBinaryFloat, roundBinary } from './binary-float.ts';
import { type ByteString, bytes } from './bytes.ts';

/** A long double: a finite value, or an infinity. */
export type LongDouble = BinaryFloat | 'inf' | '-inf';

/** Room for the text of a long double in the server (MAX_LONG_DOUBLE_CHARS). */
const MAX_CHARS = 5 * 1024;
const DECIMALS = 17;
const SCALE = 10n ** BigInt(DECIMALS);
const ZERO: BinaryFloat = { negative: false, mantissa: 0n, exponent: 0 };
const SMALL_INTEGER = /^-?\d{1,15}$/;

/** Reads a long double as string2ld does: undefined for spaces, trailing text, NaN, overflow, underflow to 0. */
export function parseLongDouble(text: ByteString): LongDouble | undefined {
  if (text.length === 0 || text.length >= MAX_CHARS) return undefined;
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinity !== null) return infinity[1] === '-' ? '-inf' : 'inf';
  return parseBinaryFloat(text, LONG_DOUBLE_FORMAT);
}

/** The sum, rounded to 64 bits of mantissa. Undefined when it is NaN or infinite, which the server refuses. */
export function addLongDouble(a: LongDouble, b: LongDouble): BinaryFloat | undefined {
  if (typeof a === 'string' || typeof b === 'string') return undefined;
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = signed(a, exponent) + signed(b, exponent);
  if (sum === 0n) return ZERO;
  const negative = sum < 0n;
  const rounded = roundBinary(negative ? -sum : sum, exponent, false, LONG_DOUBLE_FORMAT);
  return rounded && { negative, ...rounded };
}

function signed(value: BinaryFloat, exponent: number): bigint {
  const aligned = value.mantissa << BigInt(value.exponent - exponent);
  return value.negative ? -aligned : aligned;
}

/** `%.17Lf` without trailing zeros; minus zero loses its sign. */
export function formatLongDouble(value: BinaryFloat): ByteString {
  const { mantissa, exponent } = value;
  if (exponent >= 0) return withSign(value.negative, (mantissa << BigInt(exponent)).toString());
  const shift = BigInt(-exponent);
  const scaled = mantissa * SCALE;
  let quotient = scaled >> shift;
  const rest = scaled - (quotient << shift);
  const half = 1n << (shift - 1n);
  if (rest > half || (rest === half && (quotient & 1n) === 1n)) quotient += 1n;
  const digits = quotient.toString().padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  const whole = digits.slice(0, -DECIMALS);
  return withSign(value.negative, fraction === '' ? whole : `${whole}.${fraction}`);
}

function withSign(negative: boolean, digits: string): ByteString {
  return bytes(negative && digits !== '0' ? `-${digits}` : digits);
}

/** What adding two texts came to: the sum's text, or which of them is no number, or that the sum is not finite. */
export type FloatSum =
  | { readonly kind: 'sum'; readonly text: ByteString }
  | { readonly kind: 'bad-value' | 'bad-increment' | 'not-finite' };

/**
 * The arithmetic of INCRBYFLOAT: both texts read, added and printed as the server does.
 * @example addFloatTexts(bytes('10.5'), bytes('0.1')) // { kind: 'sum', text: '10.6' }
 */
export function addFloatTexts(value: ByteString, increment: ByteString): FloatSum {
  if (SMALL_INTEGER.test(value) && SMALL_INTEGER.test(increment)) {
    return { kind: 'sum', text: bytes(String(Number(value) + Number(increment))) };
  }
  const a = parseLongDouble(value);
  if (a === undefined) return { kind: 'bad-value' };
  const b = parseLongDouble(increment);
  if (b === undefined) return { kind: 'bad-increment' };
  const sum = addLongDouble(a, b);
  return sum === undefined ? { kind: 'not-finite' } : { kind: 'sum', text: formatLongDouble(sum) };
}
