import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualWorld } from '../../src/base/world.ts';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from '../support/differential.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../support/oracle.ts';
import { type Move, sideBySide } from '../support/side-by-side.ts';

/** The effects of each request, one line a group. */
function effectsOf(...requests: readonly string[]): string[] {
  const engine = new Engine();
  const lines: string[] = [];
  engine.core.effects.listen((group) => lines.push(group.map(({ argv }) => argv.join(' ')).join(' | ')));
  for (const request of requests) engine.call(...(request.split(' ') as [string]));
  return lines;
}

describe('effects of sorted sets', () => {
  it('are the requests that changed something', () => {
    expect(
      effectsOf(
        'ZADD z 1 a',
        'ZADD z 1 a',
        'ZADD z NX 5 a',
        'ZADD z XX 5 a',
        'ZINCRBY z 0 a',
        'ZINCRBY z 1 a',
      ),
    ).toEqual(['ZADD z 1 a', 'ZADD z XX 5 a', 'ZINCRBY z 1 a']);
    expect(
      effectsOf('ZADD z 1 a 2 b', 'ZREM z x', 'ZREMRANGEBYRANK z 5 6', 'ZREMRANGEBYSCORE z 1 1', 'ZREM z b'),
    ).toEqual(['ZADD z 1 a 2 b', 'ZREMRANGEBYSCORE z 1 1', 'ZREM z b']);
    expect(
      effectsOf('ZADD z 1 a', 'ZUNIONSTORE d 1 no', 'ZUNIONSTORE d 1 z', 'ZRANGESTORE d z 5 6', 'ZPOPMIN z'),
    ).toEqual(['ZADD z 1 a', 'ZUNIONSTORE d 1 z', 'ZRANGESTORE d z 5 6', 'ZPOPMIN z']);
  });

  it('name the key and the count that a choice among keys, or a wait, came to', () => {
    expect(effectsOf('ZADD z 1 a 2 b 3 c', 'ZMPOP 2 no z MIN', 'ZMPOP 2 no z MAX COUNT 10')).toEqual([
      'ZADD z 1 a 2 b 3 c',
      'ZPOPMIN z 1',
      'ZPOPMAX z 2',
    ]);
    expect(effectsOf('ZADD z 1 a 2 b 3 c', 'BZPOPMIN no z 0', 'BZMPOP 0 1 z MAX COUNT 5')).toEqual([
      'ZADD z 1 a 2 b 3 c',
      'ZPOPMIN z',
      'ZPOPMAX z 2',
    ]);
    expect(effectsOf('BZPOPMIN no 0', 'ZMPOP 1 no MIN', 'ZPOPMIN no')).toEqual([]);
  });

  it('of one who waited follow the effect that served him', () => {
    const engine = new Engine();
    const lines: string[] = [];
    engine.core.effects.listen((group) => lines.push(group.map(({ argv }) => argv.join(' ')).join(' | ')));
    const [first, second] = [new OurConnection(engine), new OurConnection(engine)];
    first.call(['BZPOPMAX', 'z', '0']);
    second.call(['BZMPOP', '0', '2', 'y', 'z', 'MIN', 'COUNT', '5']);
    engine.call('ZADD', 'z', '1', 'a', '2', 'b', '3', 'c');
    expect(lines).toEqual(['ZADD z 1 a 2 b 3 c', 'ZPOPMAX z', 'ZPOPMIN z 2']);
    expect(engine.call('EXISTS', 'z')).toBe(0);
  });
});

describe('waiting for a sorted set', () => {
  it('ends when the time is over, and not before', () => {
    const world = new ManualWorld();
    const engine = new Engine({ world });
    const waiter = new OurConnection(engine);
    expect(waiter.call(['BZPOPMIN', 'z', '1.5'])).toBe('');
    world.advance(1499);
    expect(waiter.received).toEqual([]);
    world.advance(1);
    expect(waiter.received).toEqual(['*-1\r\n']);
    engine.call('ZADD', 'z', '1', 'a');
    expect(engine.call('ZCARD', 'z')).toBe(1);
    expect(waiter.call(['BZMPOP', '0.001', '1', 'y', 'MIN'])).toBe('');
    world.advance(1);
    expect(waiter.received).toHaveLength(2);
  });
});

