/**
 * Expire times: from an argument such as EX 10 to an instant in ms since the epoch, and from an instant to
 * the integer of a reply. Checks for overflow are exact at 64 bits; an instant beyond 2^53 ms (the year
 * 287396) is then kept as the nearest double.
 */
import type { ByteString } from '../../base/bytes.ts';
import { ErrorReply } from '../../base/reply.ts';
import { int64Arg } from './argument.ts';

const INT64_MAX = (1n << 63n) - 1n;
const INT64_MIN = -(1n << 63n);

/** How a time is given: EX and PX count from now, EXAT and PXAT from the epoch. */
export interface TimeForm {
  readonly unitMs: 1 | 1000;
  readonly isRelative: boolean;
}

export const EX: TimeForm = { unitMs: 1000, isRelative: true };
export const PX: TimeForm = { unitMs: 1, isRelative: true };
export const EXAT: TimeForm = { unitMs: 1000, isRelative: false };
export const PXAT: TimeForm = { unitMs: 1, isRelative: false };

/** What an instant is counted from, and which command is to be named in a complaint. */
export interface TimeOrigin {
  readonly nowMs: number;
  readonly commandName: string;
}

/**
 * The instant, ms since the epoch, that a time argument means; may lie in the past.
 * @throws ErrorReply "value is not an integer or out of range", or "invalid expire time in '…' command" when
 * it does not fit 64 bits.
 */
export function instantArg(text: ByteString, form: TimeForm, origin: TimeOrigin): number {
  return instantOf(int64Arg(text), form, origin);
}

/** As `instantArg`, but a time that is not positive is refused too, as SET and GETEX do. */
export function positiveInstantArg(text: ByteString, form: TimeForm, origin: TimeOrigin): number {
  const time = int64Arg(text);
  if (time <= 0) throw invalidExpireTime(origin.commandName);
  return instantOf(time, form, origin);
}

function instantOf(time: number | bigint, form: TimeForm, origin: TimeOrigin): number {
  const baseMs = form.isRelative ? origin.nowMs : 0;
  if (typeof time === 'number') {
    const atMs = time * form.unitMs + baseMs;
    if (Number.isSafeInteger(atMs)) return atMs;
  }
  const exact = BigInt(time) * BigInt(form.unitMs);
  const atMs = exact + BigInt(baseMs);
  if (exact > INT64_MAX || exact < INT64_MIN || atMs > INT64_MAX) throw invalidExpireTime(origin.commandName);
  return Number(atMs);
}

/** `ERR invalid expire time in 'set' command`. */
export function invalidExpireTime(commandName: string): ErrorReply {
  return new ErrorReply(`ERR invalid expire time in '${commandName}' command`);
}

/** An instant, less `fromMs`, as a 64-bit integer: what lies beyond is the greatest one. */
export function millisecondsReply(atMs: number, fromMs = 0): number | bigint {
  const difference = atMs - fromMs;
  if (Number.isSafeInteger(difference)) return difference;
  const exact = BigInt(atMs);
  return (exact > INT64_MAX ? INT64_MAX : exact) - BigInt(fromMs);
}

/** The same in seconds, rounded to the nearest as TTL does. */
export function secondsReply(atMs: number, fromMs = 0): number | bigint {
  const ms = millisecondsReply(atMs, fromMs);
  return typeof ms === 'number' ? Math.floor((ms + 500) / 1000) : (ms + 500n) / 1000n;
}
