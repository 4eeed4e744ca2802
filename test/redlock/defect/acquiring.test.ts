/**
 * What other lock libraries were seen to do wrong while a lock is acquired, each as a scenario: calls that
 * never settle, locks that are dead when they are handed out, callers in their own way. The README's table
 * "Seen elsewhere" says by its marks (S1, R2) which library did what.
 */
import { describe, expect, it } from 'vitest';
import { LockUnavailable } from '../../../src/redlock/error.ts';
import { Lock } from '../../../src/redlock/lock.ts';
import { QuorumLocks } from '../../../src/redlock/quorum-locks.ts';
import { quorumOf } from '../../../src/redlock/round/quorum.ts';
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
const SILENT: Passage = { fault: 'request-lost' };

/** A quorum that has begun, with every link as it should be. */
async function begun(instances: number, seed = 1): Promise<QuorumFixture> {
  const quorum = quorumFixture(instances, seed);
  await (await quorum.client().acquire('begin')).release();
  await settled();
  return quorum;
}

/** Somebody else holds `a` at these instances, for a minute. */
function occupy({ nodes }: QuorumFixture, ...indexes: readonly number[]): void {
  for (const index of indexes) nodes[index]?.engine.call('SET', 'lock:{a}', 'somebody|1', 'PX', 60_000);
}

function holders({ nodes }: QuorumFixture): readonly (string | null)[] {
  return nodes.map((node) => node.holder('a'));
}

describe('an acquisition settles', () => {
  it('S1: when one of two instances says yes and the other no', async () => {
    const quorum = await begun(2);
    occupy(quorum, 1);
    const { value, tookMs } = await timed(quorum.truth, quorum.client().acquire('a', { waitMs: 700 }));
    expect(value).toBeInstanceOf(LockUnavailable);
    expect(tookMs).toBe(700);
  });

  it('S1: when one says yes, one no, and the third nothing', async () => {
    const quorum = await begun(3);
    occupy(quorum, 1);
    for (const node of quorum.nodes.slice(2)) node.passage = () => SILENT;
    const { value, tookMs } = await timed(
      quorum.truth,
      quorum.client().acquire('a', { ...TTL, waitMs: 700 }),
    );
    expect((value as LockUnavailable).verdicts.map(({ kind }) => kind)).toEqual([
      'granted',
      'held',
      'timed-out',
    ]);
    expect(tookMs).toBeLessThanOrEqual(800);
  });

  it.each([3, 5])('S6: at once when one of %i instances is silent', async (instances) => {
    const quorum = await begun(instances);
    for (const node of quorum.nodes.slice(0, 1)) node.passage = () => SILENT;
    const { value, tookMs } = await timed(quorum.truth, quorum.client().acquire('a', TTL));
    expect(value).toBeInstanceOf(Lock);
    expect(tookMs).toBe(0);
    expect(await timed(quorum.truth, (value as Lock).release())).toMatchObject({ tookMs: 0 });
  });
});

describe('a lock that is handed out is alive', () => {
  it.each([1_000, 1_400, 5_000])(
    'S2: when the grants are answered after %i ms of a TTL of 1000',
    async (backMs) => {
      const quorum = await begun(3);
      for (const node of quorum.nodes) node.passage = (script) => (script === 'acquire' ? { backMs } : {});
      const locks = quorum.client({ instanceTimeoutMs: 1_000 });
      const { value } = await timed(quorum.truth, locks.acquire('a', { ...TTL, waitMs: 0 }));
      expect(value).toBeInstanceOf(LockUnavailable);
      await pass(quorum.truth, 5_000, 100);
      expect(holders(quorum)).toEqual([null, null, null]);
    },
  );

  it('S2: when only the last vote of the quorum comes so late', async () => {
    const quorum = await begun(3);
    const [, second, third] = quorum.nodes;
    if (second !== undefined) second.passage = (script) => (script === 'acquire' ? { backMs: 995 } : {});
    if (third !== undefined) third.passage = () => SILENT;
    const locks = quorum.client({ instanceTimeoutMs: 1_000 });
    const { value } = await timed(quorum.truth, locks.acquire('a', { ...TTL, waitMs: 0 }));
    expect(value).toMatchObject({ reason: 'too-late' });
  });
});

describe('a caller is not in its own way', () => {
  it('S3: after its first answers were lost and nobody else wants the lock', async () => {
    const quorum = await begun(3);
    for (const node of quorum.nodes) {
      let isFirst = true;
      node.passage = (script) => {
        if (script !== 'acquire' || !isFirst) return {};
        isFirst = false;
        return { fault: 'answer-lost' };
      };
    }
    const { value, tookMs } = await timed(quorum.truth, quorum.client().acquire('a', { ttlMs: 10_000 }));
    expect(value).toBeInstanceOf(Lock);
    // The time that an instance gets, and one short delay.
    expect(tookMs).toBeLessThanOrEqual(200 + 10);
  });

  it('S5c: after a grant that was applied but answered when nobody waited any more', async () => {
    const quorum = await begun(3);
    for (const node of quorum.nodes)
      node.passage = (script) => (script === 'acquire' ? { thereMs: 150, backMs: 150 } : {});
    const { value } = await timed(quorum.truth, quorum.client().acquire('a', { ttlMs: 10_000, waitMs: 0 }));
    expect(value).toBeInstanceOf(LockUnavailable);
    await pass(quorum.truth, 400, 10);
    expect(holders(quorum)).toEqual([null, null, null]);
  });
});

