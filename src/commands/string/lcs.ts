/**
 * LCS: the longest common subsequence of two strings, its length, or where it matches. The table of lengths
 * and the walk back through it are those of the server, so that of several longest ones the same is chosen.
 */
import { type ByteString, bytes, EMPTY } from '../../base/bytes.ts';
import { SYNTAX } from '../../base/errors.ts';
import { ErrorReply, MapReply, type Reply } from '../../base/reply.ts';
import { integerArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, command } from '../../engine/command/command.ts';
import { keyRange } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { isString, textOf } from '../../engine/value/string.ts';

const NOT_STRINGS = new ErrorReply('ERR The specified keys must contain string values');
const LENGTH_AND_INDEXES = new ErrorReply(
  'ERR If you want both the length and indexes, please just use IDX.',
);
const TOO_LARGE = new ErrorReply(
  'ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len',
);
/** Bytes of one cell in the server's table, whose size is limited. */
const CELL_BYTES = 4;

export const lcs = command(
  {
    name: 'lcs',
    summary: 'Finds the longest common subsequence of two string values.',
    since: '7.0.0',
    group: 'string',
    complexity: 'O(N*M), N and M being the lengths of the values',
    arity: -3,
    flags: 'readonly',
    acl: 'read string slow',
    keys: [keyRange(1, 1, 1, 'RO ACCESS')],
    syntax: 'key1 key2 [LEN] [IDX] [MINMATCHLEN len] [WITHMATCHLEN]',
  },
  (ctx, argv) => {
    const first = ctx.db.read(argv[1]) ?? EMPTY;
    const second = ctx.db.read(argv[2]) ?? EMPTY;
    if (!isString(first) || !isString(second)) throw NOT_STRINGS;
    const options = readOptions(argv);
    const a = textOf(first);
    const b = textOf(second);
    checkSize(ctx, a, b);
    if (options.length) return lengthOnly(a, b);
    const found = walkBack(a, b, lengthTable(a, b));
    return options.indexes ? matchesReply(found, options) : found.text;
  },
);

interface Options {
  length: boolean;
  indexes: boolean;
  withMatchLength: boolean;
  minMatchLength: number;
}

function readOptions(argv: Argv): Options {
  const options: Options = { length: false, indexes: false, withMatchLength: false, minMatchLength: 0 };
  for (let i = 3; i < argv.length; i++) {
    const word = arg(argv, i);
    if (isWord(word, 'IDX')) options.indexes = true;
    else if (isWord(word, 'LEN')) options.length = true;
    else if (isWord(word, 'WITHMATCHLEN')) options.withMatchLength = true;
    else if (isWord(word, 'MINMATCHLEN') && i + 1 < argv.length)
      options.minMatchLength = Math.max(0, integerArg(arg(argv, ++i)));
    else throw SYNTAX;
  }
  if (options.length && options.indexes) throw LENGTH_AND_INDEXES;
  return options;
}

function checkSize(ctx: Context, a: ByteString, b: ByteString): void {
  const size = (a.length + 1) * (b.length + 1) * CELL_BYTES;
  if (size > ctx.core.config['proto-max-bulk-len']) throw TOO_LARGE;
}

/** Cell (i, j), at i * (length of b + 1) + j: the length for the first i bytes of a and j of b. */
function lengthTable(a: ByteString, b: ByteString): Uint32Array {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = 1; i <= a.length; i++) {
    const byte = a.charCodeAt(i - 1);
    const row = i * width;
    for (let j = 1; j < width; j++) {
      if (byte === b.charCodeAt(j - 1)) table[row + j] = (table[row - width + j - 1] as number) + 1;
      else table[row + j] = Math.max(table[row - width + j] as number, table[row + j - 1] as number);
    }
  }
  return table;
}

/** The last cell alone needs one row of the table. */
function lengthOnly(a: ByteString, b: ByteString): number {
  const row = new Uint32Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const byte = a.charCodeAt(i);
    let diagonal = 0;
    for (let j = 1; j < row.length; j++) {
      const above = row[j] as number;
      row[j] = byte === b.charCodeAt(j - 1) ? diagonal + 1 : Math.max(above, row[j - 1] as number);
      diagonal = above;
    }
  }
  return row[b.length] as number;
}

/** A run of bytes that both strings share: where it starts in each, and its length. */
interface Match {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

interface Found {
  readonly text: ByteString;
  /** From the end of the strings to their beginning. */
  readonly matches: readonly Match[];
}

function walkBack(a: ByteString, b: ByteString, table: Uint32Array): Found {
  const width = b.length + 1;
  const matches: Match[] = [];
  let text = '';
  let run = 0;
  let i = a.length;
  let j = b.length;
  while (i > 0 && j > 0) {
    if (a.charCodeAt(i - 1) === b.charCodeAt(j - 1)) {
      run++;
      i--;
      j--;
      if (i > 0 && j > 0) continue;
    }
    if (run > 0) {
      matches.push({ a: i, b: j, length: run });
      text = a.slice(i, i + run) + text;
      run = 0;
    }
    if (i === 0 || j === 0) break;
    if ((table[(i - 1) * width + j] as number) > (table[i * width + j - 1] as number)) i--;
    else j--;
  }
  return { text: bytes(text), matches };
}

function matchesReply(found: Found, options: Options): Reply {
  const matches: Reply[] = [];
  for (const { a, b, length } of found.matches) {
    if (length < options.minMatchLength) continue;
    const ranges: Reply[] = [
      [a, a + length - 1],
      [b, b + length - 1],
    ];
    matches.push(options.withMatchLength ? [...ranges, length] : ranges);
  }
  return new MapReply([bytes('matches'), matches, bytes('len'), found.text.length]);
}
