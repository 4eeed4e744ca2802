/**
 * SCAN's grammar, which KEYS' cousins share: the cursor, then MATCH, COUNT and (for SCAN alone) TYPE.
 * What a cursor counts is the business of who is scanned.
 */
import type { ByteString } from '../../base/bytes.ts';
import { bytes } from '../../base/bytes.ts';
import { INVALID_CURSOR, SYNTAX } from '../../base/errors.ts';
import type { Reply } from '../../base/reply.ts';
import { compileGlob, type GlobMatcher } from '../../structs/glob.ts';
import { integerArg, isWord } from './argument.ts';

/** How much a call of SCAN, HSCAN, SSCAN or ZSCAN looks at when COUNT does not say. */
const DEFAULT_COUNT = 10;
const MAX_CURSOR = (1n << 64n) - 1n;

/** What a scan was asked for. */
export interface ScanOptions {
  /** About how many elements to look at, from 1 up. */
  readonly count: number;
  /** What MATCH lets through; undefined lets everything through. */
  readonly accepts: GlobMatcher | undefined;
  /** TYPE's word as it came. */
  readonly type: ByteString | undefined;
}

/**
 * Reads a cursor as C's strtoul does, so `''`, `+7` and `-1` pass. Beyond 2^53 the nearest double stands
 * for it: no collection is that large.
 * @throws ErrorReply `ERR invalid cursor`
 */
export function cursorArg(text: ByteString): number {
  if (text === '0' || text === '') return 0;
  if (!/^[+-]?[0-9]+$/.test(text)) throw INVALID_CURSOR;
  const negative = text.startsWith('-');
  const magnitude = BigInt(/[0-9]+$/.exec(text)?.[0] ?? 0);
  if (magnitude > MAX_CURSOR) throw INVALID_CURSOR;
  return Number(negative && magnitude > 0n ? MAX_CURSOR + 1n - magnitude : magnitude);
}

/**
 * Reads the options from position `from` on. TYPE is SCAN's own: elsewhere it is a syntax error.
 * @throws ErrorReply syntax error, or "value is not an integer or out of range" for COUNT
 */
export function scanOptions(argv: readonly ByteString[], from: number, hasType = false): ScanOptions {
  let count = DEFAULT_COUNT;
  let accepts: GlobMatcher | undefined;
  let type: ByteString | undefined;
  for (let i = from; i < argv.length; i += 2) {
    const word = argv[i];
    const value = argv[i + 1];
    if (value === undefined) throw SYNTAX;
    if (isWord(word, 'COUNT')) {
      count = integerArg(value);
      if (count < 1) throw SYNTAX;
    } else if (isWord(word, 'MATCH')) accepts = value === '*' ? undefined : compileGlob(value);
    else if (hasType && isWord(word, 'TYPE')) type = value;
    else throw SYNTAX;
  }
  return { count, accepts, type };
}

/** The reply of every scan: the cursor to go on from, then what was found. */
export function scanReply(cursor: number, found: readonly Reply[]): Reply {
  return [bytes(String(cursor)), found];
}