describe('a split of the votes', () => {
  /** Locks of a process that is near to one instance, and `farMs` from the others. */
  function near({ nodes, truth }: QuorumFixture, home: number, farMs: number): QuorumLocks {
    const instances = nodes.map(({ instance }, index) => ({
      ...instance,
      evaluate: (...call: Parameters<typeof instance.evaluate>) =>
        new Promise((resolve) =>
          truth.setTimer(() => resolve(instance.evaluate(...call)), index === home ? 0 : farMs),
        ),
    }));
    return new QuorumLocks(instances, { world: truth });
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'R3: between three callers, each nearest to another instance, ends and lets all of them in (seed %i)',
    async (seed) => {
      const quorum = await begun(3, seed);
      const { truth } = quorum;
      const work = async (home: number) => {
        const lock = await near(quorum, home, 3).acquire('a', { ttlMs: 10_000 });
        await new Promise<void>((resolve) => truth.setTimer(resolve, 10));
        await lock.release();
      };
      const { value, tookMs } = await timed(truth, Promise.all([0, 1, 2].map(work)));
      expect(value).toHaveLength(3);
      expect(tookMs).toBeLessThan(500);
    },
  );
});

describe('two holders are impossible', () => {
  it('S5d: by a quorum below a majority: it is refused', () => {
    expect(() => quorumOf(3, {}, 1)).toThrow('a quorum of 1 of 3 lets two hold one lock: 2 is the least');
    expect(() => quorumFixture(3).client({ quorum: 1 })).toThrow(RangeError);
  });

  it('S8: by a client whose wall clock is 11 s fast, or slow, with a TTL of 10 s', async () => {
    const quorum = await begun(3);
    const [fast, slow] = [new DriftingWorld(quorum.truth), new DriftingWorld(quorum.truth)];
    fast.step(11_000);
    slow.step(-11_000);
    const held = await quorum.client({ world: slow }).acquire('a', { ttlMs: 10_000 });
    const { value } = await timed(
      quorum.truth,
      quorum.client({ world: fast }).acquire('a', { ttlMs: 10_000, waitMs: 5_000 }),
      5,
    );
    expect([held.isHeld, value]).toEqual([true, expect.any(LockUnavailable)]);
  });

  /** A lock that only the first and second instance have; the third has missed it. */
  async function bareMajority(quorum: QuorumFixture): Promise<Lock> {
    const [, , third] = quorum.nodes;
    if (third !== undefined) third.passage = () => SILENT;
    const lock = await quorum.client().acquire('a', { ttlMs: 10_000 });
    if (third !== undefined) third.passage = () => ({});
    return lock;
  }

  it('R1: by one instance that comes back empty', async () => {
    const quorum = await begun(3);
    const lock = await bareMajority(quorum);
    quorum.nodes[0]?.restartEmpty();
    const second = quorum.client().acquire('a', { ttlMs: 10_000, waitMs: 8_000 });
    const { value } = await timed(quorum.truth, second, 10);
    expect([lock.isHeld, value]).toEqual([true, expect.any(LockUnavailable)]);
    expect((value as LockUnavailable).verdicts.map(({ kind }) => kind)).toContain('held');
  });

  it('R2: by one server whose clock steps, where the quorum tolerates one that forgets', async () => {
    const quorum = await begun(5);
    const options = { tolerate: { amnesia: 1 } };
    const [first, , , fourth, fifth] = quorum.nodes;
    for (const node of [fourth, fifth]) if (node !== undefined) node.passage = () => SILENT;
    const byThree = quorum.client(options).acquire('a', { waitMs: 0 });
    expect((await timed(quorum.truth, byThree)).value).toBeInstanceOf(LockUnavailable);
    if (fourth !== undefined) fourth.passage = () => ({});
    const lock = await quorum.client(options).acquire('a', { ttlMs: 10_000 });
    if (fifth !== undefined) fifth.passage = () => ({});
    first?.world.step(60_000);
    const second = quorum.client(options).acquire('a', { ttlMs: 10_000, waitMs: 5_000 });
    const { value } = await timed(quorum.truth, second, 10);
    expect([lock.isHeld, value]).toEqual([true, expect.any(LockUnavailable)]);
  });

  it('R2: only within the budget: a majority alone does not outlive a server clock that steps', async () => {
    const quorum = await begun(3);
    const lock = await bareMajority(quorum);
    quorum.nodes[0]?.world.step(60_000);
    const second = await quorum.client().acquire('a', { ttlMs: 10_000 });
    expect([lock.isHeld, second.isHeld]).toEqual([true, true]);
    // What is left then is the token.
    expect(second.token).toBeGreaterThan(lock.token);
  });
});
