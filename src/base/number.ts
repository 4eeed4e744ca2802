/**
 * Numbers as text: reading integers and floats as the server reads them, printing floats as C's %g does.
 */
import { type ByteString, bytes } from './bytes.ts';

const INT64_MAX = 9223372036854775807n;
const INT64_MIN = -9223372036854775808n;
/** Up to this many digits every decimal integer is a safe JS integer. */
const SAFE_DIGITS = 15;

/** A strict 64-bit decimal integer: no spaces, no plus, no leading zeros, no -0. */
export function parseInt64(text: ByteString): number | bigint | undefined {
  const length = text.length;
  if (length === 0 || length > 20) return undefined;
  const negative = text.charCodeAt(0) === 45;
  let i = negative ? 1 : 0;
  const first = text.charCodeAt(i);
  if (first === 48) return length === 1 ? 0 : undefined;
  if (length - i > SAFE_DIGITS) return parseLong(text);
  if (i === length) return undefined;
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
  const value = BigInt(text);
  if (value > INT64_MAX || value < INT64_MIN) return undefined;
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const HEX = /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/i;

/** A double as strtod reads it, infinities included; NaN, spaces and trailing text are refused. */
export function parseDouble(text: ByteString): number | undefined {
  if (DECIMAL.test(text)) return Number(text);
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinity !== null) return infinity[1] === '-' ? -Infinity : Infinity;
  const hex = HEX.exec(text);
  if (hex === null || `${hex[2]}${hex[3]}` === '') return undefined;
  const mantissa = Number.parseInt(`${hex[2]}${hex[3]}`, 16);
  const value = mantissa * 2 ** (Number(hex[4] ?? 0) - 4 * (hex[3] as string).length);
  return hex[1] === '-' ? -value : value;
}

/** C's `%.{precision}g`. */
export function formatG(value: number, precision: number): ByteString {
  if (Number.isNaN(value)) return bytes('nan');
  if (!Number.isFinite(value)) return bytes(value > 0 ? 'inf' : '-inf');
  if (value === 0) return bytes(Object.is(value, -0) ? '-0' : '0');
  if (Number.isInteger(value) && Math.abs(value) < 1e14) return bytes(String(value));
  const [digits = '0', power = '0'] = value.toExponential(precision - 1).split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= precision) {
    const mantissa = trimZeros(digits);
    const sign = exponent < 0 ? '-' : '+';
    return bytes(`${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`);
  }
  return bytes(trimZeros(value.toFixed(Math.min(100, Math.max(0, precision - 1 - exponent)))));
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
