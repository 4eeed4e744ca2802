/** Our own Redlock, at the Instance port. */
import { LockLost, LockUnavailable } from '../../redlock/error.ts';
import type { Safeguards } from '../../redlock/house.ts';
import type { Lock } from '../../redlock/lock.ts';
import type { RedlockOptions } from '../../redlock/option.ts';
import { QuorumLocks } from '../../redlock/quorum-locks.ts';
import type { LockKeyReader, LockLibrary, PortAdapter, PortDoor } from './adapter.ts';

/** How our own locks are run in the lab. */
export interface TidelockOptions {
  /** Options of the locks, over those that the plan gives. */
  readonly locks?: RedlockOptions;
  /** Safeguards taken away: for the proof that the lab sees it. */
  readonly without?: Partial<Safeguards>;
  /** How the run is labelled. Default `tidelock`. */
  readonly name?: string;
}

/** Longest life of a lock, as a multiple of the plan's TTL: an instance that forgot sits out this long. */
const LIVES = 2;
/** A held lock looks at its clocks this often, and a timer's grain. */
const LOOK_EVERY_US = 1_001_000;

/** Our locks as the lab runs them. */
export function tidelockAdapter({ locks, without, name = 'tidelock' }: TidelockOptions = {}): PortAdapter {
  return {
    name,
    fenced: true,
    tells: { byUs: 1_000, afterJumpUs: LOOK_EVERY_US },
    start: ({ world, instances, terms }: PortDoor) => {
      const { ttlMs, waitMs, clockRateBound } = terms;
      const options = { world, ttlMs, waitMs, clockRateBound, maxTtlMs: LIVES * ttlMs, ...locks };
      return library(new QuorumLocks(instances, options, without));
    },
    readLock,
  };
}

function library(locks: QuorumLocks): LockLibrary<Lock> {
  return {
    acquire: ({ resource, ttlMs, waitMs, signal }) =>
      locks.acquire(resource, { ttlMs, waitMs, ...(signal !== undefined && { signal }) }),
    extend: async (held, ttlMs) => {
      await held.extend({ ttlMs });
      return held;
    },
    release: (held) => held.release(),
    using: ({ resource, ttlMs, waitMs, signal }, routine) =>
      locks.using([resource], { ttlMs, waitMs, ...(signal !== undefined && { signal }) }, routine),
    remainingMs: (held) => held.remainingMs,
    signal: (held) => held.signal,
    causeOf: (reason) => (reason instanceof LockLost && reason.reason === 'expired' ? 'deadline' : 'lost'),
    token: (held) => held.token,
    isRefusal: (error) => error instanceof LockUnavailable,
    close: () => locks.close(),
  };
}

/** A lock stands at `lock:{resource}` with `holder|token`. */
const readLock: LockKeyReader = (key, value) => {
  const resource = /^lock:\{(.+)\}$/.exec(key)?.[1];
  const holder = /^(.+)\|\d+$/.exec(value)?.[1];
  return resource === undefined || holder === undefined ? undefined : { resource, holder };
};
