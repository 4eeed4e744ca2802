/** List commands that read: LLEN, LINDEX, LRANGE, LPOS. */
import type { ByteString } from '../../base/bytes.ts';
import { SYNTAX } from '../../base/errors.ts';
import { EMPTY_ARRAY, ErrorReply, type Reply } from '../../base/reply.ts';
import { boundedArg, int64Arg, integerArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { ListValue } from '../../engine/value/list.ts';
import { expectClass } from '../../engine/value/value.ts';

export const llen = command(
  {
    name: 'llen',
    summary: 'Returns the length of a list.',
    since: '1.0.0',
    group: 'list',
    complexity: 'O(1)',
    arity: 2,
    flags: 'readonly fast',
    acl: 'read list fast',
    keys: [keyAt(1, 'RO')],
    syntax: 'key',
  },
  (ctx, argv) => readList(ctx, argv[1])?.length ?? 0,
);

export const lindex = command(
  {
    name: 'lindex',
    summary: 'Returns the element at a position; negative positions count from the tail.',
    since: '1.0.0',
    group: 'list',
    complexity: 'O(1)',
    arity: 3,
    flags: 'readonly',
    acl: 'read list slow',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key index',
  },
  (ctx, argv) => {
    const list = readList(ctx, argv[1]);
    if (list === undefined) return null;
    const index = integerArg(argv[2]);
    return list.items.get(index < 0 ? list.length + index : index) ?? null;
  },
);

export const lrange = command(
  {
    name: 'lrange',
    summary: 'Returns the elements between two positions, both included.',
    since: '1.0.0',
    group: 'list',
    complexity: 'O(N) where N is the number of elements returned.',
    arity: 4,
    flags: 'readonly',
    acl: 'read list slow',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key start stop',
  },
  (ctx, argv) => {
    const start = integerArg(argv[2]);
    const stop = integerArg(argv[3]);
    const list = readList(ctx, argv[1]);
    if (list === undefined) return EMPTY_ARRAY;
    const { length } = list;
    return list.items.slice(start < 0 ? length + start : start, (stop < 0 ? length + stop : stop) + 1);
  },
);

const ZERO_RANK = new ErrorReply(
  "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
);
/** It has no opposite, so the server finds it negative still when it counts matches: the first one has it. */
const LEAST_RANK = -(2n ** 63n);
const NEGATIVE_COUNT = new ErrorReply("ERR COUNT can't be negative");
const NEGATIVE_MAXLEN = new ErrorReply("ERR MAXLEN can't be negative");

export const lpos = command(
  {
    name: 'lpos',
    summary: 'Returns the positions of the elements that equal the one given.',
    since: '6.0.6',
    group: 'list',
    complexity: 'O(N) where N is the length of the list, or MAXLEN when that is less.',
    arity: -3,
    flags: 'readonly',
    acl: 'read list slow',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key element [RANK rank] [COUNT num-matches] [MAXLEN len]',
  },
  (ctx, argv) => {
    const options = positionOptions(argv);
    const list = readList(ctx, argv[1]);
    const found = list === undefined ? [] : positionsOf(list, argv[2], options);
    return options.count === undefined ? (found[0] ?? null) : (found as Reply);
  },
);

interface PositionOptions {
  /** Which match is the first to count, from the tail when negative. */
  readonly rank: number;
  /** How many matches, 0 for all; undefined: one, answered without an array. */
  readonly count: number | undefined;
  /** How many elements to compare, 0 for all. */
  readonly maxlen: number;
}

function positionOptions(argv: Argv): PositionOptions {
  let rank = 1;
  let count: number | undefined;
  let maxlen = 0;
  for (let i = 3; i < argv.length; i += 2) {
    if (i + 1 === argv.length) throw SYNTAX;
    const value = arg(argv, i + 1);
    if (isWord(argv[i], 'RANK')) {
      const exact = int64Arg(value);
      rank = exact === LEAST_RANK ? -1 : Number(exact);
      if (rank === 0) throw ZERO_RANK;
    } else if (isWord(argv[i], 'COUNT')) count = boundedArg(value, 0, Infinity, NEGATIVE_COUNT);
    else if (isWord(argv[i], 'MAXLEN')) maxlen = boundedArg(value, 0, Infinity, NEGATIVE_MAXLEN);
    else throw SYNTAX;
  }
  return { rank, count, maxlen };
}

function positionsOf(list: ListValue, element: ByteString, options: PositionOptions): number[] {
  const { items, length } = list;
  const backward = options.rank < 0;
  const reach = options.maxlen === 0 ? length : Math.min(options.maxlen, length);
  const most = options.count === undefined ? 1 : options.count || length;
  let skip = Math.abs(options.rank) - 1;
  const found: number[] = [];
  for (let seen = 0; seen < reach && found.length < most; seen++) {
    const at = backward ? length - 1 - seen : seen;
    if (items.get(at) !== element) continue;
    if (skip > 0) skip--;
    else found.push(at);
  }
  return found;
}

/** The list at a key for reading. @throws ErrorReply WRONGTYPE */
function readList(ctx: Context, key: ByteString): ListValue | undefined {
  return expectClass(ctx.db.read(key), ListValue);
}
