/** What callers of the locks see, on embedded engines under a clock that is moved by hand. */
import { describe, expect, it } from 'vitest';
import { LockLost, LockUnavailable } from '../../src/redlock/error.ts';
import { Lock } from '../../src/redlock/lock.ts';
import type { LockOptions, RedlockOptions } from '../../src/redlock/option.ts';
import { type Passage, pass, quorumFixture, settled, timed } from '../support/quorum.ts';

const TTL = { ttlMs: 1_000 } as const;
const SILENT: Passage = { fault: 'request-lost' };
const REFUSED: Passage = { fault: 'refused' };

function kinds(error: unknown): readonly string[] {
  return error instanceof LockUnavailable ? error.verdicts.map(({ kind }) => kind) : [String(error)];
}

describe('acquiring', () => {
  it('takes the lock everywhere, without time passing, and releasing leaves it nowhere', async () => {
    const { nodes, truth, client } = quorumFixture(5);
    const lock = await client().acquire('a', TTL);
    await settled();
    expect(nodes.map((node) => node.holder('a'))).toEqual(Array(5).fill(`${lock.value}|${lock.token}`));
    expect([truth.monotonicMs(), lock.remainingMs]).toEqual([0, 1_000 - 10 - 2]);
    expect(await lock.release()).toMatchObject({ wasHeld: true });
    await settled();
    expect(nodes.map((node) => node.holder('a'))).toEqual(Array(5).fill(null));
  });

  it.each([
    ['silent', SILENT],
    ['refusing connections', REFUSED],
  ])('does not wait for a minority that is %s', async (_, passage) => {
    const { nodes, truth, client } = quorumFixture(5);
    await (await client().acquire('begin')).release();
    for (const node of nodes.slice(0, 2)) node.passage = () => passage;
    const { tookMs } = await timed(truth, client().acquire('a', TTL));
    expect(tookMs).toBe(0);
  });

  it('says of each instance why it is not to be had, and leaves nothing behind', async () => {
    const { nodes, truth, client } = quorumFixture(5);
    await (await client().acquire('begin')).release();
    const faults = [REFUSED, SILENT, SILENT];
    nodes.slice(0, 3).forEach((node, index) => {
      node.passage = () => faults[index] as Passage;
    });
    const { value, tookMs } = await timed(truth, client().acquire('a', { ...TTL, waitMs: 500 }));
    expect(kinds(value)).toEqual(['down', 'timed-out', 'timed-out', 'granted', 'granted']);
    expect((value as Error).message).toMatch(
      /^the lock on a needs 3 of 5 votes \(node-1: down: connect ECONNREFUSED; node-2: no answer within 100 ms; .*granted with token \d+\)$/,
    );
    expect(tookMs).toBeGreaterThanOrEqual(500);
    expect(tookMs).toBeLessThanOrEqual(600);
    expect(nodes.map((node) => node.holder('a'))).toEqual(Array(5).fill(null));
  });

  it('tells how long the other holds it', async () => {
    const { client } = quorumFixture(3);
    await client().acquire('a', TTL);
    const refusal = await client()
      .acquire('a', { waitMs: 0 })
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ reason: 'refused', quorum: 2, attempts: 1, resources: ['a'] });
    expect((refusal as LockUnavailable).verdicts).toContainEqual({
      instance: 'node-1',
      kind: 'held',
      pttlMs: 1_000,
      token: expect.any(Number),
    });
  });

  it('is woken by the release, at once', async () => {
    const { truth, client } = quorumFixture(5);
    const held = await client().acquire('a', { ttlMs: 60_000 });
    const waiting = client().acquire('a', { ...TTL, waitMs: 30_000 });
    await pass(truth, 70);
    const startMs = truth.monotonicMs();
    await held.release();
    const { value, tookMs } = await timed(truth, waiting);
    expect(value).toBeInstanceOf(Lock);
    expect([tookMs, truth.monotonicMs() - startMs]).toEqual([0, 0]);
  });

  it.each([true, false])('comes when a holder that died has expired (publishing: %s)', async (publishes) => {
    const { nodes, truth, client } = quorumFixture(3);
    if (!publishes) for (const { instance } of nodes) delete (instance as { subscribe?: unknown }).subscribe;
    await client().acquire('a', { ttlMs: 2_000 });
    const { value, tookMs } = await timed(truth, client().acquire('a', TTL));
    expect(value).toBeInstanceOf(Lock);
    expect(tookMs).toBeGreaterThanOrEqual(1_990);
    expect(tookMs).toBeLessThan(publishes ? 2_020 : 3_100);
  });

  it('does not poll while it waits to be woken', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    await client().acquire('a', { ttlMs: 4_000 });
    const waiting = client().acquire('a', TTL);
    await pass(truth, 3_900, 50);
    expect(nodes[0]?.arrived.filter((name) => name === 'acquire').length).toBeLessThanOrEqual(4);
    expect((await timed(truth, waiting)).value).toBeInstanceOf(Lock);
  });

  it.each([0, 1, 3])(
    'gives up when the signal aborts after %i ms, with its reason, and leaves nothing',
    async (ms) => {
      const { nodes, truth, client } = quorumFixture(3);
      await (await client().acquire('begin')).release();
      for (const node of nodes) node.passage = () => ({ thereMs: 2, backMs: 2 });
      const abort = new AbortController();
      const waiting = client().acquire('a', { ...TTL, signal: abort.signal });
      waiting.catch(() => {});
      await pass(truth, ms);
      abort.abort(new Error('changed my mind'));
      const { value, tookMs } = await timed(truth, waiting);
      expect([value, tookMs]).toEqual([new Error('changed my mind'), 0]);
      await pass(truth, 10);
      expect(nodes.map((node) => node.holder('a'))).toEqual([null, null, null]);
    },
  );

  it('does not begin when the signal has aborted before', async () => {
    const { client } = quorumFixture(1);
    const signal = AbortSignal.abort(new Error('too early'));
    await expect(client().acquire('a', { signal })).rejects.toThrow('too early');
  });

  it('gives up while it waits for the release, too', async () => {
    const { truth, client } = quorumFixture(3);
    await client().acquire('a', { ttlMs: 60_000 });
    const abort = new AbortController();
    const waiting = client().acquire('a', { signal: abort.signal });
    await pass(truth, 100);
    abort.abort(new Error('enough'));
    expect(await timed(truth, waiting)).toEqual({ value: new Error('enough'), tookMs: 0 });
  });

  it('releases a grant whose answer comes after the end', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    await (await client().acquire('begin')).release();
    for (const node of nodes)
      node.passage = (script) => (script === 'acquire' ? { backMs: 300 } : { fault: 'request-lost' });
    const { value } = await timed(truth, client().acquire('a', { ...TTL, waitMs: 0 }));
    expect(kinds(value)).toEqual(['timed-out', 'timed-out', 'timed-out']);
    expect(nodes[0]?.holder('a')).not.toBeNull();
    for (const node of nodes) node.passage = () => ({});
    await pass(truth, 250);
    expect(nodes.map((node) => node.holder('a'))).toEqual([null, null, null]);
  });

  it('stops a request that arrives after its own release', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    await (await client().acquire('begin')).release();
    for (const node of nodes) node.passage = (script) => (script === 'acquire' ? { thereMs: 300 } : {});
    await timed(truth, client().acquire('a', { ...TTL, waitMs: 0 }));
    await pass(truth, 400);
    expect(nodes[0]?.arrived).toContain('acquire');
    expect(nodes.map((node) => node.holder('a'))).toEqual([null, null, null]);
  });

  it('refuses a lock that was granted too late for its TTL', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    await (await client().acquire('begin')).release();
    for (const node of nodes) node.passage = (script) => (script === 'acquire' ? { backMs: 48 } : {});
    const locks = client({ instanceTimeoutMs: 50 });
    const late = await timed(truth, locks.acquire('a', { ttlMs: 50, waitMs: 0 }));
    expect(late.value).toMatchObject({ reason: 'too-late' });
    expect(nodes.map((node) => node.holder('a'))).toEqual([null, null, null]);
    const least = { ttlMs: 200, minValidityMs: 151, waitMs: 0 };
    expect((await timed(truth, locks.acquire('a', least))).value).toMatchObject({ reason: 'too-late' });
    expect((await timed(truth, locks.acquire('a', { ...least, minValidityMs: 140 }))).value).toBeInstanceOf(
      Lock,
    );
  });

  it('takes several resources together or not at all', async () => {
    const { nodes, client } = quorumFixture(3);
    const locks = client();
    const pair = await locks.acquire(['b', 'a', 'b'], TTL);
    expect(pair.resources).toEqual(['a', 'b']);
    expect(await client().tryAcquire(['b', 'c'])).toBeUndefined();
    expect(nodes[0]?.holder('c')).toBeNull();
    await pair.release();
    const next = await client().acquire(['b', 'c']);
    expect(next.token).toBeGreaterThan(pair.token);
  });

  it('sends the rounds of one tick to an instance in one call', async () => {
    const { nodes, client } = quorumFixture(5);
    const locks = client();
    await (await locks.acquire('begin')).release();
    const before = nodes.map(({ arrived }) => arrived.length);
    const held = await Promise.all(Array.from({ length: 64 }, (_, i) => locks.acquire(`r${i}`)));
    expect(nodes.map(({ arrived }, i) => arrived.length - (before[i] as number))).toEqual([1, 1, 1, 1, 1]);
    await Promise.all(held.map((lock) => lock.release()));
    expect(nodes.map(({ arrived }, i) => arrived.length - (before[i] as number))).toEqual([2, 2, 2, 2, 2]);
  });

  it('lets the callers of one process take turns in the order in which they came', async () => {
    const { truth, client } = quorumFixture(3);
    const locks = client();
    const order: number[] = [];
    const work = async (name: number) => {
      const lock = await locks.acquire('a', TTL);
      order.push(name);
      await lock.release();
    };
    await timed(truth, Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(work)));
    expect([order, truth.monotonicMs()]).toEqual([[0, 1, 2, 3, 4, 5, 6, 7], 0]);
  });

  it('does not wait behind a neighbour for longer than it may', async () => {
    const { truth, client } = quorumFixture(3);
    const locks = client();
    await locks.acquire('a', { ttlMs: 60_000 });
    const { value, tookMs } = await timed(truth, locks.acquire('a', { waitMs: 200 }));
    expect([(value as LockUnavailable).reason, tookMs]).toEqual(['queued', 200]);
    expect(await locks.tryAcquire('a')).toBeUndefined();
  });
});

