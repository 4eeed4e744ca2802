/** String commands that count: INCR, DECR, INCRBY, DECRBY, INCRBYFLOAT. */
import { type ByteString, bytes } from '../../base/bytes.ts';
import { NOT_FLOAT, NOT_INTEGER } from '../../base/errors.ts';
import { addFloatTexts } from '../../base/long-double.ts';
import { parseInt64 } from '../../base/number.ts';
import { ErrorReply, type Reply } from '../../base/reply.ts';
import { int64Arg } from '../../engine/command/argument.ts';
import { type CommandSpec, command } from '../../engine/command/command.ts';
import { addInt64 } from '../../engine/command/int64.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { integerOf, textOf, writeString } from '../../engine/value/string.ts';
import { StringBuffer } from '../../engine/value/string-buffer.ts';

const OVERFLOW = new ErrorReply('ERR increment or decrement would overflow');
const DECREMENT_OVERFLOW = new ErrorReply('ERR decrement would overflow');
const NOT_FINITE = new ErrorReply('ERR increment would produce NaN or Infinity');
const INT64_MIN = -(1n << 63n);

const row = {
  group: 'string',
  complexity: 'O(1)',
  flags: 'write denyoom fast',
  acl: 'write string fast',
  keys: [keyAt(1, 'RW ACCESS UPDATE')],
} as const satisfies Partial<CommandSpec>;

export const incr = command(
  {
    ...row,
    name: 'incr',
    summary: 'Adds one to the integer at a key; a missing key counts as 0.',
    since: '1.0.0',
    arity: 2,
    syntax: 'key',
  },
  (ctx, argv) => add(ctx, argv[1], 1),
);

export const decr = command(
  {
    ...row,
    name: 'decr',
    summary: 'Subtracts one from the integer at a key; a missing key counts as 0.',
    since: '1.0.0',
    arity: 2,
    syntax: 'key',
  },
  (ctx, argv) => add(ctx, argv[1], -1),
);

export const incrby = command(
  {
    ...row,
    name: 'incrby',
    summary: 'Adds to the integer at a key; a missing key counts as 0.',
    since: '1.0.0',
    arity: 3,
    syntax: 'key increment',
  },
  (ctx, argv) => add(ctx, argv[1], int64Arg(argv[2])),
);

export const decrby = command(
  {
    ...row,
    name: 'decrby',
    summary: 'Subtracts from the integer at a key; a missing key counts as 0.',
    since: '1.0.0',
    arity: 3,
    syntax: 'key decrement',
  },
  (ctx, argv) => {
    const decrement = int64Arg(argv[2]);
    if (decrement === INT64_MIN) throw DECREMENT_OVERFLOW;
    return add(ctx, argv[1], -decrement);
  },
);

/** Safe integers are stored as numbers, larger ones as their text: both read as OBJECT ENCODING int. */
function add(ctx: Context, key: ByteString, increment: number | bigint): Reply {
  const held = writeString(ctx, key);
  const before = held === undefined ? 0 : integerOf(held);
  if (before === undefined) throw NOT_INTEGER;
  const sum = addInt64(before, increment);
  if (sum === undefined) throw OVERFLOW;
  ctx.db.put(key, typeof sum === 'number' ? sum : bytes(String(sum)));
  ctx.wrote('$', 'incrby', key);
  return sum;
}

export const incrbyfloat = command(
  {
    ...row,
    name: 'incrbyfloat',
    summary: 'Adds to the number at a key, with a fraction; a missing key counts as 0.',
    since: '2.6.0',
    arity: 3,
    syntax: 'key increment',
  },
  (ctx, argv) => {
    const key = argv[1];
    const held = writeString(ctx, key);
    const result = addFloatTexts(held === undefined ? bytes('0') : textOf(held), argv[2]);
    if (result.kind === 'not-finite') throw NOT_FINITE;
    if (result.kind !== 'sum') throw NOT_FLOAT;
    const sum = result.text;
    ctx.db.put(key, parseInt64(sum) === undefined ? sum : new StringBuffer(sum, { computed: true }));
    ctx.wrote('$', 'incrbyfloat', key);
    if (ctx.core.effects.isHeard) ctx.effect('SET', key, sum, 'KEEPTTL');
    return sum;
  },
);
