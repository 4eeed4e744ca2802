/** List commands that add at an end: LPUSH, RPUSH, LPUSHX, RPUSHX. */
import { type Argv, arg, type CommandSpec, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { ListValue, type Side } from '../../engine/value/list.ts';
import { expectClass } from '../../engine/value/value.ts';

const row = {
  group: 'list',
  complexity: 'O(N) where N is the number of elements given.',
  arity: -3,
  flags: 'write denyoom fast',
  acl: 'write list fast',
  keys: [keyAt(1, 'RW INSERT')],
  syntax: 'key element [element ...]',
} as const satisfies Partial<CommandSpec>;

export const lpush = command(
  {
    ...row,
    name: 'lpush',
    summary: 'Adds elements one by one at the head of a list, which is made when the key is not there.',
    since: '1.0.0',
  },
  (ctx, argv) => {
    const list = expectClass(ctx.db.write(argv[1]), ListValue) ?? makeList(ctx, argv);
    return push(ctx, argv, list, 'left');
  },
);

export const rpush = command(
  {
    ...row,
    name: 'rpush',
    summary: 'Adds elements one by one at the tail of a list, which is made when the key is not there.',
    since: '1.0.0',
  },
  (ctx, argv) => {
    const list = expectClass(ctx.db.write(argv[1]), ListValue) ?? makeList(ctx, argv);
    return push(ctx, argv, list, 'right');
  },
);

export const lpushx = command(
  {
    ...row,
    name: 'lpushx',
    summary: 'Adds elements at the head of a list, if it exists.',
    since: '2.2.0',
  },
  (ctx, argv) => {
    const list = expectClass(ctx.db.write(argv[1]), ListValue);
    return list === undefined ? 0 : push(ctx, argv, list, 'left');
  },
);

export const rpushx = command(
  {
    ...row,
    name: 'rpushx',
    summary: 'Adds elements at the tail of a list, if it exists.',
    since: '2.2.0',
  },
  (ctx, argv) => {
    const list = expectClass(ctx.db.write(argv[1]), ListValue);
    return list === undefined ? 0 : push(ctx, argv, list, 'right');
  },
);

function makeList(ctx: Context, argv: Argv): ListValue {
  const list = new ListValue();
  ctx.db.put(argv[1], list);
  return list;
}

function push(ctx: Context, argv: Argv, list: ListValue, side: Side): number {
  for (let i = 2; i < argv.length; i++) list.push(side, arg(argv, i));
  ctx.wrote('l', side === 'left' ? 'lpush' : 'rpush', argv[1], argv.length - 2);
  return list.length;
}
