/**
 * The witness: what happens to the locks of one quorum passes here, and is counted, published and handed to
 * telemetry. Without listeners it costs one addition.
 */
import { type Channel, channel } from 'node:diagnostics_channel';
import { LOCK_CHANNELS, type LockEvent, type LockEvents } from './event.ts';

/** What has happened since the locks were made. */
export interface LockCounters {
  /** Rounds that were decided. */
  readonly rounds: number;
  /** Locks that were given. */
  readonly grants: number;
  /** Calls that ended without a lock. */
  readonly refusals: number;
  /** Extensions that were decided, failures among them. */
  readonly extensions: number;
  /** Locks that ended before they were released. */
  readonly losses: number;
  /** Releases that were decided. */
  readonly releases: number;
  /** Locks that are held now. */
  readonly held: number;
}

/** A part of the work, for a span. */
export interface LockSpan<T> {
  readonly operation: 'acquire' | 'round' | 'extend' | 'release';
  readonly resources: readonly string[];
  /** What its result adds: outcome, token, number of rounds. */
  readonly describe: (result: T) => Readonly<Record<string, string | number | boolean>>;
}

/**
 * Telemetry: what locks need of it. `openTelemetry` makes one; so can you.
 */
export interface LockTelemetry {
  /** Runs a part of the work inside a span; passes its result and its error on. */
  span<T>(span: LockSpan<T>, run: () => Promise<T>): Promise<T>;
  /** Takes note of an event; called after it, in the async context of the call that caused it. */
  record(event: LockEvent): void;
}

type Kind = keyof LockEvents;

const PLURALS = {
  round: 'rounds',
  grant: 'grants',
  refusal: 'refusals',
  extension: 'extensions',
  loss: 'losses',
  release: 'releases',
} as const satisfies Record<Kind, keyof LockCounters>;

export class Witness {
  readonly #telemetry: LockTelemetry | undefined;
  readonly #channels: Readonly<Record<Kind, Channel>>;
  readonly #counts = { rounds: 0, grants: 0, refusals: 0, extensions: 0, losses: 0, releases: 0 };

  constructor(telemetry: LockTelemetry | undefined) {
    this.#telemetry = telemetry;
    this.#channels = {
      round: channel(LOCK_CHANNELS.round),
      grant: channel(LOCK_CHANNELS.grant),
      refusal: channel(LOCK_CHANNELS.refusal),
      extension: channel(LOCK_CHANNELS.extension),
      loss: channel(LOCK_CHANNELS.loss),
      release: channel(LOCK_CHANNELS.release),
    };
  }

  /** A reading of the counters. */
  counters(held: number): LockCounters {
    return { ...this.#counts, held };
  }

  /** Takes note of an event, which is made only if somebody wants it. */
  tell<K extends Kind>(kind: K, make: () => LockEvents[K]): void {
    this.#counts[PLURALS[kind]]++;
    const out = this.#channels[kind];
    if (!out.hasSubscribers && this.#telemetry === undefined) return;
    const event = make();
    out.publish(event);
    this.#telemetry?.record(event);
  }

  get hasSpans(): boolean {
    return this.#telemetry !== undefined;
  }

  /** Runs a part of the work, inside a span where there is telemetry. */
  span<T>(span: LockSpan<T>, run: () => Promise<T>): Promise<T> {
    return this.#telemetry === undefined ? run() : this.#telemetry.span(span, run);
  }
}
