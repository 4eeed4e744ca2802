/** Set commands that ask for, add, remove or move members one by one. */
import { EMPTY_ARRAY, type Reply, SetReply } from '../../base/reply.ts';
import { arg, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { cursorArg, scanOptions, scanReply } from '../../engine/command/scan.ts';
import { readSet, SetValue, writeSet } from '../../engine/value/set.ts';

export const sadd = command(
  {
    name: 'sadd',
    summary: 'Adds members to a set, which is made when the key is not there.',
    since: '1.0.0',
    group: 'set',
    complexity: 'O(N) where N is the number of members given.',
    arity: -3,
    flags: 'write denyoom fast',
    acl: 'write set fast',
    keys: [keyAt(1, 'RW INSERT')],
    syntax: 'key member [member ...]',
  },
  (ctx, argv) => {
    const key = argv[1];
    let set = writeSet(ctx, key);
    if (set === undefined) ctx.db.put(key, (set = new SetValue()));
    const mostInts = ctx.core.config['set-max-intset-entries'];
    let added = 0;
    for (let i = 2; i < argv.length; i++) if (set.add(arg(argv, i), mostInts)) added++;
    if (added > 0) ctx.wrote('s', 'sadd', key, added);
    return added;
  },
);

export const srem = command(
  {
    name: 'srem',
    summary: 'Removes members from a set; the key goes with the last one.',
    since: '1.0.0',
    group: 'set',
    complexity: 'O(N) where N is the number of members given.',
    arity: -3,
    flags: 'write fast',
    acl: 'write set fast',
    keys: [keyAt(1, 'RW DELETE')],
    syntax: 'key member [member ...]',
  },
  (ctx, argv) => {
    const key = argv[1];
    const set = writeSet(ctx, key);
    if (set === undefined) return 0;
    let removed = 0;
    for (let i = 2; i < argv.length && set.size > 0; i++) if (set.delete(arg(argv, i))) removed++;
    if (removed === 0) return 0;
    ctx.wrote('s', 'srem', key, removed);
    if (set.size === 0) ctx.removeEmptied(key);
    return removed;
  },
);

export const sismember = command(
  {
    name: 'sismember',
    summary: 'Tells whether a member is in a set.',
    since: '1.0.0',
    group: 'set',
    complexity: 'O(1)',
    arity: 3,
    flags: 'readonly fast',
    acl: 'read set fast',
    keys: [keyAt(1, 'RO')],
    syntax: 'key member',
  },
  (ctx, argv) => (readSet(ctx, argv[1])?.has(argv[2]) ? 1 : 0),
);

export const smismember = command(
  {
    name: 'smismember',
    summary: 'Tells of each of several members whether it is in a set.',
    since: '6.2.0',
    group: 'set',
    complexity: 'O(N) where N is the number of members given.',
    arity: -3,
    flags: 'readonly fast',
    acl: 'read set fast',
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key member [member ...]',
  },
  (ctx, argv) => {
    const set = readSet(ctx, argv[1]);
    const answers: Reply[] = [];
    for (let i = 2; i < argv.length; i++) answers.push(set?.has(arg(argv, i)) ? 1 : 0);
    return answers;
  },
);

export const scard = command(
  {
    name: 'scard',
    summary: 'Returns how many members a set has.',
    since: '1.0.0',
    group: 'set',
    complexity: 'O(1)',
    arity: 2,
    flags: 'readonly fast',
    acl: 'read set fast',
    keys: [keyAt(1, 'RO')],
    syntax: 'key',
  },
  (ctx, argv) => readSet(ctx, argv[1])?.size ?? 0,
);

export const smembers = command(
  {
    name: 'smembers',
    summary: 'Returns all members of a set.',
    since: '1.0.0',
    group: 'set',
    complexity: 'O(N) where N is the size of the set.',
    arity: 2,
    flags: 'readonly',
    acl: 'read set slow',
    keys: [keyAt(1, 'RO ACCESS')],
    tips: ['nondeterministic_output_order'],
    syntax: 'key',
  },
  (ctx, argv) => new SetReply(readSet(ctx, argv[1])?.members().slice() ?? EMPTY_ARRAY),
);

export const smove = command(
  {
    name: 'smove',
    summary: 'Moves a member from one set to another.',
    since: '1.0.0',
    group: 'set',
    complexity: 'O(1)',
    arity: 4,
    flags: 'write fast',
    acl: 'write set fast',
    keys: [keyAt(1, 'RW ACCESS DELETE'), keyAt(2, 'RW INSERT')],
    syntax: 'source destination member',
  },
  (ctx, argv) => {
    const [, from, to, member] = argv;
    const source = writeSet(ctx, from);
    if (source === undefined) return 0;
    let destination = writeSet(ctx, to);
    if (source === destination) return source.has(member) ? 1 : 0;
    if (!source.delete(member)) return 0;
    ctx.wrote('s', 'srem', from);
    if (source.size === 0) ctx.removeEmptied(from);
    if (destination === undefined) ctx.db.put(to, (destination = new SetValue()));
    if (destination.add(member, ctx.core.config['set-max-intset-entries'])) ctx.wrote('s', 'sadd', to);
    return 1;
  },
);

export const sscan = command(
  {
    name: 'sscan',
    summary: 'Walks through the members of a set in steps.',
    since: '2.8.0',
    group: 'set',
    complexity: 'O(1) a call, O(N) for a whole walk, where N is the size of the set.',
    arity: -3,
    flags: 'readonly',
    acl: 'read set slow',
    keys: [keyAt(1, 'RO ACCESS')],
    tips: ['nondeterministic_output'],
    syntax: 'key cursor [MATCH pattern] [COUNT count]',
  },
  (ctx, argv) => {
    const cursor = cursorArg(argv[2]);
    const set = readSet(ctx, argv[1]);
    if (set === undefined) return scanReply(0, EMPTY_ARRAY);
    const { count, accepts } = scanOptions(argv, 3);
    const found: Reply[] = [];
    const next = set.scan(cursor, count, (member) => {
      if (accepts === undefined || accepts(member)) found.push(member);
    });
    return scanReply(next, found);
  },
);
