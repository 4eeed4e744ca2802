/** Fair locks: who came first is served first, and how often anybody is passed. */
import { describe, expect, it } from 'vitest';
import { LockUnavailable } from '../../../src/redlock/error.ts';
import { Lock } from '../../../src/redlock/lock.ts';
import type { LockOptions } from '../../../src/redlock/option.ts';
import { pass, type QuorumFixture, quorumFixture, settled, timed } from '../../support/quorum.ts';

const FAIR = { fair: true, ttlMs: 5_000, waitMs: 60_000 } as const;

describe('a fair lock', () => {
  it('is had in the order in which callers came, of one process and of several', async () => {
    const { client, truth } = quorumFixture(3);
    const clients = [client(), client(), client()];
    const order: number[] = [];
    const work = async (name: number) => {
      const lock = await clients[name % 3]?.acquire('a', FAIR);
      order.push(name);
      await pass(truth, 2);
      await lock?.release();
    };
    const works = [];
    for (let name = 0; name < 9; name++) {
      works.push(work(name));
      await settled();
    }
    await timed(truth, Promise.all(works));
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is not held up by who gave up', async () => {
    const { client, truth } = quorumFixture(3);
    const held = await client().acquire('a', FAIR);
    const abort = new AbortController();
    const gone = client()
      .acquire('a', { ...FAIR, signal: abort.signal })
      .catch(() => {});
    await pass(truth, 5);
    const waiting = client().acquire('a', FAIR);
    await pass(truth, 5);
    abort.abort();
    await gone;
    await held.release();
    const { value, tookMs } = await timed(truth, waiting);
    expect(value).toBeInstanceOf(Lock);
    expect(tookMs).toBeLessThanOrEqual(3);
  });

  it('waits for a waiter that died for two seconds at most', async () => {
    const { client, nodes, truth } = quorumFixture(3);
    await (await client().acquire('begin')).release();
    for (const { engine } of nodes) {
      engine.call('ZADD', 'lock:line:{a}', 1, 'dead');
      engine.call('ZADD', 'lock:alive:{a}', Number(engine.call('TIME')[0]) * 1_000 + 2_000, 'dead');
    }
    expect(await client().tryAcquire('a', FAIR)).toBeUndefined();
    const short = await timed(truth, client().acquire('a', { ...FAIR, waitMs: 100 }));
    expect(short.value).toBeInstanceOf(LockUnavailable);
    expect((short.value as LockUnavailable).reason).toBe('behind');
    expect((short.value as Error).message).toBe('the lock on a was held or awaited by others who came first');
    const { value, tookMs } = await timed(truth, client().acquire('a', FAIR));
    expect(value).toBeInstanceOf(Lock);
    expect(tookMs).toBeLessThanOrEqual(2_500);
  });

  it('needs a quorum only, leaves no line behind, and is exclusive', async () => {
    const { client, nodes, truth } = quorumFixture(3);
    await (await client().acquire('begin')).release();
    const [first] = nodes;
    if (first !== undefined) first.passage = () => ({ fault: 'request-lost' });
    const { value, tookMs } = await timed(truth, client().acquire('a', FAIR));
    expect(value).toBeInstanceOf(Lock);
    expect(tookMs).toBeLessThanOrEqual(5);
    await settled();
    expect(nodes.map(({ engine }) => engine.call('EXISTS', 'lock:line:{a}', 'lock:alive:{a}'))).toEqual([
      0, 0, 0,
    ]);
    for (const options of [{ shared: true }, { permits: 2 }])
      await expect(client().acquire('a', { ...FAIR, ...options })).rejects.toThrow(
        'fair locks are exclusive',
      );
  });

  it('orders locks on several resources without a circle', async () => {
    const { client, truth } = quorumFixture(3);
    const order: string[] = [];
    const work = async (name: string, resources: readonly string[]) => {
      const lock = await client().acquire(resources, FAIR);
      order.push(name);
      await lock.release();
    };
    const held = await client().acquire(['a', 'b', 'c'], FAIR);
    const works = [work('ab', ['a', 'b']), work('bc', ['b', 'c']), work('ca', ['c', 'a'])];
    await pass(truth, 5);
    await held.release();
    await timed(truth, Promise.all(works));
    expect(order.sort()).toEqual(['ab', 'bc', 'ca']);
  });
});

/** One call, and the moments when it was made and served. */
interface Call {
  readonly client: number;
  readonly calledMs: number;
  readonly servedMs: number;
}

/** Clients who come again and again over links of unequal length; what became of their calls. */
async function contend(
  { client, nodes, truth }: QuorumFixture,
  options: LockOptions,
): Promise<readonly Call[]> {
  await (await client().acquire('begin')).release();
  nodes.forEach((node, index) => {
    node.passage = () => ({ thereMs: index + truth.random() * 2, backMs: index + truth.random() * 2 });
  });
  const calls: Call[] = [];
  const work = async (name: number) => {
    const locks = client();
    while (truth.monotonicMs() < 3_000) {
      const calledMs = truth.monotonicMs();
      const lock = await locks.acquire('a', options);
      calls.push({ client: name, calledMs, servedMs: truth.monotonicMs() });
      await new Promise<void>((resolve) => void truth.setTimer(resolve, 2));
      await lock.release();
    }
  };
  await timed(truth, Promise.all(Array.from({ length: 6 }, (_, name) => work(name))));
  return calls;
}

/** How often, at most, one other client passed a call: called later, and was served earlier. */
function mostPasses(calls: readonly Call[]): number {
  const passes = calls.flatMap((call) => {
    const counts = new Map<number, number>();
    for (const other of calls)
      if (other.client !== call.client && other.calledMs > call.calledMs && other.servedMs < call.servedMs)
        counts.set(other.client, (counts.get(other.client) ?? 0) + 1);
    return [...counts.values()];
  });
  return Math.max(0, ...passes);
}

describe('how often one client passes another', () => {
  it('is once at most with fair locks, in the time that a place takes to be settled', async () => {
    for (let seed = 1; seed <= 3; seed++) {
      const calls = await contend(quorumFixture(3, seed), FAIR);
      expect(calls.length).toBeGreaterThan(60);
      expect(mostPasses(calls)).toBeLessThanOrEqual(1);
    }
  });

  it('is not bounded without', async () => {
    expect(mostPasses(await contend(quorumFixture(3), { ttlMs: 5_000, waitMs: 60_000 }))).toBeGreaterThan(3);
  });
});
