/** Readers and writers. */
import { describe, expect, it } from 'vitest';
import { LockUnavailable } from '../../../src/redlock/error.ts';
import { Lock } from '../../../src/redlock/lock.ts';
import { pass, quorumFixture, settled, timed } from '../../support/quorum.ts';

const READ = { shared: true, ttlMs: 1_000 } as const;
const WRITE = { ttlMs: 1_000 } as const;
const NOW = { waitMs: 0 } as const;

async function reason(promise: Promise<unknown>): Promise<string> {
  const error = await promise.catch((caught: unknown) => caught);
  return error instanceof LockUnavailable ? error.message : String(error);
}

describe('readers', () => {
  it('share the lock, in one process and in several, and keep writers out until the last has gone', async () => {
    const { client } = quorumFixture(3);
    const one = client();
    const readers = [await one.acquire('a', READ), await one.acquire('a', READ)];
    readers.push(await client().acquire('a', READ));
    expect(await reason(client().acquire('a', { ...WRITE, ...NOW }))).toContain(
      'held by readers for 1000 ms more',
    );
    for (const reader of readers) {
      expect(await client().tryAcquire('a', WRITE)).toBeUndefined();
      expect((await reader.release()).wasHeld).toBe(true);
    }
    const writer = await client().acquire('a', { ...WRITE, ...NOW });
    expect(writer.token).toBeGreaterThan(Math.max(...readers.map(({ token }) => token)));
    expect(await reason(client().acquire('a', { ...READ, ...NOW }))).toContain('held for 1000 ms more');
    await writer.release();
    const next = await client().acquire('a', { ...READ, ...NOW });
    expect(next.token).toBeGreaterThan(writer.token);
  });

  it('go by their own deadlines: one that died keeps nobody out for longer, one that is extended stays', async () => {
    const { client, truth } = quorumFixture(3);
    await client().acquire('a', { ...READ, ttlMs: 100 });
    const other = await client().acquire('a', { ...READ, ttlMs: 300 });
    await pass(truth, 200);
    expect(await other.extend({ ttlMs: 400 })).toBe(394);
    await pass(truth, 200);
    expect(await client().tryAcquire('a', WRITE)).toBeUndefined();
    await pass(truth, 201);
    expect(other.isHeld).toBe(false);
    expect((await client().acquire('a', { ...WRITE, ...NOW })).isHeld).toBe(true);
    await expect(other.extend()).rejects.toThrow('has expired');
  });

  it('are woken by the writer’s release, all of them; the writer by the last reader’s', async () => {
    const { client, truth } = quorumFixture(3);
    const writer = await client().acquire('a', { ttlMs: 60_000 });
    const readers = Promise.all([0, 1, 2].map(() => client().acquire('a', { ...READ, ttlMs: 60_000 })));
    await pass(truth, 100);
    await writer.release();
    const { value, tookMs } = await timed(truth, readers);
    expect([(value as readonly Lock[]).length, tookMs <= 3]).toEqual([3, true]);
    const writing = client().acquire('a', WRITE);
    await pass(truth, 100);
    for (const reader of value as readonly Lock[]) await reader.release();
    expect(await timed(truth, writing)).toMatchObject({ value: expect.any(Lock), tookMs: 0 });
  });

  it('agree on a token in a second round trip, and are brought to who was missing', async () => {
    const { nodes, client, truth } = quorumFixture(3);
    await (await client().acquire('begin')).release();
    const high = 2_000_000_000_000;
    nodes.forEach(({ engine }, index) => void engine.call('SET', 'lock:token:{a}', high + index));
    const [, , third] = nodes;
    if (third !== undefined) third.passage = () => ({ fault: 'refused' });
    const reader = await client().acquire('a', { ...READ, ttlMs: 5_000 });
    expect(reader.token).toBe(high + 2);
    expect(nodes[0]?.engine.call('GET', 'lock:token:{a}')).toBe(String(high + 2));
    if (third !== undefined) third.passage = () => ({});
    await pass(truth, 60);
    expect(third?.engine.call('ZSCORE', 'lock:{a}', reader.value)).not.toBeNull();
    await reader.release();
    await settled();
    expect(nodes.map(({ engine }) => engine.call('EXISTS', 'lock:{a}'))).toEqual([0, 0, 0]);
  });
});

describe('a writer that waits', () => {
  it('gets its turn although readers come one after another', async () => {
    const { client, truth } = quorumFixture(3);
    const held = await client().acquire('a', READ);
    const writing = timed(truth, client().acquire('a', { ...WRITE, waitMs: 10_000 }));
    await settled();
    expect(await reason(client().acquire('a', { ...READ, ...NOW }))).toContain(
      'kept for a writer that waits',
    );
    await held.release();
    expect(await client().tryAcquire('a', READ)).toBeUndefined();
    expect((await writing).value).toBeInstanceOf(Lock);
  });

  it('leaves the readers alone when it gives up, or dies', async () => {
    const { client, truth } = quorumFixture(3);
    const first = await client().acquire('a', { ...READ, ttlMs: 60_000 });
    const abort = new AbortController();
    const waiting = client()
      .acquire('a', { signal: abort.signal })
      .catch(() => {});
    await settled();
    expect(await client().tryAcquire('a', READ)).toBeUndefined();
    abort.abort();
    await waiting;
    await settled();
    expect(await client().tryAcquire('a', READ)).toBeDefined();
    expect(first.isHeld).toBe(true);
    await pass(truth, 1);
  });

  it('does not stand in the way of a reader’s extension', async () => {
    const { client, truth } = quorumFixture(3);
    const reader = await client().acquire('a', READ);
    const writing = client().acquire('a', WRITE);
    await pass(truth, 500, 10);
    expect(await reader.extend()).toBe(988);
    await reader.release();
    expect((await timed(truth, writing)).value).toBeInstanceOf(Lock);
  });

  it('of one attempt only lets readers in as before', async () => {
    const { client } = quorumFixture(3);
    await client().acquire('a', READ);
    expect(await client().tryAcquire('a')).toBeUndefined();
    expect(await client().tryAcquire('a', READ)).toBeDefined();
  });
});

it.each([
  [{ shared: 1 as unknown as boolean }, 'shared must be true or false, got 1'],
  [{ reentrant: 'yes' as unknown as boolean }, 'reentrant must be true or false, got yes'],
  [{ shared: true, permits: 2 }, 'permits are not shared'],
  [{ permits: 0 }, 'permits must be from 1 to 128, got 0'],
  [{ permits: 129 }, 'permits must be from 1 to 128, got 129'],
  [{ permits: 1.5 }, 'permits must be a whole number, got 1.5'],
])('the kind %o is refused: %s', async (options, message) => {
  await expect(quorumFixture(1).client().acquire('a', options)).rejects.toThrow(message);
});
