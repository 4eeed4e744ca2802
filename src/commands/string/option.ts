/**
 * The options that SET and GETEX share. They are read into one number — a bit for each option, above them
 * the position of the time — so that `SET lock token NX PX 30000` allocates nothing on its way.
 */
import type { ByteString } from '../../base/bytes.ts';
import { SYNTAX } from '../../base/errors.ts';
import { type Argv, arg } from '../../engine/command/command.ts';
import { EX, EXAT, PX, PXAT, positiveInstantArg, type TimeForm } from '../../engine/command/expire-time.ts';
import type { Context } from '../../engine/run/context.ts';

export const OPTION = {
  NX: 1,
  XX: 2,
  GET: 4,
  KEEPTTL: 8,
  PERSIST: 16,
  EX: 32,
  PX: 64,
  EXAT: 128,
  PXAT: 256,
} as const;

const TIMED = OPTION.EX | OPTION.PX | OPTION.EXAT | OPTION.PXAT;
/** Of these a request may give one kind, though as often as it likes. */
const LIFETIME = TIMED | OPTION.KEEPTTL | OPTION.PERSIST;
/** Where the position of the time begins. */
const POSITION_SHIFT = 9;
const OPTION_BITS = (1 << POSITION_SHIFT) - 1;

export const SET_OPTIONS = TIMED | OPTION.KEEPTTL | OPTION.NX | OPTION.XX | OPTION.GET;
export const GETEX_OPTIONS = TIMED | OPTION.PERSIST;

/**
 * Reads the options from position `from` on; `allowed` are those that the command knows.
 * @throws ErrorReply syntax error
 */
export function readOptions(argv: Argv, from: number, allowed: number): number {
  let options = 0;
  for (let i = from; i < argv.length; i++) {
    const option = optionOf(arg(argv, i)) & allowed;
    if (option === 0 || (options & conflictsOf(option)) !== 0) throw SYNTAX;
    options |= option;
    if ((option & TIMED) === 0) continue;
    if (++i === argv.length) throw SYNTAX;
    options = (options & OPTION_BITS) | (i << POSITION_SHIFT);
  }
  return options;
}

/**
 * The instant at which the key shall expire, ms since the epoch; undefined when no time was given.
 * @throws ErrorReply when the time is no integer, not positive or too large
 */
export function expireAt(ctx: Context, argv: Argv, options: number, commandName: string): number | undefined {
  if ((options & TIMED) === 0) return undefined;
  const text = arg(argv, options >> POSITION_SHIFT);
  return positiveInstantArg(text, formOf(options), { nowMs: ctx.nowMs(), commandName });
}

function formOf(options: number): TimeForm {
  if ((options & OPTION.PX) !== 0) return PX;
  if ((options & OPTION.EX) !== 0) return EX;
  return (options & OPTION.EXAT) !== 0 ? EXAT : PXAT;
}

function conflictsOf(option: number): number {
  if (option === OPTION.NX) return OPTION.XX;
  if (option === OPTION.XX) return OPTION.NX;
  return option === OPTION.GET ? 0 : LIFETIME & ~option;
}

/** Sets the case of an ASCII letter to lower; no other byte becomes one of the letters below. */
const CASE_BIT = 0x20;
const LOWER_N = 110;
const LOWER_X = 120;
const LOWER_E = 101;
const LOWER_P = 112;

const LONG_OPTIONS: ReadonlyMap<string, number> = new Map([
  ['GET', OPTION.GET],
  ['EXAT', OPTION.EXAT],
  ['PXAT', OPTION.PXAT],
  ['KEEPTTL', OPTION.KEEPTTL],
  ['PERSIST', OPTION.PERSIST],
]);

/** The option that a word names, 0 when it names none. Two letters are told apart without hashing. */
function optionOf(word: ByteString): number {
  if (word.length !== 2) return LONG_OPTIONS.get(word) ?? LONG_OPTIONS.get(word.toUpperCase()) ?? 0;
  if ((word.charCodeAt(1) | CASE_BIT) !== LOWER_X) return 0;
  switch (word.charCodeAt(0) | CASE_BIT) {
    case LOWER_N:
      return OPTION.NX;
    case LOWER_X:
      return OPTION.XX;
    case LOWER_E:
      return OPTION.EX;
    case LOWER_P:
      return OPTION.PX;
    default:
      return 0;
  }
}
