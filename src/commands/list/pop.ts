/** List commands that take from an end: LPOP, RPOP, LMPOP. What BLPOP and BLMPOP share stands here too. */
import type { ByteString } from '../../base/bytes.ts';
import { NOT_POSITIVE, SYNTAX, wrongArity } from '../../base/errors.ts';
import { EMPTY_ARRAY, ErrorReply, NULL_ARRAY, type Reply } from '../../base/reply.ts';
import { boundedArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, type CommandSpec, command } from '../../engine/command/command.ts';
import { keyAt, keyNum } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { ListValue, type Side } from '../../engine/value/list.ts';
import { expectClass } from '../../engine/value/value.ts';

const BAD_NUMKEYS = new ErrorReply('ERR numkeys should be greater than 0');
const BAD_COUNT = new ErrorReply('ERR count should be greater than 0');

const row = {
  group: 'list',
  complexity: 'O(N) where N is the number of elements returned.',
  arity: -2,
  flags: 'write fast',
  acl: 'write list fast',
  keys: [keyAt(1, 'RW ACCESS DELETE')],
  syntax: 'key [count]',
} as const satisfies Partial<CommandSpec>;

export const lpop = command(
  {
    ...row,
    name: 'lpop',
    summary: 'Takes elements from the head of a list; the key goes with the last one.',
    since: '1.0.0',
  },
  (ctx, argv) => pop(ctx, argv, 'left'),
);

export const rpop = command(
  {
    ...row,
    name: 'rpop',
    summary: 'Takes elements from the tail of a list; the key goes with the last one.',
    since: '1.0.0',
  },
  (ctx, argv) => pop(ctx, argv, 'right'),
);

function pop(ctx: Context, argv: Argv, side: Side): Reply {
  if (argv.length === 2) {
    const list = writeList(ctx, argv[1]);
    if (list === undefined) return null;
    const element = list.pop(side) ?? null;
    elementsRemoved(ctx, argv[1], list, { side, count: 1 });
    return element;
  }
  if (argv.length > 3) throw wrongArity(side === 'left' ? 'lpop' : 'rpop');
  const count = boundedArg(argv[2], 0, Infinity, NOT_POSITIVE);
  const list = writeList(ctx, argv[1]);
  if (list === undefined) return NULL_ARRAY;
  return count === 0 ? EMPTY_ARRAY : popMany(ctx, argv[1], list, { side, count });
}

export const lmpop = command(
  {
    name: 'lmpop',
    summary: 'Takes elements from the first of several lists that exists.',
    since: '7.0.0',
    group: 'list',
    complexity: 'O(N+M) where N is the number of keys and M the number of elements returned.',
    arity: -4,
    flags: 'write movablekeys',
    acl: 'write list slow',
    keys: [keyNum(1, 'RW ACCESS DELETE')],
    syntax: 'numkeys key [key ...] LEFT|RIGHT [COUNT count]',
  },
  (ctx, argv) => {
    const request = multiPopArgs(argv, 1);
    return popFirst(ctx, request.keys, request) ?? NULL_ARRAY;
  },
);

/** From which end to take, and how many at most. */
export interface Take {
  readonly side: Side;
  readonly count: number;
}

/** What LMPOP and BLMPOP ask for, from the position of numkeys on. */
export function multiPopArgs(argv: Argv, from: number): Take & { readonly keys: readonly ByteString[] } {
  const numkeys = boundedArg(arg(argv, from), 1, Infinity, BAD_NUMKEYS);
  const end = from + 1 + numkeys;
  if (end >= argv.length) throw SYNTAX;
  const side = sideArg(arg(argv, end));
  let count = 1;
  for (let i = end + 1; i < argv.length; i += 2) {
    if (i > end + 1 || !isWord(argv[i], 'COUNT') || i + 1 === argv.length) throw SYNTAX;
    count = boundedArg(arg(argv, i + 1), 1, Infinity, BAD_COUNT);
  }
  return { keys: argv.slice(from + 1, end), side, count };
}

/** LEFT or RIGHT. @throws ErrorReply syntax error */
export function sideArg(text: ByteString): Side {
  if (isWord(text, 'LEFT')) return 'left';
  if (isWord(text, 'RIGHT')) return 'right';
  throw SYNTAX;
}

/** Pops from the first key that holds a list: key and elements; undefined when none does. */
export function popFirst(ctx: Context, keys: readonly ByteString[], take: Take): Reply | undefined {
  for (const key of keys) {
    const list = writeList(ctx, key);
    if (list !== undefined) return popWithKey(ctx, key, list, take);
  }
  return undefined;
}

/** Pops from one list in LMPOP's form, which is repeated as LPOP or RPOP with the count that was there. */
export function popWithKey(ctx: Context, key: ByteString, list: ListValue, take: Take): Reply {
  const elements = popMany(ctx, key, list, take);
  ctx.effect(take.side === 'left' ? 'LPOP' : 'RPOP', key, String(elements.length));
  return [key, elements];
}

function popMany(ctx: Context, key: ByteString, list: ListValue, { side, count }: Take): ByteString[] {
  const elements = list.popMany(side, count);
  elementsRemoved(ctx, key, list, { side, count: elements.length });
  return elements;
}

/** What follows when elements have gone from an end: the event, and the end of a list that is empty now. */
export function elementsRemoved(ctx: Context, key: ByteString, list: ListValue, { side, count }: Take): void {
  ctx.wrote('l', side === 'left' ? 'lpop' : 'rpop', key, count);
  if (list.length === 0) ctx.removeEmptied(key);
}

/** The list at a key for writing. @throws ErrorReply WRONGTYPE */
export function writeList(ctx: Context, key: ByteString): ListValue | undefined {
  return expectClass(ctx.db.write(key), ListValue);
}
