/** `using`: a routine under a lock that is extended for as long as it takes. */
import { describe, expect, it } from 'vitest';
import { LockLost } from '../../src/redlock/error.ts';
import type { Lock } from '../../src/redlock/lock.ts';
import { pass, quorumFixture, settled, timed } from '../support/quorum.ts';

const TTL = { ttlMs: 1_000 } as const;

function pause(world: { setTimer(callback: () => void, ms: number): unknown }, ms: number): Promise<void> {
  return new Promise((resolve) => world.setTimer(resolve, ms));
}

describe('a routine under a lock', () => {
  it('may take many times the TTL; its result is passed on and the lock let go', async () => {
    const { nodes, truth, client } = quorumFixture(5);
    const work = client().using('a', TTL, async (lock) => {
      await pause(truth, 7_300);
      lock.ensureValid();
      return 'done';
    });
    expect(await timed(truth, work, 10)).toEqual({ value: 'done', tookMs: 7_300 });
    await settled();
    expect(nodes.map((node) => node.holder('a'))).toEqual(Array(5).fill(null));
  });

  it('costs two or three extensions a TTL, not a storm', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    await timed(
      truth,
      client().using('a', TTL, () => pause(truth, 10_000)),
      10,
    );
    const extensions = nodes[0]?.arrived.filter((name) => name === 'extend').length ?? 0;
    expect(extensions).toBeGreaterThanOrEqual(18);
    expect(extensions).toBeLessThanOrEqual(24);
  });

  it('lives through a minority that hangs', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const work = client().using('a', TTL, async (lock) => {
      nodes.slice(0, 1).forEach((node) => {
        node.passage = () => ({ fault: 'request-lost' });
      });
      await pause(truth, 5_000);
      return lock.isHeld;
    });
    expect((await timed(truth, work, 10)).value).toBe(true);
  });

  it('has its own error passed on', async () => {
    const { truth, client } = quorumFixture(3);
    const work = client().using('a', TTL, async () => {
      await pause(truth, 100);
      throw new Error('its own');
    });
    expect((await timed(truth, work, 10)).value).toEqual(new Error('its own'));
    const thrown = client().using('a', TTL, () => {
      throw new Error('at once');
    });
    expect((await timed(truth, thrown)).value).toEqual(new Error('at once'));
  });

  it('is told when the lease is lost, and has its own error passed on even then', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const work = client().using('a', TTL, async ({ signal }) => {
      for (const node of nodes) node.passage = () => ({ fault: 'request-lost' });
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('mine'))));
    });
    const { value, tookMs } = await timed(truth, work, 4);
    expect(value).toEqual(new Error('mine'));
    expect(tookMs).toBeLessThanOrEqual(988 + 100 + 4);
  });

  it('is not waited for when the lease is lost and it does not end', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    let held: Lock | undefined;
    const work = client().using('a', TTL, (lock) => {
      held = lock;
      for (const node of nodes) node.passage = () => ({ fault: 'request-lost' });
      return new Promise<never>(() => {});
    });
    await pass(truth, 988, 4);
    expect(held?.signal.aborted).toBe(true);
    const { value, tookMs } = await timed(truth, work, 4);
    expect(value).toBeInstanceOf(LockLost);
    expect(tookMs).toBeLessThanOrEqual(50 + 100 + 4);
  });

  it('that ends after the loss gives no result', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const work = client().using('a', TTL, async ({ signal }) => {
      for (const node of nodes) node.passage = () => ({ fault: 'request-lost' });
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return 'too late';
    });
    expect((await timed(truth, work, 4)).value).toBeInstanceOf(LockLost);
  });

  it('is told at once when a quorum denies the lock', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const work = client().using('a', TTL, async ({ signal }) => {
      for (const { engine } of nodes) engine.call('DEL', 'lock:{a}');
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    const { value, tookMs } = await timed(truth, work, 4);
    expect(value).toMatchObject({ reason: 'lost' });
    expect(tookMs).toBeLessThanOrEqual(500);
  });
});
