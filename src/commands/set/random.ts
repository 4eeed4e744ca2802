/** Set commands that leave the choice to chance: SPOP and SRANDMEMBER. */
import type { ByteString } from '../../base/bytes.ts';
import { NOT_POSITIVE, SYNTAX } from '../../base/errors.ts';
import { EMPTY_ARRAY, type Reply, SetReply } from '../../base/reply.ts';
import { boundedArg } from '../../engine/command/argument.ts';
import { command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { distinctPlaces, pickCountArg, randomPlace, repeatedPlaces } from '../../engine/command/sample.ts';
import type { Context } from '../../engine/run/context.ts';
import { readSet, type SetValue, writeSet } from '../../engine/value/set.ts';

const EMPTY_SET = new SetReply(EMPTY_ARRAY);

export const spop = command(
  {
    name: 'spop',
    summary: 'Removes random members from a set and returns them.',
    since: '1.0.0',
    group: 'set',
    complexity: 'O(1) without a count, otherwise O(N) where N is the count.',
    arity: -2,
    flags: 'write fast',
    acl: 'write set fast',
    keys: [keyAt(1, 'RW ACCESS DELETE')],
    tips: ['nondeterministic_output'],
    syntax: 'key [count]',
  },
  (ctx, argv) => {
    if (argv.length > 3) throw SYNTAX;
    if (argv.length === 3) return popSeveral(ctx, argv[1], argv[2]);
    const set = writeSet(ctx, argv[1]);
    return set === undefined ? null : popOne(ctx, argv[1], set);
  },
);

function popOne(ctx: Context, key: ByteString, set: SetValue): ByteString {
  const member = set.takeAt(randomPlace(set.size, () => ctx.core.world.random()));
  ctx.wrote('s', 'spop', key);
  ctx.effect('SREM', key, member);
  if (set.size === 0) ctx.removeEmptied(key);
  return member;
}

function popSeveral(ctx: Context, key: ByteString, countText: ByteString): Reply {
  const count = boundedArg(countText, 0, Infinity, NOT_POSITIVE);
  const set = writeSet(ctx, key);
  if (set === undefined || count === 0) return EMPTY_SET;
  if (count >= set.size) return popAll(ctx, key, set);
  ctx.wrote('s', 'spop', key, count);
  const popped: ByteString[] = [];
  for (let i = 0; i < count; i++) {
    const member = set.takeAt(randomPlace(set.size, () => ctx.core.world.random()));
    ctx.effect('SREM', key, member);
    popped.push(member);
  }
  return new SetReply(popped);
}

/** What is taken whole is repeated as DEL. */
function popAll(ctx: Context, key: ByteString, set: SetValue): Reply {
  ctx.wrote('s', 'spop', key, set.size);
  ctx.removeEmptied(key);
  ctx.effect('DEL', key);
  return new SetReply(set.members());
}

export const srandmember = command(
  {
    name: 'srandmember',
    summary: 'Returns random members of a set and leaves them there.',
    since: '1.0.0',
    group: 'set',
    complexity: 'O(1) without a count, otherwise O(N) where N is the size of the count.',
    arity: -2,
    flags: 'readonly',
    acl: 'read set slow',
    keys: [keyAt(1, 'RO ACCESS')],
    tips: ['nondeterministic_output'],
    syntax: 'key [count]',
  },
  (ctx, argv) => {
    if (argv.length > 3) throw SYNTAX;
    const random = () => ctx.core.world.random();
    if (argv.length === 2) {
      const set = readSet(ctx, argv[1]);
      return set === undefined ? null : set.memberAt(randomPlace(set.size, random));
    }
    const count = pickCountArg(argv[2]);
    const set = readSet(ctx, argv[1]);
    if (set === undefined || count === 0) return EMPTY_ARRAY;
    if (count >= set.size) return set.members().slice();
    const places =
      count < 0 ? repeatedPlaces(set.size, -count, random) : distinctPlaces(set.size, count, random);
    return places.map((place) => set.memberAt(place));
  },
);
