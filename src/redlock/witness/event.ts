/**
 * What happens to locks, as payloads: the same for diagnostics channels and for telemetry. Each is published
 * on the channel `tidelock:redlock:` and its kind.
 */
import type { LossReason, UnavailableReason, Verdict } from '../error.ts';
import type { ReleaseVerdict } from '../round/release-vote.ts';

/** One attempt at all instances was decided. */
export interface RoundEvent {
  readonly kind: 'round';
  readonly resources: readonly string[];
  /** Names the holder that the round would have made, as it stands at the instances. */
  readonly value: string;
  /** From 1, for one call of acquire. */
  readonly attempt: number;
  readonly outcome: 'won' | 'refused' | 'too-late';
  /** Fencing token; 0 when the round was lost. */
  readonly token: number;
  readonly tookMs: number;
  readonly verdicts: readonly Verdict[];
}

/** A lock was given. */
export interface GrantEvent {
  readonly kind: 'grant';
  readonly resources: readonly string[];
  readonly value: string;
  readonly token: number;
  /** Rounds that were made. */
  readonly attempts: number;
  /** Since acquire was called. */
  readonly waitedMs: number;
  /** What is left of it, drift taken off. */
  readonly validityMs: number;
}

/** A call of acquire or tryAcquire ended without a lock. */
export interface RefusalEvent {
  readonly kind: 'refusal';
  readonly resources: readonly string[];
  /** `aborted`: the caller's signal. */
  readonly reason: UnavailableReason | 'aborted';
  readonly attempts: number;
  readonly waitedMs: number;
  /** Of the last round; empty when no instance was asked. */
  readonly verdicts: readonly Verdict[];
}

/** An extension was decided. */
export interface ExtensionEvent {
  readonly kind: 'extension';
  readonly resources: readonly string[];
  readonly value: string;
  readonly token: number;
  /** `lost`: a quorum said that it is not ours; `refused`, `too-late`: the time that was left goes on. */
  readonly outcome: 'extended' | 'lost' | 'refused' | 'too-late';
  /** What is left now; 0 when it is lost. */
  readonly validityMs: number;
  readonly tookMs: number;
  readonly verdicts: readonly Verdict[];
}

/** A lock ended that nobody had let go of; its holder is told at the same moment. */
export interface LossEvent {
  readonly kind: 'loss';
  readonly resources: readonly string[];
  readonly value: string;
  readonly token: number;
  readonly reason: Exclude<LossReason, 'released'>;
  /** Since it was given. */
  readonly heldMs: number;
  readonly verdicts: readonly Verdict[];
}

/** The instances have answered to a release, or their time is over. */
export interface ReleaseEvent {
  readonly kind: 'release';
  readonly resources: readonly string[];
  readonly value: string;
  readonly token: number;
  /** A quorum still held the lock. */
  readonly wasHeld: boolean;
  /** It had been lost before; a `loss` has told so. */
  readonly hadEnded: boolean;
  /** Since it was given. */
  readonly heldMs: number;
  readonly verdicts: readonly ReleaseVerdict[];
}

/** Whatever may happen. */
export type LockEvent = RoundEvent | GrantEvent | RefusalEvent | ExtensionEvent | LossEvent | ReleaseEvent;

/** The payload of each channel. */
export interface LockEvents {
  readonly round: RoundEvent;
  readonly grant: GrantEvent;
  readonly refusal: RefusalEvent;
  readonly extension: ExtensionEvent;
  readonly loss: LossEvent;
  readonly release: ReleaseEvent;
}

/**
 * Names of the diagnostics channels. Nothing is built for a channel that nobody listens to.
 *
 * @example
 * import { subscribe } from 'node:diagnostics_channel';
 * subscribe(LOCK_CHANNELS.loss, (event) => log.warn((event as LossEvent).resources, 'lock lost'));
 */
export const LOCK_CHANNELS = {
  round: 'tidelock:redlock:round',
  grant: 'tidelock:redlock:grant',
  refusal: 'tidelock:redlock:refusal',
  extension: 'tidelock:redlock:extension',
  loss: 'tidelock:redlock:loss',
  release: 'tidelock:redlock:release',
} as const satisfies Readonly<Record<keyof LockEvents, string>>;
