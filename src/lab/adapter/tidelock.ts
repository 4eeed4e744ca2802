/** Our own Redlock, at the Instance port. */
import { LockLost, LockUnavailable } from '../../redlock/error.ts';
import type { Safeguards } from '../../redlock/house.ts';
import type { Lock } from '../../redlock/lock.ts';
import type { LockOptions, RedlockOptions } from '../../redlock/option.ts';
import { QuorumLocks } from '../../redlock/quorum-locks.ts';
import type { AcquireRequest, LockKeyReader, LockLibrary, PortAdapter, PortDoor } from './adapter.ts';

/** How our own locks are run in the lab. */
export interface TidelockOptions {
  /** Options of the locks, over those that the plan gives. */
  readonly locks?: RedlockOptions;
  /** Which kind of lock each is. Default: a mutex that does not care who came first. */
  readonly kind?: Pick<LockOptions, 'permits' | 'fair'>;
  /** Whether some ask as readers. Default false. */
  readonly sharing?: boolean;
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
export function tidelockAdapter({
  locks,
  kind,
  sharing = false,
  without,
  name = 'tidelock',
}: TidelockOptions = {}): PortAdapter {
  return {
    name,
    // Each permit counts for itself.
    fenced: kind?.permits === undefined,
    ...(kind?.permits !== undefined && { permits: kind.permits }),
    tells: { byUs: 1_000, afterJumpUs: LOOK_EVERY_US },
    start: ({ world, instances, terms }: PortDoor) => {
      const { ttlMs, waitMs, clockRateBound } = terms;
      const options = { world, ttlMs, waitMs, clockRateBound, maxTtlMs: LIVES * ttlMs, ...locks };
      return library(new QuorumLocks(instances, options, without), kind);
    },
    readLock,
    ...(sharing && { readReader }),
  };
}

function library(locks: QuorumLocks, kind: TidelockOptions['kind']): LockLibrary<Lock> {
  const optionsOf = ({ ttlMs, waitMs, signal, shared = false }: AcquireRequest): LockOptions => ({
    ttlMs,
    waitMs,
    shared,
    ...kind,
    ...(signal !== undefined && { signal }),
  });
  return {
    acquire: (request) => locks.acquire(request.resource, optionsOf(request)),
    extend: async (held, ttlMs) => {
      await held.extend({ ttlMs });
      return held;
    },
    release: (held) => held.release(),
    using: (request, routine) => locks.using([request.resource], optionsOf(request), routine),
    remainingMs: (held) => held.remainingMs,
    signal: (held) => held.signal,
    causeOf: (reason) => (reason instanceof LockLost && reason.reason === 'expired' ? 'deadline' : 'lost'),
    token: (held) => held.token,
    isRefusal: (error) => error instanceof LockUnavailable,
    close: () => locks.close(),
  };
}

/** A lock stands at `lock:{resource}` with `holder|token`, a permit at `lock:permit:n:{resource}`. */
const readLock: LockKeyReader = (key, value) => {
  const resource = /^lock:(?:permit:\d+:)?\{(.+)\}$/.exec(key)?.[1];
  const holder = /^(.+)\|\d+$/.exec(value)?.[1];
  return resource === undefined || holder === undefined ? undefined : { resource, holder };
};

/** Readers are members of the lock's own key; `!` among them is a writer that waits, and holds nothing. */
const readReader: LockKeyReader = (key, reader) => {
  const resource = /^lock:\{(.+)\}$/.exec(key)?.[1];
  return resource === undefined || reader === '!' ? undefined : { resource, holder: reader };
};
