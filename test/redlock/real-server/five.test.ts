/** Locks over five redis-server processes that are stalled, killed and started again. */
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { type Lock, LockUnavailable, Redlock, type RedlockOptions } from '../../../src/redlock.ts';
import { oracleAvailable } from '../../support/oracle.ts';
import { type RedisProcess, startServers } from '../../support/redis-process.ts';
import { until } from '../../support/until.ts';

const KEPT = ['--appendonly', 'yes', '--appendfsync', 'always'];
/** Locks of the tests are short, so that what forgot them need not wait for long. */
const SHORT: RedlockOptions = { ttlMs: 400, maxTtlMs: 400 };

interface Five {
  readonly servers: readonly RedisProcess[];
  /** Locks of one more client process, with connections of its own; it asks all at once. */
  client(options?: RedlockOptions): Redlock;
}

/** Five servers for one test; a quorum that has begun; everything gone afterwards. */
function five(title: string, play: (five: Five) => Promise<void>, serverArgs: readonly string[] = []): void {
  it(title, async () => {
    const servers = await startServers(5, serverArgs);
    const ends: (() => Promise<void>)[] = [];
    const client = (options: RedlockOptions = {}) => {
      const clients = servers.map(({ port }) => new Redis(port).on('error', () => {}));
      const locks = new Redlock(clients, { spareAfterMs: 0, ...options });
      ends.push(async () => {
        await locks.close();
        for (const each of clients) each.disconnect();
      });
      return locks;
    };
    try {
      await (await client().acquire('begin')).release();
      await play({ servers, client });
    } finally {
      for (const server of servers) if (server.isStalled) server.resume();
      await Promise.all(ends.map((end) => end()));
      await Promise.all(servers.map((server) => server.stop()));
    }
  });
}

function kinds(verdicts: readonly { readonly kind: string }[]): readonly string[] {
  return verdicts.map(({ kind }) => kind);
}

/** Nothing but records, counters and tombstones is on any server. */
async function untilNobodyHolds(servers: readonly RedisProcess[]): Promise<void> {
  await until('no key to be held', async () =>
    (await Promise.all(servers.map((server) => server.keys('lock:{*}')))).every((keys) => keys.length === 0),
  );
}

async function refusalOf(acquiring: Promise<Lock>): Promise<LockUnavailable> {
  const outcome = await acquiring.catch((error: unknown) => error);
  if (!(outcome instanceof LockUnavailable)) throw new Error(`no refusal: ${String(outcome)}`);
  return outcome;
}

