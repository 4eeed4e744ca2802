/** redlock 5 beta and its fork by sesamecare: one face, with options as shipped but for the tries. */
import type { World } from '../../../base/world.ts';
import type { ClientAdapter, LockLibrary } from '../adapter.ts';
import { patienceOf, plainLock } from './patience.ts';

/** What is used of them. */
interface Redlock5 {
  acquire(resources: readonly string[], ttlMs: number): Promise<Lock5>;
  using(
    resources: readonly string[],
    ttlMs: number,
    settings: { readonly automaticExtensionThreshold: number },
    routine: (signal: AbortSignal) => Promise<void>,
  ): Promise<unknown>;
  on(event: string, listener: () => void): unknown;
}
interface Lock5 {
  readonly expiration: number;
  extend(ttlMs: number): Promise<Lock5>;
  release(): Promise<unknown>;
}
type Constructor = new (clients: readonly unknown[], options: object) => Redlock5;

/** How long before the end they extend, ms, and by how much a TTL must exceed it. */
const SHIPPED_THRESHOLD_MS = 500;
const LEAST_OVER_MS = 100;

const REFUSALS = new Set(['ExecutionError', 'ResourceLockedError']);

export function redlock5Adapter(): ClientAdapter {
  return adapterOf('redlock@5', 'redlock', (exports) => (exports as { default: Constructor }).default);
}

export function sesamecareAdapter(): ClientAdapter {
  const name = '@sesamecare-oss/redlock';
  return adapterOf(name, name, (exports) => (exports as { Redlock: Constructor }).Redlock);
}

function adapterOf(
  name: string,
  packageName: string,
  constructorOf: (exports: unknown) => Constructor,
): ClientAdapter {
  return {
    name,
    fenced: false,
    client: 'ioredis',
    readLock: plainLock(),
    startOn: ({ require, clients, terms, world }) => {
      const Redlock = constructorOf(require(packageName));
      const { delayMs, tries } = patienceOf(terms.waitMs);
      const locks = new Redlock(clients, { retryCount: tries, retryDelay: delayMs, retryJitter: delayMs });
      locks.on('error', () => {});
      return library(locks, world, terms.ttlMs);
    },
  };
}

function library(locks: Redlock5, world: World, ttlMs: number): LockLibrary<Lock5> {
  const thresholdMs = Math.min(SHIPPED_THRESHOLD_MS, ttlMs - LEAST_OVER_MS);
  return {
    acquire: ({ resource, ttlMs }) => locks.acquire([resource], ttlMs),
    extend: (held, ttlMs) => held.extend(ttlMs),
    release: (held) => held.release(),
    ...(thresholdMs > 0 && {
      using: ({ resource, ttlMs }, routine) =>
        locks.using([resource], ttlMs, { automaticExtensionThreshold: thresholdMs }, (signal) =>
          routine({ signal }),
        ),
    }),
    remainingMs: ({ expiration }) => expiration - world.nowMs(),
    isRefusal: (error) => REFUSALS.has((error as Error | undefined)?.name ?? ''),
  };
}
