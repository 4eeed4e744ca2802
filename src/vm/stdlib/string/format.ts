/**
 * string.format (lstrlib.c str_format, and C's sprintf beneath it). A format is read once and kept; a fault in
 * it is raised when formatting arrives there, after its argument was found to exist.
 */
import { exponentialFormat, fixedFormat, generalFormat } from '../../../base/number.ts';
import { badArgument, raise } from '../../error.ts';
import { truncate } from '../../number.ts';
import { checkNumber, checkString } from '../../runtime/argument.ts';
import type { LuaHost } from '../../runtime/builtin.ts';
import type { LuaValue } from '../../value.ts';
import { mapBytes } from './text.ts';

interface Directive {
  /** Text before the directive. */
  readonly before: string;
  readonly leftAlign: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number;
  /** -1: not given. */
  readonly precision: number;
  readonly conversion: string;
  /** What is wrong with it, if anything. */
  readonly fault: string | undefined;
}

/** A format taken apart. */
export interface ParsedFormat {
  readonly directives: readonly Directive[];
  readonly after: string;
}

type Converter = (directive: Directive, value: LuaValue, position: number, host: LuaHost) => string;

/** Formats kept at a time, and the longest. */
const MAX_FORMATS = 300;
const MAX_KEPT_LENGTH = 4096;
/** A byte of a format can become two nodes of a rope. */
const FUEL_A_BYTE = 4;
/** More values than a builtin can have: a format that wants more ends in a complaint. */
const MAX_DIRECTIVES = 8000;

/** Formats by their text, for one VM. */
export class FormatCache {
  readonly #formats = new Map<string, ParsedFormat>();
  readonly #host: LuaHost;

  constructor(host: LuaHost) {
    this.#host = host;
  }

