/** String commands that read: GET, STRLEN, MGET, GETRANGE, SUBSTR. */
import { EMPTY } from '../../base/bytes.ts';
import type { Reply } from '../../base/reply.ts';
import { integerArg } from '../../engine/command/argument.ts';
import { type Argv, arg, type CommandSpec, command } from '../../engine/command/command.ts';
import { keyAt, keyRange } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { isString, readString, sliceOf, stringLength, textOf } from '../../engine/value/string.ts';

const row = { group: 'string' } as const satisfies Partial<CommandSpec>;

export const get = command(
  {
    ...row,
    name: 'get',
    summary: 'Returns the string value of a key.',
    since: '1.0.0',
    complexity: 'O(1)',
    arity: 2,
    flags: 'readonly fast',
    acl: 'read string fast',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key',
  },
  (ctx, argv) => {
    const value = readString(ctx, argv[1]);
    return value === undefined ? null : textOf(value);
  },
);

export const strlen = command(
  {
    ...row,
    name: 'strlen',
    summary: 'Returns the length of a string value in bytes.',
    since: '2.2.0',
    complexity: 'O(1)',
    arity: 2,
    flags: 'readonly fast',
    acl: 'read string fast',
    keys: [keyAt(1, 'RO')],
    syntax: 'key',
  },
  (ctx, argv) => {
    const value = readString(ctx, argv[1]);
    return value === undefined ? 0 : stringLength(value);
  },
);

export const mget = command(
  {
    ...row,
    name: 'mget',
    summary: 'Returns the string values of several keys, null for those that hold none.',
    since: '1.0.0',
    complexity: 'O(N), N being the number of keys',
    arity: -2,
    flags: 'readonly fast',
    acl: 'read string fast',
    keys: [keyRange(1, -1, 1, 'RO ACCESS')],
    tips: ['request_policy:multi_shard'],
    syntax: 'key [key ...]',
  },
  (ctx, argv) => {
    const values: Reply[] = [];
    for (let i = 1; i < argv.length; i++) {
      const value = ctx.db.read(arg(argv, i));
      values.push(value !== undefined && isString(value) ? textOf(value) : null);
    }
    return values;
  },
);

export const getrange = command(
  {
    ...row,
    name: 'getrange',
    summary: 'Returns part of a string value; negative positions count from its end.',
    since: '2.4.0',
    complexity: 'O(N), N being the length of the part',
    arity: 4,
    flags: 'readonly',
    acl: 'read string slow',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key start end',
  },
  readPart,
);

export const substr = command(
  {
    ...row,
    name: 'substr',
    summary: 'Returns part of a string value, as GETRANGE does.',
    since: '1.0.0',
    complexity: 'O(N), N being the length of the part',
    arity: 4,
    flags: 'readonly',
    acl: 'read string slow',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key start end',
  },
  readPart,
);

function readPart(ctx: Context, argv: Argv): Reply {
  const start = integerArg(argv[2]);
  const end = integerArg(argv[3]);
  const value = readString(ctx, argv[1]);
  if (value === undefined || (start < 0 && end < 0 && start > end)) return EMPTY;
  const length = stringLength(value);
  const first = Math.max(start < 0 ? length + start : start, 0);
  const last = Math.min(Math.max(end < 0 ? length + end : end, 0), length - 1);
  return first > last ? EMPTY : sliceOf(value, first, last + 1);
}