describe('chance in sorted sets', () => {
  const ROUNDS = 6000;

  it.each([6, 300])('ZRANDMEMBER picks each of %i members as often as any other', (size) => {
    const engine = new Engine({ world: new ManualWorld({ seed: 7 }) });
    for (let i = 0; i < size; i++) engine.call('ZADD', 'z', `${i}`, `m${i}`);
    const counts = new Map<string, number>();
    for (let i = 0; i < ROUNDS; i++) {
      const member = String(engine.call('ZRANDMEMBER', 'z'));
      counts.set(member, (counts.get(member) ?? 0) + 1);
    }
    expect(counts.size).toBe(size);
    const share = ROUNDS / size;
    for (const count of counts.values())
      expect(Math.abs(count - share)).toBeLessThan(5 * Math.sqrt(share) + 1);
  });

  it('ZRANDMEMBER with a count gives different members, each with its own score', () => {
    const engine = new Engine({ world: new ManualWorld({ seed: 7 }) });
    for (let i = 0; i < 20; i++) engine.call('ZADD', 'z', `${i}`, `${i}`);
    for (let round = 0; round < 100; round++) {
      const pairs = engine.call('ZRANDMEMBER', 'z', '7', 'WITHSCORES') as [string, number][];
      expect(new Set(pairs.map(([member]) => member)).size).toBe(7);
      for (const [member, score] of pairs) expect(String(score)).toBe(member);
    }
    expect(engine.call('ZRANDMEMBER', 'z', '-100')).toHaveLength(100);
  });
});

