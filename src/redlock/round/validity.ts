/**
 * Validity arithmetic: what is left of a lease, seen by a client whose clocks are imperfect.
 *
 * Let every clock run at a rate within 1 ± ρ of real time. A key with a TTL then lives for at least
 * TTL / (1 + ρ) of real time, in which the client's clock shows at least TTL · (1 − ρ) / (1 + ρ), which is
 * more than TTL · (1 − 2ρ). So a drift of 2ρ · TTL covers both sides, and 2 ms more cover the grain of
 * Redis's expiry (1 ms) and of the wall clock (1 ms).
 */
import type { World } from '../../base/world.ts';

/** The grain of expiry and of the wall clock together. */
export const CLOCK_GRAIN_MS = 2;

/** A reading of both clocks at once. */
export interface Moment {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/** What a quorum has promised: a TTL that runs since the moment before the first request was sent. */
export interface Lease {
  readonly since: Moment;
  readonly ttlMs: number;
  readonly driftMs: number;
}

export function momentOf(world: World): Moment {
  return { wallMs: world.nowMs(), monotonicMs: world.monotonicMs() };
}

/**
 * The time that may have passed: the larger of both clocks, because the wall clock can step back and the
 * monotonic one does not count the time in which the machine was suspended.
 */
export function elapsedMs(since: Moment, now: Moment): number {
  return Math.max(now.wallMs - since.wallMs, now.monotonicMs - since.monotonicMs);
}

/** What must be taken off a TTL when every clock's rate is within 1 ± `rateBound`. */
export function driftMs(ttlMs: number, rateBound: number): number {
  return 2 * rateBound * ttlMs + CLOCK_GRAIN_MS;
}

/** What is left of a lease; zero or less when it is over. */
export function remainingMs(lease: Lease, now: Moment): number {
  return lease.ttlMs - lease.driftMs - elapsedMs(lease.since, now);
}
