/**
 * Locks over a quorum of instances: the loop from a wish to a lock. Rounds are driven by Ballot, waiting is
 * done by the queue, the doorbell and the clock; here they come together.
 */
import { Admission } from './admission.ts';
import { Ballot } from './ballot.ts';
import { LockUnavailable, type UnavailableReason, type Verdict } from './error.ts';
import { buildHouse, type House, type Safeguards } from './house.ts';
import type { Instance } from './instance/instance.ts';
import { keysOf, type ResourceKeys } from './instance/key.ts';
import { acquireRequest } from './instance/request.ts';
import { slotOf } from './instance/slot.ts';
import { keepAlive, runUnder } from './keeper.ts';
import { Lock } from './lock.ts';
import { type LockOptions, type RedlockOptions, resourcesOf, type Terms, termsOf } from './option.ts';
import type { Quorum } from './round/quorum.ts';
import { sparesOf } from './spare.ts';
import { Doorbell, type Ear } from './wait/doorbell.ts';
import { LocalQueue, type Turn } from './wait/queue.ts';
import { retryDelayMs } from './wait/retry.ts';
import { sleep, type Waker } from './wait/sleep.ts';

const VALUE_BYTES = 12;
/** Rounds that follow at once after instances were admitted: beginning a quorum takes one. */
const MAX_ADMISSIONS = 3;
/** Added to the time that a refusal tells, at random, so that those who wait do not come at once. */
const EXPIRY_JITTER_MS = 10;
/** The longest wait for a release that nobody publishes. */
const MAX_SILENCE_MS = 5_000;

/** One caller's wish, and how far it has come. */
interface Wish {
  readonly keys: readonly ResourceKeys[];
  readonly resources: readonly string[];
  readonly terms: Terms;
  readonly endsAtMs: number;
  attempts: number;
  ear: Ear | undefined;
}

export class QuorumLocks {
  readonly #house: House;
  readonly #admission: Admission;
  readonly #doorbell: Doorbell;
  readonly #queue = new LocalQueue();
  readonly #held = new Set<Lock>();
  readonly #id: string;
  readonly #hasCluster: boolean;
  #claims = 0;
  #isClosed = false;

  /** @param without safeguards taken away: for tests of this package only */
  constructor(
    instances: readonly Instance[],
    options: RedlockOptions = {},
    without: Partial<Safeguards> = {},
  ) {
    this.#house = buildHouse(instances, options, without);
    this.#id = this.#house.settings.world.randomName(VALUE_BYTES);
    this.#admission = new Admission(this.#house);
    this.#doorbell = new Doorbell(this.#house);
    this.#hasCluster = instances.some(({ isCluster }) => isCluster === true);
  }

  get quorum(): Quorum {
    return this.#house.quorum;
  }

  get instances(): readonly string[] {
    return this.#house.outboxes.map(({ instance }) => instance.name);
  }

