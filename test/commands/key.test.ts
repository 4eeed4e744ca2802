import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualWorld } from '../../src/base/world.ts';
import { Engine } from '../../src/redis.ts';
import { inTurn } from '../support/differential.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../support/oracle.ts';
import { type Move, sideBySide } from '../support/side-by-side.ts';

const NOW_MS = 1_700_000_000_000;

/** The effects of some requests under a clock that stands at NOW_MS, one line a group. */
function effectsOf(requests: string): string[] {
  const engine = new Engine({ world: new ManualWorld({ startMs: NOW_MS }) });
  const lines: string[] = [];
  engine.core.effects.listen((group) => lines.push(group.map(({ argv }) => argv.join(' ')).join(' | ')));
  for (const request of inTurn(requests)) engine.call(...(request.split(' ') as [string]));
  return lines;
}

describe('effects of keys', () => {
  it.each([
    ['SET k v | DEL k missing | DEL k', ['SET k v', 'DEL k missing']],
    ['SET k v | UNLINK k', ['SET k v', 'UNLINK k']],
    ['SET k v | EXPIRE k 10 | EXPIRE k 20 NX', ['SET k v', 'PEXPIREAT k 1700000010000']],
    ['SET k v | PEXPIRE k 10', ['SET k v', 'PEXPIREAT k 1700000000010']],
    ['SET k v | EXPIREAT k 1800000000', ['SET k v', 'PEXPIREAT k 1800000000000']],
    ['SET k v | PEXPIREAT k 1800000000001 LT', ['SET k v', 'PEXPIREAT k 1800000000001']],
    ['SET k v | PEXPIREAT k 9223372036854775807', ['SET k v', 'PEXPIREAT k 9223372036854775807']],
    ['SET k v | EXPIRE k -1 | EXPIRE k 10', ['SET k v', 'DEL k']],
    [
      'SET k v | PERSIST k | PEXPIREAT k 1800000000000 | PERSIST k',
      ['SET k v', 'PEXPIREAT k 1800000000000', 'PERSIST k'],
    ],
    ['SET k v | RENAME k l | RENAME l l | RENAMENX l m', ['SET k v', 'RENAME k l', 'RENAMENX l m']],
    ['SET k v | COPY k l | COPY k l | COPY k k DB 3', ['SET k v', 'COPY k l', 'COPY k k DB 3']],
    ['SET k v | MOVE k 3 | MOVE k 3', ['SET k v', 'MOVE k 3']],
    [
      'SET k v | EXISTS k | TOUCH k | TYPE k | TTL k | KEYS * | SCAN 0 | RANDOMKEY | OBJECT ENCODING k',
      ['SET k v'],
    ],
    ['SET k v PXAT 1 | SCAN 0', ['SET k v PXAT 1', 'DEL k']],
    ['SET k v PXAT 1 | RANDOMKEY', ['SET k v PXAT 1', 'DEL k']],
    ['SET k v PXAT 1 | DEL k', ['SET k v PXAT 1', 'DEL k']],
    ['SET a 1 | SET k v PXAT 1 | RENAME a k', ['SET a 1', 'SET k v PXAT 1', 'DEL k | RENAME a k']],
  ])('of %j', (requests, effects) => {
    expect(effectsOf(requests)).toEqual(effects);
  });
});

