/** Hash commands that count: HINCRBY and HINCRBYFLOAT. */
import { bytes } from '../../base/bytes.ts';
import { NOT_FLOAT } from '../../base/errors.ts';
import { addLongDouble, formatLongDouble, parseLongDouble } from '../../base/long-double.ts';
import { parseInt64 } from '../../base/number.ts';
import { ErrorReply } from '../../base/reply.ts';
import { int64Arg } from '../../engine/command/argument.ts';
import { command } from '../../engine/command/command.ts';
import { addInt64 } from '../../engine/command/int64.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { openHash } from './write.ts';

const VALUE_NOT_INTEGER = new ErrorReply('ERR hash value is not an integer');
const VALUE_NOT_FLOAT = new ErrorReply('ERR hash value is not a float');
const OVERFLOW = new ErrorReply('ERR increment or decrement would overflow');
const NOT_FINITE = new ErrorReply('ERR value is NaN or Infinity');
const RESULT_NOT_FINITE = new ErrorReply('ERR increment would produce NaN or Infinity');
const ZERO = bytes('0');

export const hincrby = command(
  {
    name: 'hincrby',
    summary: 'Adds an integer to the value of a field, which counts as 0 when it is not there.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(1)',
    arity: 4,
    flags: 'write denyoom fast',
    acl: 'write hash fast',
    keys: [keyAt(1, 'RW ACCESS UPDATE')],
    syntax: 'key field increment',
  },
  (ctx, argv) => {
    const [, key, field] = argv;
    const increment = int64Arg(argv[3]);
    const hash = openHash(ctx, key);
    const current = hash.get(field);
    const value = current === undefined ? 0 : parseInt64(current);
    if (value === undefined) throw VALUE_NOT_INTEGER;
    const sum = addInt64(value, increment);
    if (sum === undefined) throw OVERFLOW;
    hash.set(field, bytes(String(sum)), ctx.core);
    ctx.wrote('h', 'hincrby', key);
    return sum;
  },
);

export const hincrbyfloat = command(
  {
    name: 'hincrbyfloat',
    summary: 'Adds a number to the value of a field, which counts as 0 when it is not there.',
    since: '2.6.0',
    group: 'hash',
    complexity: 'O(1)',
    arity: 4,
    flags: 'write denyoom fast',
    acl: 'write hash fast',
    keys: [keyAt(1, 'RW ACCESS UPDATE')],
    syntax: 'key field increment',
  },
  (ctx, argv) => {
    const [, key, field] = argv;
    const increment = parseLongDouble(argv[3]);
    if (increment === undefined) throw NOT_FLOAT;
    if (typeof increment === 'string') throw NOT_FINITE;
    const hash = openHash(ctx, key);
    const value = parseLongDouble(hash.get(field) ?? ZERO);
    if (value === undefined) throw VALUE_NOT_FLOAT;
    const sum = addLongDouble(value, increment);
    if (sum === undefined) throw RESULT_NOT_FINITE;
    const text = formatLongDouble(sum);
    hash.set(field, text, ctx.core);
    ctx.wrote('h', 'hincrbyfloat', key);
    ctx.effect('HSET', key, field, text);
    return text;
  },
);
