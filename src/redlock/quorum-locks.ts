/**
 * Locks over a quorum of instances: from a call to a lock. The way of one call is its wish (wish.ts), what
 * differs between kinds of locks its approach (kind/); here callers take turns, and locks are handed out.
 */
import { Admission } from './admission.ts';
import type { Ballot } from './ballot.ts';
import { LockUnavailable } from './error.ts';
import { Tenure } from './hold/tenure.ts';
import { buildHouse, type House, type Safeguards } from './house.ts';
import type { Instance } from './instance/instance.ts';
import { keysOf, type ResourceKeys } from './instance/key.ts';
import { wantRequest } from './instance/request.ts';
import { slotOf } from './instance/slot.ts';
import { keepAlive, runUnder } from './keeper.ts';
import { type Approach, ExclusiveApproach, SharedApproach } from './kind/approach.ts';
import { LineApproach } from './kind/line.ts';
import { PermitApproach, slotsOf } from './kind/permit.ts';
import { type Coverage, Scopes } from './kind/scope.ts';
import { Wish, type WishRoom } from './kind/wish.ts';
import { Lock } from './lock.ts';
import { type LockOptions, type RedlockOptions, resourcesOf, type Terms, termsOf } from './option.ts';
import type { Quorum } from './round/quorum.ts';
import { Doorbell } from './wait/doorbell.ts';
import { LocalQueue, type Turn } from './wait/queue.ts';
import { sleep, type Waker } from './wait/sleep.ts';
import type { LockCounters } from './witness/witness.ts';

const VALUE_BYTES = 12;

