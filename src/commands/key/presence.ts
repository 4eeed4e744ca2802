/** Key commands that ask whether keys are there, touch them, or remove them: DEL, UNLINK, EXISTS, TOUCH, TYPE. */
import { bytes } from '../../base/bytes.ts';
import { type Reply, Status } from '../../base/reply.ts';
import { type Argv, arg, type CommandSpec, command } from '../../engine/command/command.ts';
import { keyAt, keyRange } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { type TypeName, typeOf } from '../../engine/value/value.ts';

const row = {
  group: 'generic',
  since: '1.0.0',
  arity: -2,
  tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
  syntax: 'key [key ...]',
} as const satisfies Partial<CommandSpec>;

export const del = command(
  {
    ...row,
    name: 'del',
    summary: 'Deletes keys and returns how many were there.',
    complexity: 'O(N), N being the number of keys',
    flags: 'write',
    acl: 'keyspace write slow',
    keys: [keyRange(1, -1, 1, 'RM DELETE')],
  },
  remove,
);

export const unlink = command(
  {
    ...row,
    name: 'unlink',
    summary: 'Deletes keys as DEL does; their memory is given back later.',
    since: '4.0.0',
    complexity: 'O(N), N being the number of keys',
    flags: 'write fast',
    acl: 'keyspace write fast',
    keys: [keyRange(1, -1, 1, 'RM DELETE')],
  },
  remove,
);

/** In both the memory is the collector's work. */
function remove(ctx: Context, argv: Argv): Reply {
  let removed = 0;
  for (let i = 1; i < argv.length; i++) {
    const key = arg(argv, i);
    if (!ctx.db.delete(key)) continue;
    ctx.wrote('g', 'del', key);
    removed++;
  }
  return removed;
}

export const exists = command(
  {
    ...row,
    name: 'exists',
    summary: 'Counts which of the keys are there; one named twice counts twice.',
    complexity: 'O(N), N being the number of keys',
    flags: 'readonly fast',
    acl: 'keyspace read fast',
    keys: [keyRange(1, -1, 1, 'RO')],
  },
  (ctx, argv) => {
    let found = 0;
    for (let i = 1; i < argv.length; i++) if (ctx.db.look(arg(argv, i)) !== undefined) found++;
    return found;
  },
);

export const touch = command(
  {
    ...row,
    name: 'touch',
    summary: 'Sets the idle time of keys to zero and returns how many were there.',
    since: '3.2.1',
    complexity: 'O(N), N being the number of keys',
    flags: 'readonly fast',
    acl: 'keyspace read fast',
    keys: [keyRange(1, -1, 1, 'RO')],
  },
  (ctx, argv) => {
    let found = 0;
    for (let i = 1; i < argv.length; i++) if (ctx.db.read(arg(argv, i)) !== undefined) found++;
    return found;
  },
);

const NONE = new Status(bytes('none'));
const TYPE_STATUS: Readonly<Record<TypeName, Status>> = {
  string: new Status(bytes('string')),
  list: new Status(bytes('list')),
  set: new Status(bytes('set')),
  zset: new Status(bytes('zset')),
  hash: new Status(bytes('hash')),
  stream: new Status(bytes('stream')),
};

export const type = command(
  {
    name: 'type',
    summary: 'Names the type of the value at a key.',
    since: '1.0.0',
    group: 'generic',
    complexity: 'O(1)',
    arity: 2,
    flags: 'readonly fast',
    acl: 'keyspace read fast',
    keys: [keyAt(1, 'RO')],
    syntax: 'key',
  },
  (ctx, argv) => {
    const value = ctx.db.look(argv[1]);
    return value === undefined ? NONE : TYPE_STATUS[typeOf(value)];
  },
);
