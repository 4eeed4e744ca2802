/** A lock as its holder sees it: a handle on a tenure. */
import { LockLost, type Verdict } from './error.ts';
import type { Release } from './hold/release.ts';
import type { ExtendOptions, Tenure } from './hold/tenure.ts';

/**
 * A lock over a quorum. It ends when it is released, when its time is over, or when a quorum says that it
 * is not ours: `signal` then aborts, with a LockLost as its reason.
 *
 * @example
 * await using lock = await locks.acquire('orders:42');
 * await fetch(url, { signal: lock.signal });
 * lock.ensureValid(); // throws LockLost when it is too late
 */
export class Lock {
  /** What is locked, sorted. */
  readonly resources: readonly string[];
  /** Names the holder at the instances; nobody else has it. */
  readonly value: string;
  /**
   * The fencing token: larger than that of every earlier holder of any of the resources. A resource that
   * remembers the largest token it has seen can turn a late holder away.
   */
  readonly token: number;
  readonly #tenure: Tenure;
  readonly #isNested: boolean;
  /** Of a nested lock: left, while the lock itself goes on. */
  #left: Release | undefined;

  /** Made by `acquire`. @param isNested it was entered again: letting go of it leaves the lock as it is */
  constructor(tenure: Tenure, { isNested = false } = {}) {
    this.#tenure = tenure;
    this.#isNested = isNested;
    this.resources = tenure.resources;
    this.value = tenure.value;
    this.token = tenure.token;
  }

  /**
   * Which permit of a semaphore it is, from 0; undefined for what is no permit. Tokens grow for each permit, so
   * what a permit protects is fenced by permit.
   */
  get slot(): number | undefined {
    return this.#tenure.slot;
  }

  /** Aborts when the lock ends, at its deadline at the latest; the reason is a LockLost. */
  get signal(): AbortSignal {
    return this.#tenure.signal;
  }

  /** What is left by the worse of both clocks, drift taken off, ms; 0 when it has ended. */
  get remainingMs(): number {
    return this.#left === undefined ? this.#tenure.remainingMs : 0;
  }

  /** Whether it is held now, as far as clocks can tell. */
  get isHeld(): boolean {
    return this.remainingMs > 0;
  }

  /** What each instance said in the round that gave or last extended it. */
  get verdicts(): readonly Verdict[] {
    return this.#tenure.verdicts;
  }

  /** Returns while the lock is held. @throws LockLost when it is not */
  ensureValid(): void {
    if (this.#left !== undefined) throw this.#lossOfNested();
    this.#tenure.ensureValid();
  }

  /**
   * Gives the lock more time; its token stays. Resolves to what is left then, ms. When it fails for want of
   * answers, the time that was left before goes on.
   * @throws LockLost when it has ended, or a quorum says that it is not ours
   * @throws LockUnavailable when too few instances answered in time
   */
  async extend(options: ExtendOptions = {}): Promise<number> {
    this.ensureValid();
    return this.#tenure.extend(options);
  }

  /**
   * Lets go, at every instance. Resolves to what they said; a lock that had expired is an answer, not an
   * error. Calling it again gives the same answer. Never rejects. A lock that was entered again is left, and
   * goes on for those around it.
   */
  release(): Promise<Release> {
    if (!this.#isNested) return this.#tenure.release();
    this.#left ??= { wasHeld: this.#tenure.isHeld, verdicts: [] };
    return Promise.resolve(this.#left);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.release();
  }

  #lossOfNested(): LockLost {
    return new LockLost({ resources: this.resources, reason: 'released', atMs: this.#tenure.nowMs });
  }
}
