/** Options of the locks: their defaults, their bounds, and what is said when they are out of bounds. */
import { RealWorld, type World } from '../base/world.ts';
import type { FaultBudget } from './round/quorum.ts';
import type { LockTelemetry } from './witness/witness.ts';

/**
 * What an instance's restart is known by, so that it does not vote with a memory that it lost.
 *
 * - `record` (default): each instance keeps a record; one that has lost it (an empty restart, FLUSHALL, a
 *   promoted replica that was empty) does not vote until older locks are over and its counters are
 *   recovered. Costs nothing: the script reads the record anyway.
 * - `run-id`: also one that kept its disk but may have lost the last moments of it (`appendfsync everysec`),
 *   known by its run id. Costs an INFO inside each call of the grant script, about 16 µs of the server.
 * - `nothing`: trust what is there. For instances that forget nothing, or with `tolerate: { amnesia }`.
 */
export type RestartSign = 'record' | 'run-id' | 'nothing';

/** How long to wait before the next round: `attempt` counts from 1. Returns milliseconds. */
export type RetryDelay = (attempt: number) => number;

/** Exponential backoff with full jitter: a uniform delay below min(capMs, baseMs · 2^(attempt − 1)). */
export interface Backoff {
  /** Default 10. */
  readonly baseMs?: number;
  /** Default 1000. */
  readonly capMs?: number;
}

/** Options of one lock. */
export interface LockOptions {
  /** Life of the lock, ms, a whole number. Default: `ttlMs` of the locks, 10,000. */
  readonly ttlMs?: number;
  /** A lock with less left than this is not worth having, ms. Default: that of the locks, 0. */
  readonly minValidityMs?: number;
  /** How long to try, ms; `Infinity` never gives up. Default: that of the locks, 10,000. */
  readonly waitMs?: number;
  /** Delay between rounds: exponential with full jitter, or a function. Default: that of the locks. */
  readonly retry?: Backoff | RetryDelay;
  /** Gives up at once and leaves nothing behind; the rejection is the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * As a reader: readers share the lock, and exclude who wants it for itself. A writer that waits lets no
   * further readers in. Default false.
   */
  readonly shared?: boolean;
  /**
   * One of so many permits of the resource, 1 to 128: a semaphore. All of its clients give the same number;
   * apart from locks on the same resource that are no permits. Default: a mutex.
   */
  readonly permits?: number;
  /**
   * Inside the routine of a `using` that had this option too, the lock that it holds is entered again, with
   * its token; found through every `await`. Default false.
   */
  readonly reentrant?: boolean;
  /**
   * First come, first served among all who ask with this option: nobody is passed by who came after its place
   * in the line was settled. Costs a round trip and, for each who waits, a request at each release and twice a
   * second; a waiter that died is waited for up to 2 s. For exclusive locks. Default false: who waits races,
   * and takes turns with others of its process only.
   */
  readonly fair?: boolean;
}

/** Options of the locks of one quorum. */
export interface RedlockOptions
  extends Omit<LockOptions, 'signal' | 'shared' | 'permits' | 'reentrant' | 'fair'> {
  /** Instances that may forget at once with no recovery: makes the quorum larger. Default none. */
  readonly tolerate?: FaultBudget;
  /** Votes that make a lock. Default: what `tolerate` needs; less is refused. */
  readonly quorum?: number;
  /**
   * ρ: every clock runs at a rate within 1 ± ρ of real time. 2ρ of the TTL, and 2 ms, are taken off each
   * lock's validity. Default 0.005.
   */
  readonly clockRateBound?: number;
  /**
   * How long one instance has to answer, ms. Default: a tenth of the TTL, at most 200; with `waitForDisk` a
   * quarter, at most 2,000.
   */
  readonly instanceTimeoutMs?: number;
  /**
   * A quorum is asked at once, the other instances this much later, ms: most locks are decided without them,
   * and one that lasts is brought to them by then. 0 asks all at once. Default 20.
   */
  readonly spareAfterMs?: number;
  /** What a restart is known by. Default `record`. */
  readonly restart?: RestartSign;
  /**
   * A grant and an extension count only when they are on the instance's own disk (WAITAOF, Redis 7.2 with
   * `appendonly yes`): what an instance that restarts from its disk has forgotten never was a vote. Each waits for
   * one fsync, up to a second with `appendfsync everysec`, and its connection with it. Default false.
   */
  readonly waitForDisk?: boolean;
  /**
   * The longest TTL; the same for all clients of a quorum. An instance that lost its memory sits out this
   * long. Default 300,000 (5 minutes).
   */
  readonly maxTtlMs?: number;
  /** Life of what a release leaves behind to stop a request that comes late, ms. Default 10,000. */
  readonly tombstoneMs?: number;
  /** Life of the fencing counter of a resource that nobody locks, ms. Default 86,400,000 (a day). */
  readonly counterIdleMs?: number;
  /** First part of every key and channel. Default `lock:`. */
  readonly prefix?: string;
  /** Where spans and measurements go, such as `openTelemetry(api)`. Default nowhere. */
  readonly telemetry?: LockTelemetry;
  /** Time, chance and timers. Default: real ones. */
  readonly world?: World;
}

