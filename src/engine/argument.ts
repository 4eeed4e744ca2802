/**
 * Reading arguments: numbers, timeouts and option words, with the server's own complaints.
 */
import type { ByteString } from '../base/bytes.ts';
import { NOT_FLOAT, NOT_INTEGER, TIMEOUT_NEGATIVE, TIMEOUT_NOT_FLOAT } from '../base/errors.ts';
import { parseDouble, parseInt64 } from '../base/number.ts';
import { ErrorReply } from '../base/reply.ts';

const TIMEOUT_OUT_OF_RANGE = new ErrorReply('ERR timeout is out of range');

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

/** A floating point number; infinities pass, NaN does not. */
export function floatArg(text: ByteString, complaint: ErrorReply = NOT_FLOAT): number {
  const value = parseDouble(text);
  if (value === undefined) throw complaint;
  return value;
}

/** Seconds with a fraction, as blocking commands take them, in whole ms rounded up; 0 waits for ever. */
export function timeoutArg(text: ByteString): number {
  const seconds = floatArg(text, TIMEOUT_NOT_FLOAT);
  if (seconds < 0) throw TIMEOUT_NEGATIVE;
  if (seconds * 1000 > Number.MAX_SAFE_INTEGER) throw TIMEOUT_OUT_OF_RANGE;
  return Math.ceil(seconds * 1000);
}

/** True when a word is the option, in either case. `upper` is the option's name in capitals. */
export function isWord(text: ByteString | undefined, upper: string): boolean {
  return (
    text !== undefined && text.length === upper.length && (text === upper || text.toUpperCase() === upper)
  );
}
