/**
 * Approaches: what the kinds of locks do differently on the way to a lock. A wish drives rounds and waits
 * (wish.ts); its approach says what each round asks for, and what a refusal calls for besides waiting.
 */
import type { Verdict } from '../error.ts';
import type { ResourceKeys } from '../instance/key.ts';
import { acquireRequest, type Claim, type Request, shareRequest } from '../instance/request.ts';

/** What one round asks for. */
export interface Ask {
  readonly claim: Claim;
  readonly request: Request;
}

/** One wish's way to its lock. */
export interface Approach {
  /** Channels on which a release may be told that changes the next round. */
  readonly channels: readonly string[];
  /** Names of the lines of this process in which the wish waits for its turn. */
  readonly lines: readonly string[];
  /** The turn is kept until the lock ends; else the next may try as soon as this one has its lock. */
  readonly keepsTurn: boolean;
  /** Whether it is this wish's turn, where its kind has an order of its own; else always. */
  mayAsk?(): Promise<boolean>;
  /** The next round. @param value names the holder that it would make */
  ask(value: string): Ask;
  /** After a lost round. True when another is worth it at once; a bounded number of times in a row. */
  refused(verdicts: readonly Verdict[]): Promise<boolean> | boolean;
  /** The longest wait before the next round, whatever the refusals say, ms. */
  readonly longestWaitMs: number;
  /** The wish is over, fulfilled or not. */
  over(isFulfilled: boolean): void;
}

/** What every approach is made of. */
export interface ApproachTerms {
  readonly keys: readonly ResourceKeys[];
  readonly ttlMs: number;
  /** The highest counter known, at the moment of the question. */
  readonly hint: () => number;
}

/** The longest wait for a release that nobody publishes. */
export const MAX_SILENCE_MS = 5_000;

/** A mutex, which is also the writer's side of a read/write lock. */
export class ExclusiveApproach implements Approach {
  readonly channels: readonly string[];
  readonly lines: readonly string[];
  readonly keepsTurn = true;
  readonly longestWaitMs = MAX_SILENCE_MS;
  readonly #terms: ApproachTerms;
  readonly #want: ((ms: number) => void) | undefined;
  #hasWanted = false;

  /** @param want tells all instances to let no more readers in for so long; undefined: who does not wait */
  constructor(terms: ApproachTerms, want: ((ms: number) => void) | undefined) {
    this.#terms = terms;
    this.#want = want;
    this.channels = terms.keys.map(({ lock }) => lock);
    this.lines = terms.keys.map(({ resource }) => resource);
  }

  ask(value: string): Ask {
    const { keys, ttlMs, hint } = this.#terms;
    const claim: Claim = { resources: keys, value };
    return { claim, request: acquireRequest(claim, ttlMs, hint()) };
  }

  /** Readers who come one after another would keep a writer out for ever: it asks that no more come in. */
  refused(verdicts: readonly Verdict[]): boolean {
    const readersMs = verdicts.flatMap((one) =>
      one.kind === 'held' && one.by === 'readers' ? [one.pttlMs] : [],
    );
    if (readersMs.length > 0 && this.#want !== undefined) {
      this.#hasWanted = true;
      this.#want(Math.min(Math.max(...readersMs), MAX_SILENCE_MS) + WANT_GRACE_MS);
    }
    return false;
  }

  /** A writer that gives up lets the readers in again. One that has its lock has put an end to the wish. */
  over(isFulfilled: boolean): void {
    if (this.#hasWanted && !isFulfilled) this.#want?.(0);
  }
}

/** From the end of the last reader to the writer's next round: its jitter, and the way there. */
const WANT_GRACE_MS = 100;

/** A reader. */
export class SharedApproach implements Approach {
  readonly channels: readonly string[];
  readonly lines: readonly string[];
  readonly keepsTurn = false;
  readonly longestWaitMs = MAX_SILENCE_MS;
  readonly #terms: ApproachTerms;

  constructor(terms: ApproachTerms) {
    this.#terms = terms;
    this.channels = terms.keys.map(({ lock }) => lock);
    this.lines = terms.keys.map(({ resource }) => resource);
  }

  ask(value: string): Ask {
    const { keys, ttlMs, hint } = this.#terms;
    const claim: Claim = { resources: keys, value, mode: 'shared' };
    return { claim, request: shareRequest(claim, ttlMs, hint()) };
  }

  refused(): boolean {
    return false;
  }

  over(): void {}
}
