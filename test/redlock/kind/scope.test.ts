/** A lock that is entered again inside its own scope. */
import { describe, expect, it } from 'vitest';
import { LockUnavailable } from '../../../src/redlock/error.ts';
import type { Lock } from '../../../src/redlock/lock.ts';
import { pass, quorumFixture, timed } from '../../support/quorum.ts';

const AGAIN = { reentrant: true, ttlMs: 1_000, waitMs: 0 } as const;

describe('a reentrant lock', () => {
  it('is entered again through every await, with its token, by using, acquire and tryAcquire', async () => {
    const { client, nodes, truth } = quorumFixture(3);
    const locks = client();
    const inner = async (outer: Lock) => {
      await Promise.resolve();
      const again = await locks.acquire('a', AGAIN);
      const tried = await locks.tryAcquire('a', AGAIN);
      expect([again.token, tried?.token, again.value]).toEqual([outer.token, outer.token, outer.value]);
      expect(await again.release()).toEqual({ wasHeld: true, verdicts: [] });
      expect(await again.release()).toEqual({ wasHeld: true, verdicts: [] });
      expect([again.isHeld, tried?.isHeld, outer.isHeld]).toEqual([false, true, true]);
      expect(() => again.ensureValid()).toThrow('the lock on a was released');
      await expect(again.extend()).rejects.toThrow('was released');
      return again.token;
    };
    const work = locks.using('a', AGAIN, (outer) => locks.using('a', AGAIN, async () => inner(outer)));
    expect((await timed(truth, work)).value).toBeTypeOf('number');
    expect(nodes.map((node) => node.holder('a'))).toEqual([null, null, null]);
  });

  it('is another’s for who is outside of the scope, and for who did not ask to enter again', async () => {
    const { client, truth } = quorumFixture(3);
    const locks = client();
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const holding = locks.using('a', AGAIN, async () => {
      await expect(locks.acquire('a', { waitMs: 0 })).rejects.toBeInstanceOf(LockUnavailable);
      await gate;
    });
    await pass(truth, 5);
    expect(await locks.tryAcquire('a', AGAIN)).toBeUndefined();
    expect(await client().tryAcquire('a', AGAIN)).toBeUndefined();
    go();
    await timed(truth, holding);
    expect(await locks.tryAcquire('a', AGAIN)).toBeDefined();
  });

  it('gets the time that the inner call asks for, and tells the inner one of its loss', async () => {
    const { client, truth } = quorumFixture(3);
    const locks = client();
    const work = locks.using('a', { ...AGAIN, ttlMs: 100 }, async (outer) => {
      const inner = await locks.acquire('a', { ...AGAIN, ttlMs: 900 });
      expect([inner.remainingMs, outer.remainingMs]).toEqual([889, 889]);
      await outer.release();
      expect([inner.isHeld, inner.signal.aborted]).toEqual([false, true]);
      const anew = await locks.tryAcquire('a', AGAIN);
      expect(anew?.token).toBeGreaterThan(outer.token);
      await anew?.release();
    });
    await expect(timed(truth, work)).resolves.toMatchObject({ value: { reason: 'released' } });
  });

  it('enters a part of what is held, and refuses to wait for itself', async () => {
    const { client } = quorumFixture(3);
    const locks = client();
    await locks.using(['a', 'b'], AGAIN, async (outer) => {
      expect((await locks.acquire('b', AGAIN)).token).toBe(outer.token);
      await expect(locks.acquire(['b', 'c'], AGAIN)).rejects.toThrow(
        'this scope holds b without c: ask for all of them together',
      );
      await locks.using('c', AGAIN, async (other) => {
        expect((await locks.acquire('a', AGAIN)).token).toBe(outer.token);
        expect((await locks.acquire('c', AGAIN)).token).toBe(other.token);
      });
    });
    await locks.using('r', { ...AGAIN, shared: true }, async (outer) => {
      expect((await locks.acquire('r', { ...AGAIN, shared: true })).token).toBe(outer.token);
      await expect(locks.acquire('r', AGAIN)).rejects.toThrow('is held by this scope as a reader');
    });
    await locks.using('p', { ...AGAIN, permits: 2 }, async (outer) => {
      expect((await locks.acquire('p', { ...AGAIN, permits: 2 })).value).toBe(outer.value);
      expect((await locks.acquire('p', AGAIN)).value).not.toBe(outer.value);
    });
  });
});
