/** Key commands that go through the keyspace: KEYS, SCAN, RANDOMKEY. */
import type { ByteString } from '../../base/bytes.ts';
import { type CommandSpec, command } from '../../engine/command/command.ts';
import { cursorArg, scanOptions, scanReply } from '../../engine/command/scan.ts';
import { typeOf } from '../../engine/value/value.ts';
import { compileGlob } from '../../structs/glob.ts';

const row = { group: 'generic', flags: 'readonly' } as const satisfies Partial<CommandSpec>;

export const keys = command(
  {
    ...row,
    name: 'keys',
    summary: 'Returns all keys whose names match a pattern.',
    since: '1.0.0',
    complexity: 'O(N), N being the number of keys in the database',
    arity: 2,
    acl: 'keyspace read slow dangerous',
    tips: ['request_policy:all_shards', 'nondeterministic_output_order'],
    syntax: 'pattern',
  },
  (ctx, argv) => ctx.db.keys(compileGlob(argv[1])),
);

export const scan = command(
  {
    ...row,
    name: 'scan',
    summary: 'Goes through the keys of the database a few at a time.',
    since: '2.8.0',
    complexity: 'O(1) for each call, O(N) for a whole walk, N being the number of keys',
    arity: -2,
    acl: 'keyspace read slow',
    tips: ['nondeterministic_output', 'request_policy:special'],
    syntax: 'cursor [MATCH pattern] [COUNT count] [TYPE type]',
  },
  (ctx, argv) => {
    const cursor = cursorArg(argv[1]);
    const { count, accepts, type } = scanOptions(argv, 2, true);
    const wanted = type?.toLowerCase();
    const found: ByteString[] = [];
    const next = ctx.db.scan(cursor, count, (key, value) => {
      if (accepts !== undefined && !accepts(key)) return;
      if (wanted === undefined || typeOf(value) === wanted) found.push(key);
    });
    return scanReply(next, found);
  },
);

export const randomkey = command(
  {
    ...row,
    name: 'randomkey',
    summary: 'Returns a key of the database, each as likely as the other.',
    since: '1.0.0',
    complexity: 'O(1)',
    arity: 1,
    acl: 'keyspace read slow',
    tips: ['request_policy:all_shards', 'nondeterministic_output'],
    syntax: '',
  },
  ({ core, db }) => db.randomKey(() => core.world.random()) ?? null,
);
