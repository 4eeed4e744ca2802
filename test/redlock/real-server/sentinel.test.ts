/** Locks on one Redis behind sentinels: its master dies, and its replica takes over. */
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { type Lock, LockUnavailable, Redlock, type RedlockOptions } from '../../../src/redlock.ts';
import { oracleAvailable } from '../../support/oracle.ts';
import { MASTER_NAME, type SentinelSetup, startSentinelSetup } from '../../support/redis-sentinel.ts';
import { until } from '../../support/until.ts';

/** An election takes two seconds or so: who looks for the new master looks often. */
const LOOK_EVERY_MS = 50;

interface Stage extends SentinelSetup {
  client(options?: RedlockOptions): Redlock;
  /** The master is gone for good, and the sentinels have made its replica the master. */
  failOver(): Promise<void>;
}

function behindSentinels(title: string, play: (stage: Stage) => Promise<void>): void {
  it(title, async () => {
    const setup = await startSentinelSetup();
    const clients: Redis[] = [];
    const client = (options: RedlockOptions = {}) => {
      const redis = new Redis({
        sentinels: [...setup.sentinels],
        name: MASTER_NAME,
        sentinelRetryStrategy: () => LOOK_EVERY_MS,
        retryStrategy: () => LOOK_EVERY_MS,
      });
      clients.push(redis.on('error', () => {}));
      return new Redlock([redis], options);
    };
    const failOver = async () => {
      await setup.master.kill();
      await until('the replica to be the master', async () => {
        if ((await setup.masterPort()) !== setup.replica.port) return false;
        return (await setup.replica.call('ROLE')).includes('master');
      });
    };
    try {
      await play({ ...setup, client, failOver });
    } finally {
      for (const redis of clients) redis.disconnect();
      await setup.stop();
    }
  });
}

function kindOf(outcome: unknown): string | undefined {
  return outcome instanceof LockUnavailable ? outcome.verdicts[0]?.kind : undefined;
}

function refusal(acquiring: Promise<Lock>): Promise<unknown> {
  return acquiring.catch((error: unknown) => error);
}

describe.skipIf(!oracleAvailable)('one Redis behind three sentinels (needs redis-server)', () => {
  behindSentinels('keeps a lock that the replica has, with its token, over a failover', async (stage) => {
    const locks = stage.client();
    const lock = await locks.acquire('a', { ttlMs: 60_000 });
    await until('the replica to have the lock', async () =>
      (await stage.replica.call('GET', 'lock:{a}')).includes(lock.value),
    );
    await stage.failOver();
    const rival = stage.client();
    await until('the new master to refuse a second holder', async () => {
      const outcome = await refusal(rival.acquire('a', { waitMs: 0 }));
      expect(outcome).toBeInstanceOf(LockUnavailable);
      return kindOf(outcome) === 'held';
    });
    expect(await lock.extend()).toBeGreaterThan(50_000);
    expect((await lock.release()).wasHeld).toBe(true);
    expect((await rival.acquire('a')).token).toBeGreaterThan(lock.token);
  });

  behindSentinels(
    'gives no second lock where the replica missed the first: it waits it out',
    async (stage) => {
      const wary: RedlockOptions = { restart: 'run-id', ttlMs: 4_000, maxTtlMs: 4_000 };
      const locks = stage.client(wary);
      await (await locks.acquire('begin')).release();
      await until('the replica to have the record', async () =>
        (await stage.replica.call('EXISTS', 'lock:record')).includes('1'),
      );
      // It is away while the lock is taken, and is promoted without it.
      await stage.replica.call('SAVE');
      await stage.replica.kill();
      const lock = await locks.acquire('a');
      await stage.master.kill();
      await stage.replica.restart();
      await stage.failOver();
      expect(await stage.replica.call('EXISTS', 'lock:{a}')).toContain('0');
      const rival = stage.client(wary);
      const seen = new Set<string | undefined>();
      let second: Lock | undefined;
      await until('the wait to be over', async () => {
        const outcome = await refusal(rival.acquire('a', { waitMs: 0 }));
        if (outcome instanceof LockUnavailable) seen.add(kindOf(outcome));
        else second = outcome as Lock;
        return second !== undefined;
      });
      expect([...seen]).toContain('quarantined');
      expect(lock.isHeld).toBe(false);
      expect(second?.token).toBeGreaterThan(lock.token);
    },
  );
});
