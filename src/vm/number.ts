/**
 * Numbers and their text, as Lua 5.1 converts them: tostring's "%.14g" and strtod with Lua's own hex fallback.
 */
import { formatG } from '../base/number.ts';

/** Lua's tostring of a number ("%.14g"); `-0` keeps its sign, `0/0` is `-nan` as on x86-64. */
export function numberToString(value: number): string {
  if ((value | 0) === value) return value === 0 && 1 / value < 0 ? '-0' : `${value}`;
  return formatDouble(value);
}

/** Text of at most this length, sign included, holds no more than 14 digits, a point excepted. */
const SHORT = 14;

function formatDouble(value: number): string {
  const text = `${value}`;
  if (text.length <= SHORT && (value >= 1e-4 || value <= -1e-4) && !text.includes('e') && !text.includes('n'))
    return text;
  return formatG(value, 14);
}

const DECIMAL = /^[ \t\n\v\f\r]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[ \t\n\v\f\r]*$/;
const SPECIAL =
  /^[ \t\n\v\f\r]*([+-]?)(?:(0[xX])([0-9a-fA-F]*)(\.[0-9a-fA-F]*)?(?:[pP]([+-]?\d+))?|(inf(?:inity)?)|(nan(?:\([0-9a-zA-Z_]*\))?))[ \t\n\v\f\r]*$/i;

/** Up to this many digits a whole number and its power of ten are exact, so that one division rounds as strtod. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i);

/** Lua's conversion of a string to a number (lua_str2number: glibc's strtod); undefined if it is none. */
export function stringToNumber(text: string): number | undefined {
  return shortDecimal(text) ?? anyNumber(text);
}

/** Digits with or without a point and a minus, which is nearly all that scripts read: a fifth of the time. */
function shortDecimal(text: string): number | undefined {
  const { length } = text;
  const isNegative = length > 1 && text.charCodeAt(0) === 45;
  let value = 0;
  let digits = 0;
  let point = -1;
  for (let i = isNegative ? 1 : 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits++;
    } else if (digit === -2 && point < 0) point = digits;
    else return undefined;
  }
  if (digits === 0 || digits > EXACT_DIGITS) return undefined;
  if (point >= 0) value /= POWERS_OF_TEN[digits - point] as number;
  return isNegative ? -value : value;
}

function anyNumber(text: string): number | undefined {
  const nul = text.indexOf('\0');
  if (nul >= 0) return anyNumber(text.slice(0, nul));
  const decimal = DECIMAL.exec(text);
  if (decimal !== null) return Number(decimal[1]);
  const special = SPECIAL.exec(text);
  if (special === null) return undefined;
  const sign = special[1] === '-' ? -1 : 1;
  if (special[6] !== undefined) return sign * Infinity;
  if (special[7] !== undefined) return Number.NaN;
  const whole = special[3] as string;
  const fraction = (special[4] ?? '').slice(1);
  if (whole === '' && fraction === '') return undefined;
  return sign * hexValue(whole, fraction) * 2 ** Number(special[5] ?? 0);
}

function hexValue(whole: string, fraction: string): number {
  const digits = whole + fraction;
  const value = digits === '' ? 0 : Number(BigInt(`0x${digits}`));
  return value * 2 ** (-4 * fraction.length);
}

/** Any value as a number: numbers themselves and strings that read as one. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? stringToNumber(value) : undefined;
}

/** C's cast of a double to a 64-bit integer, kept as a double; NaN and what does not fit become -2^63. */
export function truncate(value: number): number {
  if (Number.isNaN(value) || value >= 2 ** 63 || value < -(2 ** 63)) return -(2 ** 63);
  return Math.trunc(value) + 0;
}
