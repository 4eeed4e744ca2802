/**
 * Stream ids as text: `ms-seq` in decimal. Reading is as lenient as the server's (strtoull): leading zeros,
 * white space and a plus sign pass, and a minus sign before zeros or a number too great for int64 wraps around.
 */
import { type ByteString, bytes } from '../../../base/bytes.ts';
import { canonicalUint64, type StreamId, type Uint64 } from '../../../structs/stream-id.ts';

/** The server copies an id into a buffer of this size. */
const LONGEST_ID = 127;
/** Up to this many digits a number is surely safe. */
const SAFE_DIGITS = 15;
const MIN_INT64 = -(2n ** 63n);
const UINT64 = 2n ** 64n;

/** `1526919030474-55` */
export function formatStreamId(id: StreamId): ByteString {
  return bytes(`${id.ms}-${id.seq}`);
}

/** Reads `ms-seq`, or `ms` alone with the sequence given; undefined when it is neither. */
export function parseStreamId(given: ByteString, missingSeq: Uint64): StreamId | undefined {
  const text = asCString(given);
  if (text === undefined) return undefined;
  const dash = text.indexOf('-');
  const ms = parseUint64(dash < 0 ? text : text.slice(0, dash));
  const seq = dash < 0 ? missingSeq : parseUint64(text.slice(dash + 1));
  return ms === undefined || seq === undefined ? undefined : { ms, seq };
}

/** Reads the time of `ms-*`; undefined when it is anything else. */
export function parseOpenStreamId(given: ByteString): Uint64 | undefined {
  const text = asCString(given);
  if (text === undefined || !text.endsWith('-*') || text.indexOf('-') !== text.length - 2) return undefined;
  return parseUint64(text.slice(0, -2));
}

function asCString(given: ByteString): string | undefined {
  if (given.length > LONGEST_ID) return undefined;
  const nul = given.indexOf('\0');
  return nul < 0 ? given : given.slice(0, nul);
}

function parseUint64(text: string): Uint64 | undefined {
  const { length } = text;
  if (length === 0 || length > SAFE_DIGITS) return parseLenient(text);
  let value = 0;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return parseLenient(text);
    value = value * 10 + digit;
  }
  return value;
}

/** What C's strtoull takes, except what is plainly a negative int64. */
function parseLenient(text: string): Uint64 | undefined {
  const [, sign, digits] = /^[\t-\r ]*([+-]?)([0-9]+)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const magnitude = BigInt(digits);
  if (magnitude >= UINT64) return undefined;
  if (sign !== '-') return canonicalUint64(magnitude);
  if (/^-[1-9]/.test(text) && -magnitude >= MIN_INT64) return undefined;
  return canonicalUint64(BigInt.asUintN(64, -magnitude));
}