  /** Rounds until the lock is there or the time is over. Callers of this process take turns. */
  async acquire(resources: string | readonly string[], options: LockOptions = {}): Promise<Lock> {
    const wish = this.#wish(resources, options);
    const turn = await this.#takeTurn(wish);
    try {
      await this.#listenIfOpen(wish);
      for (;;) {
        const outcome = await this.#attempt(wish, turn);
        if (outcome instanceof Lock) return outcome;
        if (this.#nowMs() >= wish.endsAtMs) throw this.#refused(wish, outcome);
        await this.#waitAfter(wish, outcome);
        if (this.#nowMs() >= wish.endsAtMs) throw this.#refused(wish, outcome);
      }
    } catch (error) {
      turn.leave();
      throw error;
    } finally {
      wish.ear?.close();
    }
  }

  /** One round, now: undefined when the lock is not to be had. */
  async tryAcquire(
    resources: string | readonly string[],
    options: LockOptions = {},
  ): Promise<Lock | undefined> {
    const wish = this.#wish(resources, { ...options, waitMs: 0 });
    const outcome = await this.#attempt(wish, NO_TURN);
    return outcome instanceof Lock ? outcome : undefined;
  }

  /** Runs a routine under a lock that is extended for as long as it takes. */
  async using<T>(
    resources: string | readonly string[],
    options: LockOptions,
    routine: (lock: Lock) => Promise<T> | T,
  ): Promise<T> {
    const lock = await this.acquire(resources, options);
    const stop = keepAlive(lock, this.#house.settings.world);
    try {
      return await runUnder(lock, this.#house.settings.world, routine);
    } finally {
      stop();
      await lock.release();
    }
  }

  /** Releases what is held and ends what was opened. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#held].map((lock) => lock.release()));
    this.#doorbell.close();
    await Promise.all(this.#house.outboxes.map((outbox) => outbox.close()));
  }

  #wish(given: string | readonly string[], options: LockOptions): Wish {
    if (this.#isClosed) throw new Error('the locks are closed');
    const { settings } = this.#house;
    const resources = resourcesOf(given);
    const keys = resources.map((resource) => keysOf(settings.prefix, resource));
    if (this.#hasCluster) assertOneSlot(keys);
    const terms = termsOf(settings, options);
    terms.signal?.throwIfAborted();
    return { keys, resources, terms, endsAtMs: this.#nowMs() + terms.waitMs, attempts: 0, ear: undefined };
  }

  /** @throws LockUnavailable when the time is over before the turn comes; the signal's reason */
  async #takeTurn(wish: Wish): Promise<Turn> {
    const { waitMs, signal } = wish.terms;
    if (waitMs === 0) return NO_TURN;
    const atOnce = this.#queue.enterNow(wish.resources);
    if (atOnce !== undefined) return atOnce;
    let endWait = () => {};
    const waker: Waker = {
      onWake: (wake) => {
        endWait = wake;
        return () => {};
      },
    };
    const stop = sleep(this.#house.settings.world, waitMs, signal, waker);
    const turn = await this.#queue.enter(wish.resources, stop);
    endWait();
    signal?.throwIfAborted();
    if (turn === undefined) throw this.#unavailable(wish, 'queued', []);
    return turn;
  }

  /** One round; one more at once for each time that instances were admitted by it. */
  async #attempt(wish: Wish, turn: Turn): Promise<Lock | Refusal> {
    for (let admissions = 0; ; admissions++) {
      const ballot = this.#ballot(wish);
      const round = await ballot.run();
      if (round.phase === 'won') return this.#lockOf(ballot, turn);
      wish.terms.signal?.throwIfAborted();
      const isHealed = await this.#admission.heal(ballot.verdicts, firstLock(wish));
      wish.terms.signal?.throwIfAborted();
      if (!isHealed || admissions >= MAX_ADMISSIONS)
        return { reason: round.isLate ? 'too-late' : 'refused', ballot };
    }
  }

  #ballot(wish: Wish): Ballot {
    const { terms, resources, keys } = wish;
    wish.attempts++;
    wish.ear?.rearm();
    const claim = { resources: keys, value: `${this.#id}-${++this.#claims}` };
    return new Ballot(this.#house, {
      claim,
      request: acquireRequest(claim, terms.ttlMs, this.#house.hints.of(resources)),
      ttlMs: terms.ttlMs,
      minValidityMs: terms.minValidityMs,
      givesBack: true,
      signal: terms.signal,
      spares: sparesOf(this.#house, resources[0] ?? ''),
    });
  }

  #lockOf(won: Ballot, turn: Turn): Lock {
    const lock = new Lock(this.#house, won, () => {
      this.#held.delete(lock);
      turn.leave();
    });
    this.#held.add(lock);
    if (won.hasRefusal) void this.#admission.heal(won.verdicts, won.claim.resources[0]?.lock ?? '');
    return lock;
  }

  /**
   * Waits for what may change the next round: the release of the holder, heard or, if it never comes, told
   * by the time that its lock has left; after a split of the votes, and where nobody can be heard, a delay.
   */
  async #waitAfter(wish: Wish, { ballot: { verdicts } }: Refusal): Promise<void> {
    const { world } = this.#house.settings;
    const { terms } = wish;
    const leftMs = wish.endsAtMs - this.#nowMs();
    const heldMs = verdicts.flatMap((verdict) => (verdict.kind === 'held' ? [verdict.pttlMs] : []));
    const isSplit = verdicts.some(({ kind }) => kind === 'granted');
    if (heldMs.length > 0 && !isSplit) {
      const isNew = await this.#listen(wish);
      if (isNew) return;
      if (wish.ear?.hearsQuorum === true) {
        const endsMs = Math.min(...heldMs.map((ms) => (ms < 0 ? MAX_SILENCE_MS : ms)), MAX_SILENCE_MS);
        const delayMs = endsMs + world.random() * EXPIRY_JITTER_MS;
        await sleep(world, Math.min(delayMs, leftMs), terms.signal, wish.ear);
        terms.signal?.throwIfAborted();
        return;
      }
    }
    const delayMs = retryDelayMs(terms.retry, wish.attempts, () => world.random());
    await sleep(world, Math.min(delayMs, leftMs), terms.signal);
    terms.signal?.throwIfAborted();
  }

  /** Where neighbours listen already, so do we, before the first round: no release is missed then. */
  async #listenIfOpen(wish: Wish): Promise<void> {
    const names = wish.keys.map(({ lock }) => lock);
    if (this.#doorbell.isOpen(names)) wish.ear = await this.#doorbell.listen(names, wish.terms.ttlMs);
  }

  /** Listens from now on; true when that is new, so that a release may have been missed before it. */
  async #listen(wish: Wish): Promise<boolean> {
    if (wish.ear !== undefined) return false;
    wish.ear = await this.#doorbell.listen(
      wish.keys.map(({ lock }) => lock),
      wish.terms.ttlMs,
    );
    wish.terms.signal?.throwIfAborted();
    return wish.ear.hearsQuorum;
  }

  /** With what has been answered by now: a round is decided before everybody has spoken. */
  #refused(wish: Wish, { reason, ballot }: Refusal): LockUnavailable {
    return this.#unavailable(wish, reason, ballot.verdicts);
  }

  #unavailable(wish: Wish, reason: UnavailableReason, verdicts: readonly Verdict[]): LockUnavailable {
    const { resources, attempts } = wish;
    return new LockUnavailable({ resources, reason, verdicts, quorum: this.quorum.votes, attempts });
  }

  #nowMs(): number {
    return this.#house.settings.world.monotonicMs();
  }
}

/** A round that was lost. */
interface Refusal {
  readonly reason: UnavailableReason;
  readonly ballot: Ballot;
}

/** Who makes one round only stands in nobody's way. */
const NO_TURN: Turn = { leave: () => {} };

function firstLock({ keys }: Wish): string {
  return keys[0]?.lock ?? '';
}

/** @throws RangeError naming two resources that a cluster keeps apart */
function assertOneSlot(keys: readonly ResourceKeys[]): void {
  const [first, ...others] = keys;
  if (first === undefined) return;
  const apart = others.find(({ lock }) => slotOf(lock) !== slotOf(first.lock));
  if (apart === undefined) return;
  throw new RangeError(
    `${first.resource} and ${apart.resource} lie in different hash slots of the cluster: give them one {tag}`,
  );
}
