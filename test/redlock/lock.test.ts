/** A held lock: its deadline, its extensions, its end. */
import { describe, expect, it } from 'vitest';
import { ManualWorld } from '../../src/base/world.ts';
import { LockLost, LockUnavailable } from '../../src/redlock/error.ts';
import type { Lock } from '../../src/redlock/lock.ts';
import { DriftingWorld, pass, quorumFixture, settled, timed } from '../support/quorum.ts';

const TTL = { ttlMs: 1_000 } as const;
/** 1000 less 2 · 0.005 · 1000 less 2. */
const VALIDITY_MS = 988;

function lossOf(lock: Lock): LockLost | undefined {
  return lock.signal.reason instanceof LockLost ? lock.signal.reason : undefined;
}

describe('the holder', () => {
  it('is told at the deadline, not a millisecond later', async () => {
    const { truth, client } = quorumFixture(3);
    const lock = await client().acquire('a', TTL);
    const { signal } = lock;
    truth.advance(VALIDITY_MS - 1);
    expect([signal.aborted, lock.isHeld, lock.remainingMs]).toEqual([false, true, 1]);
    truth.advance(1);
    expect([signal.aborted, lock.isHeld, lock.remainingMs]).toEqual([true, false, 0]);
    expect(lossOf(lock)).toMatchObject({ reason: 'expired', resources: ['a'], atMs: truth.nowMs() });
    expect(() => lock.ensureValid()).toThrow('the lock on a has expired');
  });

  it('is told while the keys still live', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const lock = await client().acquire('a', TTL);
    await pass(truth, VALIDITY_MS, 50);
    expect([lock.isHeld, nodes[0]?.holder('a')]).toEqual([false, `${lock.value}|${lock.token}`]);
  });

  it('finds out by looking, when the wall clock has jumped and no timer could see it', async () => {
    const world = new DriftingWorld(new ManualWorld());
    const lock = await quorumFixture(3).client({ world }).acquire('a', TTL);
    world.step(VALIDITY_MS);
    expect(() => lock.ensureValid()).toThrow(LockLost);
    expect(lossOf(lock)?.reason).toBe('expired');
  });

  it('is not fooled by a wall clock that steps back', async () => {
    const truth = new ManualWorld();
    const world = new DriftingWorld(truth);
    const lock = await quorumFixture(3).client({ world }).acquire('a', TTL);
    world.step(-60_000);
    truth.advance(VALIDITY_MS);
    expect(lock.isHeld).toBe(false);
  });

  it.each([0.95, 1.05, 1.0001])(
    'is told once by a clock of rate %d, whatever fraction is left',
    async (rate) => {
      const truth = new ManualWorld();
      const world = new DriftingWorld(truth, rate);
      const lock = await quorumFixture(3).client({ world }).acquire('a', TTL);
      const { signal } = lock;
      // Once, a fraction beyond what the timer could tell apart made it fire for ever.
      truth.advance(1.3);
      world.step(0.7);
      truth.advance(VALIDITY_MS / rate);
      expect(signal.aborted).toBe(true);
    },
  );

  it('is told within a second of a jump, even without looking', async () => {
    const truth = new ManualWorld();
    const world = new DriftingWorld(truth);
    const lock = await quorumFixture(3).client({ world }).acquire('a', { ttlMs: 60_000 });
    const { signal } = lock;
    world.step(60_000);
    truth.advance(1_000);
    expect(signal.aborted).toBe(true);
  });
});

