/**
 * A wish: one caller's way to a lock, in rounds and waits. Its approach says what each round asks for; here
 * are the rounds, the instances that must be admitted, and the waiting in between.
 */
import type { Admission } from '../admission.ts';
import { Ballot } from '../ballot.ts';
import { LockUnavailable, type UnavailableReason, type Verdict } from '../error.ts';
import type { House } from '../house.ts';
import type { Terms } from '../option.ts';
import type { Round } from '../round/round.ts';
import { elapsedMs, momentOf } from '../round/validity.ts';
import { sparesOf } from '../spare.ts';
import type { Doorbell, Ear } from '../wait/doorbell.ts';
import { retryDelayMs } from '../wait/retry.ts';
import { sleep } from '../wait/sleep.ts';
import type { Approach } from './approach.ts';

/** Rounds that follow at once after instances were admitted: beginning a quorum takes one. */
const MAX_ADMISSIONS = 3;
/** Added to the time that a refusal tells, at random, so that those who wait do not come at once. */
const EXPIRY_JITTER_MS = 10;
/** The longest that one who hears a release lets others go first, drawn at random. */
const MAX_STAND_BACK_MS = 32;

/** What wishes of one quorum share. */
export interface WishRoom {
  readonly house: House;
  readonly admission: Admission;
  readonly doorbell: Doorbell;
  /** A value that names a holder and nobody else. */
  readonly nextValue: () => string;
}

export class Wish {
  readonly resources: readonly string[];
  readonly terms: Terms;
  readonly approach: Approach;
  readonly #room: WishRoom;
  readonly #startMs: number;
  #attempts = 0;
  #ear: Ear | undefined;
  #reason: UnavailableReason = 'queued';
  #last: Ballot | undefined;
  #isBehind = false;
  /** Releases that were heard, and somebody else was faster. */
  #misses = 0;
  /** Rounds in which the votes were split, since the last that was not. */
  #splits = 0;

  constructor(room: WishRoom, resources: readonly string[], terms: Terms, approach: Approach) {
    this.#room = room;
    this.resources = resources;
    this.terms = terms;
    this.approach = approach;
    this.#startMs = room.house.settings.world.monotonicMs();
  }

  get attempts(): number {
    return this.#attempts;
  }

  get waitedMs(): number {
    return this.#room.house.settings.world.monotonicMs() - this.#startMs;
  }

  /** What the instances said in the last round. */
  get verdicts(): readonly Verdict[] {
    return this.#last?.verdicts ?? [];
  }

