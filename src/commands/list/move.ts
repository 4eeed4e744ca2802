/** List commands that carry an element from one list to another: LMOVE and RPOPLPUSH. */
import type { ByteString } from '../../base/bytes.ts';
import { command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { ListValue, type Side } from '../../engine/value/list.ts';
import { elementsRemoved, sideArg, writeList } from './pop.ts';

export const lmove = command(
  {
    name: 'lmove',
    summary: 'Takes an element from an end of one list and adds it at an end of another.',
    since: '6.2.0',
    group: 'list',
    complexity: 'O(1)',
    arity: 5,
    flags: 'write denyoom',
    acl: 'write list slow',
    keys: [keyAt(1, 'RW ACCESS DELETE'), keyAt(2, 'RW INSERT')],
    syntax: 'source destination LEFT|RIGHT LEFT|RIGHT',
  },
  (ctx, argv) => moveElement(ctx, routeOf(argv[1], argv[2], argv[3], argv[4])),
);

export const rpoplpush = command(
  {
    name: 'rpoplpush',
    summary:
      'Takes the last element of one list and makes it the first of another; LMOVE has taken its place.',
    since: '1.2.0',
    group: 'list',
    complexity: 'O(1)',
    arity: 3,
    flags: 'write denyoom',
    acl: 'write list slow',
    keys: [keyAt(1, 'RW ACCESS DELETE'), keyAt(2, 'RW INSERT')],
    syntax: 'source destination',
  },
  (ctx, argv) => moveElement(ctx, { source: argv[1], destination: argv[2], from: 'right', to: 'left' }),
);

/** Which end of which list an element leaves, and where it goes. */
export interface Route {
  readonly source: ByteString;
  readonly destination: ByteString;
  readonly from: Side;
  readonly to: Side;
}

/** LMOVE's words in their order. @throws ErrorReply syntax error */
export function routeOf(
  source: ByteString,
  destination: ByteString,
  from: ByteString,
  to: ByteString,
): Route {
  return { source, destination, from: sideArg(from), to: sideArg(to) };
}

/**
 * Moves one element and returns it; null when there is no source list. The push is announced before the
 * pop, and a source that was emptied goes last: source and destination may be the same list.
 * @throws ErrorReply WRONGTYPE, and then nothing has changed
 */
export function moveElement(ctx: Context, route: Route): ByteString | null {
  const source = writeList(ctx, route.source);
  if (source === undefined) return null;
  let destination = writeList(ctx, route.destination);
  const element = source.pop(route.from) as ByteString;
  if (destination === undefined) ctx.db.put(route.destination, (destination = new ListValue()));
  destination.push(route.to, element);
  ctx.wrote('l', route.to === 'left' ? 'lpush' : 'rpush', route.destination, 0);
  elementsRemoved(ctx, route.source, source, { side: route.from, count: 1 });
  return element;
}