describe('an extension', () => {
  it('gives the lock its time again, at every instance', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const lock = await client().acquire('a', TTL);
    await pass(truth, 500, 50);
    expect(await lock.extend()).toBe(VALIDITY_MS);
    expect(await lock.extend({ ttlMs: 5_000 })).toBe(5_000 - 52);
    await settled();
    for (const { engine } of nodes) expect(engine.call('PTTL', 'lock:{a}')).toBe(5_000);
    await pass(truth, 4_900, 100);
    expect(lock.isHeld).toBe(true);
  });

  it('does not shorten a lock', async () => {
    const { client } = quorumFixture(3);
    const lock = await client().acquire('a', { ttlMs: 5_000 });
    expect(await lock.extend({ ttlMs: 100 })).toBeGreaterThan(4_000);
  });

  it('that too few answer leaves the time that was left, and says who was silent', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const lock = await client().acquire('a', TTL);
    await settled();
    for (const node of nodes.slice(1)) node.passage = () => ({ fault: 'request-lost' });
    const { value, tookMs } = await timed(truth, lock.extend());
    expect(value).toBeInstanceOf(LockUnavailable);
    expect((value as LockUnavailable).verdicts.map(({ kind }) => kind)).toEqual([
      'granted',
      'timed-out',
      'timed-out',
    ]);
    expect([tookMs, lock.remainingMs]).toEqual([100, VALIDITY_MS - 100]);
  });

  it('that a quorum denies ends the lock at once', async () => {
    const { nodes, client } = quorumFixture(3);
    const lock = await client().acquire('a', TTL);
    await settled();
    for (const { engine } of nodes.slice(1)) engine.call('DEL', 'lock:{a}');
    await expect(lock.extend()).rejects.toThrow('the lock on a is not held by a quorum any more');
    expect(lossOf(lock)?.verdicts.map(({ kind }) => kind)).toEqual(['granted', 'lost', 'lost']);
  });

  it('heals an instance that has lost the lock, and does not count it', async () => {
    const { nodes, client } = quorumFixture(3);
    const lock = await client().acquire('a', TTL);
    await settled();
    nodes[2]?.engine.call('DEL', 'lock:{a}');
    await lock.extend();
    expect(lock.verdicts.filter(({ kind }) => kind === 'granted')).toHaveLength(2);
    await lock.extend();
    await settled();
    expect(nodes[2]?.holder('a')).toBe(`${lock.value}|${lock.token}`);
  });

  it('whose answers come too late is none', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const lock = await client({ instanceTimeoutMs: 90 }).acquire('a', { ttlMs: 100 });
    await settled();
    for (const node of nodes) node.passage = () => ({ backMs: 89 });
    const { value } = await timed(truth, lock.extend({ minValidityMs: 20 }));
    expect(value).toMatchObject({ reason: 'too-late' });
  });

  it('does not revive a lock whose holder was told that it is over', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const lock = await client({ instanceTimeoutMs: 90 }).acquire('a', { ttlMs: 100 });
    await settled();
    for (const node of nodes) node.passage = () => ({ backMs: 60 });
    await pass(truth, 50);
    const { value } = await timed(truth, lock.extend({ ttlMs: 1_000 }));
    expect(value).toMatchObject({ name: 'LockLost', reason: 'expired' });
    await expect(lock.extend()).rejects.toThrow(LockLost);
  });

  it('can be given up; the lock stays as it is', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const lock = await client().acquire('a', TTL);
    await settled();
    for (const node of nodes) node.passage = () => ({ fault: 'request-lost' });
    const abort = new AbortController();
    const extending = lock.extend({ signal: abort.signal });
    abort.abort(new Error('never mind'));
    expect(await timed(truth, extending)).toEqual({ value: new Error('never mind'), tookMs: 0 });
    expect(lock.remainingMs).toBe(VALIDITY_MS);
  });

  it.each([0, -1, 1.5, 300_001])('to %d ms is refused', async (ttlMs) => {
    const lock = await quorumFixture(1).client().acquire('a', TTL);
    await expect(lock.extend({ ttlMs })).rejects.toThrow(RangeError);
  });
});

describe('a release', () => {
  it('of a lock that has expired is an answer, not an error', async () => {
    const { truth, client } = quorumFixture(3);
    const lock = await client().acquire('a', TTL);
    await pass(truth, 1_100, 100);
    expect(await lock.release()).toMatchObject({
      wasHeld: false,
      verdicts: [{ kind: 'gone' }, { kind: 'gone' }, { kind: 'unanswered' }],
    });
  });

  it('twice is the same answer', async () => {
    const { nodes, client } = quorumFixture(3);
    const locks = client();
    await (await locks.acquire('begin')).release();
    await settled();
    nodes[0]?.arrived.splice(0);
    const lock = await locks.acquire('a', TTL);
    expect(await lock.release()).toBe(await lock.release());
    await settled();
    expect(nodes[0]?.arrived).toEqual(['acquire', 'release']);
  });

  it('goes to every instance and waits for none that is not needed', async () => {
    const { nodes, truth, client } = quorumFixture(5);
    const lock = await client().acquire('a', TTL);
    await settled();
    for (const node of nodes.slice(0, 2)) node.passage = () => ({ thereMs: 300 });
    const { value, tookMs } = await timed(truth, lock.release());
    expect([tookMs, (value as { wasHeld: boolean }).wasHeld]).toEqual([0, true]);
    await pass(truth, 300, 10);
    expect(nodes.map((node) => node.holder('a'))).toEqual(Array(5).fill(null));
  });

  it('settles when nobody answers', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const lock = await client().acquire('a', TTL);
    await settled();
    for (const node of nodes) node.passage = () => ({ fault: 'request-lost' });
    const { value, tookMs } = await timed(truth, lock.release());
    expect([tookMs, value]).toEqual([100, { wasHeld: false, verdicts: expect.any(Array) }]);
  });

  it('ends the lock: its signal aborts, and it says why', async () => {
    const lock = await quorumFixture(3).client().acquire('a', TTL);
    const { signal } = lock;
    const releasing = lock.release();
    expect([signal.aborted, lossOf(lock)?.reason, lock.remainingMs]).toEqual([true, 'released', 0]);
    await releasing;
  });
});
