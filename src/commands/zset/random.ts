/** ZRANDMEMBER: random members of a sorted set, with their scores if wanted. */
import { SYNTAX } from '../../base/errors.ts';
import { Double, EMPTY_ARRAY, ErrorReply, type Reply } from '../../base/reply.ts';
import { isWord } from '../../engine/command/argument.ts';
import { command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { distinctPlaces, pickCountArg, randomPlace, repeatedPlaces } from '../../engine/command/sample.ts';
import { readZSet, type ZSetValue } from '../../engine/value/zset.ts';
import { entriesReply } from './result.ts';

const COUNT_OUT_OF_RANGE = new ErrorReply('ERR value is out of range');
/** The most members whose scores fit in a reply that is counted in 64 bits. */
const MOST_WITH_SCORES = 2 ** 62;

export const zrandmember = command(
  {
    name: 'zrandmember',
    summary: 'Returns random members of a sorted set and leaves them there.',
    since: '6.2.0',
    group: 'sorted-set',
    complexity: 'O(N) where N is the number of members returned.',
    arity: -2,
    flags: 'readonly',
    acl: 'read sortedset slow',
    keys: [keyAt(1, 'RO ACCESS')],
    tips: ['nondeterministic_output'],
    syntax: 'key [count [WITHSCORES]]',
  },
  (ctx, argv) => {
    const random = () => ctx.core.world.random();
    if (argv.length === 2) {
      const entries = readZSet(ctx, argv[1])?.entries;
      return entries === undefined ? null : entries.memberAt(randomPlace(entries.size, random));
    }
    const count = pickCountArg(argv[2]);
    const withScores = argv.length > 3;
    if (argv.length > 4 || (withScores && !isWord(argv[3], 'WITHSCORES'))) throw SYNTAX;
    if (withScores && Math.abs(count) >= MOST_WITH_SCORES) throw COUNT_OUT_OF_RANGE;
    const zset = readZSet(ctx, argv[1]);
    if (zset === undefined || count === 0) return EMPTY_ARRAY;
    const { size } = zset;
    if (count >= size)
      return entriesReply(zset, { start: 0, stop: size }, { reverse: true, withScores, resp: ctx.resp });
    const places = count < 0 ? repeatedPlaces(size, -count, random) : distinctPlaces(size, count, random);
    return withScores
      ? scoredReply(zset, places, ctx.resp)
      : places.map((place) => zset.entries.memberAt(place));
  },
);

function scoredReply({ entries }: ZSetValue, places: readonly number[], resp: 2 | 3): Reply {
  const reply: Reply[] = [];
  for (const place of places) {
    const member = entries.memberAt(place);
    const score = new Double(entries.scoreAt(place));
    if (resp === 3) reply.push([member, score]);
    else reply.push(member, score);
  }
  return reply;
}