/** The options with every default in place. */
export interface Settings {
  readonly ttlMs: number;
  readonly minValidityMs: number;
  readonly waitMs: number;
  readonly retry: Backoff | RetryDelay;
  readonly clockRateBound: number;
  readonly instanceTimeoutMs: number | undefined;
  readonly spareAfterMs: number;
  readonly restart: RestartSign;
  readonly waitForDisk: boolean;
  readonly maxTtlMs: number;
  readonly tombstoneMs: number;
  readonly counterIdleMs: number;
  readonly prefix: string;
  readonly telemetry: LockTelemetry | undefined;
  readonly world: World;
}

/** What is asked for one lock, defaults in place. */
export interface Terms {
  readonly ttlMs: number;
  readonly minValidityMs: number;
  readonly waitMs: number;
  readonly retry: Backoff | RetryDelay;
  readonly signal: AbortSignal | undefined;
  readonly isShared: boolean;
  /** 0 for a mutex. */
  readonly permits: number;
  readonly reentrant: boolean;
  readonly isFair: boolean;
}

/** Permits of one semaphore: each is a key and, while somebody waits, a channel. */
export const MAX_PERMITS = 128;
/** Resources of one lock. */
export const MAX_RESOURCES = 64;
/** Characters of a resource's name. */
export const MAX_RESOURCE_LENGTH = 1_024;
const SHORTEST_TTL_MS = 5;
/** A longer life than a year is a mistake of units. */
const LONGEST_MS = 366 * 86_400_000;
const INSTANCE_TIMEOUT_CAP_MS = 200;
const INSTANCE_SHARE_OF_TTL = 0.1;
/** An fsync comes within a second; a slow disk may take longer for it. */
const DISK_TIMEOUT_CAP_MS = 2_000;
const DISK_SHARE_OF_TTL = 0.25;
const RESTART_SIGNS: readonly string[] = ['record', 'run-id', 'nothing'];

/** @throws RangeError for a number out of bounds, TypeError for another type */
export function settingsOf(options: RedlockOptions): Settings {
  const maxTtlMs = whole('maxTtlMs', options.maxTtlMs ?? 300_000, SHORTEST_TTL_MS, LONGEST_MS);
  const restart = options.restart ?? 'record';
  if (!RESTART_SIGNS.includes(restart))
    throw new TypeError(`restart must be one of ${RESTART_SIGNS.join(', ')}, got ${String(restart)}`);
  const timeoutMs = options.instanceTimeoutMs;
  return {
    ttlMs: whole('ttlMs', options.ttlMs ?? Math.min(10_000, maxTtlMs), SHORTEST_TTL_MS, maxTtlMs),
    minValidityMs: real('minValidityMs', options.minValidityMs ?? 0, 0, maxTtlMs),
    waitMs: waitOf(options.waitMs ?? 10_000),
    retry: options.retry ?? {},
    clockRateBound: real('clockRateBound', options.clockRateBound ?? 0.005, 0, 0.25),
    instanceTimeoutMs:
      timeoutMs === undefined ? undefined : real('instanceTimeoutMs', timeoutMs, 1, maxTtlMs),
    spareAfterMs: real('spareAfterMs', options.spareAfterMs ?? 20, 0, maxTtlMs),
    restart,
    waitForDisk: flag('waitForDisk', options.waitForDisk ?? false),
    maxTtlMs,
    tombstoneMs: whole('tombstoneMs', options.tombstoneMs ?? 10_000, 0, LONGEST_MS),
    counterIdleMs: whole('counterIdleMs', options.counterIdleMs ?? 86_400_000, 1_000, LONGEST_MS),
    prefix: textOption('prefix', options.prefix ?? 'lock:'),
    telemetry: options.telemetry,
    world: options.world ?? new RealWorld(),
  };
}

