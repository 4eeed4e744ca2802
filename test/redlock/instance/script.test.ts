/** The scripts of the locks, called by hand: on the embedded engine and on redis-server alike. */

import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Engine } from '../../../src/redis.ts';
import { answersOf } from '../../../src/redlock/instance/answer.ts';
import { loadScripts, type ScriptName } from '../../../src/redlock/instance/script.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../../support/oracle.ts';

const scripts = loadScripts();
const RECORD = 'lock:record';
const FAR = '9999999999999';
const DAY = '86400000';

interface Server {
  eval(name: ScriptName, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
  call(...words: string[]): Promise<unknown>;
}

function embedded(): Server {
  const engine = new Engine();
  return {
    eval: async (name, keys, args) => engine.eval(scripts[name].source, keys, args),
    call: async (name, ...words) => engine.call(name as string, ...words),
  };
}

function keysOf(resource: string, value: string): readonly string[] {
  return [`lock:{${resource}}`, `lock:token:{${resource}}`, `lock:gone:{${resource}}:${value}`];
}

/** The scripts by what a lock wants of them; each answers with the first answer of the call. */
class Locks {
  readonly server: Server;
  sign = 'record';

  constructor(server: Server) {
    this.server = server;
  }

  async acquire(resources: string, value: string, ttlMs = 10_000, hint = 0): Promise<unknown> {
    const names = resources.split(' ');
    const keys = [RECORD, ...names.flatMap((name) => keysOf(name, value))];
    const args = [this.sign, 5_000, DAY, names.length, value, ttlMs, hint];
    return this.#first('acquire', keys, args);
  }

  extend(resource: string, value: string, ttlMs: number): Promise<unknown> {
    return this.#first('extend', keysOf(resource, value).slice(0, 1), [1, value, ttlMs]);
  }

  release(resource: string, value: string, tombstoneMs = 10_000): Promise<unknown> {
    const [lock = '', , tombstone = ''] = keysOf(resource, value);
    return this.#first('release', [lock, tombstone], [tombstoneMs, 'PUBLISH', 1, value, 1]);
  }

  raise(resource: string, value: string, token: number): Promise<unknown> {
    return this.#first('raise', [RECORD, ...keysOf(resource, value).slice(0, 2)], [DAY, 1, value, token]);
  }

  join(resource: string, value: string, ttlMs: number, token: number): Promise<unknown> {
    return this.#first('join', [RECORD, ...keysOf(resource, value)], [DAY, 1, value, ttlMs, token]);
  }

  inspect(nonce = 'reader'): Promise<unknown> {
    return this.#first('inspect', [RECORD], [this.sign, nonce]);
  }

  admit(step: string, reach: number | string, given: number | string): Promise<unknown> {
    return this.#first('admit', [RECORD], [this.sign, step, reach, given]);
  }

  /** A record whose highest counter is small, so that rows can name tokens. */
  async begin(high: number): Promise<void> {
    await this.server.call('HSET', RECORD, 'high', String(high), 'run', '');
  }

