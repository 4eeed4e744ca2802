import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from '../support/differential.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../support/oracle.ts';
import { type Move, sideBySide } from '../support/side-by-side.ts';
import { sameEffects } from '../support/side-by-side-effects.ts';

/** Requests that change something, that change nothing, and that fail. */
const REQUESTS = [
  ...[
    'RPUSH l a b c',
    'LPUSH l z',
    'LPUSHX l y',
    'RPUSHX l d',
    'LPUSHX none y',
    'LPOP l',
    'RPOP l',
    'LPOP none',
  ],
  ...['LPOP l 0', 'LPOP l 2', 'RPUSH l a b a b a', 'LSET l 0 x', 'LSET l 99 x', 'LINSERT l BEFORE b new'],
  ...[
    'LINSERT l AFTER none new',
    'LREM l 1 a',
    'LREM l -1 b',
    'LREM l 0 none',
    'LTRIM l 0 -1',
    'LTRIM l 1 -1',
  ],
  ...[
    'LRANGE l 0 -1',
    'LMOVE l m LEFT RIGHT',
    'LMOVE l l LEFT RIGHT',
    'LMOVE none m LEFT LEFT',
    'RPOPLPUSH m m',
  ],
  ...[
    'RPOPLPUSH m l',
    'RPOPLPUSH l m',
    'SET s v',
    'LMOVE m s LEFT LEFT',
    'RPUSH q 1 2 3 4 5 6',
    'LMPOP 2 p q LEFT',
  ],
  ...[
    'LMPOP 1 q RIGHT COUNT 2',
    'LMPOP 1 q LEFT COUNT 100',
    'LMPOP 1 q LEFT',
    'RPUSH q 1 2 3',
    'LTRIM q 5 9',
  ],
  ...[
    'RPUSH q 1',
    'RPOP q 5',
    'RPUSH q 1',
    'LREM q 0 1',
    'RPUSH q 1',
    'RPOPLPUSH q r',
    'LPOP r',
    'LTRIM none 0 1',
  ],
  ...['RPUSH q 1 2 3 4 5 6 7 8 9', 'BLPOP q 0', 'BRPOP p q 0', 'BLMOVE q r LEFT RIGHT 0', 'BRPOPLPUSH q r 0'],
  ...['BLMPOP 0 2 p q RIGHT', 'BLMPOP 0 1 q LEFT COUNT 100', 'BLMOVE r s LEFT LEFT 0'],
];

const byWriter = (requests: readonly string[]): Move[] => requests.map((request) => ['writer', request]);

describe.skipIf(!oracleAvailable)('lists beside redis-server (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle(['--repl-diskless-sync', 'no']);
  });
  afterAll(() => oracle.stop());

  it('publish the same events in the same order', () =>
    sideBySide(oracle, [
      ['writer', 'CONFIG SET notify-keyspace-events KEgln'],
      ['listener', 'PSUBSCRIBE __key*__:*'],
      ...byWriter(REQUESTS),
    ]));

  it('leave the same effects', () => sameEffects(oracle, byWriter(REQUESTS)));

  it('leave the effects of a transaction as one group', () =>
    sameEffects(
      oracle,
      byWriter([
        ...['MULTI', 'RPUSH l a b c', 'BLPOP l 0', 'LMPOP 1 l LEFT', 'LTRIM l 0 -1', 'EXEC'],
        ...['MULTI', 'BLPOP none 0', 'LPUSHX none a', 'EXEC', 'MULTI', 'BLMOVE l m LEFT LEFT 0', 'EXEC'],
      ]),
    ));

  it('break the same WATCHes', () =>
    sideBySide(
      oracle,
      [
        ...[
          'RPUSH l a b',
          'LPUSHX l a',
          'LSET l 0 a',
          'LSET l 9 a',
          'LREM l 0 x',
          'LINSERT l AFTER x y',
          'LPOP l 0',
        ],
        ...[
          'LTRIM l 0 -1',
          'LTRIM none 0 -1',
          'LMOVE l l LEFT RIGHT',
          'LMOVE m l LEFT LEFT',
          'LMPOP 1 l LEFT',
        ],
        ...['LRANGE l 0 -1', 'RPOPLPUSH l m', 'LPOP l 9', 'BLPOP l m 0'],
      ].flatMap((request): Move[] => [
        ['watcher', 'WATCH l'],
        ['writer', request],
        ['watcher', 'MULTI'],
        ['watcher', 'LLEN l'],
        ['watcher', 'EXEC'],
      ]),
    ));
});

describe('a list', () => {
  it('that a reply shows is not the list itself', () => {
    const connection = new OurConnection(new Engine());
    const run = (request: string) => connection.call(request.split(' '));
    run('RPUSH l a b c');
    const before = run('LRANGE l 0 -1');
    for (const request of ['MULTI', 'LRANGE l 0 -1', 'LSET l 0 z', 'LPOP l']) run(request);
    expect(run('EXEC')).toBe(`*3\r\n${before}+OK\r\n$1\r\nz\r\n`);
  });

  it('takes its time from both ends alike: a queue of a million turns is no slower at the end', () => {
    const engine = new Engine();
    for (let i = 0; i < 1000; i++) engine.call('RPUSH', 'q', `${i}`);
    for (let i = 0; i < 100_000; i++) engine.call('LMOVE', 'q', 'q', 'LEFT', 'RIGHT');
    expect(engine.call('LINDEX', 'q', '0')).toBe('0');
    expect(engine.call('LLEN', 'q')).toBe(1000);
  });
});
