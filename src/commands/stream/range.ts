/** XLEN, XRANGE, XREVRANGE. */
import { SYNTAX } from '../../base/errors.ts';
import { EMPTY_ARRAY, NULL_ARRAY } from '../../base/reply.ts';
import { integerArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, type CommandSpec, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { readStream } from '../../engine/value/stream/stream.ts';
import { entriesReply, entriesReverseReply } from './entry.ts';
import { endArg, startArg } from './id.ts';

export const xlen = command(
  {
    name: 'xlen',
    summary: 'Returns the number of entries in a stream.',
    since: '5.0.0',
    group: 'stream',
    complexity: 'O(1)',
    arity: 2,
    flags: 'readonly fast',
    acl: 'read stream fast',
    keys: [keyAt(1, 'RO')],
    syntax: 'key',
  },
  (ctx, argv) => readStream(ctx, argv[1])?.size ?? 0,
);

const rangeRow = {
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(log m + n), m entries in the stream and n returned',
  arity: -4,
  flags: 'readonly',
  acl: 'read stream slow',
  keys: [keyAt(1, 'RO ACCESS')],
} as const satisfies Partial<CommandSpec>;

export const xrange = command(
  {
    ...rangeRow,
    name: 'xrange',
    summary: 'Returns the entries between two ids, in order.',
    syntax: 'key start end [COUNT count]',
  },
  (ctx, argv) => {
    const from = startArg(argv[2]);
    const to = endArg(argv[3]);
    const count = countArg(argv);
    const stream = readStream(ctx, argv[1]);
    if (stream === undefined) return EMPTY_ARRAY;
    return count === 0 ? NULL_ARRAY : entriesReply(stream.log, { from, to, count });
  },
);

export const xrevrange = command(
  {
    ...rangeRow,
    name: 'xrevrange',
    summary: 'Returns the entries between two ids, the last first.',
    syntax: 'key end start [COUNT count]',
  },
  (ctx, argv) => {
    const from = startArg(argv[3]);
    const to = endArg(argv[2]);
    const count = countArg(argv);
    const stream = readStream(ctx, argv[1]);
    if (stream === undefined) return EMPTY_ARRAY;
    return count === 0 ? NULL_ARRAY : entriesReverseReply(stream.log, { from, to, count });
  },
);

/** The last COUNT given, below zero as zero; -1 when there is none. */
function countArg(argv: Argv): number {
  let count = -1;
  for (let at = 4; at < argv.length; at += 2) {
    if (!isWord(argv[at], 'COUNT') || at + 1 >= argv.length) throw SYNTAX;
    count = Math.max(0, integerArg(arg(argv, at + 1)));
  }
  return count;
}
