/**
 * Sorted set commands that take from an end: ZPOPMIN, ZPOPMAX, ZMPOP and, waiting for a member to come,
 * BZPOPMIN, BZPOPMAX and BZMPOP. The last four are repeated as ZPOPMIN or ZPOPMAX.
 */
import type { ByteString } from '../../base/bytes.ts';
import { NOT_POSITIVE, SYNTAX } from '../../base/errors.ts';
import { Double, EMPTY_ARRAY, ErrorReply, NULL_ARRAY, type Reply } from '../../base/reply.ts';
import { boundedArg, isWord, timeoutArg } from '../../engine/command/argument.ts';
import { type Argv, arg, type Command, command, type Outcome } from '../../engine/command/command.ts';
import { keyAt, keyNum, keyRange } from '../../engine/command/key-spec.ts';
import { Block } from '../../engine/run/blocking.ts';
import type { Context } from '../../engine/run/context.ts';
import { writeZSet, ZSetValue } from '../../engine/value/zset.ts';

const NUMKEYS_NOT_POSITIVE = new ErrorReply('ERR numkeys should be greater than 0');
const COUNT_NOT_POSITIVE = new ErrorReply('ERR count should be greater than 0');

type Where = 'min' | 'max';
const EXTREME = { min: 'lowest', max: 'highest' } as const;
const EVENT = { min: 'zpopmin', max: 'zpopmax' } as const;
const EFFECT = { min: 'ZPOPMIN', max: 'ZPOPMAX' } as const;

/** What to take, and whether each member comes in a pair with its score or both in one flat list. */
interface Taking {
  readonly where: Where;
  readonly count: number;
  readonly inPairs: boolean;
}

/** Takes up to `count` members, at least one, from an end; the key goes with the last one. */
function take(ctx: Context, key: ByteString, zset: ZSetValue, { where, count, inPairs }: Taking): Reply[] {
  const { entries } = zset;
  const { size } = entries;
  const taken = Math.min(count, size);
  const popped: Reply[] = [];
  const keep = inPairs
    ? (score: number, member: ByteString) => void popped.push([member, new Double(score)])
    : (score: number, member: ByteString) => void popped.push(member, new Double(score));
  if (where === 'min') {
    entries.range(0, taken, keep);
    entries.deleteRange(0, taken);
  } else {
    entries.rangeReverse(size - taken, size, keep);
    entries.deleteRange(size - taken, size);
  }
  ctx.wrote('z', EVENT[where], key, taken);
  if (entries.size === 0) ctx.removeEmptied(key);
  return popped;
}

function popping(where: Where): Command {
  return command(
    {
      name: `zpop${where}`,
      summary: `Removes the members with the ${EXTREME[where]} scores from a sorted set and returns them.`,
      since: '5.0.0',
      group: 'sorted-set',
      complexity: 'O(M*log N) where N is the size of the sorted set and M the number of members taken.',
      arity: -2,
      flags: 'write fast',
      acl: 'write sortedset fast',
      keys: [keyAt(1, 'RW ACCESS DELETE')],
      syntax: 'key [count]',
    },
    (ctx, argv) => {
      if (argv.length > 3) throw SYNTAX;
      const counted = argv.length === 3;
      const count = counted ? boundedArg(argv[2], 0, Infinity, NOT_POSITIVE) : 1;
      const zset = writeZSet(ctx, argv[1]);
      if (zset === undefined || count === 0) return EMPTY_ARRAY;
      return take(ctx, argv[1], zset, { where, count, inPairs: counted && ctx.resp === 3 });
    },
  );
}

export const zpopmin = popping('min');
export const zpopmax = popping('max');

/** How BZPOPMIN and BZPOPMAX pop: one member, in a flat reply with the key. */
function popOne(ctx: Context, key: ByteString, zset: ZSetValue, where: Where): Reply {
  const popped = take(ctx, key, zset, { where, count: 1, inPairs: false });
  ctx.effect(EFFECT[where], key);
  return [key, ...popped];
}

/** What ZMPOP and BZMPOP are asked for. */
interface ManyPop {
  readonly keys: readonly ByteString[];
  readonly where: Where;
  readonly count: number;
}

function popMany(ctx: Context, key: ByteString, zset: ZSetValue, { where, count }: ManyPop): Reply {
  const popped = take(ctx, key, zset, { where, count, inPairs: true });
  ctx.effect(EFFECT[where], key, String(popped.length));
  return [key, popped];
}