describe.skipIf(!oracleAvailable)('five redis-servers (needs redis-server)', () => {
  five('two of them stalled: locks are decided without them, and nothing is left there', async (world) => {
    const { servers } = world;
    const locks = world.client();
    await (await locks.acquire('warm')).release();
    for (const server of servers.slice(0, 2)) server.stall();
    for (let i = 0; i < 50; i++) {
      const lock = await locks.acquire(`r${i}`);
      expect(kinds(lock.verdicts).slice(0, 2)).toEqual(['unanswered', 'unanswered']);
      expect((await lock.release()).wasHeld).toBe(true);
    }
    for (const server of servers.slice(0, 2)) server.resume();
    await untilNobodyHolds(servers);
    const lock = await locks.acquire('r0');
    await until('all five to have voted', () => !kinds(lock.verdicts).includes('unanswered'));
    expect(kinds(lock.verdicts)).toEqual(Array(5).fill('granted'));
  });

  five('three of them stalled: a refusal says who was silent, and nothing is left', async (world) => {
    const { servers } = world;
    const locks = world.client();
    for (const server of servers.slice(0, 3)) server.stall();
    const refusal = await refusalOf(locks.acquire('a', { waitMs: 300 }));
    expect(kinds(refusal.verdicts)).toEqual([
      'timed-out',
      'timed-out',
      'timed-out',
      expect.stringMatching(/granted|released/),
      expect.stringMatching(/granted|released/),
    ]);
    for (const server of servers) if (server.isStalled) server.resume();
    await untilNobodyHolds(servers);
    expect((await (await locks.acquire('a')).release()).wasHeld).toBe(true);
  });

  five('two of them killed: locks go on; back and empty, they wait and then vote again', async (world) => {
    const { servers } = world;
    const locks = world.client(SHORT);
    for (const server of servers.slice(0, 2)) await server.kill();
    let last = 0;
    const take = async () => {
      const lock = await locks.acquire('a');
      expect(lock.token).toBeGreaterThan(last);
      last = lock.token;
      const seen = lock.verdicts;
      await lock.release();
      return kinds(seen);
    };
    for (let i = 0; i < 20; i++) await take();
    for (const server of servers.slice(0, 2)) await server.restartEmpty();
    let wereAmnesiac = false;
    await until('the two to vote again', async () => {
      await take();
      for (const server of servers.slice(3)) server.stall();
      const withThem = await locks.tryAcquire('a');
      for (const server of servers.slice(3)) server.resume();
      if (withThem === undefined) {
        wereAmnesiac = true;
        return false;
      }
      expect(withThem.token).toBeGreaterThan(last);
      await withThem.release();
      return true;
    });
    expect(wereAmnesiac).toBe(true);
  });

  five(
    'three of them killed and started from their append-only files: the lock is still held',
    async (world) => {
      const { servers } = world;
      const lock = await world.client().acquire('a', { ttlMs: 20_000 });
      for (const server of servers.slice(0, 3)) await server.kill();
      for (const server of servers.slice(0, 3)) await server.restart();
      const refusal = await refusalOf(world.client().acquire('a', { waitMs: 0 }));
      expect(kinds(refusal.verdicts).filter((kind) => kind === 'held').length).toBeGreaterThanOrEqual(3);
      expect(await lock.extend()).toBeGreaterThan(19_000);
      expect((await lock.release()).wasHeld).toBe(true);
      const wary = world.client({ restart: 'run-id' });
      const unproven = await refusalOf(wary.acquire('a', { waitMs: 0 }));
      expect(kinds(unproven.verdicts).filter((kind) => kind === 'quarantined')).not.toEqual([]);
    },
    KEPT,
  );

  five(
    'a lock on three of them is not given twice when one of the three comes back empty',
    async (world) => {
      const { servers } = world;
      const [first, , , fourth, fifth] = servers;
      await Promise.all([fourth?.kill(), fifth?.kill()]);
      const lock = await world.client().acquire('a', { ttlMs: 20_000 });
      await Promise.all([fourth?.restart(), fifth?.restart(), first?.restartEmpty()]);
      const refusal = await refusalOf(world.client().acquire('a', { ttlMs: 20_000, waitMs: 1_000 }));
      expect(kinds(refusal.verdicts).slice(0, 3)).toEqual(['quarantined', 'held', 'held']);
      expect(lock.isHeld).toBe(true);
    },
    KEPT,
  );

  five('all of them killed, back and empty: tokens go on from the clock', async (world) => {
    const { servers } = world;
    const locks = world.client();
    const before = await locks.acquire('a');
    await Promise.all(servers.map((server) => server.restartEmpty()));
    const after = await world.client().acquire('a');
    expect(after.token).toBeGreaterThan(before.token);
    expect(before.token).toBeGreaterThan(1_600_000_000_000);
  });

  five('a routine keeps its lock for many TTLs while one hangs and one is dead', async (world) => {
    const { servers } = world;
    const locks = world.client();
    const rival = world.client();
    let rounds = 0;
    await locks.using('a', { ttlMs: 300 }, async (lock) => {
      servers[0]?.stall();
      await servers[1]?.kill();
      const endAtMs = performance.now() + 1_200;
      await until('the time to be over', async () => {
        rounds++;
        lock.ensureValid();
        if ((await rival.tryAcquire('a')) !== undefined) throw new Error('two hold the lock');
        return performance.now() > endAtMs;
      });
    });
    expect(rounds).toBeGreaterThan(3);
    expect((await (await rival.acquire('a')).release()).wasHeld).toBe(true);
  });
});
