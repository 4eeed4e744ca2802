/** Locks on a real cluster of six nodes: its slots, its sharded channels, and a master that dies. */
import { Cluster } from 'ioredis';
import { createCluster } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slotOf } from '../../../src/redlock/instance/slot.ts';
import { Redlock, type RedlockOptions, redisFence, StaleToken } from '../../../src/redlock.ts';
import { clusterAvailable, type RedisCluster, startCluster } from '../../support/redis-cluster.ts';
import { until } from '../../support/until.ts';

const RESOURCES = Array.from({ length: 24 }, (_, i) => `order:${i}`);

describe.skipIf(!clusterAvailable)('a cluster of six (needs redis-server and redis-cli)', () => {
  let cluster: RedisCluster;
  const ends: (() => unknown)[] = [];

  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(async () => {
    for (const end of ends) await end();
    await cluster.stop();
  });

  function ioredis(options: RedlockOptions = {}): Redlock {
    const client = new Cluster([...cluster.nodes], {
      clusterRetryStrategy: () => 50,
      slotsRefreshInterval: 200,
    });
    const locks = new Redlock([client.on('error', () => {})], options);
    ends.push(
      () => locks.close(),
      () => client.disconnect(),
    );
    return locks;
  }

  async function nodeRedis(): Promise<Redlock> {
    const client = createCluster({
      rootNodes: cluster.nodes.map(({ port }) => ({ url: `redis://127.0.0.1:${port}` })),
    });
    client.on('error', () => {});
    await client.connect();
    const locks = new Redlock([client]);
    ends.push(
      () => locks.close(),
      () => client.destroy(),
    );
    return locks;
  }

  it('gives locks in all slots at once, each once', async () => {
    const [first, second] = [ioredis(), await nodeRedis()];
    const held = await Promise.all(RESOURCES.map((resource) => first.acquire(resource)));
    const rivals = await Promise.all(RESOURCES.map((resource) => second.tryAcquire(resource)));
    expect(rivals.filter((lock) => lock !== undefined)).toEqual([]);
    const released = await Promise.all(held.map((lock) => lock.release()));
    expect(released.every(({ wasHeld }) => wasHeld)).toBe(true);
    const after = await Promise.all(RESOURCES.map((resource) => second.acquire(resource)));
    expect(after.every(({ token }, i) => token > (held[i]?.token ?? Number.NaN))).toBe(true);
    await Promise.all(after.map((lock) => lock.release()));
  });

  it('takes several resources of one slot together, and says before sending what lies apart', async () => {
    const locks = ioredis();
    const lock = await locks.acquire(['{user:1}:cart', '{user:1}:purse']);
    expect(await locks.tryAcquire('{user:1}:cart')).toBeUndefined();
    expect((await lock.release()).wasHeld).toBe(true);
    await expect(locks.acquire(['user:1', 'user:2'])).rejects.toThrow(/different hash slots.*one \{tag\}/);
  });

  it('gives every kind of lock in the slot of its resource, and guards what lies beside it', async () => {
    const [first, second] = [ioredis(), await nodeRedis()];
    const readers = [
      await first.acquire('{user:1}:kinds', { shared: true }),
      await second.acquire('{user:1}:kinds', { shared: true }),
    ];
    expect(await second.tryAcquire('{user:1}:kinds')).toBeUndefined();
    await Promise.all(readers.map((lock) => lock.release()));
    const permits = [
      await first.acquire('kinds', { permits: 2 }),
      await second.acquire('kinds', { permits: 2 }),
    ];
    expect(await first.tryAcquire('kinds', { permits: 2 })).toBeUndefined();
    await Promise.all(permits.map((lock) => lock.release()));
    const early = await first.acquire('kinds', { fair: true });
    const waiting = second.acquire('kinds', { fair: true });
    await early.release();
    const late = await waiting;
    const client = new Cluster([...cluster.nodes]).on('error', () => {});
    ends.push(() => client.disconnect());
    const fence = redisFence(client);
    await fence.enter(late);
    await fence.eval(late, "return redis.call('SET', KEYS[1], ARGV[1])", ['{kinds}:kept'], [1]);
    await expect(fence.enter(early)).rejects.toBeInstanceOf(StaleToken);
    await expect(fence.eval(late, 'return 1', ['elsewhere'])).rejects.toThrow(/different hash slots/);
    await late.release();
  });

  it.each<[string, () => Redlock | Promise<Redlock>]>([
    ['ioredis', ioredis],
    ['node-redis', nodeRedis],
  ])('wakes one who waits through %s when the lock is released, long before its end', async (_, open) => {
    const [holder, waiter] = [ioredis(), await open()];
    const lock = await holder.acquire('waited-for', { ttlMs: 60_000 });
    const waiting = waiter.acquire('waited-for', { waitMs: 20_000 });
    await until('the waiter to have been refused and to listen', async () => {
      const master = await cluster.masterOf(slotOf('lock:{waited-for}'));
      return (await master.call('PUBSUB', 'SHARDCHANNELS')).includes('lock:{waited-for}');
    });
    const startMs = performance.now();
    await lock.release();
    await (await waiting).release();
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });

  it('goes on in other slots when a master dies, and in its own when the replica has waited', async () => {
    const locks = ioredis({ restart: 'run-id', ttlMs: 1_500, maxTtlMs: 1_500 });
    const slot = slotOf('lock:{struck}');
    const before = await locks.acquire('struck');
    const struck = await cluster.masterOf(slot);
    const spared: string[] = [];
    for (const resource of RESOURCES)
      if ((await cluster.masterOf(slotOf(`lock:{${resource}}`))) !== struck) spared.push(resource);
    await Promise.all(spared.map(async (resource) => (await locks.acquire(resource)).release()));
    await struck.kill();
    const held = await Promise.all(spared.map((resource) => locks.acquire(resource)));
    expect(held).toHaveLength(spared.length);
    await Promise.all(held.map((lock) => lock.release()));
    const after = await locks.acquire('struck', { waitMs: 20_000 });
    expect(before.isHeld).toBe(false);
    expect(after.token).toBeGreaterThan(before.token);
    await after.release();
  });
});
