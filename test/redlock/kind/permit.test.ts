/** Permits: a semaphore over a quorum. */
import { describe, expect, it } from 'vitest';
import { LockUnavailable } from '../../../src/redlock/error.ts';
import { Lock } from '../../../src/redlock/lock.ts';
import { pass, quorumFixture, settled, timed } from '../../support/quorum.ts';

const TWO = { permits: 2, ttlMs: 1_000 } as const;

describe('permits', () => {
  it('are given k times and no more, from one process or several', async () => {
    const { client, truth } = quorumFixture(3);
    const locks = client();
    const held = [await locks.acquire('api', TWO), await client().acquire('api', TWO)];
    expect(held[0]?.resources).toEqual(['api']);
    expect(held.map(({ slot }) => slot).sort()).toEqual([0, 1]);
    expect((await client().acquire('no permit')).slot).toBeUndefined();
    for (const who of [locks, client()]) {
      expect(await who.tryAcquire('api', TWO)).toBeUndefined();
      const { value } = await timed(truth, who.acquire('api', { ...TWO, waitMs: 20 }));
      expect(value).toBeInstanceOf(LockUnavailable);
    }
    await held[0]?.release();
    expect(await client().tryAcquire('api', TWO)).toBeInstanceOf(Lock);
    expect(await client().tryAcquire('api', TWO)).toBeUndefined();
  });

  it('are found in two round trips when one of many is free', async () => {
    const { client, nodes } = quorumFixture(3);
    const locks = client();
    const options = { permits: 64, ttlMs: 10_000 };
    const held = await Promise.all(Array.from({ length: 64 }, () => locks.acquire('api', options)));
    expect(new Set(held.map(({ value }) => value)).size).toBe(64);
    await held[17]?.release();
    await settled();
    const before = nodes[0]?.arrived.length ?? 0;
    expect(await client().tryAcquire('api', options)).toBeInstanceOf(Lock);
    const asked = nodes[0]?.arrived.slice(before).filter((name) => name !== 'release');
    expect(asked).toEqual(['acquire', 'look', 'acquire']);
  });

  it('wake who waits for any of them', async () => {
    const { client, truth } = quorumFixture(3);
    const held = [
      await client().acquire('api', TWO),
      await client().acquire('api', { ...TWO, ttlMs: 60_000 }),
    ];
    await held[0]?.extend({ ttlMs: 60_000 });
    const waiting = client().acquire('api', { ...TWO, waitMs: 30_000 });
    await pass(truth, 100);
    await held[1]?.release();
    expect(await timed(truth, waiting)).toMatchObject({ value: expect.any(Lock), tookMs: 0 });
  });

  it('come when a holder that died has expired', async () => {
    const { client, truth } = quorumFixture(3);
    await client().acquire('api', { ...TWO, ttlMs: 60_000 });
    await client().acquire('api', { ...TWO, ttlMs: 2_000 });
    const { value, tookMs } = await timed(truth, client().acquire('api', { ...TWO, waitMs: 30_000 }));
    expect(value).toBeInstanceOf(Lock);
    expect(tookMs).toBeGreaterThan(1_990);
    expect(tookMs).toBeLessThan(2_020);
  });

  it('do not wait for a minority, and are apart from a lock on the same name', async () => {
    const { client, nodes, truth } = quorumFixture(5);
    await (await client().acquire('begin')).release();
    await client().acquire('api');
    for (const node of nodes.slice(0, 2)) node.passage = () => ({ fault: 'request-lost' });
    for (let i = 0; i < 2; i++)
      expect(await timed(truth, client().acquire('api', TWO))).toMatchObject({
        value: expect.any(Lock),
        tookMs: 0,
      });
    expect(await client().tryAcquire('api', TWO)).toBeUndefined();
  });

  it('are of one resource', async () => {
    await expect(quorumFixture(1).client().acquire(['a', 'b'], TWO)).rejects.toThrow(
      'permits are of one resource, got 2',
    );
  });
});
