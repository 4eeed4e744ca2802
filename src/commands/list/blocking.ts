/**
 * List commands that wait until there is something to take: BLPOP, BRPOP, BLMPOP, BLMOVE, BRPOPLPUSH.
 * Each leaves the effect of the command that would not have waited. A served pop breaks no WATCH of its
 * own: the push that readied the key has done so.
 */
import type { ByteString } from '../../base/bytes.ts';
import { NULL_ARRAY, type Reply } from '../../base/reply.ts';
import { timeoutArg } from '../../engine/command/argument.ts';
import { type Argv, arg, type CommandSpec, command, type Outcome } from '../../engine/command/command.ts';
import { keyAt, keyNum, keyRange } from '../../engine/command/key-spec.ts';
import { Block } from '../../engine/run/blocking.ts';
import type { Context } from '../../engine/run/context.ts';
import { ListValue, type Side } from '../../engine/value/list.ts';
import { moveElement, type Route, routeOf } from './move.ts';
import { elementsRemoved, multiPopArgs, popFirst, popWithKey, writeList } from './pop.ts';

const row = {
  group: 'list',
  flags: 'write noscript blocking',
  acl: 'write list slow blocking',
} as const satisfies Partial<CommandSpec>;

const popRow = {
  ...row,
  since: '2.0.0',
  complexity: 'O(N) where N is the number of keys.',
  arity: -3,
  keys: [keyRange(1, -2, 1, 'RW ACCESS DELETE')],
  syntax: 'key [key ...] timeout',
} as const satisfies Partial<CommandSpec>;

export const blpop = command(
  {
    ...popRow,
    name: 'blpop',
    summary: 'Takes the first element of the first list that has one, or waits for it.',
  },
  (ctx, argv) => popOrWait(ctx, argv, 'left'),
);

export const brpop = command(
  {
    ...popRow,
    name: 'brpop',
    summary: 'Takes the last element of the first list that has one, or waits for it.',
  },
  (ctx, argv) => popOrWait(ctx, argv, 'right'),
);

function popOrWait(ctx: Context, argv: Argv, side: Side): Outcome {
  const timeoutMs = timeoutArg(arg(argv, argv.length - 1));
  const keys = argv.slice(1, -1);
  for (const key of keys) {
    const list = writeList(ctx, key);
    if (list !== undefined) return popOne(ctx, key, list, side);
  }
  return new Block(keys, timeoutMs, NULL_ARRAY, (later, key) => {
    const list = readyList(later, key);
    return list && popOne(later, key, list, side);
  });
}

function popOne(ctx: Context, key: ByteString, list: ListValue, side: Side): Reply {
  const element = list.pop(side) ?? null;
  elementsRemoved(ctx, key, list, { side, count: 1 });
  ctx.effect(side === 'left' ? 'LPOP' : 'RPOP', key);
  return [key, element];
}

export const blmpop = command(
  {
    ...row,
    name: 'blmpop',
    summary: 'Takes elements from the first of several lists that exists, or waits for one.',
    since: '7.0.0',
    complexity: 'O(N+M) where N is the number of keys and M the number of elements returned.',
    arity: -5,
    flags: 'write blocking movablekeys',
    keys: [keyNum(2, 'RW ACCESS DELETE')],
    syntax: 'timeout numkeys key [key ...] LEFT|RIGHT [COUNT count]',
  },
  (ctx, argv) => {
    const request = multiPopArgs(argv, 2);
    const timeoutMs = timeoutArg(argv[1]);
    const popped = popFirst(ctx, request.keys, request);
    if (popped !== undefined) return popped;
    return new Block(request.keys, timeoutMs, NULL_ARRAY, (later, key) => {
      const list = readyList(later, key);
      return list && popWithKey(later, key, list, request);
    });
  },
);

export const blmove = command(
  {
    ...row,
    name: 'blmove',
    summary: 'Takes an element from an end of one list and adds it at an end of another, or waits for one.',
    since: '6.2.0',
    complexity: 'O(1)',
    arity: 6,
    flags: 'write denyoom noscript blocking',
    keys: [keyAt(1, 'RW ACCESS DELETE'), keyAt(2, 'RW INSERT')],
    syntax: 'source destination LEFT|RIGHT LEFT|RIGHT timeout',
  },
  (ctx, argv) => {
    const route = routeOf(argv[1], argv[2], argv[3], argv[4]);
    const timeoutMs = timeoutArg(argv[5]);
    // Where nobody waited, the server repeats the words for the sides as they came; later, in its own.
    const now = ['LMOVE', route.source, route.destination, argv[3], argv[4]];
    const later = ['LMOVE', route.source, route.destination, route.from, route.to];
    return moveOrWait(ctx, route, { timeoutMs, now, later });
  },
);

export const brpoplpush = command(
  {
    ...row,
    name: 'brpoplpush',
    summary: 'Takes the last element of one list and makes it the first of another, or waits for one.',
    since: '2.2.0',
    complexity: 'O(1)',
    arity: 4,
    flags: 'write denyoom noscript blocking',
    keys: [keyAt(1, 'RW ACCESS DELETE'), keyAt(2, 'RW INSERT')],
    syntax: 'source destination timeout',
  },
  (ctx, argv) => {
    const [, source, destination] = argv;
    const route = { source, destination, from: 'right', to: 'left' } as const;
    const effect = ['RPOPLPUSH', source, destination];
    return moveOrWait(ctx, route, { timeoutMs: timeoutArg(argv[3]), now: effect, later: effect });
  },
);

/** How long to wait, and the effect of moving at once and of moving after a wait. */
interface Wait {
  readonly timeoutMs: number;
  readonly now: readonly string[];
  readonly later: readonly string[];
}

/** Where it may not wait the server answers a null string, and when the time is over a null array. */
function moveOrWait(ctx: Context, route: Route, { timeoutMs, now, later }: Wait): Outcome {
  if (writeList(ctx, route.source) !== undefined) return moveNow(ctx, route, now);
  const serve = (inTurn: Context, key: ByteString) => readyList(inTurn, key) && moveNow(inTurn, route, later);
  return new Block([route.source], timeoutMs, NULL_ARRAY, serve, null);
}

function moveNow(ctx: Context, route: Route, effect: readonly string[]): Reply {
  const element = moveElement(ctx, route);
  ctx.effect(...effect);
  return element;
}

/** The list at a key that has become ready; whatever else it may hold by now is left to those who want it. */
function readyList(ctx: Context, key: ByteString): ListValue | undefined {
  const value = ctx.db.write(key);
  return value instanceof ListValue ? value : undefined;
}