describe('the fencing token', () => {
  it('grows with every holder, in one round trip', async () => {
    const { nodes, client } = quorumFixture(5);
    const locks = [client(), client()];
    let last = 0;
    for (let i = 0; i < 20; i++) {
      const lock = await locks[i % 2]?.acquire('a', TTL);
      expect(lock?.token).toBeGreaterThan(last);
      last = lock?.token ?? 0;
      await lock?.release();
    }
    expect(nodes.flatMap(({ arrived }) => arrived)).not.toContain('raise');
  });

  it('is agreed on in a second round trip where the counters have drifted apart', async () => {
    const { nodes, client } = quorumFixture(3);
    await (await client().acquire('begin')).release();
    nodes.forEach((node, index) => {
      node.engine.call('SET', 'lock:token:{a}', 2_000_000_000_000 + index);
    });
    const lock = await client().acquire('a', TTL);
    expect(lock.token).toBe(2_000_000_000_002);
    await settled();
    const counters = nodes.map((node) => Number(node.engine.call('GET', 'lock:token:{a}')));
    expect(counters).toEqual([2_000_000_000_002, 2_000_000_000_002, 2_000_000_000_003]);
  });

  it('is kept by an extension', async () => {
    const { client } = quorumFixture(3);
    const lock = await client().acquire('a', TTL);
    const { token } = lock;
    await lock.extend();
    expect(lock.token).toBe(token);
  });
});

