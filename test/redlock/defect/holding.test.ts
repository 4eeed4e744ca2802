/**
 * What other lock libraries were seen to do wrong while a lock is held, each as a scenario: holders that are
 * never told of the loss, extensions that storm or stop, errors that are masked, rejections that nobody
 * hears. Marks as in acquiring.test.ts.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManualWorld } from '../../../src/base/world.ts';
import { LockLost } from '../../../src/redlock/error.ts';
import { Lock } from '../../../src/redlock/lock.ts';
import {
  DriftingWorld,
  type Passage,
  pass,
  type QuorumFixture,
  quorumFixture,
  settled,
  timed,
} from '../../support/quorum.ts';

const TTL = { ttlMs: 1_000 } as const;
/** 1000 less 2 · 0.005 · 1000 less 2. */
const VALIDITY_MS = 988;
const SILENT: Passage = { fault: 'request-lost' };

async function begun(instances: number): Promise<QuorumFixture> {
  const quorum = quorumFixture(instances);
  await (await quorum.client().acquire('begin')).release();
  await settled();
  return quorum;
}

function pause(world: ManualWorld, ms: number): Promise<void> {
  return new Promise((resolve) => world.setTimer(resolve, ms));
}

/** From now on every extension is answered so. */
function extensions({ nodes }: QuorumFixture, passage: Passage): void {
  for (const node of nodes) node.passage = (script) => (script === 'extend' ? passage : {});
}

const rejections: unknown[] = [];
const onRejection = (reason: unknown) => void rejections.push(reason);
beforeEach(() => {
  rejections.length = 0;
  process.on('unhandledRejection', onRejection);
});
afterEach(() => {
  process.off('unhandledRejection', onRejection);
  expect(rejections).toEqual([]);
});

describe('the holder is told', () => {
  it('S4: at the deadline when its extensions vanish, and before a second one is let in', async () => {
    const quorum = await begun(3);
    const { truth } = quorum;
    let toldAtMs = Number.POSITIVE_INFINITY;
    const startMs = truth.monotonicMs();
    const work = quorum.client().using('a', TTL, async (lock) => {
      lock.signal.addEventListener('abort', () => {
        toldAtMs = truth.monotonicMs();
      });
      extensions(quorum, SILENT);
      await pause(truth, 10_000);
    });
    work.catch(() => {});
    await settled();
    const second = await timed(truth, quorum.client().acquire('a', TTL));
    expect(second.value).toBeInstanceOf(Lock);
    expect(toldAtMs).toBe(startMs + VALIDITY_MS);
    expect(startMs + second.tookMs).toBeGreaterThan(toldAtMs);
    expect((await timed(truth, work)).value).toBeInstanceOf(LockLost);
  });

  it('S10: when its extensions are refused by connections that are gone, with nothing unhandled', async () => {
    const quorum = await begun(3);
    let seen: AbortSignal | undefined;
    const work = quorum.client().using('a', TTL, async ({ signal }) => {
      seen = signal;
      extensions(quorum, { fault: 'refused' });
      await pause(quorum.truth, 5_000);
    });
    expect((await timed(quorum.truth, work, 4)).value).toBeInstanceOf(LockLost);
    expect(seen?.reason).toMatchObject({ reason: 'expired' });
    await pass(quorum.truth, 5_000, 100);
  });

  it('S9: by the other clock, when its wall clock goes back by a minute', async () => {
    const quorum = await begun(3);
    const world = new DriftingWorld(quorum.truth);
    const lock = await quorum.client({ world }).acquire('a', TTL);
    const { signal } = lock;
    world.step(-60_000);
    await pass(quorum.truth, VALIDITY_MS, 1_000);
    expect([lock.isHeld, lock.remainingMs, signal.aborted]).toEqual([false, 0, true]);
  });
});

describe('a lease is kept', () => {
  it('S5: for a minute while one of three instances hangs, and nobody else gets in', async () => {
    const quorum = await begun(3);
    const { truth } = quorum;
    let isOver = false;
    const work = quorum.client().using('a', { ttlMs: 10_000 }, async (lock) => {
      for (const node of quorum.nodes.slice(2)) node.passage = () => SILENT;
      await pause(truth, 60_000);
      isOver = true;
      return lock.isHeld;
    });
    await settled();
    const second = quorum
      .client()
      .acquire('a', { ttlMs: 10_000, waitMs: 90_000 })
      .then(() => isOver);
    const { value } = await timed(truth, Promise.all([work, second]), 20).catch(() => ({ value: 'stuck' }));
    expect(value).toEqual([true, true]);
  });

  it.each([20, 100, 1_000])(
    'S5b: with two or three extensions in a TTL of %i ms, not hundreds',
    async (ttlMs) => {
      const quorum = await begun(3);
      await timed(
        quorum.truth,
        quorum.client().using('a', { ttlMs }, () => pause(quorum.truth, 10 * ttlMs)),
      );
      const sent = quorum.nodes[0]?.arrived.filter((name) => name === 'extend').length ?? 0;
      expect(sent).toBeGreaterThanOrEqual(10);
      expect(sent).toBeLessThanOrEqual(30);
    },
  );
});

describe('a routine is heard', () => {
  it('S11: with its own error, when it throws after the lease was lost', async () => {
    const quorum = await begun(3);
    const work = quorum.client().using('a', TTL, async ({ signal }) => {
      extensions(quorum, SILENT);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await pause(quorum.truth, 20);
      throw new Error('its own');
    });
    expect((await timed(quorum.truth, work, 4)).value).toEqual(new Error('its own'));
  });

  it('not at all when it throws long after, and then without an unhandled rejection', async () => {
    const quorum = await begun(3);
    const work = quorum.client().using('a', TTL, async () => {
      extensions(quorum, SILENT);
      await pause(quorum.truth, 5_000);
      throw new Error('nobody waits any more');
    });
    expect((await timed(quorum.truth, work, 4)).value).toBeInstanceOf(LockLost);
    await pass(quorum.truth, 5_000, 100);
  });
});

describe('letting go', () => {
  it('of a lock that has expired is an answer, not an error', async () => {
    const quorum = await begun(3);
    const lock = await quorum.client().acquire('a', TTL);
    await pass(quorum.truth, 2_000, 100);
    expect(await lock.release()).toMatchObject({ wasHeld: false });
  });

  it('reaches the instances that were not heard, too', async () => {
    const quorum = await begun(3);
    const [first] = quorum.nodes;
    if (first !== undefined)
      first.passage = (script) => (script === 'acquire' ? { fault: 'answer-lost' } : {});
    const lock = await quorum.client().acquire('a', { ttlMs: 60_000 });
    await pass(quorum.truth, 1);
    expect(first?.holder('a')).not.toBeNull();
    await lock.release();
    await settled();
    expect(quorum.nodes.map((node) => node.holder('a'))).toEqual([null, null, null]);
  });
});
