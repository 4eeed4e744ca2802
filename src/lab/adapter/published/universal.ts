/** redlock-universal: a lock object for each resource, with options as shipped but for the tries. */
import type { World } from '../../../base/world.ts';
import type { ClientAdapter, LockLibrary } from '../adapter.ts';
import { patienceOf, plainLock } from './patience.ts';

/** What is used of it. */
interface Universal {
  readonly IoredisAdapter: new (client: unknown) => unknown;
  createRedlock(config: object): UniversalLock;
}
interface UniversalLock {
  acquire(): Promise<Handle>;
  extend(handle: Handle, ttlMs: number): Promise<boolean>;
  release(handle: Handle): Promise<boolean>;
  using(routine: (signal: AbortSignal) => Promise<void>): Promise<unknown>;
}
interface Handle {
  readonly acquiredAt: number;
  readonly ttl: number;
}
interface Held {
  readonly lock: UniversalLock;
  readonly handle: Handle;
  /** By the process's own clock, ms. */
  endsMs: number;
}

export function universalAdapter(): ClientAdapter {
  return {
    name: 'redlock-universal',
    fenced: false,
    client: 'ioredis',
    readLock: plainLock(),
    startOn: ({ require, clients, terms, world }) => {
      const { IoredisAdapter, createRedlock } = require('redlock-universal') as Universal;
      const adapters = clients.map((client) => new IoredisAdapter(client));
      const { delayMs, tries } = patienceOf(terms.waitMs);
      const lockOf = (key: string, ttl: number) =>
        createRedlock({ adapters, key, ttl, retryAttempts: tries, retryDelay: delayMs });
      return library(lockOf, world);
    },
  };
}

function library(lockOf: (key: string, ttlMs: number) => UniversalLock, world: World): LockLibrary<Held> {
  return {
    acquire: async ({ resource, ttlMs }) => {
      const lock = lockOf(resource, ttlMs);
      const handle = await lock.acquire();
      return { lock, handle, endsMs: handle.acquiredAt + handle.ttl };
    },
    extend: async (held, ttlMs) => {
      const askedMs = world.nowMs();
      if (!(await held.lock.extend(held.handle, ttlMs))) throw new Error('not extended');
      held.endsMs = askedMs + ttlMs;
      return held;
    },
    release: ({ lock, handle }) => lock.release(handle),
    using: ({ resource, ttlMs }, routine) => lockOf(resource, ttlMs).using((signal) => routine({ signal })),
    remainingMs: ({ endsMs }) => endsMs - world.nowMs(),
    isRefusal: (error) => (error as Error | undefined)?.name === 'LockAcquisitionError',
  };
}