  async #first(
    name: ScriptName,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<unknown> {
    const answers = answersOf(await this.server.eval(name, keys, args)) ?? [];
    expect(answers).toHaveLength(1);
    return answers[0]?.map((word) => (/^-?\d+$/.test(word) ? Number(word) : word));
  }
}

function suite(open: () => Promise<Server>): void {
  let locks: Locks;
  let call: Server['call'];

  beforeEach(async () => {
    const server = await open();
    call = server.call.bind(server);
    locks = new Locks(server);
    await locks.begin(100);
  });

  it('grants what is free, with a counter above every one before', async () => {
    expect(await locks.acquire('a', 'me')).toEqual(['granted', 101]);
    expect(await call('GET', 'lock:{a}')).toBe('me|101');
    expect(await call('HGET', RECORD, 'high')).toBe('101');
    expect(await locks.release('a', 'me')).toEqual(['released', 1]);
    expect(await locks.acquire('a', 'you')).toEqual(['granted', 102]);
    // The counter of `a` has overtaken `high`, which went on by a step.
    expect(await call('HGET', RECORD, 'high')).toBe('128');
    expect(await locks.acquire('b', 'you')).toEqual(['granted', 129]);
    expect(await call('HGET', RECORD, 'high')).toBe('129');
  });

  it('exceeds the hint', async () => {
    expect(await locks.acquire('a', 'me', 10_000, 500)).toEqual(['granted', 501]);
    expect(await locks.acquire('b', 'me', 10_000, 7)).toEqual(['granted', 502]);
  });

  it('tells who comes second how long, and the counter', async () => {
    await locks.acquire('a', 'me');
    const [kind, ttlMs, counter] = (await locks.acquire('a', 'you')) as [string, number, number];
    expect([kind, counter]).toEqual(['held', 101]);
    expect(ttlMs).toBeGreaterThan(9_000);
    await call('PERSIST', 'lock:{a}');
    expect(await locks.acquire('a', 'you')).toEqual(['held', -1, 101]);
  });

  it('answers a request that comes twice as the first time, and gives it no new life', async () => {
    await locks.acquire('a', 'me', 5_000);
    expect(await locks.acquire('a', 'me', 50_000)).toEqual(['granted', 101]);
    expect(Number(await call('PTTL', 'lock:{a}'))).toBeLessThanOrEqual(5_000);
  });

  it('takes all resources of a request or none', async () => {
    expect(await locks.acquire('a b', 'me')).toEqual(['granted', 101]);
    expect(await locks.acquire('b c', 'you')).toEqual(['held', expect.any(Number), 101]);
    expect(await call('EXISTS', 'lock:{c}', 'lock:token:{c}')).toBe(0);
  });

  it('answers each request of a call by itself', async () => {
    const keys = [RECORD, ...keysOf('a', 'x'), ...keysOf('a', 'y'), ...keysOf('b', 'z')];
    const args = ['record', 0, DAY, 1, 'x', 1_000, 0, 1, 'y', 1_000, 0, 1, 'z', 1_000, 0];
    expect(answersOf(await locks.server.eval('acquire', keys, args))).toEqual([
      ['granted', '101'],
      ['held', expect.stringMatching(/^\d+$/), '101'],
      ['granted', '102'],
    ]);
  });

  it('stops a request that comes after its release, for as long as the tombstone stands', async () => {
    expect(await locks.release('a', 'me')).toEqual(['released', 0]);
    expect(await locks.acquire('a', 'me')).toEqual(['released']);
    expect(await locks.join('a', 'me', 1_000, 101)).toEqual(['released']);
    expect(await locks.acquire('a', 'you')).toEqual(['granted', 101]);
    await locks.release('b', 'me', 0);
    expect(await locks.acquire('b', 'me')).toEqual(['granted', 102]);
  });

  it('stops it as well where the resource has been locked before', async () => {
    for (const value of ['one', 'two', 'three']) {
      expect(await locks.acquire('a', value)).toMatchObject(['granted', expect.any(Number)]);
      expect(await locks.release('a', value)).toEqual(['released', 1]);
    }
    await locks.release('a', 'me');
    expect(await locks.acquire('a', 'me')).toEqual(['released']);
    expect(await locks.acquire('a', 'you')).toEqual(['granted', 104]);
  });

  it('does not vote while it is quarantined, for what has been locked before neither', async () => {
    for (const value of ['one', 'two']) {
      await locks.acquire('a', value);
      await locks.release('a', value);
    }
    await call('HSET', RECORD, 'until', '1234');
    expect(await locks.acquire('a', 'me')).toEqual(['unrecovered', 1234]);
    expect(await call('EXISTS', 'lock:{a}')).toBe(0);
  });

  it('releases only what the value holds', async () => {
    await locks.acquire('a', 'me');
    expect(await locks.release('a', 'you')).toEqual(['released', 0]);
    expect(await call('GET', 'lock:{a}')).toBe('me|101');
  });

  it('extends only what the value holds, and never shortens', async () => {
    await locks.acquire('a', 'me', 5_000);
    expect(await locks.extend('a', 'you', 60_000)).toEqual(['lost']);
    expect(await locks.extend('a', 'me', 60_000)).toEqual(['extended']);
    expect(await locks.extend('a', 'me', 1_000)).toEqual(['extended']);
    expect(Number(await call('PTTL', 'lock:{a}'))).toBeGreaterThan(50_000);
    expect(await locks.extend('b', 'me', 1_000)).toEqual(['lost']);
  });

  it('raises the counter of a lock that is held, to the last exact integer', async () => {
    await locks.acquire('a', 'me');
    expect(await locks.raise('a', 'you', 200)).toEqual(['lost']);
    expect(await locks.raise('a', 'me', 200)).toEqual(['granted', 200]);
    expect(await locks.acquire('a', 'me')).toEqual(['granted', 200]);
    expect(await locks.raise('a', 'me', 9007199254740991)).toEqual(['granted', 9007199254740991]);
    expect(await call('GET', 'lock:{a}')).toBe('me|9007199254740991');
    expect(await call('HGET', RECORD, 'high')).toBe('9007199254740991');
    expect(Number(await call('PTTL', 'lock:{a}'))).toBeGreaterThan(0);
  });

  it('never lowers a counter by a raise or a join', async () => {
    await locks.acquire('a', 'me', 10_000, 500);
    await locks.raise('a', 'me', 300);
    await locks.release('a', 'me');
    await locks.join('a', 'you', 10_000, 200);
    await locks.release('a', 'you');
    expect(await locks.acquire('a', 'them')).toEqual(['granted', 502]);
  });

  it('reads a counter that is gone as the highest ever given', async () => {
    await locks.acquire('a', 'me', 10_000, 900);
    await locks.release('a', 'me');
    await call('DEL', 'lock:token:{a}');
    expect(await locks.acquire('a', 'you')).toEqual(['granted', 902]);
  });

  it('joins what a quorum has confirmed, with its token', async () => {
    expect(await locks.join('a', 'me', 5_000, 150)).toEqual(['granted', 150]);
    expect(await call('GET', 'lock:{a}')).toBe('me|150');
    expect(await locks.join('a', 'you', 5_000, 151)).toMatchObject(['held', expect.any(Number), 150]);
  });

  it('does not touch a key that is no lock', async () => {
    await call('RPUSH', 'lock:{a}', 'x');
    await call('RPUSH', 'lock:token:{b}', 'x');
    const broken = ['broken', expect.stringMatching(/WRONGTYPE/)];
    expect(await locks.acquire('a', 'me')).toEqual(broken);
    expect(await locks.acquire('b', 'me')).toEqual(broken);
    expect(await locks.extend('a', 'me', 10)).toEqual(broken);
    expect(await locks.release('a', 'me')).toEqual(broken);
    expect(await locks.raise('a', 'me', 1)).toEqual(broken);
    expect(await locks.join('a', 'me', 10, 1)).toEqual(broken);
    expect(await call('LLEN', 'lock:{a}')).toBe(1);
  });

  it('does not take a string of somebody else for a lock of ours', async () => {
    await call('SET', 'lock:{a}', 'me');
    expect(await locks.acquire('a', 'me')).toEqual(['held', -1, 100]);
    expect(await locks.release('a', 'me')).toEqual(['released', 0]);
  });

  it('does not vote without a record, unless it is told to trust what is there', async () => {
    await call('DEL', RECORD);
    expect(await locks.acquire('a', 'me')).toEqual(['amnesiac']);
    expect(await locks.join('a', 'me', 10, 1)).toEqual(['amnesiac']);
    locks.sign = 'nothing';
    const [kind, token] = (await locks.acquire('a', 'me')) as [string, number];
    expect(kind).toBe('granted');
    expect(token).toBeGreaterThan(1_600_000_000_000);
  });

  it('leaves one mark where there is no record, however often it is read', async () => {
    await call('DEL', RECORD);
    const [kind, nowMs, mark] = (await locks.inspect()) as [string, number, string];
    expect([kind, nowMs > 1_600_000_000_000, mark]).toEqual([
      'amnesiac',
      true,
      expect.stringMatching(/^\|\d+\.\d+\|reader$/),
    ]);
    expect(await locks.inspect('another')).toEqual(['amnesiac', expect.any(Number), mark]);
    expect(await locks.acquire('a', 'me')).toEqual(['amnesiac']);
  });

  it('bootstraps once, with the counter that all begin with', async () => {
    await call('DEL', RECORD);
    const [, , mark] = (await locks.inspect()) as [string, number, string];
    expect(await locks.admit('bootstrap', 5, `${mark}x`)).toEqual(['unchanged']);
    expect(await locks.admit('bootstrap', 5, `x ${mark} y`)).toEqual(['admitted']);
    expect(await locks.admit('bootstrap', FAR, mark)).toEqual(['unchanged']);
    expect(await locks.inspect()).toEqual(['voting', 5, 'x', mark, 'y']);
    expect(await call('HEXISTS', RECORD, 'mark')).toBe(0);
  });

  it('does not bootstrap what has forgotten since it was marked, though the same request marks it again', async () => {
    await call('DEL', RECORD);
    const [, , mark] = (await locks.inspect()) as [string, number, string];
    await call('DEL', RECORD);
    expect(await locks.admit('bootstrap', 5, mark)).toEqual(['unchanged']);
    const [, , second] = (await locks.inspect()) as [string, number, string];
    expect(second).not.toBe(mark);
    expect(await locks.admit('bootstrap', 5, mark)).toEqual(['unchanged']);
    expect(await locks.admit('bootstrap', 5, second)).toEqual(['admitted']);
  });

  it('does not bootstrap what was marked in another run, where runs are told apart', async () => {
    locks.sign = 'run-id';
    const old = `${'f'.repeat(40)}|1.2|reader`;
    await call('DEL', RECORD);
    await call('HSET', RECORD, 'mark', old);
    expect(await locks.admit('bootstrap', 5, old)).toEqual(['unchanged']);
    const [, , mark] = (await locks.inspect()) as [string, number, string];
    expect(mark).toMatch(/^[0-9a-f]{40}\|\d+\.\d+\|reader$/);
    expect(mark).not.toBe(old);
    expect(await locks.admit('bootstrap', 5, mark)).toEqual(['admitted']);
  });

  it('bootstraps by its own clock when nobody says where all begin', async () => {
    await call('DEL', RECORD);
    const [, nowMs, mark] = (await locks.inspect()) as [string, number, string];
    expect(await locks.admit('bootstrap', 0, mark)).toEqual(['admitted']);
    expect(Number(await call('HGET', RECORD, 'high'))).toBeGreaterThanOrEqual(nowMs);
  });

  it('forgets its mark when it is sent to wait', async () => {
    await call('DEL', RECORD);
    const [, , mark] = (await locks.inspect()) as [string, number, string];
    await locks.admit('quarantine', 0, 60_000);
    expect(await locks.admit('bootstrap', 5, mark)).toEqual(['unchanged']);
    expect(await call('HEXISTS', RECORD, 'mark')).toBe(0);
  });

  it('waits in quarantine, and then for its counters', async () => {
    await call('DEL', RECORD);
    expect(await locks.admit('quarantine', 0, 60_000)).toEqual(['admitted']);
    expect(await locks.acquire('a', 'me')).toMatchObject(['quarantined', expect.any(Number)]);
    expect(await locks.join('a', 'me', 10, 1)).toMatchObject(['quarantined', expect.any(Number)]);
    expect(await locks.inspect()).toMatchObject(['quarantined', expect.any(Number), 0]);
    await call('HSET', RECORD, 'until', '1234');
    expect(await locks.acquire('a', 'me')).toEqual(['unrecovered', 1234]);
    expect(await locks.inspect()).toEqual(['unrecovered', 1234, 0]);
    expect(await locks.admit('recover', FAR, 1235)).toEqual(['unchanged']);
    expect(await locks.admit('recover', FAR, 1234)).toEqual(['admitted']);
    expect(await locks.inspect()).toEqual(['voting', Number(FAR)]);
    expect(await locks.acquire('a', 'me')).toEqual(['granted', Number(FAR) + 1]);
  });

  it('begins a quarantine by itself when its run id is another', async () => {
    locks.sign = 'run-id';
    await call('HSET', RECORD, 'run', 'f'.repeat(40));
    expect(await locks.inspect()).toEqual(['quarantined', 0, 100]);
    expect(await locks.acquire('a', 'me')).toMatchObject(['quarantined', expect.any(Number)]);
    await call('HSET', RECORD, 'until', '1234');
    expect(await locks.acquire('a', 'me')).toEqual(['unrecovered', 1234]);
    await locks.admit('recover', FAR, 1234);
    expect(await locks.acquire('a', 'me')).toMatchObject(['granted', Number(FAR) + 1]);
  });
}

describe('the lock scripts on the embedded engine', () => {
  suite(async () => embedded());
});

describe.skipIf(!oracleAvailable)('the lock scripts on redis-server (needs redis-server)', () => {
  let oracle: Oracle;
  let redis: Redis;
  beforeAll(async () => {
    oracle = await requireOracle();
    redis = new Redis(oracle.port);
  });
  afterAll(async () => {
    redis.disconnect();
    await oracle.stop();
  });
  suite(async () => {
    await redis.flushall();
    return {
      eval: (name, keys, args) => redis.eval(scripts[name].source, keys.length, ...keys, ...args),
      call: async (name, ...words) => redis.call(name as string, ...words),
    };
  });
});