describe.skipIf(!oracleAvailable)('sorted sets beside redis-server (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle();
  });
  afterAll(() => oracle.stop());

  it('publish the same keyspace events in the same order', async () => {
    const requests = [
      ...[
        'ZADD z 1 a 2 b',
        'ZADD z 1 a',
        'ZADD z CH 5 a',
        'ZADD z INCR 1 a',
        'ZINCRBY z 0 a',
        'ZINCRBY z 1 a',
      ],
      ...[
        'ZADD z XX 1 no',
        'ZADD no XX 1 a',
        'ZREM z no',
        'ZREM z a',
        'ZREM z b',
        'ZADD z 1 a 2 b 3 c 4 d 5 e',
      ],
      ...[
        'ZREMRANGEBYRANK z 0 0',
        'ZREMRANGEBYSCORE z 2 2',
        'ZREMRANGEBYLEX z [c [c',
        'ZREMRANGEBYRANK z 9 9',
      ],
      ...[
        'ZPOPMIN z',
        'ZPOPMIN z 0',
        'ZPOPMAX z 5',
        'ZADD z 1 a 2 b 3 c',
        'ZMPOP 1 z MIN COUNT 2',
        'BZPOPMAX z 0',
      ],
      ...['ZADD z 1 a 2 b', 'BZMPOP 0 1 z MIN COUNT 5', 'ZADD z 1 a', 'ZADD y 2 b', 'ZUNIONSTORE d 2 z y'],
      ...['ZINTERSTORE d 2 z y', 'ZINTERSTORE d 2 z y', 'ZDIFFSTORE d 2 z y', 'ZRANGESTORE d z 0 -1'],
      ...[
        'ZRANGESTORE d z 4 5',
        'ZRANGESTORE d z 4 5',
        'ZREMRANGEBYSCORE z -inf inf',
        'ZREMRANGEBYLEX y - +',
      ],
    ];
    await sideBySide(oracle, [
      ['writer', 'CONFIG SET notify-keyspace-events KEgzn'],
      ['listener', 'PSUBSCRIBE __key*__:*'],
      ...requests.map((request): Move => ['writer', request]),
    ]);
  });

  const blocking: [title: string, ...moves: Move[]][] = [
    [
      'who waits longest is served first',
      ['a', 'BZPOPMIN z 0'],
      ['b', 'BZPOPMAX z 0'],
      ['c', 'BZPOPMIN z 0'],
      ['w', 'ZADD z 1 x'],
      ['w', 'ZADD z 2 y 3 z 4 q'],
      ['w', 'ZRANGE z 0 -1'],
    ],
    [
      'one ZADD serves as many as it has members for',
      ['a', 'BZPOPMIN z 0'],
      ['b', 'BZMPOP 0 1 z MAX COUNT 2'],
      ['c', 'BZPOPMIN z 0'],
      ['d', 'BZPOPMIN z 0'],
      ['w', 'ZADD z 1 p 2 q 3 r 4 s'],
      ['w', 'EXISTS z'],
      ['w', 'ZADD z 9 t'],
      ['w', 'EXISTS z'],
    ],
    [
      'of several keys the one that comes serves, in either protocol',
      ['b', 'HELLO 3'],
      ['a', 'BZPOPMIN x y z 0'],
      ['b', 'BZMPOP 0 3 x y z MIN COUNT 3'],
      ['w', 'ZADD y 1.5 m'],
      ['w', 'ZADD z 2.5 n inf o'],
      ['w', 'EXISTS y z'],
    ],
    [
      'another kind of value serves nobody, and does not end the wait',
      ['a', 'BZPOPMIN z 0'],
      ['w', 'SADD z m'],
      ['w', 'DEL z'],
      ['w', 'LPUSH z m'],
      ['w', 'DEL z'],
      ['w', 'ZADD z 1 m'],
    ],
    [
      'a store command serves',
      ['w', 'ZADD s 1 a 2 b'],
      ['a', 'BZPOPMIN z 0'],
      ['b', 'BZPOPMIN y 0'],
      ['c', 'BZPOPMAX x 0'],
      ['w', 'ZUNIONSTORE z 1 s'],
      ['w', 'ZRANGESTORE y s 0 -1'],
      ['w', 'ZDIFFSTORE x 1 s'],
      ['w', 'ZRANGE z 0 -1'],
      ['w', 'ZRANGE x 0 -1'],
    ],
    [
      'a transaction serves only when it is over',
      ['a', 'BZPOPMIN z 0'],
      ['b', 'BZPOPMAX z 0'],
      ['w', 'MULTI'],
      ['w', 'ZADD z 5 five'],
      ['w', 'ZADD z 1 one 9 nine'],
      ['w', 'ZREM z one'],
      ['w', 'EXEC'],
      ['w', 'EXISTS z'],
    ],
    [
      'what a transaction takes away again serves nobody',
      ['a', 'BZPOPMIN z 0'],
      ['w', 'MULTI'],
      ['w', 'ZADD z 5 five'],
      ['w', 'ZPOPMIN z'],
      ['w', 'EXEC'],
      ['w', 'ZADD z 6 six'],
    ],
    [
      'a renamed and a moved key serve',
      ['a', 'BZPOPMIN z 0'],
      ['w', 'ZADD other 1 m'],
      ['w', 'RENAME other z'],
      ['a', 'BZPOPMIN z 0'],
      ['w', 'SELECT 1'],
      ['w', 'ZADD z 2 n'],
      ['w', 'MOVE z 0'],
      ['w', 'EXISTS z'],
    ],
    [
      'a key named twice, and a key waited for in another database',
      ['a', 'BZPOPMIN z z 0'],
      ['b', 'SELECT 1'],
      ['b', 'BZPOPMIN z 0'],
      ['w', 'ZADD z 1 m'],
      ['w', 'EXISTS z'],
    ],
  ];

  it.each(blocking)('%s', async (_, ...moves) => {
    await sideBySide(oracle, moves);
  });
});
