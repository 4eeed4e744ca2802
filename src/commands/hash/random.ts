/** HRANDFIELD: random fields of a hash. */
import { SYNTAX } from '../../base/errors.ts';
import { EMPTY_ARRAY, ErrorReply, type Reply } from '../../base/reply.ts';
import { int64Arg, isWord } from '../../engine/command/argument.ts';
import { type Argv, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { distinctPlaces, pickCountArg, randomPlace, repeatedPlaces } from '../../engine/command/sample.ts';
import type { Context } from '../../engine/run/context.ts';
import type { HashValue } from '../../engine/value/hash.ts';
import { readHash } from './read.ts';

const COUNT_OUT_OF_RANGE = new ErrorReply('ERR value is out of range');
/** With values, a count may be half as large: LONG_MAX / 2. */
const MOST_WITH_VALUES = 2n ** 62n - 1n;

export const hrandfield = command(
  {
    name: 'hrandfield',
    summary: 'Returns random fields of a hash, with their values if asked.',
    since: '6.2.0',
    group: 'hash',
    complexity: 'O(N) where N is the number of fields returned.',
    arity: -2,
    flags: 'readonly',
    acl: 'read hash slow',
    keys: [keyAt(1, 'RO ACCESS')],
    tips: ['nondeterministic_output'],
    syntax: 'key [count [WITHVALUES]]',
  },
  (ctx, argv) => {
    if (argv.length > 2) return severalFields(ctx, argv);
    const hash = readHash(ctx, argv[1]);
    return hash === undefined ? null : hash.fieldAt(randomPlace(hash.size, () => ctx.core.world.random()));
  },
);

function severalFields(ctx: Context, argv: Argv): Reply {
  const count = pickCountArg(argv[2]);
  const withValues = argv.length > 3;
  if (argv.length > 4 || (withValues && !isWord(argv[3], 'WITHVALUES'))) throw SYNTAX;
  if (withValues && isTooManyPairs(int64Arg(argv[2]))) throw COUNT_OUT_OF_RANGE;
  const hash = readHash(ctx, argv[1]);
  if (hash === undefined || count === 0) return EMPTY_ARRAY;
  if (count >= hash.size && !withValues) return hash.fields();
  const places = placesOf(ctx, hash, count);
  if (!withValues) return places.map((place) => hash.fieldAt(place));
  return ctx.resp === 2
    ? places.flatMap((place) => [hash.fieldAt(place), hash.valueAt(place)])
    : places.map((place) => [hash.fieldAt(place), hash.valueAt(place)]);
}

function isTooManyPairs(count: number | bigint): boolean {
  return typeof count === 'bigint' && (count > MOST_WITH_VALUES || count < -MOST_WITH_VALUES);
}

/** A count of at least the size gives the whole hash in its own order. */
function placesOf(ctx: Context, hash: HashValue, count: number): readonly number[] {
  const random = () => ctx.core.world.random();
  if (count < 0) return repeatedPlaces(hash.size, -count, random);
  if (count >= hash.size) return Array.from({ length: hash.size }, (_, place) => place);
  return distinctPlaces(hash.size, count, random);
}