/** @throws RangeError, TypeError as `settingsOf` */
export function termsOf(settings: Settings, options: LockOptions): Terms {
  return {
    ttlMs: ttlOf(settings, options.ttlMs ?? settings.ttlMs),
    minValidityMs: real(
      'minValidityMs',
      options.minValidityMs ?? settings.minValidityMs,
      0,
      settings.maxTtlMs,
    ),
    waitMs: waitOf(options.waitMs ?? settings.waitMs),
    retry: options.retry ?? settings.retry,
    signal: options.signal,
    ...kindOf(options),
  };
}

function kindOf({
  shared = false,
  permits,
  reentrant = false,
  fair = false,
}: LockOptions): Pick<Terms, 'isShared' | 'permits' | 'reentrant' | 'isFair'> {
  if (fair && (shared || permits !== undefined))
    throw new RangeError('fair locks are exclusive: neither shared nor permits');
  if (permits !== undefined && shared) throw new RangeError('permits are not shared: give one or the other');
  return {
    isShared: flag('shared', shared),
    permits: permits === undefined ? 0 : whole('permits', permits, 1, MAX_PERMITS),
    reentrant: flag('reentrant', reentrant),
    isFair: flag('fair', fair),
  };
}

/** A TTL within the bounds. @throws RangeError */
export function ttlOf(settings: Settings, ttlMs: number): number {
  return whole('ttlMs', ttlMs, SHORTEST_TTL_MS, settings.maxTtlMs);
}

/** The names of a lock's resources, sorted, each once. @throws TypeError, RangeError */
export function resourcesOf(given: string | readonly string[]): readonly string[] {
  const names = typeof given === 'string' ? [given] : given;
  if (!Array.isArray(names)) throw new TypeError('resources are a string or an array of strings');
  if (names.length === 0) throw new RangeError('a lock needs at least one resource');
  if (names.length > MAX_RESOURCES)
    throw new RangeError(`a lock has at most ${MAX_RESOURCES} resources, got ${names.length}`);
  for (const name of names) {
    if (typeof name !== 'string') throw new TypeError(`a resource is a string, got ${typeof name}`);
    if (name === '' || name.length > MAX_RESOURCE_LENGTH)
      throw new RangeError(
        `the name of a resource has 1 to ${MAX_RESOURCE_LENGTH} characters, got ${name.length}`,
      );
  }
  return names.length === 1 ? [...names] : [...new Set(names)].sort();
}

/** How long one instance may take, far below the TTL. */
export function instanceTimeoutOf(settings: Settings, ttlMs: number): number {
  const usual = settings.waitForDisk
    ? Math.min(DISK_TIMEOUT_CAP_MS, ttlMs * DISK_SHARE_OF_TTL)
    : Math.min(INSTANCE_TIMEOUT_CAP_MS, ttlMs * INSTANCE_SHARE_OF_TTL);
  return Math.min(settings.instanceTimeoutMs ?? usual, ttlMs);
}

function waitOf(waitMs: number): number {
  return waitMs === Number.POSITIVE_INFINITY ? waitMs : real('waitMs', waitMs, 0, LONGEST_MS);
}

function whole(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value)) throw new RangeError(`${name} must be a whole number, got ${String(value)}`);
  return real(name, value, least, most);
}

function real(name: string, value: number, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most))
    throw new RangeError(`${name} must be from ${least} to ${most}, got ${String(value)}`);
  return value;
}

function flag(name: string, value: boolean): boolean {
  if (typeof value !== 'boolean') throw new TypeError(`${name} must be true or false, got ${String(value)}`);
  return value;
}

function textOption(name: string, value: string): string {
  if (typeof value !== 'string' || /[{}]/.test(value))
    throw new TypeError(`${name} must be a string without braces: they would be a hash tag`);
  return value;
}
