/** redlock 4 (node-redlock), with its options as shipped but for the tries. */
import type { World } from '../../../base/world.ts';
import type { ClientAdapter, LockLibrary } from '../adapter.ts';
import { patienceOf, plainLock } from './patience.ts';

/** What is used of it. */
interface Redlock4 {
  lock(resource: string, ttlMs: number): PromiseLike<Lock4>;
  on(event: string, listener: () => void): unknown;
}
interface Lock4 {
  readonly expiration: number;
  extend(ttlMs: number): PromiseLike<Lock4>;
  unlock(): PromiseLike<unknown>;
}
type Constructor = new (clients: readonly unknown[], options: object) => Redlock4;

/** @param packageName under which it is installed */
export function redlock4Adapter(packageName = 'redlock4'): ClientAdapter {
  return {
    name: 'redlock@4',
    fenced: false,
    client: 'ioredis',
    readLock: plainLock(),
    startOn: ({ require, clients, terms, world }) => {
      const Redlock = require(packageName) as Constructor;
      const { delayMs, tries } = patienceOf(terms.waitMs);
      const locks = new Redlock(clients, { retryCount: tries, retryDelay: delayMs, retryJitter: delayMs });
      locks.on('clientError', () => {});
      return library(locks, world);
    },
  };
}

function library(locks: Redlock4, world: World): LockLibrary<Lock4> {
  return {
    acquire: async ({ resource, ttlMs }) => locks.lock(resource, ttlMs),
    extend: async (held, ttlMs) => held.extend(ttlMs),
    release: async (held) => held.unlock(),
    remainingMs: ({ expiration }) => expiration - world.nowMs(),
    isRefusal: (error) => (error as Error | undefined)?.name === 'LockError',
  };
}
