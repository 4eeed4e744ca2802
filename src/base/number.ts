/**
 * Numbers as text: reading integers and doubles as redis-server reads them (string2ll, strtod), printing
 * doubles as C's printf does. JS rounds decimal ties up in toExponential and toFixed, C rounds them to even;
 * that is the only difference mended here. The long double of INCRBYFLOAT is in long-double.ts.
 */
import { DOUBLE_FORMAT, parseBinaryFloat } from './binary-float.ts';
import { type ByteString, bytes } from './bytes.ts';

const INT64_MAX = 9223372036854775807n;
const INT64_MIN = -9223372036854775808n;
/** The text of the least 64-bit integer. */
const MAX_INT64_CHARS = 20;
/** Up to this many digits every decimal integer is a safe JS integer. */
const SAFE_DIGITS = 15;

/**
 * A 64-bit decimal integer as string2ll reads it: no spaces, no plus, no leading zeros, no `-0`.
 * A safe integer comes as a number, any other as a bigint; undefined when it is none.
 */
export function parseInt64(text: ByteString): number | bigint | undefined {
  const length = text.length;
  if (length === 0 || length > MAX_INT64_CHARS) return undefined;
  const negative = text.charCodeAt(0) === 45;
  let i = negative ? 1 : 0;
  if (i === length) return undefined;
  if (text.charCodeAt(i) === 48) return length === 1 ? 0 : undefined;
  if (length - i > SAFE_DIGITS) return parseLong(text);
  let value = 0;
  for (; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return negative ? -value : value;
}

function parseLong(text: ByteString): number | bigint | undefined {
  if (!/^-?[1-9][0-9]*$/.test(text)) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  const exact = BigInt(text);
  return exact > INT64_MAX || exact < INT64_MIN ? undefined : exact;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const HEX_START = /^[+-]?0x/i;
const INFINITY = /^([+-]?)inf(?:inity)?$/i;

/**
 * A double as redis-server reads a score or an increment: decimal, hexadecimal or infinity. Refused are
 * spaces, trailing text, NaN, and finite text that overflows or that is not zero yet rounds to it.
 */
export function parseDouble(text: ByteString): number | undefined {
  const integer = text.length <= SAFE_DIGITS ? parseInt64(text) : undefined;
  if (integer !== undefined) return integer as number;
  if (DECIMAL.test(text)) {
    const value = Number(text);
    if (!Number.isFinite(value)) return undefined;
    return value === 0 && /^[^e]*[1-9]/i.test(text) ? undefined : value;
  }
  const infinity = INFINITY.exec(text);
  if (infinity !== null) return infinity[1] === '-' ? -Infinity : Infinity;
  return HEX_START.test(text) ? parseHexDouble(text) : undefined;
}

function parseHexDouble(text: string): number | undefined {
  const parsed = parseBinaryFloat(text, DOUBLE_FORMAT);
  if (parsed === undefined) return undefined;
  const value = scaleByPowerOfTwo(Number(parsed.mantissa), parsed.exponent);
  return parsed.negative ? -value : value;
}

/** Exact for every result that is a double; `2 ** exponent` alone may leave the range. */
function scaleByPowerOfTwo(mantissa: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return mantissa * 2 ** half * 2 ** (exponent - half);
}

/** NaN prints as x86's own: every NaN that arithmetic makes has its sign bit set. */
function formatNonFinite(value: number): string {
  return value === Infinity ? 'inf' : value === -Infinity ? '-inf' : '-nan';
}

/** Decimals that surely end within the 15 digits that a double and its shortest text share. */
const FEW_DIGITS = 15;

/**
 * C's `%.{precision}g`; `%.14g` is Lua's tostring, `%.17g` the server's doubles. NaN is `-nan`.
 * @param precision significant digits, 0 (taken as 1) to 100
 * @example formatG(0.1, 17) // '0.10000000000000001'
 */
export function formatG(value: number, precision: number): ByteString {
  if (value === Math.trunc(value) && value < 1e15 && value > -1e15 && precision >= 14) {
    if (value === 0) return bytes(Object.is(value, -0) ? '-0' : '0');
    if (precision > 14 || (value < 1e14 && value > -1e14)) return bytes(String(value));
  }
  if (!Number.isFinite(value)) return bytes(formatNonFinite(value));
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-4 && magnitude < 10 ** (precision - 1)) {
    if (precision <= FEW_DIGITS) {
      // At 15 digits or fewer the shortest text, where it is within precision, is the rounded one.
      const shortest = String(value);
      if (shortest.length <= precision + 1) return bytes(shortest);
    }
    // A tie is a multiple of a power of two that this scale makes whole (see isTie); here is none.
    if (!Number.isInteger(value * 2 ** (precision + 4)))
      return bytes(trimZeros(value.toPrecision(precision), false));
  }
  return bytes(generalFormat(value, Math.max(1, precision), false));
}

/**
 * C's `%g` for a finite value; `keepZeros` is the `#` flag.
 * @param precision significant digits, 1 to 100
 */
export function generalFormat(value: number, precision: number, keepZeros: boolean): string {
  const text = exponentialFormat(value, precision - 1);
  const split = text.lastIndexOf('e');
  const exponent = Number(text.slice(split + 1));
  const mantissa = text.slice(0, split);
  if (exponent < -4 || exponent >= precision) {
    return trimZeros(withPoint(mantissa, keepZeros), keepZeros) + text.slice(split);
  }
  const negative = mantissa.charCodeAt(0) === 45;
  const digits = (negative ? mantissa.slice(1) : mantissa).replace('.', '');
  const placed = exponent < 0 ? `0.${'0'.repeat(-exponent - 1)}${digits}` : placePoint(digits, exponent + 1);
  return (negative ? '-' : '') + trimZeros(withPoint(placed, keepZeros), keepZeros);
}

function placePoint(digits: string, at: number): string {
  return at >= digits.length ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
}

function withPoint(text: string, wanted: boolean): string {
  return wanted && !text.includes('.') ? `${text}.` : text;
}

function trimZeros(text: string, keepZeros: boolean): string {
  if (keepZeros || !text.includes('.')) return text;
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end--;
  if (text.charCodeAt(end - 1) === 46) end--;
  return text.slice(0, end);
}

/**
 * C's `%.{decimals}e` for a finite value: at least two digits of exponent, ties to even.
 * @param decimals 0 to 100
 */
export function exponentialFormat(value: number, decimals: number): string {
  const text = value.toExponential(decimals);
  const split = text.lastIndexOf('e');
  const exponent = Number(text.slice(split + 1));
  let mantissa = text.slice(0, split);
  if (isOdd(mantissa) && isTie(value, decimals - exponent)) mantissa = lastDigitLess(mantissa);
  if (value === 0 && Object.is(value, -0)) mantissa = `-${mantissa}`;
  const size = Math.abs(exponent);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${size < 10 ? '0' : ''}${size}`;
}

/** From here on JS's toFixed gives an exponent; every such double is an integer. */
const FIXED_LIMIT = 1e21;

/**
 * C's `%.{decimals}f` for a finite value, every digit of it, ties to even.
 * @param decimals 0 to 100
 */
export function fixedFormat(value: number, decimals: number): string {
  if (Math.abs(value) >= FIXED_LIMIT) {
    return BigInt(value).toString() + (decimals === 0 ? '' : `.${'0'.repeat(decimals)}`);
  }
  let text = value.toFixed(decimals);
  if (isOdd(text) && isTie(value, decimals)) text = lastDigitLess(text);
  return (value < 0 || Object.is(value, -0)) && text.charCodeAt(0) !== 45 ? `-${text}` : text;
}

function isOdd(digits: string): boolean {
  return (digits.charCodeAt(digits.length - 1) & 1) === 1;
}

/** Only a tie that JS rounded up to an odd digit comes here, so the digit is never 0. */
function lastDigitLess(digits: string): string {
  const last = digits.length - 1;
  return digits.slice(0, last) + String.fromCharCode(digits.charCodeAt(last) - 1);
}

/** True when the value lies exactly between two decimals of that many places (negative: tens, hundreds …). */
function isTie(value: number, places: number): boolean {
  if (places >= 0) {
    // A half of 10^-places is an odd multiple of 2^-(places + 1), and the other way round.
    const scaled = Math.abs(value) * 2 ** (places + 1);
    return scaled <= Number.MAX_SAFE_INTEGER && scaled % 2 === 1;
  }
  if (!Number.isInteger(value)) return false;
  const unit = 10n ** BigInt(-places);
  const rest = BigInt(Math.abs(value)) % unit;
  return rest * 2n === unit;
}
