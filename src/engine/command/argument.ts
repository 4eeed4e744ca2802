/**
 * Reading arguments: numbers, timeouts and option words, with the server's own complaints.
 */
import { LONG_DOUBLE_FORMAT, roundBinary } from '../../base/binary-float.ts';
import type { ByteString } from '../../base/bytes.ts';
import { NOT_FLOAT, NOT_INTEGER, TIMEOUT_NEGATIVE, TIMEOUT_NOT_FLOAT } from '../../base/errors.ts';
import { parseLongDouble } from '../../base/long-double.ts';
import { parseDouble, parseInt64 } from '../../base/number.ts';
import { ErrorReply } from '../../base/reply.ts';

/** The first integer that 64 bits cannot hold. */
const INT64_BOUND = 2 ** 63;
const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;
const NOT_INT32 = new ErrorReply(
  `ERR value is out of range, value must between ${INT32_MIN} and ${INT32_MAX}`,
);

/**
 * A 64-bit integer as a number. Beyond 2^53 the nearest double stands for it, which is enough for
 * positions, counts and times; where every bit counts, use `int64Arg`.
 * @throws ErrorReply `complaint`, by default "value is not an integer or out of range".
 */
export function integerArg(text: ByteString, complaint: ErrorReply = NOT_INTEGER): number {
  const value = parseInt64(text);
  if (value === undefined) throw complaint;
  return typeof value === 'number' ? value : Number(value);
}

/** A 64-bit integer, exact. */
export function int64Arg(text: ByteString, complaint: ErrorReply = NOT_INTEGER): number | bigint {
  const value = parseInt64(text);
  if (value === undefined) throw complaint;
  return value;
}

/** An integer between two bounds, both allowed. */
export function boundedArg(text: ByteString, min: number, max: number, complaint: ErrorReply): number {
  const value = integerArg(text, complaint);
  if (value < min || value > max) throw complaint;
  return value;
}

/** A 32-bit integer, such as the number of a database. */
export function int32Arg(text: ByteString): number {
  const value = integerArg(text);
  if (value < INT32_MIN || value > INT32_MAX) throw NOT_INT32;
  return value;
}

/** A floating point number; infinities pass, NaN does not. */
export function floatArg(text: ByteString, complaint: ErrorReply = NOT_FLOAT): number {
  const value = parseDouble(text);
  if (value === undefined) throw complaint;
  return value;
}

/**
 * Seconds with a fraction, as blocking commands take them, in whole ms rounded up; 0 waits for ever.
 * What 64 bits of ms cannot hold, infinity included, turns negative in the server and is refused as such.
 */
export function timeoutArg(text: ByteString): number {
  const seconds = parseInt64(text);
  const ms = typeof seconds === 'number' ? seconds * 1000 : fractionalMs(text);
  if (ms < 0 || ms >= INT64_BOUND) throw TIMEOUT_NEGATIVE;
  return ms;
}

/** The server multiplies long doubles: -0.001 comes to a little more than -1 ms there, which rounds up to 0. */
function fractionalMs(text: ByteString): number {
  const seconds = parseLongDouble(text);
  if (seconds === undefined) throw TIMEOUT_NOT_FLOAT;
  if (typeof seconds === 'string') return Infinity;
  const product = roundBinary(seconds.mantissa * 1000n, seconds.exponent, false, LONG_DOUBLE_FORMAT);
  if (product === undefined || product.exponent > 0) return Infinity;
  const shift = BigInt(-product.exponent);
  const whole = product.mantissa >> shift;
  if (seconds.negative) return whole === 0n ? 0 : -1;
  return Number(whole << shift === product.mantissa ? whole : whole + 1n);
}

/** True when a word is the option, in either case. `upper` is the option's name in capitals. */
export function isWord(text: ByteString | undefined, upper: string): boolean {
  return (
    text !== undefined && text.length === upper.length && (text === upper || text.toUpperCase() === upper)
  );
}
