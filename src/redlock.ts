/**
 * tidelock/redlock: locks over a quorum of Redis instances, embedded and remote. The one place where locks
 * and clients are wired together.
 */
import { type LockClient, toInstance } from './doors/instance/to-instance.ts';
import { RedisFence, type RedisFenceOptions } from './redlock/fence/redis-fence.ts';
import type { Lock } from './redlock/lock.ts';
import type { LockOptions, RedlockOptions } from './redlock/option.ts';
import { QuorumLocks } from './redlock/quorum-locks.ts';
import type { Quorum } from './redlock/round/quorum.ts';
import type { LockCounters } from './redlock/witness/witness.ts';

export type { EmbeddedEngine } from './doors/instance/engine.ts';
export type { EvalClient } from './doors/instance/ioredis.ts';
export type { NodeRedisClient } from './doors/instance/node-redis.ts';
export type { EvaluateFunction, LockClient } from './doors/instance/to-instance.ts';
export {
  LockLost,
  LockUnavailable,
  type LossReason,
  type UnavailableReason,
  type Verdict,
} from './redlock/error.ts';
export { type Fenced, type StaleReason, StaleToken } from './redlock/fence/fence.ts';
export { MemoryFence } from './redlock/fence/memory-fence.ts';
export type { RedisFence, RedisFenceOptions } from './redlock/fence/redis-fence.ts';
export {
  type RunSql,
  SqlFence,
  type SqlFenceOptions,
  type SqlPredicate,
  type SqlRow,
  type SqlValue,
} from './redlock/fence/sql-fence.ts';
export type { Release } from './redlock/hold/release.ts';
export type { ExtendOptions } from './redlock/hold/tenure.ts';
export type { Instance, Script, Unsubscribe } from './redlock/instance/instance.ts';
export type { Lock } from './redlock/lock.ts';
export type { Backoff, LockOptions, RedlockOptions, RestartSign, RetryDelay } from './redlock/option.ts';
export { type FaultBudget, type Quorum, quorumOf } from './redlock/round/quorum.ts';
export type { ReleaseVerdict } from './redlock/round/release-vote.ts';
export type { Vote } from './redlock/round/vote.ts';
export {
  type ExtensionEvent,
  type GrantEvent,
  LOCK_CHANNELS,
  type LockEvent,
  type LockEvents,
  type LossEvent,
  type RefusalEvent,
  type ReleaseEvent,
  type RoundEvent,
} from './redlock/witness/event.ts';
export {
  type OpenTelemetryApi,
  openTelemetry,
  type TelemetryMeter,
  type TelemetrySpan,
  type TelemetryTracer,
  type TelemetryValue,
} from './redlock/witness/open-telemetry.ts';
export type { LockCounters, LockSpan, LockTelemetry } from './redlock/witness/witness.ts';

/**
 * Locks over a quorum of instances: the Redlock algorithm, with fencing tokens, restart protection, and a
 * deadline that the holder is told of.
 *
 * What it promises: as long as clocks run at rates within the stated bound and no more instances forget than
 * tolerated, no two hold one lock. What it cannot promise: that a holder notices its deadline before its
 * next write, because a process may be stopped between a check and a write. For that there is the token.
 * Source: "Distributed Locks with Redis" of the Redis documentation.
 *
 * @example
 * const locks = new Redlock([engineA, ioredisB, nodeRedisC]);
 * await using lock = await locks.acquire('orders:42', { ttlMs: 10_000 });
 * await locks.using('orders:42', async (lock) => { … }); // extends by itself
 */
export class Redlock {
  readonly #locks: QuorumLocks;

