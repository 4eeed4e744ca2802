/** String commands that read: GET, STRLEN. */
import { command } from '../../engine/command.ts';
import { keyAt } from '../../engine/key-spec.ts';
import { readString, stringLength, textOf } from '../../engine/value/string.ts';

export const get = command(
  {
    name: 'get',
    summary: 'Returns the string value of a key.',
    since: '1.0.0',
    group: 'string',
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
    name: 'strlen',
    summary: 'Returns the length of a string value in bytes.',
    since: '2.2.0',
    group: 'string',
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