describe('a minority that was missing', () => {
  it('gets the lock too, if it is held for a while', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    await (await client().acquire('begin')).release();
    const [, , third] = nodes;
    if (third !== undefined) third.passage = () => REFUSED;
    const lock = await client().acquire('a', { ttlMs: 5_000 });
    expect(third?.holder('a')).toBeNull();
    if (third !== undefined) third.passage = () => ({});
    await pass(truth, 60);
    expect(third?.holder('a')).toBe(`${lock.value}|${lock.token}`);
    await lock.release();
    await settled();
    expect(nodes.map((node) => node.holder('a'))).toEqual([null, null, null]);
  });
});

describe('bad input', () => {
  it.each<[string | readonly string[], LockOptions, string]>([
    [[], {}, 'a lock needs at least one resource'],
    ['', {}, 'the name of a resource has 1 to 1024 characters, got 0'],
    ['x'.repeat(1_025), {}, 'the name of a resource has 1 to 1024 characters, got 1025'],
    [[1] as unknown as string[], {}, 'a resource is a string, got number'],
    [null as unknown as string, {}, 'resources are a string or an array of strings'],
    [Array.from({ length: 65 }, (_, i) => `r${i}`), {}, 'a lock has at most 64 resources, got 65'],
    ['a', { ttlMs: 0 }, 'ttlMs must be from 5 to 300000, got 0'],
    ['a', { ttlMs: -1 }, 'ttlMs must be from 5 to 300000, got -1'],
    ['a', { ttlMs: 1.5 }, 'ttlMs must be a whole number, got 1.5'],
    ['a', { ttlMs: Number.NaN }, 'ttlMs must be a whole number, got NaN'],
    ['a', { ttlMs: 300_001 }, 'ttlMs must be from 5 to 300000, got 300001'],
    ['a', { ttlMs: '10' as unknown as number }, 'ttlMs must be a whole number, got 10'],
    ['a', { waitMs: -1 }, 'waitMs must be from 0 to 31622400000, got -1'],
    ['a', { minValidityMs: -1 }, 'minValidityMs must be from 0 to 300000, got -1'],
  ])('%o with %o is refused: %s', async (resources, options, message) => {
    await expect(quorumFixture(1).client().acquire(resources, options)).rejects.toThrow(message);
  });

  it.each<[RedlockOptions, string]>([
    [{ ttlMs: 0 }, 'ttlMs must be from 5 to 300000, got 0'],
    [{ clockRateBound: -0.1 }, 'clockRateBound must be from 0 to 0.25, got -0.1'],
    [{ quorum: 1 }, 'a quorum of 1 of 3 lets two hold one lock: 2 is the least'],
    [{ prefix: 'a{b}' }, 'prefix must be a string without braces: they would be a hash tag'],
    [{ restart: 'hope' as 'record' }, 'restart must be one of record, run-id, nothing, got hope'],
    [{ maxTtlMs: 100, ttlMs: 200 }, 'ttlMs must be from 5 to 100, got 200'],
  ])('the options %o are refused: %s', (options, message) => {
    expect(() => quorumFixture(3).client(options)).toThrow(message);
  });

  it.each([
    ['nothing', undefined],
    ['a number', 7],
    ['half of an answer', [['granted']]],
    ['a token beyond the exact integers', [['granted', 2 ** 60]]],
    ['an error', new Error('READONLY You can’t write against a read only replica.')],
  ])('an instance that answers %s has a verdict of its own', async (_, answer) => {
    const { nodes, client } = quorumFixture(3);
    await (await client().acquire('begin')).release();
    const [first] = nodes;
    if (first !== undefined)
      Object.assign(first.instance, {
        evaluate: () => (answer instanceof Error ? Promise.reject(answer) : answer),
      });
    const lock = await client().acquire('a');
    expect(lock.verdicts[0]?.kind).toBe('down');
  });

  it('closing releases what is held, and ends what waits to be asked', async () => {
    const { nodes, client } = quorumFixture(3);
    const locks = client();
    const lock = await locks.acquire('a');
    await locks.close();
    await settled();
    expect([lock.isHeld, nodes[0]?.holder('a')]).toEqual([false, null]);
    expect(lock.signal.reason).toBeInstanceOf(LockLost);
    await expect(locks.acquire('a')).rejects.toThrow('the locks are closed');
  });
});
