import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualWorld } from '../../src/base/world.ts';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from '../support/differential.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../support/oracle.ts';
import { type Move, sideBySide } from '../support/side-by-side.ts';
import { sameEffects } from '../support/side-by-side-effects.ts';

const FIELDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const ROUNDS = 6000;

/** Requests that change something, that change nothing, and that fail. */
const REQUESTS = [
  ...[
    'HSET h a 1',
    'HSET h a 1',
    'HSET h a 2 b 3',
    'HMSET h c 1',
    'HSETNX h c 2',
    'HSETNX h d 2',
    'HSETNX n a 1',
  ],
  ...[
    'HINCRBY h a 5',
    'HINCRBY h new -1',
    'HINCRBY h none x',
    'HINCRBYFLOAT h a 0.5',
    'HINCRBYFLOAT h f 1e3',
  ],
  ...[
    'HINCRBY h a 1',
    'HINCRBYFLOAT h f x',
    'HDEL h x',
    'HDEL h a x b',
    'HDEL h a',
    'HDEL none a',
    'HSET h a',
  ],
  ...['HGETALL h', 'HDEL h c d f new', 'HSET h a 1', 'HDEL h a', 'HINCRBY h a 1', 'HINCRBYFLOAT g a 1'],
];

describe.skipIf(!oracleAvailable)('hashes beside redis-server (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle(['--repl-diskless-sync', 'no']);
  });
  afterAll(() => oracle.stop());

  it('publish the same events in the same order', () =>
    sideBySide(oracle, [
      ['writer', 'CONFIG SET notify-keyspace-events KEghn'],
      ['listener', 'PSUBSCRIBE __key*__:*'],
      ...REQUESTS.map((request): Move => ['writer', request]),
    ]));

  it('leave the same effects', () =>
    sameEffects(
      oracle,
      REQUESTS.map((request): Move => ['writer', request]),
    ));

  it('leave the effects of a transaction as one group', () =>
    sameEffects(
      oracle,
      [
        'MULTI',
        'HSET h a 1',
        'HINCRBYFLOAT h a 0.5',
        'HGET h a',
        'HDEL h x',
        'EXEC',
        'MULTI',
        'HGET h a',
        'EXEC',
      ].map((request): Move => ['writer', request]),
    ));

  it('break the same WATCHes', () =>
    sideBySide(oracle, [
      ...[
        'HSET h a 1',
        'HSET h a 1',
        'HSETNX h a 5',
        'HSETNX h b 5',
        'HDEL h x',
        'HDEL h b',
        'HINCRBY h a x',
      ].flatMap((request): Move[] => [
        ['watcher', 'WATCH h'],
        ['writer', request],
        ['watcher', 'MULTI'],
        ['watcher', 'HLEN h'],
        ['watcher', 'EXEC'],
      ]),
    ]));
});

describe('HRANDFIELD', () => {
  function counted(pick: (engine: Engine) => readonly string[]): Map<string, number> {
    const engine = new Engine({ world: new ManualWorld({ seed: 42 }) });
    engine.call('HSET', 'h', ...(FIELDS.flatMap((field) => [field, '1']) as [string, string]));
    const counts = new Map<string, number>();
    for (let i = 0; i < ROUNDS; i++)
      for (const field of pick(engine)) counts.set(field, (counts.get(field) ?? 0) + 1);
    return counts;
  }

  it.each<[string, number, (engine: Engine) => readonly string[]]>([
    ['alone', 1, (engine) => [String(engine.call('HRANDFIELD', 'h'))]],
    ['with a count, never one twice', 4, (engine) => engine.call('HRANDFIELD', 'h', '4') as string[]],
    ['with a negative count', 5, (engine) => engine.call('HRANDFIELD', 'h', '-5') as string[]],
  ])('gives each field as often as any other: %s', (_, picked, pick) => {
    const share = (ROUNDS * picked) / FIELDS.length;
    const counts = counted((engine) => {
      const fields = pick(engine);
      expect(fields).toHaveLength(picked);
      if (picked === 4) expect(new Set(fields).size).toBe(4);
      return fields;
    });
    expect(counts.size).toBe(FIELDS.length);
    for (const count of counts.values()) expect(Math.abs(count - share)).toBeLessThan(5 * Math.sqrt(share));
  });

  it('gives each field with its own value', () => {
    const engine = new Engine({ world: new ManualWorld() });
    for (let i = 0; i < 600; i++) engine.call('HSET', 'h', `f${i}`, `v${i}`);
    const picked = engine.call('HRANDFIELD', 'h', '-100', 'WITHVALUES') as unknown as [string, string][];
    expect(picked).toHaveLength(100);
    for (const [field, value] of picked) expect(value).toBe(field.replace('f', 'v'));
    const distinct = engine.call('HRANDFIELD', 'h', '500', 'WITHVALUES') as unknown as [string, string][];
    expect(new Set(distinct.map(([field]) => field)).size).toBe(500);
  });

  it('refuses more picks than a reply can hold, and stays alive', () => {
    const engine = new Engine();
    engine.call('HSET', 'h', 'a', '1');
    expect(() => engine.call('HRANDFIELD', 'h', '-9223372036854775807')).toThrow('value is out of range');
    expect(engine.call('HLEN', 'h')).toBe(1);
  });
});

describe('a hash', () => {
  it('is walked whole by HSCAN while others come and go', () => {
    const engine = new Engine();
    for (let i = 0; i < 1000; i++) engine.call('HSET', 'h', `stay${i}`, `${i}`);
    const seen = new Map<string, string>();
    let cursor = '0';
    let rounds = 0;
    do {
      const [next, found] = engine.call('HSCAN', 'h', cursor, 'COUNT', '7') as [string, string[]];
      for (let i = 0; i < found.length; i += 2) seen.set(found[i] as string, found[i + 1] as string);
      engine.call('HSET', 'h', `new${rounds}`, 'x', `newer${rounds}`, 'x');
      engine.call('HDEL', 'h', `new${rounds - 1}`);
      cursor = next;
      rounds++;
    } while (cursor !== '0');
    expect(rounds).toBeGreaterThan(100);
    for (let i = 0; i < 1000; i++) expect(seen.get(`stay${i}`)).toBe(`${i}`);
  });

  it.each([3, 30, 600])('that a reply shows is not the hash itself, at %i fields', (size) => {
    const connection = new OurConnection(new Engine());
    const run = (request: string) => connection.call(request.split(' '));
    for (let i = 0; i < size; i++) run(`HSET h f${i} old`);
    const before = ['HGETALL h', 'HKEYS h', 'HVALS h', `HRANDFIELD h ${size}`].map(run);
    run('MULTI');
    for (const request of [
      'HGETALL h',
      'HKEYS h',
      'HVALS h',
      `HRANDFIELD h ${size}`,
      'HSET h f1 new',
      'HDEL h f0',
    ])
      run(request);
    expect(run('EXEC')).toBe(`*6\r\n${before.join('')}:0\r\n:1\r\n`);
  });
});