  /**
   * @param clients one a vote: embedded engines and remote clients in any mixture. They stay the caller's:
   * `close` ends only what the locks opened themselves
   * @throws RangeError for options out of bounds, a quorum below a majority, or a client that is there twice
   * @throws TypeError for something that cannot vote
   */
  constructor(clients: readonly LockClient[], options: RedlockOptions = {}) {
    if (new Set(clients).size < clients.length)
      throw new RangeError('one client is there twice: each instance has one vote');
    this.#locks = new QuorumLocks(
      clients.map((client, index) => toInstance(client, `instance-${index + 1}`)),
      options,
    );
  }

  /** The sizes of the quorum. */
  get quorum(): Quorum {
    return this.#locks.quorum;
  }

  /** What has happened so far, counted: rounds, grants, refusals, extensions, losses, releases, held now. */
  get counters(): LockCounters {
    return this.#locks.counters;
  }

  /** Names of the instances, as verdicts give them. */
  get instances(): readonly string[] {
    return this.#locks.instances;
  }

  /**
   * Takes a lock on one or several resources, all of them or none; waits for it up to `waitMs`. Callers of
   * one Redlock who want the same resource take turns in the order in which they came. The kind of lock is an
   * option: a mutex, `shared` for readers, `permits` for a semaphore, `reentrant` inside of `using`.
   *
   * @example
   * await using lock = await locks.acquire(['account:1', 'account:2'], { ttlMs: 5_000, waitMs: 1_000 });
   * @throws LockUnavailable when it is not to be had in time, with each instance's verdict
   * @throws the signal's reason when `signal` aborts; nothing is left behind
   * @throws RangeError, TypeError for resources and options out of bounds
   */
  acquire(resources: string | readonly string[], options: LockOptions = {}): Promise<Lock> {
    return this.#locks.acquire(resources, options);
  }

  /**
   * One round, without waiting: undefined when the lock is not to be had now.
   *
   * @example
   * const lock = await locks.tryAcquire('nightly-report');
   * if (lock === undefined) return; // another process is at it
   * @throws as `acquire`, LockUnavailable aside
   */
  tryAcquire(
    resources: string | readonly string[],
    options: Omit<LockOptions, 'waitMs' | 'retry'> = {},
  ): Promise<Lock | undefined> {
    return this.#locks.tryAcquire(resources, options);
  }

  /**
   * Runs a routine under a lock, extends the lock for as long as that takes, and releases it. The routine's
   * result and its own error are passed on. When the lock is lost, `lock.signal` aborts, and a routine that
   * does not end by itself soon is not waited for.
   *
   * @example
   * const sum = await locks.using('orders:42', { ttlMs: 5_000 }, async (lock) => {
   *   const order = await load({ signal: lock.signal });
   *   return charge(order, lock.token);
   * });
   * @throws LockLost when the lock was lost before the routine had ended, and as `acquire`
   */
  using<T>(resources: string | readonly string[], routine: (lock: Lock) => Promise<T> | T): Promise<T>;
  using<T>(
    resources: string | readonly string[],
    options: LockOptions,
    routine: (lock: Lock) => Promise<T> | T,
  ): Promise<T>;
  using<T>(
    resources: string | readonly string[],
    second: LockOptions | ((lock: Lock) => Promise<T> | T),
    third?: (lock: Lock) => Promise<T> | T,
  ): Promise<T> {
    if (typeof second === 'function') return this.#locks.using(resources, {}, second);
    if (typeof third !== 'function') return Promise.reject(new TypeError('using needs a routine'));
    return this.#locks.using(resources, second, third);
  }

  /** Releases every lock that is held and ends the subscriptions. The clients stay open. */
  close(): Promise<void> {
    return this.#locks.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/**
 * A fence for data in one Redis, embedded or remote, or in one Cluster: see RedisFence.
 *
 * @example
 * const fence = redisFence(redis);
 * await fence.enter(lock);
 * @throws TypeError for something that runs no scripts, and for options of the wrong type
 */
export function redisFence(client: LockClient, options: RedisFenceOptions = {}): RedisFence {
  return new RedisFence(toInstance(client, 'guarded'), options);
}