describe('the life of a key', () => {
  it('ends after the millisecond of its expiry, and not before', () => {
    const world = new ManualWorld();
    const engine = new Engine({ world });
    engine.call('SET', 'k', 'v');
    engine.call('PEXPIRE', 'k', 50);
    world.advance(50);
    expect([engine.call('EXISTS', 'k'), engine.call('PTTL', 'k')]).toEqual([1, 0]);
    world.advance(1);
    expect([engine.call('EXISTS', 'k'), engine.call('PTTL', 'k')]).toEqual([0, -2]);
  });

  it('ends by itself when nobody looks', () => {
    const world = new ManualWorld();
    const engine = new Engine({ world });
    for (let i = 0; i < 100; i++) engine.call('SET', `k${i}`, 'v', 'PX', 10 + i);
    world.advance(1000);
    expect(engine.core.databases[0]?.size).toBe(0);
  });

  it('rounds TTL to the nearest second', () => {
    const world = new ManualWorld();
    const engine = new Engine({ world });
    engine.call('SET', 'k', 'v', 'PX', 2000);
    const seen: unknown[] = [];
    for (const ms of [0, 500, 1, 999, 1]) {
      world.advance(ms);
      seen.push(engine.call('TTL', 'k'));
    }
    expect(seen).toEqual([2, 2, 1, 1, 0]);
  });

  it('has an idle time, which reading and writing end and looking does not', () => {
    const world = new ManualWorld();
    const engine = new Engine({ world });
    const idle = () => engine.call('OBJECT', 'IDLETIME', 'k');
    engine.call('SET', 'k', 'v');
    world.advance(90_000);
    for (const request of inTurn(
      'TYPE k | TTL k | EXISTS k | PEXPIRETIME k | OBJECT ENCODING k | SCAN 0 | KEYS *',
    ))
      engine.call(...(request.split(' ') as [string]));
    expect(idle()).toBe(90);
    engine.call('TOUCH', 'k');
    for (const request of inTurn('GET k | TOUCH k | APPEND k x | PERSIST k | EXPIRE k 1000 | RENAME k k')) {
      world.advance(60_000);
      expect(idle(), request).toBe(60);
      engine.call(...(request.split(' ') as [string]));
      expect(idle(), request).toBe(0);
    }
  });
});

describe('SCAN', () => {
  /** Walks to the end; `between` runs after each call. */
  function walk(engine: Engine, options: readonly string[], between: () => void): Map<string, number> {
    const seen = new Map<string, number>();
    let cursor = '0';
    do {
      const [next, keys] = engine.call('SCAN', cursor, ...options) as [string, string[]];
      for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
      cursor = next;
      between();
    } while (cursor !== '0');
    return seen;
  }

  it('gives every key once when nothing changes, COUNT at a time', () => {
    const engine = new Engine();
    for (let i = 0; i < 1000; i++) engine.call('SET', `k${i}`, 'v');
    let calls = 0;
    const seen = walk(engine, ['COUNT', '100'], () => calls++);
    expect([seen.size, Math.max(...seen.values()), calls]).toEqual([1000, 1, 10]);
  });

  it('gives every key that stays while others come and go', () => {
    const engine = new Engine({ clock: 'manual', seed: 7 });
    for (let i = 0; i < 500; i++) engine.call('MSET', `stay${i}`, 'v', `go${i}`, 'v');
    const { world } = engine.core;
    const seen = walk(engine, [], () => {
      for (let i = 0; i < 7; i++) engine.call('DEL', `go${Math.floor(world.random() * 500)}`);
      engine.call('SET', `come${Math.floor(world.random() * 50)}`, 'v');
    });
    for (let i = 0; i < 500; i++) expect(seen.has(`stay${i}`), `stay${i}`).toBe(true);
  });

  it('never gives a key past its time, and removes it', () => {
    const world = new ManualWorld();
    const engine = new Engine({ world });
    for (let i = 0; i < 100; i++)
      engine.call('SET', `k${i}`, 'v', 'PXAT', i % 2 === 0 ? 1 : world.nowMs() + 1e6);
    const seen = walk(engine, ['COUNT', '7'], () => {});
    expect([seen.size, engine.core.databases[0]?.size]).toEqual([50, 50]);
    for (const key of seen.keys()) expect(Number(key.slice(1)) % 2).toBe(1);
  });

  it('ends at once with a cursor from a larger time', () => {
    const engine = new Engine();
    engine.call('MSET', 'a', '1', 'b', '2');
    const [next, keys] = engine.call('SCAN', '18446744073709551615') as [string, string[]];
    expect([next, keys.sort()]).toEqual(['0', ['a', 'b']]);
  });
});

