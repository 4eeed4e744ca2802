/** The public face: clients of every kind in one quorum. */
import { Redis } from 'ioredis';
import { Redis as Redis6 } from 'ioredis6';
import { createClient } from 'redis';
import { Engine } from 'tidelock';
import { LockLost, LockUnavailable, Redlock } from 'tidelock/redlock';
import { describe, expect, it } from 'vitest';
import { until } from './support/until.ts';

describe('Redlock', () => {
  it('takes one lock over an engine, ioredis 5 and 6, node-redis and a function together', async () => {
    const engines = Array.from({ length: 5 }, () => new Engine());
    const [a, b, c, d, e] = engines as [Engine, Engine, Engine, Engine, Engine];
    const server = await d.listen({ port: 0 });
    const five = new Redis(b.ioredis());
    const six = new Redis6(c.ioredis());
    const node = createClient({ url: `redis://${server.address}` });
    await node.connect();
    const locks = new Redlock([a, five, six, node, ({ source }, keys, args) => e.eval(source, keys, args)]);
    try {
      const lock = await locks.acquire('orders:42', { ttlMs: 5_000 });
      expect(lock.remainingMs).toBeGreaterThan(4_000);
      expect(await locks.tryAcquire('orders:42')).toBeUndefined();
      expect(await lock.extend()).toBeGreaterThan(4_000);
      const waiting = locks.acquire('orders:42');
      expect((await lock.release()).wasHeld).toBe(true);
      const next = await waiting;
      expect(next.token).toBeGreaterThan(lock.token);
      await next.release();
      await until('nobody to hold it', () =>
        engines.every((engine) => engine.call('EXISTS', 'lock:{orders:42}') === 0),
      );
    } finally {
      await locks.close();
      five.disconnect();
      six.disconnect();
      node.destroy();
      await Promise.all(engines.map((engine) => engine.close()));
    }
  });

  it('lets go at the end of a block', async () => {
    const engine = new Engine();
    await using locks = new Redlock([engine]);
    let seen: AbortSignal | undefined;
    {
      await using lock = await locks.acquire('a');
      seen = lock.signal;
      expect(engine.call('EXISTS', 'lock:{a}')).toBe(1);
    }
    expect(engine.call('EXISTS', 'lock:{a}')).toBe(0);
    expect(seen.reason).toBeInstanceOf(LockLost);
  });

  it('runs a routine under a lock, with options or without', async () => {
    await using locks = new Redlock([new Engine()]);
    expect(await locks.using('a', (lock) => lock.resources)).toEqual(['a']);
    expect(await locks.using(['b', 'a'], { ttlMs: 50 }, async (lock) => lock.resources)).toEqual(['a', 'b']);
    await expect(locks.using('a', {}, undefined as never)).rejects.toThrow('using needs a routine');
  });

  it('keeps out who comes second, and says why', async () => {
    const engine = new Engine();
    await using mine = new Redlock([engine]);
    await using theirs = new Redlock([engine]);
    await mine.acquire('a');
    await expect(theirs.acquire('a', { waitMs: 20 })).rejects.toBeInstanceOf(LockUnavailable);
  });

  it.each([
    ['one client twice', (engine: Engine) => [engine, engine], 'one client is there twice'],
    [
      'one server twice',
      () => [new Redis({ port: 6401, lazyConnect: true }), new Redis({ port: 6401, lazyConnect: true })],
      'the instance localhost:6401 is there twice',
    ],
    ['nobody', () => [], 'instances must be a whole number from 1 to 64, got 0'],
    ['what cannot vote', () => [{} as Engine], 'instance-1 is no instance'],
  ])('refuses %s', (_, clients, message) => {
    expect(() => new Redlock(clients(new Engine()))).toThrow(message);
  });

  it('names its instances and its quorum', () => {
    const locks = new Redlock([new Engine(), new Engine(), new Engine()], { tolerate: { amnesia: 1 } });
    expect(locks.instances).toEqual(['instance-1', 'instance-2', 'instance-3']);
    expect(locks.quorum).toEqual({ instances: 3, votes: 3, mayBeSilent: 0, mayForget: 2 });
  });
});