/** Reads `numkeys key [key ...] MIN|MAX [COUNT count]` from position `from` on. */
function manyPopArg(argv: Argv, from: number): ManyPop {
  const numkeys = boundedArg(arg(argv, from), 1, Infinity, NUMKEYS_NOT_POSITIVE);
  const whereAt = from + numkeys + 1;
  const where = isWord(argv[whereAt], 'MIN') ? 'min' : isWord(argv[whereAt], 'MAX') ? 'max' : undefined;
  if (where === undefined) throw SYNTAX;
  let count: number | undefined;
  for (let i = whereAt + 1; i < argv.length; i += 2) {
    if (count !== undefined || !isWord(argv[i], 'COUNT') || i + 1 === argv.length) throw SYNTAX;
    count = boundedArg(arg(argv, i + 1), 1, Infinity, COUNT_NOT_POSITIVE);
  }
  return { keys: argv.slice(from + 1, whereAt), where, count: count ?? 1 };
}

/** Pops from the first of the keys that holds anything; undefined when none does. */
function popFirst(
  ctx: Context,
  keys: readonly ByteString[],
  pop: (key: ByteString, zset: ZSetValue) => Reply,
): Reply | undefined {
  for (const key of keys) {
    const zset = writeZSet(ctx, key);
    if (zset !== undefined) return pop(key, zset);
  }
  return undefined;
}

export const zmpop = command(
  {
    name: 'zmpop',
    summary: 'Removes members from an end of the first sorted set that has any, and returns them.',
    since: '7.0.0',
    group: 'sorted-set',
    complexity:
      'O(K + M*log N) where K is the number of keys, N the size of the sorted set and M the number of members taken.',
    arity: -4,
    flags: 'write movablekeys',
    acl: 'write sortedset slow',
    keys: [keyNum(1, 'RW ACCESS DELETE')],
    syntax: 'numkeys key [key ...] MIN|MAX [COUNT count]',
  },
  (ctx, argv) => {
    const asked = manyPopArg(argv, 1);
    return popFirst(ctx, asked.keys, (key, zset) => popMany(ctx, key, zset, asked)) ?? NULL_ARRAY;
  },
);

/** Pops at once where possible, else waits; a key that comes to hold another kind of value serves nobody. */
function popOrWait(
  ctx: Context,
  keys: readonly ByteString[],
  timeoutMs: number,
  pop: (ctx: Context, key: ByteString, zset: ZSetValue) => Reply,
): Outcome {
  const reply = popFirst(ctx, keys, (key, zset) => pop(ctx, key, zset));
  if (reply !== undefined) return reply;
  return new Block(keys, timeoutMs, NULL_ARRAY, (later, key) => {
    const value = later.db.write(key);
    return value instanceof ZSetValue ? pop(later, key, value) : undefined;
  });
}

function blockingPop(where: Where): Command {
  return command(
    {
      name: `bzpop${where}`,
      summary: `Removes the member with the ${EXTREME[where]} score from the first sorted set that has any and returns it; waits for one to come.`,
      since: '5.0.0',
      group: 'sorted-set',
      complexity: 'O(log N) where N is the size of the sorted set.',
      arity: -3,
      flags: 'write noscript blocking fast',
      acl: 'write sortedset fast blocking',
      keys: [keyRange(1, -2, 1, 'RW ACCESS DELETE')],
      syntax: 'key [key ...] timeout',
    },
    (ctx, argv) => {
      const timeoutMs = timeoutArg(arg(argv, argv.length - 1));
      return popOrWait(ctx, argv.slice(1, -1), timeoutMs, (later, key, zset) =>
        popOne(later, key, zset, where),
      );
    },
  );
}

export const bzpopmin = blockingPop('min');
export const bzpopmax = blockingPop('max');

export const bzmpop = command(
  {
    name: 'bzmpop',
    summary: 'Removes members from an end of the first sorted set that has any; waits for one to come.',
    since: '7.0.0',
    group: 'sorted-set',
    complexity:
      'O(K + M*log N) where K is the number of keys, N the size of the sorted set and M the number of members taken.',
    arity: -5,
    flags: 'write blocking movablekeys',
    acl: 'write sortedset slow blocking',
    keys: [keyNum(2, 'RW ACCESS DELETE')],
    syntax: 'timeout numkeys key [key ...] MIN|MAX [COUNT count]',
  },
  (ctx, argv) => {
    const asked = manyPopArg(argv, 2);
    const timeoutMs = timeoutArg(argv[1]);
    return popOrWait(ctx, asked.keys, timeoutMs, (later, key, zset) => popMany(later, key, zset, asked));
  },
);
