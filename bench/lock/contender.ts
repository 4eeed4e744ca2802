/** The lock libraries that are measured, each behind one function: take a lock, get what lets go of it. */
import { Redlock as Sesamecare } from '@sesamecare-oss/redlock';
import type { Redis } from 'ioredis';
import { RedlockMutex } from 'redis-semaphore';
import Redlock5 from 'redlock';
import { createRedlock, IoredisAdapter } from 'redlock-universal';
import Redlock4 from 'redlock4';

/** As it is shipped: what runs the benchmarks would name every closure anew, which the peers are spared. */
const built = new URL('../../dist/redlock.js', import.meta.url).href;
const { Redlock } = (await import(built)) as typeof import('tidelock/redlock');

export type LetGo = () => Promise<unknown>;
export type Take = (resource: string) => Promise<LetGo>;

export interface Contender {
  readonly name: string;
  /**
   * @param isPatient waits for a lock by looking every few milliseconds, as long as it takes; else the
   * options are as shipped. (Ours has one way for both: it is woken.)
   */
  open(clients: readonly Redis[], isPatient: boolean): Take;
}

export const TTL_MS = 10_000;
const FOREVER = 1_000_000;
/** Between 5 and 10 ms, where a library has jitter. */
const POLL_MS = 5;

const tidelock: Contender = {
  name: 'tidelock',
  open: (clients) => {
    const locks = new Redlock(clients);
    return async (resource) => {
      const lock = await locks.acquire(resource, { ttlMs: TTL_MS, waitMs: Number.POSITIVE_INFINITY });
      return () => lock.release();
    };
  },
};

const patience = { retryCount: FOREVER, retryDelay: POLL_MS, retryJitter: POLL_MS };

const redlock4: Contender = {
  name: 'redlock 4.2.0',
  open: (clients, isPatient) => {
    const locks = new Redlock4(clients, isPatient ? patience : {});
    return async (resource) => {
      const lock = await locks.lock(resource, TTL_MS);
      return () => lock.unlock();
    };
  },
};

const redlock5: Contender = {
  name: 'redlock 5.0.0-beta.2',
  open: (clients, isPatient) => {
    const locks = new Redlock5(clients, isPatient ? patience : {});
    return async (resource) => {
      const lock = await locks.acquire([resource], TTL_MS);
      return () => lock.release();
    };
  },
};

const sesamecare: Contender = {
  name: '@sesamecare-oss/redlock',
  open: (clients, isPatient) => {
    const locks = new Sesamecare([...clients], isPatient ? patience : {});
    return async (resource) => {
      const lock = await locks.acquire([resource], TTL_MS);
      return () => lock.release();
    };
  },
};

const universal: Contender = {
  name: 'redlock-universal',
  open: (clients, isPatient) => {
    const adapters = clients.map((client) => new IoredisAdapter(client));
    const options = isPatient ? { retryAttempts: FOREVER, retryDelay: POLL_MS } : {};
    return async (resource) => {
      const lock = createRedlock({ adapters, key: resource, ttl: TTL_MS, ...options });
      const handle = await lock.acquire();
      return () => lock.release(handle);
    };
  },
};

const semaphore: Contender = {
  name: 'redis-semaphore',
  open: (clients, isPatient) => {
    const options = isPatient ? { acquireTimeout: Number.POSITIVE_INFINITY, retryInterval: POLL_MS } : {};
    return async (resource) => {
      const mutex = new RedlockMutex([...clients], resource, { lockTimeout: TTL_MS, ...options });
      await mutex.acquire();
      return () => mutex.release();
    };
  },
};

export const OURS = tidelock;
export const PEERS: readonly Contender[] = [redlock4, redlock5, sesamecare, universal, semaphore];
export const ALL: readonly Contender[] = [OURS, ...PEERS];