  /** Rounds and waits, until one is won. @throws LockUnavailable when the time is over; the signal's reason */
  async fulfil(): Promise<Ballot> {
    const { waitMs } = this.terms;
    if (this.#room.doorbell.isOpen(this.approach.channels)) await this.#open();
    for (;;) {
      const won = await this.attempt();
      if (won !== undefined) return won;
      if (this.waitedMs < waitMs) await this.#wait();
      if (this.waitedMs >= waitMs) throw this.unavailable();
    }
  }

  /** As many rounds as make one attempt, without waiting: one, or one for each way that the approach has. */
  async attempt(): Promise<Ballot | undefined> {
    let admissions = 0;
    for (;;) {
      if (this.approach.mayAsk !== undefined && admissions === 0 && !(await this.#mayAsk())) return undefined;
      const ballot = this.#ballot();
      const round = await this.#traced(ballot);
      this.#tell(ballot, round);
      if (round.phase === 'won') return ballot;
      this.#reason = round.isLate ? 'too-late' : 'refused';
      this.terms.signal?.throwIfAborted();
      if ((await this.#isHealed(ballot)) && admissions++ < MAX_ADMISSIONS) continue;
      admissions = 0;
      const again = await this.approach.refused(this.verdicts);
      this.terms.signal?.throwIfAborted();
      if (!again) return undefined;
    }
  }

  /** Whether instances were admitted after that round, so that one more is worth it at once. */
  async #isHealed({ verdicts, claim }: Ballot): Promise<boolean> {
    const isHealed = await this.#room.admission.heal(verdicts, claim.resources[0]?.lock ?? '');
    this.terms.signal?.throwIfAborted();
    return isHealed;
  }

  async #mayAsk(): Promise<boolean> {
    // A ring from here on is of a release that the place in line does not know of.
    this.#ear?.rearm();
    const isFirst = await this.approach.mayAsk?.();
    this.terms.signal?.throwIfAborted();
    this.#isBehind = isFirst === false;
    if (this.#isBehind) this.#reason = 'behind';
    return !this.#isBehind;
  }

  /** With what has been answered by now: a round is decided before everybody has spoken. */
  unavailable(): LockUnavailable {
    const { resources, attempts, verdicts } = this;
    const quorum = this.#room.house.quorum.votes;
    return new LockUnavailable({ resources, reason: this.#reason, verdicts, quorum, attempts });
  }

  /** Nothing is waited for any more. */
  over(isFulfilled: boolean): void {
    this.#ear?.close();
    this.approach.over(isFulfilled);
  }

  #ballot(): Ballot {
    const { ttlMs, minValidityMs, signal } = this.terms;
    this.#attempts++;
    this.#ear?.rearm();
    const { claim, request } = this.approach.ask(this.#room.nextValue());
    this.#last = new Ballot(this.#room.house, {
      claim,
      request,
      ttlMs,
      minValidityMs,
      givesBack: true,
      signal,
      spares: sparesOf(this.#room.house, claim.resources[0]?.lock ?? ''),
    });
    return this.#last;
  }

  #traced(ballot: Ballot): Promise<Round> {
    const { witness } = this.#room.house;
    if (!witness.hasSpans) return ballot.run();
    const describe = ({ phase, token }: Round) => ({ outcome: phase, attempt: this.#attempts, token });
    return witness.span({ operation: 'round', resources: this.resources, describe }, () => ballot.run());
  }

  #tell(ballot: Ballot, round: Round): void {
    const { witness, settings } = this.#room.house;
    witness.tell('round', () => ({
      kind: 'round',
      resources: this.resources,
      value: ballot.claim.value,
      attempt: this.#attempts,
      outcome: round.phase === 'won' ? 'won' : round.isLate ? 'too-late' : 'refused',
      token: round.phase === 'won' ? round.token : 0,
      tookMs: elapsedMs(ballot.lease.since, momentOf(settings.world)),
      verdicts: ballot.verdicts,
    }));
  }

  /**
   * Waits for what may change the next round: the release of the holder, heard or, if it never comes, told
   * by the time that its lock has left; after a split of the votes, and where nobody can be heard, a delay.
   */
  async #wait(): Promise<void> {
    const { world } = this.#room.house.settings;
    const { terms, verdicts } = this;
    const leftMs = terms.waitMs - this.waitedMs;
    // Who stands behind others has asked nobody for the lock: what was said before is old.
    const said = this.#isBehind ? [] : verdicts;
    const heldMs = said.flatMap((verdict) => (verdict.kind === 'held' ? [verdict.pttlMs] : []));
    const isSplit = said.some(({ kind }) => kind === 'granted');
    this.#splits = isSplit ? this.#splits + 1 : 0;
    if (this.#isBehind || (heldMs.length > 0 && !isSplit)) {
      const isNew = await this.#listen();
      if (isNew) return;
      if (this.#ear?.hearsQuorum === true) {
        const { longestWaitMs } = this.approach;
        const endsMs = Math.min(...heldMs.map((ms) => (ms < 0 ? longestWaitMs : ms)), longestWaitMs);
        const delayMs = endsMs + world.random() * EXPIRY_JITTER_MS;
        await sleep(world, Math.min(delayMs, leftMs), terms.signal, this.#ear);
        terms.signal?.throwIfAborted();
        if (!this.#isBehind) await this.#standBack();
        return;
      }
    }
    // Rounds that a holder refused say nothing of how many meet in a split.
    const delayMs = retryDelayMs(terms.retry, isSplit ? this.#splits : this.#attempts, () => world.random());
    await sleep(world, Math.min(delayMs, leftMs), terms.signal);
    terms.signal?.throwIfAborted();
  }

  /** Everybody who waits hears a release: who has come too late before lets some of the others go first. */
  async #standBack(): Promise<void> {
    const { world } = this.#room.house.settings;
    const withinMs = Math.min(2 ** this.#misses, MAX_STAND_BACK_MS);
    if (this.#misses++ === 0) return;
    const delayMs = Math.min(world.random() * withinMs, this.terms.waitMs - this.waitedMs);
    await sleep(world, delayMs, this.terms.signal);
    this.terms.signal?.throwIfAborted();
  }

  /** Listens from now on; true when that is new, so that a release may have been missed before it. */
  async #listen(): Promise<boolean> {
    if (this.#ear !== undefined) return false;
    const ear = await this.#open();
    this.terms.signal?.throwIfAborted();
    return ear.hearsQuorum;
  }

  /** Where neighbours listen already, so do we, before the first round: no release is missed then. */
  async #open(): Promise<Ear> {
    const ear = await this.#room.doorbell.listen(this.approach.channels, this.terms.ttlMs);
    this.#ear = ear;
    return ear;
  }
}
