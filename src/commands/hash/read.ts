/** Hash commands that read: one field, several, or all of them. */
import type { ByteString } from '../../base/bytes.ts';
import { EMPTY_ARRAY, MapReply, type Reply } from '../../base/reply.ts';
import { arg, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { cursorArg, scanOptions, scanReply } from '../../engine/command/scan.ts';
import type { Context } from '../../engine/run/context.ts';
import { HashValue } from '../../engine/value/hash.ts';
import { expectClass } from '../../engine/value/value.ts';

const EMPTY_MAP = new MapReply(EMPTY_ARRAY);

export const hget = command(
  {
    name: 'hget',
    summary: 'Returns the value of a field.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(1)',
    arity: 3,
    flags: 'readonly fast',
    acl: 'read hash fast',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key field',
  },
  (ctx, argv) => readHash(ctx, argv[1])?.get(argv[2]) ?? null,
);

export const hmget = command(
  {
    name: 'hmget',
    summary: 'Returns the values of several fields.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(N) where N is the number of fields given.',
    arity: -3,
    flags: 'readonly fast',
    acl: 'read hash fast',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key field [field ...]',
  },
  (ctx, argv) => {
    const hash = readHash(ctx, argv[1]);
    const values: Reply[] = [];
    for (let i = 2; i < argv.length; i++) values.push(hash?.get(arg(argv, i)) ?? null);
    return values;
  },
);

export const hgetall = command(
  {
    name: 'hgetall',
    summary: 'Returns all fields and values of a hash.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(N) where N is the size of the hash.',
    arity: 2,
    flags: 'readonly',
    acl: 'read hash slow',
    keys: [keyAt(1, 'RO ACCESS')],
    tips: ['nondeterministic_output_order'],
    syntax: 'key',
  },
  (ctx, argv) => {
    const hash = readHash(ctx, argv[1]);
    return hash === undefined ? EMPTY_MAP : new MapReply(hash.pairs());
  },
);

export const hkeys = command(
  {
    name: 'hkeys',
    summary: 'Returns all fields of a hash.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(N) where N is the size of the hash.',
    arity: 2,
    flags: 'readonly',
    acl: 'read hash slow',
    keys: [keyAt(1, 'RO ACCESS')],
    tips: ['nondeterministic_output_order'],
    syntax: 'key',
  },
  (ctx, argv) => readHash(ctx, argv[1])?.fields() ?? EMPTY_ARRAY,
);

export const hvals = command(
  {
    name: 'hvals',
    summary: 'Returns all values of a hash.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(N) where N is the size of the hash.',
    arity: 2,
    flags: 'readonly',
    acl: 'read hash slow',
    keys: [keyAt(1, 'RO ACCESS')],
    tips: ['nondeterministic_output_order'],
    syntax: 'key',
  },
  (ctx, argv) => readHash(ctx, argv[1])?.values() ?? EMPTY_ARRAY,
);

export const hlen = command(
  {
    name: 'hlen',
    summary: 'Returns the number of fields of a hash.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(1)',
    arity: 2,
    flags: 'readonly fast',
    acl: 'read hash fast',
    keys: [keyAt(1, 'RO')],
    syntax: 'key',
  },
  (ctx, argv) => readHash(ctx, argv[1])?.size ?? 0,
);

export const hexists = command(
  {
    name: 'hexists',
    summary: 'Tells whether a hash has a field.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(1)',
    arity: 3,
    flags: 'readonly fast',
    acl: 'read hash fast',
    keys: [keyAt(1, 'RO')],
    syntax: 'key field',
  },
  (ctx, argv) => (readHash(ctx, argv[1])?.has(argv[2]) ? 1 : 0),
);

export const hstrlen = command(
  {
    name: 'hstrlen',
    summary: 'Returns the length of the value of a field, in bytes.',
    since: '3.2.0',
    group: 'hash',
    complexity: 'O(1)',
    arity: 3,
    flags: 'readonly fast',
    acl: 'read hash fast',
    keys: [keyAt(1, 'RO')],
    syntax: 'key field',
  },
  (ctx, argv) => readHash(ctx, argv[1])?.get(argv[2])?.length ?? 0,
);

export const hscan = command(
  {
    name: 'hscan',
    summary: 'Walks over the fields and values of a hash.',
    since: '2.8.0',
    group: 'hash',
    complexity: 'O(1) for each call, O(N) for a whole walk, where N is the size of the hash.',
    arity: -3,
    flags: 'readonly',
    acl: 'read hash slow',
    keys: [keyAt(1, 'RO ACCESS')],
    tips: ['nondeterministic_output'],
    syntax: 'key cursor [MATCH pattern] [COUNT count]',
  },
  (ctx, argv) => {
    const cursor = cursorArg(argv[2]);
    const hash = readHash(ctx, argv[1]);
    if (hash === undefined) return scanReply(0, EMPTY_ARRAY);
    const { count, accepts } = scanOptions(argv, 3);
    const found: ByteString[] = [];
    const next = hash.scan(cursor, count, (field, value) => {
      if (accepts === undefined || accepts(field)) found.push(field, value);
    });
    return scanReply(next, found);
  },
);

/** The hash at a key for reading. @throws ErrorReply WRONGTYPE */
export function readHash(ctx: Context, key: ByteString): HashValue | undefined {
  return expectClass(ctx.db.read(key), HashValue);
}
