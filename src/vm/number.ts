/**
 * Numbers and their text, as Lua 5.1 converts them: tostring's "%.14g" and strtod with Lua's own hex fallback.
 */

/** Lua's tostring of a number ("%.14g"); `-0` keeps its sign, `0/0` is `-nan` as on x86-64. */
export function numberToString(value: number): string {
  if ((value | 0) === value) return value === 0 && 1 / value < 0 ? '-0' : `${value}`;
  return formatDouble(value);
}

/** The bits of a NaN tell its sign; x86-64's own NaN (0/0) is negative. */
export function nanText(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getUint8(0) >= 0x80 ? '-nan' : 'nan';
}

function formatDouble(value: number): string {
  if (value !== value) return '-nan';
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  const [mantissa, exponentText] = exactExponential(value).split('e') as [string, string];
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= DIGITS) {
    const sign = exponent < 0 ? '-' : '+';
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${stripZeros(mantissa)}e${sign}${digits}`;
  }
  return stripZeros(shiftPoint(mantissa, exponent));
}

const DIGITS = 14;

/** JS rounds ties away from zero and glibc to even; 14 digits can tie only when at most 17 say all. */
function exactExponential(value: number): string {
  const rounded = value.toExponential(DIGITS - 1);
  const long = value.toExponential(40);
  const point = long.indexOf('.') + DIGITS;
  const tail = long.slice(point, long.indexOf('e'));
  if (tail[0] !== '5' || /[^0]/.test(tail.slice(1))) return rounded;
  const even = Number(long[point - 1]) % 2 === 0;
  return even ? `${long.slice(0, point)}${long.slice(long.indexOf('e'))}` : rounded;
}

function stripZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** `d.ddd` times ten to the exponent, without an exponent. */
function shiftPoint(mantissa: string, exponent: number): string {
  const negative = mantissa.startsWith('-');
  const digits = mantissa.replace('-', '').replace('.', '');
  let text: string;
  if (exponent < 0) text = `0.${'0'.repeat(-exponent - 1)}${digits}`;
  else text = `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
  return negative ? `-${text}` : text;
}

const DECIMAL = /^[ \t\n\v\f\r]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[ \t\n\v\f\r]*$/;
const SPECIAL =
  /^[ \t\n\v\f\r]*([+-]?)(?:(0[xX])([0-9a-fA-F]*)(\.[0-9a-fA-F]*)?(?:[pP]([+-]?\d+))?|(inf(?:inity)?)|(nan(?:\([0-9a-zA-Z_]*\))?))[ \t\n\v\f\r]*$/i;

/** Lua's conversion of a string to a number (lua_str2number: glibc's strtod); undefined if it is none. */
export function stringToNumber(text: string): number | undefined {
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
  if (value !== value || value >= 2 ** 63 || value < -(2 ** 63)) return -(2 ** 63);
  return Math.trunc(value) + 0;
}