export class QuorumLocks {
  readonly #house: House;
  readonly #room: WishRoom;
  readonly #doorbell: Doorbell;
  readonly #queue = new LocalQueue();
  readonly #held = new Set<Tenure>();
  readonly #id: string;
  readonly #hasCluster: boolean;
  #scopes: Scopes | undefined;
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
    this.#doorbell = new Doorbell(this.#house);
    this.#room = {
      house: this.#house,
      admission: new Admission(this.#house),
      doorbell: this.#doorbell,
      nextValue: () => `${this.#id}-${++this.#claims}`,
    };
    this.#hasCluster = instances.some(({ isCluster }) => isCluster === true);
  }

  get quorum(): Quorum {
    return this.#house.quorum;
  }

  get instances(): readonly string[] {
    return this.#house.outboxes.map(({ instance }) => instance.name);
  }

  get counters(): LockCounters {
    return this.#house.witness.counters(this.#held.size);
  }

  /** Rounds until the lock is there or the time is over. Callers of this process take turns. */
  async acquire(resources: string | readonly string[], options: LockOptions = {}): Promise<Lock> {
    const wanted = this.#wanted(resources, options);
    const entered = wanted.terms.reentrant ? await this.#reenter(wanted) : undefined;
    return entered ?? new Lock(await this.#acquire(wanted));
  }

  /** One attempt, now: undefined when the lock is not to be had. */
  async tryAcquire(
    resources: string | readonly string[],
    options: LockOptions = {},
  ): Promise<Lock | undefined> {
    const wanted = this.#wanted(resources, { ...options, waitMs: 0 });
    const entered = wanted.terms.reentrant ? await this.#reenter(wanted) : undefined;
    if (entered !== undefined) return entered;
    const tenure = await this.#traced(wanted, 'attempt');
    return tenure === undefined ? undefined : new Lock(tenure);
  }

  /** Runs a routine under a lock that is extended for as long as it takes. */
  async using<T>(
    resources: string | readonly string[],
    options: LockOptions,
    routine: (lock: Lock) => Promise<T> | T,
  ): Promise<T> {
    const wanted = this.#wanted(resources, options);
    const { world } = this.#house.settings;
    const entered = wanted.terms.reentrant ? await this.#reenter(wanted) : undefined;
    const tenure = entered === undefined ? await this.#acquire(wanted) : undefined;
    const lock = entered ?? new Lock(tenure as Tenure);
    const stop = keepAlive(lock, world);
    const run = () => runUnder(lock, world, routine);
    try {
      if (tenure === undefined || !wanted.terms.reentrant) return await run();
      return await this.#openScopes().run(tenure, wanted.coverage, run);
    } finally {
      stop();
      await lock.release();
    }
  }

  /** Releases what is held and ends what was opened. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#held].map((tenure) => tenure.release()));
    this.#doorbell.close();
    await Promise.all(this.#house.outboxes.map((outbox) => outbox.close()));
  }

  /** @throws RangeError, TypeError for what is out of bounds; the signal's reason when it has aborted */
  #wanted(given: string | readonly string[], options: LockOptions): Wanted {
    if (this.#isClosed) throw new Error('the locks are closed');
    const { settings } = this.#house;
    const resources = resourcesOf(given);
    const terms = termsOf(settings, options);
    const { permits, isShared } = terms;
    if (permits > 0 && resources.length > 1)
      throw new RangeError(`permits are of one resource, got ${resources.length}`);
    const [first = ''] = resources;
    const keys =
      permits > 0
        ? slotsOf(settings.prefix, first, permits)
        : resources.map((resource) => keysOf(settings.prefix, resource));
    if (this.#hasCluster) assertOneSlot(keys);
    terms.signal?.throwIfAborted();
    return { resources, keys, terms, coverage: { resources, permits, isShared } };
  }

  /** The lock that a scope around the caller holds, with the time that is asked for; undefined for a new one. */
  async #reenter({ coverage, terms }: Wanted): Promise<Lock | undefined> {
    const tenure = this.#scopes?.find(coverage);
    if (tenure === undefined) return undefined;
    const lock = new Lock(tenure, { isNested: true });
    if (tenure.lessThan(terms.ttlMs)) {
      const { ttlMs, minValidityMs, signal } = terms;
      await tenure.extend(signal === undefined ? { ttlMs, minValidityMs } : { ttlMs, minValidityMs, signal });
    }
    return lock;
  }

  async #acquire(wanted: Wanted): Promise<Tenure> {
    return (await this.#traced(wanted, 'fulfil')) as Tenure;
  }

  /** Follows one wish to its end: in a span where there are any, with its refusal told. */
  #traced(wanted: Wanted, way: Way): Promise<Tenure | undefined> {
    const { resources, terms } = wanted;
    const { witness } = this.#house;
    const wish = new Wish(this.#room, resources, terms, this.#approach(wanted));
    if (!witness.hasSpans) return this.#told(wish, way);
    const describe = (tenure: Tenure | undefined) => ({
      outcome: tenure === undefined ? 'refused' : 'granted',
      token: tenure?.token ?? 0,
      attempts: wish.attempts,
    });
    return witness.span({ operation: 'acquire', resources, describe }, () => this.#told(wish, way));
  }

  async #told(wish: Wish, way: Way): Promise<Tenure | undefined> {
    try {
      const turn = this.#turnNow(wish) ?? (await this.#takeTurn(wish));
      const won = await this.#fulfilled(wish, way, turn);
      if (won !== undefined) return this.#tenureOf(wish, won, turn);
      this.#tellRefusal(wish, wish.unavailable());
      return undefined;
    } catch (error) {
      this.#tellRefusal(wish, error);
      throw error;
    }
  }

  #tellRefusal(wish: Wish, error: unknown): void {
    const { resources, attempts, waitedMs, verdicts } = wish;
    const reason = error instanceof LockUnavailable ? error.reason : 'aborted';
    this.#house.witness.tell('refusal', () => ({
      kind: 'refusal',
      resources,
      reason,
      attempts,
      waitedMs,
      verdicts,
    }));
  }

  #approach({ keys, terms, resources }: Wanted): Approach {
    const { ttlMs, permits, isShared, waitMs } = terms;
    const { hints, outboxes } = this.#house;
    const given = { keys, ttlMs, hint: () => hints.of(resources) };
    if (permits > 0) return new PermitApproach(this.#house, given);
    if (isShared) return new SharedApproach(given);
    const want = (ms: number) => {
      for (const outbox of outboxes) outbox.send(wantRequest(keys, ms), () => {});
    };
    const exclusive = new ExclusiveApproach(given, waitMs === 0 ? undefined : want);
    if (!terms.isFair) return exclusive;
    return new LineApproach(this.#house, exclusive, { keys, ttlMs, waiter: this.#room.nextValue() });
  }

  /** Where nobody is before this wish, or it would not wait anyway. */
  #turnNow(wish: Wish): Turn | undefined {
    return wish.terms.waitMs === 0 ? NO_TURN : this.#queue.enterNow(wish.approach.lines);
  }

  /** @throws LockUnavailable when the time is over before the turn comes; the signal's reason */
  async #takeTurn(wish: Wish): Promise<Turn> {
    const { waitMs, signal } = wish.terms;
    const { lines } = wish.approach;
    let endWait = () => {};
    const waker: Waker = {
      onWake: (wake) => {
        endWait = wake;
        return () => {};
      },
    };
    const stop = sleep(this.#house.settings.world, waitMs, signal, waker);
    const turn = await this.#queue.enter(lines, stop);
    endWait();
    signal?.throwIfAborted();
    if (turn === undefined) throw wish.unavailable();
    return turn;
  }

  /** What a wish has won; the turn is left when that is nothing, and else when the lock ends. */
  async #fulfilled(wish: Wish, way: Way, turn: Turn): Promise<Ballot | undefined> {
    let won: Ballot | undefined;
    try {
      won = await wish[way]();
      return won;
    } finally {
      if (won === undefined || !wish.approach.keepsTurn) turn.leave();
      wish.over(won !== undefined);
    }
  }

  #tenureOf(wish: Wish, won: Ballot, turn: Turn): Tenure {
    const { resources, attempts, waitedMs } = wish;
    const tenure = new Tenure(this.#house, won, {
      resources,
      onEnd: () => {
        this.#held.delete(tenure);
        turn.leave();
      },
    });
    this.#held.add(tenure);
    const { value, token } = tenure;
    this.#house.witness.tell('grant', () => ({
      kind: 'grant',
      resources,
      value,
      token,
      attempts,
      waitedMs,
      validityMs: tenure.remainingMs,
    }));
    if (won.hasRefusal) void this.#room.admission.heal(won.verdicts, won.claim.resources[0]?.lock ?? '');
    return tenure;
  }

  #openScopes(): Scopes {
    this.#scopes ??= new Scopes();
    return this.#scopes;
  }
}

/** One attempt, or as many as the time allows. */
type Way = 'attempt' | 'fulfil';

/** What a call asks for. */
interface Wanted {
  readonly resources: readonly string[];
  readonly keys: readonly ResourceKeys[];
  readonly terms: Terms;
  readonly coverage: Coverage;
}

/** Who makes one attempt only stands in nobody's way. */
const NO_TURN: Turn = { leave: () => {} };

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
