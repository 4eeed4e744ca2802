/**
 * redis-semaphore, with options as shipped but for the tries. It refreshes its locks by itself and tells by a callback
 * when that failed; until then its locks have no end.
 */
import type { ClientAdapter, LockLibrary } from '../adapter.ts';
import { patienceOf, plainLock } from './patience.ts';

/** What is used of it. */
interface Semaphore {
  readonly TimeoutError: new () => Error;
  readonly Mutex: new (client: unknown, key: string, options: object) => Mutex;
  readonly Semaphore: new (client: unknown, key: string, limit: number, options: object) => Mutex;
  readonly RedlockMutex: new (clients: readonly unknown[], key: string, options: object) => Mutex;
  readonly RedlockSemaphore: new (
    clients: readonly unknown[],
    key: string,
    limit: number,
    options: object,
  ) => Mutex;
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

/** Its kinds of locks: over all instances, or on the first of them alone. */
export type SemaphoreKind = 'RedlockMutex' | 'RedlockSemaphore' | 'Mutex' | 'Semaphore';

/** @param permits of a semaphore. Default 1 */
export function semaphoreAdapter(kind: SemaphoreKind = 'RedlockMutex', permits = 1): ClientAdapter {
  return {
    name: kind === 'RedlockMutex' ? 'redis-semaphore' : `redis-semaphore ${kind}`,
    fenced: false,
    permits,
    client: 'ioredis',
    readLock: plainLock('mutex:'),
    startOn: ({ require, clients, terms }) => {
      const exports = require('redis-semaphore') as Semaphore;
      const { delayMs } = patienceOf(terms.waitMs);
      const lockOf = (resource: string, options: object) =>
        build(exports, kind, { clients, resource, permits, options: { retryInterval: delayMs, ...options } });
      return library(lockOf, (error) => error instanceof exports.TimeoutError);
    },
  };
}

interface Parts {
  readonly clients: readonly unknown[];
  readonly resource: string;
  readonly permits: number;
  readonly options: object;
}

function build(
  exports: Semaphore,
  kind: SemaphoreKind,
  { clients, resource, permits, options }: Parts,
): Mutex {
  const { Mutex, Semaphore, RedlockMutex, RedlockSemaphore } = exports;
  switch (kind) {
    case 'Mutex':
      return new Mutex(clients[0], resource, options);
    case 'Semaphore':
      return new Semaphore(clients[0], resource, permits, options);
    case 'RedlockMutex':
      return new RedlockMutex(clients, resource, options);
    case 'RedlockSemaphore':
      return new RedlockSemaphore(clients, resource, permits, options);
  }
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