describe('RANDOMKEY', () => {
  it('picks each key as often as any other', () => {
    const engine = new Engine({ clock: 'manual', seed: 11 });
    const counts = new Map<unknown, number>();
    for (const key of 'abcdef') engine.call('SET', key, 'v');
    for (let i = 0; i < 6000; i++) {
      const key = engine.call('RANDOMKEY');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('is null when every key is past its time', () => {
    const engine = new Engine();
    for (const key of 'abcdef') engine.call('SET', key, 'v', 'PXAT', 1);
    expect(engine.call('RANDOMKEY')).toBeNull();
  });
});

describe.skipIf(!oracleAvailable)('keyspace events of keys (needs redis-server)', () => {
  let oracle: Oracle | undefined;
  beforeAll(async () => {
    oracle = await requireOracle();
  });
  afterAll(() => oracle?.stop());

  it('come as from redis-server, in its order', async () => {
    const requests = inTurn(`
      MSET a 1 b 2 c 3 d 4 | DEL a missing b | UNLINK c | EXPIRE d 100 | EXPIRE d 100 NX | PERSIST d | PERSIST d
      EXPIRE missing 1 | EXPIRE d -1 | SET d 1 | PEXPIREAT d 1 | SET e 1 | RENAME e f | RENAME f f | SET g 1 | RENAME f g
      RENAMENX g h | SET i 1 | RENAMENX h i | RENAMENX h h | COPY h i | COPY h i REPLACE | COPY h j | COPY missing j
      COPY h h DB 1 | COPY h h DB 1 REPLACE | MOVE h 2 | MOVE h 2 | MOVE missing 2 | TYPE missing | TYPE i
      TTL missing | PTTL i | EXPIRETIME missing | PEXPIRETIME missing | EXISTS i missing | TOUCH i missing
      OBJECT ENCODING missing | OBJECT FREQ missing | OBJECT IDLETIME i | SET x v PXAT 1 | TTL x | SET x v PXAT 1 | DEL x
      SET x v PXAT 1 | EXPIRE x 1 | SET x v PXAT 1 | RENAME i x | SET x v PXAT 1 | SCAN 0 MATCH x COUNT 100
      SET x v PXAT 1 | COPY x y | SET x v PXAT 1 | COPY j x | SADD s a | DEL s | PEXPIRE j 100000 GT | PEXPIRE j 10000 LT
    `);
    const moves: Move[] = [
      ['writer', 'CONFIG SET notify-keyspace-events KEAmn'],
      ['listener', 'PSUBSCRIBE __key*'],
      ...requests.map((request): Move => ['writer', request]),
    ];
    await sideBySide(oracle as Oracle, moves);
  });

  it('break a WATCH as in redis-server', async () => {
    const breaking = [
      'DEL k',
      'EXPIRE k 100',
      'EXPIRE k -1',
      'PERSIST k',
      'RENAME k l',
      'RENAME other k',
      'MOVE k 1',
      'COPY other k',
      'COPY other k REPLACE',
      'TOUCH k',
      'TTL k',
      'SET k v',
      'SET k v NX',
      'GETEX k',
      'GETEX k PERSIST',
      'INCR k',
      'UNLINK l',
      'SETRANGE k 0 x',
      'MSETNX k 1 z 1',
      'GETDEL k',
      'APPEND l x',
      'OBJECT ENCODING k',
    ];
    for (const request of breaking) {
      await sideBySide(oracle as Oracle, [
        ['a', 'SET k 1 EX 1000'],
        ['a', 'SET other 2'],
        ['a', 'WATCH k l'],
        ['b', request],
        ['a', 'MULTI'],
        ['a', 'DBSIZE'],
        ['a', 'EXEC'],
      ]);
    }
  });
});