  get(text: string): ParsedFormat {
    if (text.length > MAX_KEPT_LENGTH) {
      this.#host.charge(text.length * FUEL_A_BYTE);
      return parseFormat(text);
    }
    let format = this.#formats.get(text);
    if (format === undefined) {
      if (this.#formats.size >= MAX_FORMATS) this.#formats.clear();
      format = parseFormat(text);
      this.#formats.set(text, format);
    }
    return format;
  }
}

/** string.format over its arguments, the first of which is the format. */
export function formatString(host: LuaHost, cache: FormatCache, args: readonly LuaValue[]): string {
  const format = cache.get(checkString(1, args[0], args.length));
  let out = '';
  let position = 1;
  for (const directive of format.directives) {
    if (++position > args.length) badArgument(position, 'no value');
    if (directive.fault !== undefined) raise(directive.fault);
    const convert = CONVERTERS.get(directive.conversion) as Converter;
    out += directive.before + convert(directive, args[position - 1], position, host);
  }
  return host.joined(out + format.after);
}

const DIRECTIVE = /([-+ #0]*)(\d{0,2})(\.\d{0,2})?/y;
/** lstrlib.c: more flags than there are is a repetition. */
const MAX_FLAGS = 5;

function parseFormat(text: string): ParsedFormat {
  const directives: Directive[] = [];
  let before = '';
  for (let at = 0; at < text.length && directives.length < MAX_DIRECTIVES; ) {
    const percent = text.indexOf('%', at);
    if (percent < 0) return { directives, after: before + text.slice(at) };
    before += text.slice(at, percent);
    at = percent + 1;
    if (text[at] === '%') {
      before += '%';
      at++;
      continue;
    }
    DIRECTIVE.lastIndex = at;
    const parts = DIRECTIVE.exec(text) as RegExpExecArray;
    at += parts[0].length + 1;
    directives.push(directiveOf(before, parts, text[at - 1] ?? ''));
    before = '';
  }
  return { directives, after: before };
}

function directiveOf(before: string, parts: RegExpExecArray, conversion: string): Directive {
  const flags = parts[1] as string;
  return {
    before,
    leftAlign: flags.includes('-'),
    plus: flags.includes('+'),
    space: flags.includes(' '),
    alternate: flags.includes('#'),
    zero: flags.includes('0'),
    width: Number(parts[2]),
    precision: parts[3] === undefined ? -1 : Number(parts[3].slice(1)),
    conversion,
    fault: faultOf(flags, conversion),
  };
}

function faultOf(flags: string, conversion: string): string | undefined {
  if (flags.length > MAX_FLAGS) return 'invalid format (repeated flags)';
  if (conversion >= '0' && conversion <= '9') return 'invalid format (width or precision too long)';
  return CONVERTERS.has(conversion)
    ? undefined
    : `invalid option '%${conversion === '\0' ? '' : conversion}' to 'format'`;
}

const CONVERTERS: ReadonlyMap<string, Converter> = new Map<string, Converter>([
  ['c', formatChar],
  ['d', formatSigned],
  ['i', formatSigned],
  ['u', formatUnsigned],
  ['o', formatUnsigned],
  ['x', formatUnsigned],
  ['X', formatUnsigned],
  ['e', formatFloat],
  ['E', formatFloat],
  ['f', formatFloat],
  ['g', formatFloat],
  ['G', formatFloat],
  [
    'q',
    (_directive, value, position, host) => `"${mapBytes(host, checkString(position, value), escapeText)}"`,
  ],
  ['s', formatText],
]);

/** sprintf writes into a C string, which ends at the first NUL. */
function untilNul(text: string): string {
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}

function formatChar(directive: Directive, value: LuaValue, position: number): string {
  const code = truncate(checkNumber(position, value));
  const isInt = code >= -(2 ** 31) && code < 2 ** 31;
  return untilNul(pad(directive, String.fromCharCode(isInt ? code & 255 : 0)));
}

/** From this length on, and without a precision, a string is taken as it is. */
const LONG_TEXT = 100;

function formatText(directive: Directive, value: LuaValue, position: number): string {
  const text = checkString(position, value);
  if (directive.precision < 0) {
    if (text.length >= LONG_TEXT) return text;
    return pad(directive, untilNul(text));
  }
  return pad(directive, untilNul(text).slice(0, directive.precision));
}

function escapeText(text: string): string {
  return text.replace(/["\\\n\r\0]/g, (char) =>
    char === '\r' ? '\\r' : char === '\0' ? '\\000' : `\\${char}`,
  );
}

function formatSigned(directive: Directive, value: LuaValue, position: number): string {
  const integer = truncate(typeof value === 'number' ? value : checkNumber(position, value));
  const digits = Number.isSafeInteger(integer) ? String(Math.abs(integer)) : magnitude(integer);
  return padNumber(directive, signOf(directive, integer < 0), withPrecision(directive, digits));
}

function magnitude(integer: number): string {
  return BigInt(Math.abs(integer)).toString();
}

const RADIX: Readonly<Record<string, number>> = { o: 8, u: 10, x: 16, X: 16 };

function formatUnsigned(directive: Directive, value: LuaValue, position: number): string {
  const { conversion } = directive;
  const integer = toUnsigned(checkNumber(position, value));
  let digits = integer.toString(RADIX[conversion]);
  if (conversion === 'X') digits = digits.toUpperCase();
  digits = withPrecision(directive, digits);
  if (!directive.alternate || conversion === 'u') return padNumber(directive, '', digits);
  if (conversion === 'o') return padNumber(directive, '', digits.startsWith('0') ? digits : `0${digits}`);
  return padNumber(directive, Number(integer) === 0 ? '' : `0${conversion}`, digits);
}

/** C's cast of a double to an unsigned 64-bit integer, as x86-64 compilers do it beyond the range too. */
function toUnsigned(value: number): number | bigint {
  if (value >= 0 && value <= Number.MAX_SAFE_INTEGER) return Math.trunc(value);
  if (value >= 2 ** 63) return value < 2 ** 64 ? BigInt(value) : 0;
  return BigInt.asUintN(64, BigInt(truncate(value)));
}

/** A precision is the least number of digits; with 0 the number zero has none. */
function withPrecision(directive: Directive, digits: string): string {
  if (directive.precision < 0) return digits;
  return directive.precision === 0 && digits === '0' ? '' : digits.padStart(directive.precision, '0');
}

function signOf(directive: Directive, isNegative: boolean): string {
  return isNegative ? '-' : directive.plus ? '+' : directive.space ? ' ' : '';
}

/** Pads an integer: zeros only where no precision says how many. */
function padNumber(directive: Directive, prefix: string, digits: string): string {
  if (!directive.zero || directive.leftAlign || directive.precision >= 0)
    return pad(directive, prefix + digits);
  return prefix + digits.padStart(directive.width - prefix.length, '0');
}

function pad(directive: Directive, text: string): string {
  if (text.length >= directive.width) return text;
  return directive.leftAlign ? text.padEnd(directive.width) : text.padStart(directive.width);
}

const DEFAULT_PRECISION = 6;

function formatFloat(directive: Directive, value: LuaValue, position: number): string {
  const number = typeof value === 'number' ? value : checkNumber(position, value);
  const isUpper = directive.conversion <= 'Z';
  if (!Number.isFinite(number)) {
    const name = Number.isNaN(number) ? 'nan' : 'inf';
    const sign = signOf(directive, number === -Infinity || name === 'nan');
    return pad(directive, isUpper ? (sign + name).toUpperCase() : sign + name);
  }
  const text = floatText(directive, Math.abs(number));
  const sign = signOf(directive, number < 0 || Object.is(number, -0));
  const digits = isUpper ? text.toUpperCase() : text;
  if (!directive.zero || directive.leftAlign) return pad(directive, sign + digits);
  return sign + digits.padStart(directive.width - sign.length, '0');
}

function floatText(directive: Directive, size: number): string {
  const precision = directive.precision < 0 ? DEFAULT_PRECISION : directive.precision;
  const kind = directive.conversion.toLowerCase();
  if (kind === 'g') return generalFormat(size, Math.max(1, precision), directive.alternate);
  const text = kind === 'f' ? fixedFormat(size, precision) : exponentialFormat(size, precision);
  return directive.alternate && precision === 0 ? text.replace(/^\d+/, '$&.') : text;
}
