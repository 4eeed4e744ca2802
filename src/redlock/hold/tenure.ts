/**
 * A tenure: the time in which a lock is held. It knows its deadline, tells the holder when that is over, and
 * can be given more. `Lock` is a holder's handle on it; holders that re-enter have several.
 */
import type { Timer } from '../../base/world.ts';
import { Ballot } from '../ballot.ts';
import { LockLost, LockUnavailable, type LossReason, type Verdict } from '../error.ts';
import { driftOf, type House } from '../house.ts';
import { type Claim, extendRequest, joinRequest } from '../instance/request.ts';
import { ttlOf } from '../option.ts';
import { readersOf } from '../round/quorum.ts';
import { askedOf, missingOf } from '../round/round.ts';
import { elapsedMs, type Lease, type Moment, momentOf, remainingMs } from '../round/validity.ts';
import { cannotVote, readVote } from '../round/vote.ts';
import type { ExtensionEvent } from '../witness/event.ts';
import { type Release, releaseClaim } from './release.ts';

/** With less left than timers can tell apart, a lock is over: its holder is told early rather than late. */
const TIMER_GRAIN_MS = 1;
/** The deadline is looked at this often, because a timer does not see a wall clock that jumps. */
const LOOK_EVERY_MS = 1_000;
/** Short locks are gone by then; longer ones get the instances that were missing. */
const TOP_UP_AFTER_MS = 10;

/** When and why a lock ended. */
interface Ending {
  readonly reason: LossReason;
  readonly at: Moment;
  readonly verdicts: readonly Verdict[];
}

/** Options of an extension. */
export interface ExtendOptions {
  /** The new life, from now, ms. Default: the TTL that the lock was acquired with. */
  readonly ttlMs?: number;
  /** An extension that leaves less than this has failed, ms. Default: that of the locks. */
  readonly minValidityMs?: number;
  /** Gives up waiting for it; the lock stays as it is. */
  readonly signal?: AbortSignal;
}

/** What a tenure is told besides its round. */
export interface TenureTerms {
  /** As the caller named them. */
  readonly resources: readonly string[];
  /** Called once, when the lock is not held any more. */
  readonly onEnd: () => void;
}

export class Tenure {
  readonly resources: readonly string[];
  readonly token: number;
  readonly #house: House;
  readonly #claim: Claim;
  readonly #since: Moment;
  readonly #onEnd: () => void;
  readonly #won: Ballot;
  #ballot: Ballot;
  /** The instances that were missing have been asked, so that all may have it. */
  #isEverywhere = false;
  #lease: Lease;
  #ending: Ending | undefined;
  #loss: LockLost | undefined;
  #abort: AbortController | undefined;
  /** For the deadline; the first one is for those who were missing too. */
  #timer: Timer | undefined;
  readonly #topUpAtMs: number;
  #isToppedUp = false;
  #releasing: Promise<Release> | undefined;

  constructor(house: House, won: Ballot, { resources, onEnd }: TenureTerms) {
    this.#house = house;
    this.#claim = won.claim;
    this.#won = won;
    this.#ballot = won;
    this.#lease = won.lease;
    this.#since = won.lease.since;
    this.#onEnd = onEnd;
    this.resources = resources;
    this.token = won.round.token;
    const now = momentOf(house.settings.world);
    this.#topUpAtMs = now.monotonicMs + TOP_UP_AFTER_MS;
    this.#watch(now);
  }

