/**
 * redis-semaphore's RedlockMutex, with options as shipped but for the tries. It refreshes its locks by itself and
 * tells by a callback when that failed; until then its locks have no end.
 */
import type { ClientAdapter, LockLibrary } from '../adapter.ts';
import { patienceOf, plainLock } from './patience.ts';

/** What is used of it. */
interface Semaphore {
  readonly TimeoutError: new () => Error;
  readonly RedlockMutex: new (clients: readonly unknown[], key: string, options: object) => Mutex;
}
interface Mutex {
  readonly isAcquired: boolean;
  acquire(signal?: AbortSignal): Promise<void>;
  release(): Promise<void>;
}
interface Held {
  readonly mutex: Mutex;
  readonly lost: AbortController;
}

export function semaphoreAdapter(): ClientAdapter {
  return {
    name: 'redis-semaphore',
    fenced: false,
    client: 'ioredis',
    readLock: plainLock('mutex:'),
    startOn: ({ require, clients, terms }) => {
      const { RedlockMutex, TimeoutError } = require('redis-semaphore') as Semaphore;
      const { delayMs } = patienceOf(terms.waitMs);
      const mutexOf = (resource: string, options: object) =>
        new RedlockMutex(clients, resource, { retryInterval: delayMs, ...options });
      return library(mutexOf, (error) => error instanceof TimeoutError);
    },
  };
}

function library(
  mutexOf: (resource: string, options: object) => Mutex,
  isRefusal: (error: unknown) => boolean,
): LockLibrary<Held> {
  return {
    acquire: async ({ resource, ttlMs, waitMs, signal }) => {
      const lost = new AbortController();
      const mutex = mutexOf(resource, {
        lockTimeout: ttlMs,
        acquireTimeout: waitMs,
        onLockLost: (error: Error) => lost.abort(error),
      });
      await mutex.acquire(signal);
      return { mutex, lost };
    },
    release: ({ mutex }) => mutex.release(),
    remainingMs: ({ mutex }) => (mutex.isAcquired ? Number.POSITIVE_INFINITY : 0),
    signal: ({ lost }) => lost.signal,
    isRefusal,
  };
}
