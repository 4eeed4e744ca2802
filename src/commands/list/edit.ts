/** List commands that change what lies inside: LSET, LINSERT, LREM, LTRIM. */
import { NO_SUCH_KEY, OUT_OF_RANGE, SYNTAX } from '../../base/errors.ts';
import { OK } from '../../base/reply.ts';
import { integerArg, isWord } from '../../engine/command/argument.ts';
import { command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { writeList } from './pop.ts';

export const lset = command(
  {
    name: 'lset',
    summary: 'Replaces the element at a position.',
    since: '1.0.0',
    group: 'list',
    complexity: 'O(1)',
    arity: 4,
    flags: 'write denyoom',
    acl: 'write list slow',
    keys: [keyAt(1, 'RW UPDATE')],
    syntax: 'key index element',
  },
  (ctx, argv) => {
    const list = writeList(ctx, argv[1]);
    if (list === undefined) throw NO_SUCH_KEY;
    const index = integerArg(argv[2]);
    if (!list.items.set(index < 0 ? list.length + index : index, argv[3])) throw OUT_OF_RANGE;
    ctx.wrote('l', 'lset', argv[1]);
    return OK;
  },
);

export const linsert = command(
  {
    name: 'linsert',
    summary: 'Puts an element before or after another one.',
    since: '2.2.0',
    group: 'list',
    complexity: 'O(N) where N is the length of the list.',
    arity: 5,
    flags: 'write denyoom',
    acl: 'write list slow',
    keys: [keyAt(1, 'RW INSERT')],
    syntax: 'key BEFORE|AFTER pivot element',
  },
  (ctx, argv) => {
    const [, key, where, pivot, element] = argv;
    const after = isWord(where, 'AFTER');
    if (!after && !isWord(where, 'BEFORE')) throw SYNTAX;
    const list = writeList(ctx, key);
    if (list === undefined) return 0;
    if (!list.insert(after ? 'after' : 'before', pivot, element)) return -1;
    ctx.wrote('l', 'linsert', key);
    return list.length;
  },
);

export const lrem = command(
  {
    name: 'lrem',
    summary: 'Removes elements that equal the one given; the key goes with the last one.',
    since: '1.0.0',
    group: 'list',
    complexity: 'O(N) where N is the length of the list.',
    arity: 4,
    flags: 'write',
    acl: 'write list slow',
    keys: [keyAt(1, 'RW DELETE')],
    syntax: 'key count element',
  },
  (ctx, argv) => {
    const count = integerArg(argv[2]);
    const list = writeList(ctx, argv[1]);
    if (list === undefined) return 0;
    const removed = list.remove(argv[3], count);
    if (removed === 0) return 0;
    ctx.wrote('l', 'lrem', argv[1], removed);
    if (list.length === 0) ctx.removeEmptied(argv[1]);
    return removed;
  },
);

export const ltrim = command(
  {
    name: 'ltrim',
    summary: 'Keeps only the elements between two positions, both included.',
    since: '1.0.0',
    group: 'list',
    complexity: 'O(N) where N is the number of elements removed.',
    arity: 4,
    flags: 'write',
    acl: 'write list slow',
    keys: [keyAt(1, 'RW DELETE')],
    syntax: 'key start stop',
  },
  (ctx, argv) => {
    const start = integerArg(argv[2]);
    const stop = integerArg(argv[3]);
    const list = writeList(ctx, argv[1]);
    if (list === undefined) return OK;
    const before = list.length;
    list.items.trim(start < 0 ? before + start : start, (stop < 0 ? before + stop : stop) + 1);
    // The server breaks WATCH and gives the event even where nothing was removed.
    ctx.wrote('l', 'ltrim', argv[1], before - list.length);
    if (list.length === 0) ctx.removeEmptied(argv[1]);
    return OK;
  },
);