  /** Aborts when the lock ends, at its deadline at the latest; the reason is a LockLost. */
  get signal(): AbortSignal {
    this.#look();
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#ending !== undefined) this.#abort.abort(this.#lossOf(this.#ending));
    }
    return this.#abort.signal;
  }

  /** What is left by the worse of both clocks, drift taken off, ms; 0 when it has ended. */
  get remainingMs(): number {
    this.#look();
    return this.#ending === undefined ? this.#leftMs() : 0;
  }

  /** Whether it is held now, as far as clocks can tell. */
  get isHeld(): boolean {
    return this.remainingMs > 0;
  }

  /** The wall clock. */
  get nowMs(): number {
    return this.#house.settings.world.nowMs();
  }

  get slot(): number | undefined {
    return this.#claim.slot;
  }

  get value(): string {
    return this.#claim.value;
  }

  /** What each instance said in the round that gave or last extended it. */
  get verdicts(): readonly Verdict[] {
    return this.#ballot.verdicts;
  }

  /** Whether a lock with this TTL, taken now, would last longer. */
  lessThan(ttlMs: number): boolean {
    return this.remainingMs < ttlMs - driftOf(this.#house, ttlMs);
  }

  /** Returns while the lock is held. @throws LockLost when it is not */
  ensureValid(): void {
    this.#look();
    if (this.#ending !== undefined) throw this.#lossOf(this.#ending);
  }

  async extend(options: ExtendOptions): Promise<number> {
    this.ensureValid();
    options.signal?.throwIfAborted();
    const { settings } = this.#house;
    const ttlMs = ttlOf(settings, options.ttlMs ?? this.#lease.ttlMs);
    const ballot = new Ballot(this.#house, {
      claim: this.#claim,
      request: extendRequest(this.#claim, ttlMs),
      ttlMs,
      minValidityMs: options.minValidityMs ?? settings.minValidityMs,
      givesBack: false,
      signal: options.signal,
      spares: [],
    });
    const round = await this.#house.witness.span(
      {
        operation: 'extend',
        resources: this.resources,
        describe: ({ phase }) => ({ outcome: phase === 'won' ? 'extended' : 'refused', token: this.token }),
      },
      () => ballot.run(),
    );
    if (this.#ending === undefined && round.phase === 'won') {
      const leftMs = this.#take(ballot);
      this.#tellExtension(ballot, 'extended');
      return leftMs;
    }
    this.ensureValid();
    options.signal?.throwIfAborted();
    throw this.#extensionFailure(ballot, round.isLate);
  }

  /** Lets go, at every instance; once. Never rejects. */
  release(): Promise<Release> {
    if (this.#releasing === undefined) {
      const hadEnded = this.#ending !== undefined;
      this.#end('released');
      this.#releasing = this.#letGo(hadEnded);
    }
    return this.#releasing;
  }

  async #letGo(hadEnded: boolean): Promise<Release> {
    const { witness } = this.#house;
    const { resources, value, token } = this;
    const endedAt = hadEnded ? momentOf(this.#house.settings.world) : (this.#ending as Ending).at;
    const describe = ({ wasHeld }: Release) => ({ was_held: wasHeld, token });
    const release = await (witness.hasSpans
      ? witness.span({ operation: 'release', resources, describe }, () => this.#releaseClaim())
      : this.#releaseClaim());
    witness.tell('release', () => ({
      kind: 'release',
      resources,
      value,
      token,
      wasHeld: release.wasHeld,
      hadEnded,
      heldMs: elapsedMs(this.#since, endedAt),
      verdicts: release.verdicts,
    }));
    return release;
  }

  #releaseClaim(): Promise<Release> {
    return releaseClaim(this.#house, {
      claim: this.#claim,
      ttlMs: this.#lease.ttlMs,
      asked: this.#isEverywhere ? [...this.#house.outboxes.keys()] : askedOf(this.#won.round),
      farewell: this.#won.farewell,
    });
  }

  #tellExtension(ballot: Ballot, outcome: ExtensionEvent['outcome']): void {
    const { resources, value, token } = this;
    this.#house.witness.tell('extension', () => ({
      kind: 'extension',
      resources,
      value,
      token,
      outcome,
      validityMs: this.remainingMs,
      tookMs: elapsedMs(ballot.lease.since, momentOf(this.#house.settings.world)),
      verdicts: ballot.verdicts,
    }));
  }

  /** The longer lease counts: two extensions may overtake each other. */
  #take(ballot: Ballot): number {
    this.#ballot = ballot;
    if (this.#leftOf(ballot.lease) > this.#leftMs()) {
      this.#lease = ballot.lease;
      this.#watch(momentOf(this.#house.settings.world));
    }
    this.#joinMissing(missingOf(ballot.round));
    return this.#leftMs();
  }

  #extensionFailure(ballot: Ballot, isLate: boolean): Error {
    const { verdicts } = ballot;
    const notOurs = verdicts.filter(({ kind }) => kind === 'lost').length;
    if (notOurs >= readersOf(this.#house.quorum)) {
      const loss = this.#lossOf(this.#end('lost', verdicts));
      this.#tellExtension(ballot, 'lost');
      return loss;
    }
    this.#tellExtension(ballot, isLate ? 'too-late' : 'refused');
    return new LockUnavailable({
      resources: this.resources,
      reason: isLate ? 'too-late' : 'refused',
      verdicts,
      quorum: this.#house.quorum.votes,
      attempts: 1,
    });
  }

  /** Brings the lock to instances that do not have it, so that a bare majority does not last. */
  #joinMissing(missing: readonly number[]): void {
    if (this.#ending !== undefined) return;
    const { world } = this.#house.settings;
    const ttlMs = Math.floor(this.#lease.ttlMs - elapsedMs(this.#lease.since, momentOf(world)));
    if (ttlMs <= 0) return;
    this.#isEverywhere = true;
    for (const index of missing)
      this.#house.outboxes[index]?.send(joinRequest(this.#claim, ttlMs, this.token), (answer) => {
        const vote = readVote(answer);
        if (cannotVote(vote)) this.#house.outboxes[index]?.doubt();
        if (vote.kind === 'granted' && this.#ending !== undefined) this.#won.farewell.tellLate(index);
      });
  }

  #watch(now: Moment): void {
    this.#timer?.cancel();
    const topUpMs = this.#isToppedUp ? LOOK_EVERY_MS : this.#topUpAtMs - now.monotonicMs;
    const delayMs = Math.min(remainingMs(this.#lease, now), LOOK_EVERY_MS, topUpMs);
    this.#timer = this.#house.settings.world.setTimer(() => this.#onTimer(), delayMs);
  }

  #onTimer(): void {
    if (this.#look()) return;
    const now = momentOf(this.#house.settings.world);
    if (!this.#isToppedUp && now.monotonicMs >= this.#topUpAtMs - TIMER_GRAIN_MS) {
      this.#isToppedUp = true;
      this.#joinMissing(missingOf(this.#won.round));
    }
    this.#watch(now);
  }

  /** Ends the lock if its time is over; whether it has ended. */
  #look(): boolean {
    if (this.#ending === undefined && this.#leftMs() < TIMER_GRAIN_MS) this.#end('expired');
    return this.#ending !== undefined;
  }

  #end(reason: LossReason, verdicts: readonly Verdict[] = []): Ending {
    if (this.#ending !== undefined) return this.#ending;
    const ending = { reason, verdicts, at: momentOf(this.#house.settings.world) };
    this.#ending = ending;
    this.#timer?.cancel();
    this.#won.over();
    this.#abort?.abort(this.#lossOf(ending));
    this.#onEnd();
    if (reason !== 'released') this.#tellLoss(reason, ending);
    return ending;
  }

  #tellLoss(reason: 'expired' | 'lost', { at, verdicts }: Ending): void {
    const { resources, value, token } = this;
    this.#house.witness.tell('loss', () => ({
      kind: 'loss',
      resources,
      value,
      token,
      reason,
      heldMs: elapsedMs(this.#since, at),
      verdicts,
    }));
  }

  /** Made when somebody wants it: an error with its stack was a third of the time of acquire and release. */
  #lossOf(ending: Ending): LockLost {
    const { reason, verdicts, at } = ending;
    this.#loss ??= new LockLost({ resources: this.resources, reason, verdicts, atMs: at.wallMs });
    return this.#loss;
  }

  #leftMs(): number {
    return this.#leftOf(this.#lease);
  }

  #leftOf(lease: Lease): number {
    return remainingMs(lease, momentOf(this.#house.settings.world));
  }
}
