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

describe('effects of strings', () => {
  it.each([
    ['SET k v', ['SET k v']],
    ['set k v nx | SET k w NX | SET k w XX', ['set k v nx', 'SET k w XX']],
    ['SET k v EX 10', ['SET k v PXAT 1700000010000']],
    ['SET k v PX 10 NX', ['SET k v PXAT 1700000000010']],
    ['SET k v EXAT 1800000000', ['SET k v PXAT 1800000000000']],
    ['SET k v PXAT 9223372036854775807', ['SET k v PXAT 9223372036854775807']],
    ['SET k v GET EX 10 | SET k v XX GET KEEPTTL', ['SET k v PXAT 1700000010000', 'SET k v XX KEEPTTL']],
    ['SET get get get GET', ['SET get get']],
    ['SETNX k v | SETNX k w', ['SETNX k v']],
    ['SETEX k 10 v', ['SET k v PXAT 1700000010000']],
    ['PSETEX k 10 v', ['SET k v PXAT 1700000000010']],
    ['GETSET k v', ['SET k v']],
    ['GETDEL k | SET k v | GETDEL k', ['SET k v', 'DEL k']],
    ['SET k v | GETEX k | GETEX k PERSIST | GETEX k EX 10', ['SET k v', 'PEXPIREAT k 1700000010000']],
    ['SETEX k 10 v | GETEX k PERSIST', ['SET k v PXAT 1700000010000', 'PERSIST k']],
    ['SET k v | GETEX k EXAT 1', ['SET k v', 'DEL k']],
    ['MSET a 1 b 2 | MSETNX b 1 c 2 | MSETNX c 3 d 4', ['MSET a 1 b 2', 'MSETNX c 3 d 4']],
    ['APPEND k a | APPEND k b', ['APPEND k a', 'APPEND k b']],
    ['SETRANGE k 0 a | GETRANGE k 0 1 | STRLEN k', ['SETRANGE k 0 a']],
    ['INCR k | DECRBY k 2 | GET k', ['INCR k', 'DECRBY k 2']],
    ['INCRBYFLOAT k 1.5 | INCRBYFLOAT k 1.5', ['SET k 1.5 KEEPTTL', 'SET k 3 KEEPTTL']],
    ['SET k v PXAT 1 | GET k', ['SET k v PXAT 1', 'DEL k']],
    ['SET k v PXAT 1 | SET k w', ['SET k v PXAT 1', 'DEL k | SET k w']],
    ['SET k v PXAT 1 | APPEND k w', ['SET k v PXAT 1', 'DEL k | APPEND k w']],
  ])('of %j', (requests, effects) => {
    expect(effectsOf(requests)).toEqual(effects);
  });

  it('are none when a command fails', () => {
    const engine = new Engine();
    const groups: unknown[] = [];
    engine.call('SADD', 's', 'a');
    engine.call('SET', 'k', 'v');
    engine.core.effects.listen((group) => groups.push(group));
    const failing = inTurn(
      'INCR k | INCR s | APPEND s x | SETRANGE k -1 x | SET k v EX 0 | INCRBYFLOAT k 1 | GETDEL s',
    );
    for (const request of failing) expect(() => engine.call(...(request.split(' ') as [string]))).toThrow();
    expect(groups).toEqual([]);
  });
});

describe('strings', () => {
  it('live as long as their expiry says, to the millisecond', () => {
    const world = new ManualWorld();
    const engine = new Engine({ world });
    engine.call('SET', 'lock', 'token', 'NX', 'PX', 100);
    world.advance(100);
    expect(engine.call('SET', 'lock', 'other', 'NX', 'PX', 100)).toBeNull();
    world.advance(1);
    expect(engine.call('SET', 'lock', 'other', 'NX', 'PX', 100)).toBe('OK');
    expect(engine.call('PTTL', 'lock')).toBe(100);
  });

  it('stay what they were in a copy of the engine', () => {
    const engine = new Engine();
    engine.call('APPEND', 'k', 'a');
    engine.call('APPEND', 'k', 'b');
    engine.call('COPY', 'k', 'l');
    engine.call('APPEND', 'k', 'c');
    engine.call('SETRANGE', 'k', 5000, 'd');
    expect([engine.call('GET', 'l'), engine.call('STRLEN', 'k')]).toEqual(['ab', 5001]);
  });

  it('that are appended to a hundred thousand times take a moment, not a minute', () => {
    const engine = new Engine();
    for (let i = 0; i < 100_000; i++) engine.call('APPEND', 'log', 'entry;');
    expect(engine.call('STRLEN', 'log')).toBe(600_000);
    expect(engine.call('GETRANGE', 'log', -12, -1)).toBe('entry;entry;');
  });
});

describe.skipIf(!oracleAvailable)('keyspace events of strings (needs redis-server)', () => {
  let oracle: Oracle | undefined;
  beforeAll(async () => {
    oracle = await requireOracle();
  });
  afterAll(() => oracle?.stop());

  it('come as from redis-server, in its order', async () => {
    const requests = inTurn(`
      SET a 1 | SET a 2 | SET a 3 EX 100 | SET a 4 PXAT 1 | GET a | SET a 5 PXAT 1 | SET a 6 | SET a 7 XX GET KEEPTTL
      SET new v GET | SETNX b 1 | SETNX b 2 | SETEX c 10 v | PSETEX c 10000 v | GETSET c w | GETSET d w | GETEX c
      GETEX c EX 10 | GETEX c PERSIST | GETEX c PERSIST | GETEX c PXAT 1 | GETDEL d | GETDEL d | MGET a missing b
      MSET e 1 a 2 | MSETNX a 1 z 2 | MSETNX f 1 g 2 | APPEND f x | APPEND h x | STRLEN missing | INCR e | DECR e
      INCRBY i 5 | DECRBY i 2 | INCRBYFLOAT i 1.5 | INCRBYFLOAT j 1 | GETRANGE missing 0 1 | SETRANGE h 3 x
      SETRANGE k 0 '' | SETRANGE k 0 x | LCS a missing | SADD s a | SET s v | SADD t a | SET t v KEEPTTL
    `);
    const moves: Move[] = [
      ['writer', 'CONFIG SET notify-keyspace-events KEAmn'],
      ['listener', 'PSUBSCRIBE __key*'],
      ...requests.map((request): Move => ['writer', request]),
    ];
    await sideBySide(oracle as Oracle, moves);
  });
});
