/**
 * The ballot: drives one round. It feeds answers, time-outs and the caller's signal to the reducer, and
 * sends what the reducer asks for. It goes on listening after the round is decided, for the grants that
 * come late.
 */
import type { Timer } from '../base/world.ts';
import type { Verdict } from './error.ts';
import { Farewell } from './hold/farewell.ts';
import { driftOf, type House } from './house.ts';
import { type Claim, type Request, raiseRequest } from './instance/request.ts';
import { instanceTimeoutOf } from './option.ts';
import {
  openRound,
  type Round,
  type RoundEffect,
  type RoundEvent,
  type RoundRule,
  stepRound,
} from './round/round.ts';
import { elapsedMs, type Lease, momentOf } from './round/validity.ts';
import { cannotVote, readExtension, readVote, type Vote } from './round/vote.ts';

/** What a round asks for. */
export interface Question {
  readonly claim: Claim;
  readonly request: Request;
  readonly ttlMs: number;
  readonly minValidityMs: number;
  /** A lost acquisition gives back what it got; a lost extension keeps it. */
  readonly givesBack: boolean;
  readonly signal: AbortSignal | undefined;
  /** Instances that are asked a moment later, if they are needed then. */
  readonly spares: readonly number[];
}

export class Ballot {
  readonly claim: Claim;
  /** What is promised if the round is won: its time runs since before the first request. */
  readonly lease: Lease;
  readonly #house: House;
  readonly #question: Question;
  readonly #resources: readonly string[];
  #round: Round;
  #timer: Timer | undefined;
  #spareTimer: Timer | undefined;
  #farewell: Farewell | undefined;
  #decide: () => void = () => {};

  constructor(house: House, question: Question) {
    const { ttlMs, minValidityMs, givesBack, claim, spares } = question;
    const { safeguards, quorum, settings } = house;
    this.#house = house;
    this.#question = question;
    this.claim = claim;
    this.#resources = claim.resources.map(({ resource }) => resource);
    this.lease = { since: momentOf(settings.world), ttlMs, driftMs: driftOf(house, ttlMs) };
    const budgetMs = ttlMs - this.lease.driftMs - minValidityMs;
    const rule: RoundRule = {
      instances: quorum.instances,
      votes: quorum.votes,
      budgetMs: safeguards.validity ? budgetMs : Number.POSITIVE_INFINITY,
      givesBack: !givesBack ? 'nothing' : safeguards.releaseOnAll ? 'all' : 'granted',
    };
    this.#round = openRound(rule, spares);
  }

  get round(): Round {
    return this.#round;
  }

  /** How the claim is let go of. */
  get farewell(): Farewell {
    this.#farewell ??= new Farewell(this.#house, this.claim, this.#question.ttlMs);
    return this.#farewell;
  }

  /** Whether any instance has said anything but yes. */
  get hasRefusal(): boolean {
    return this.#round.seats.some(({ kind }) => kind === 'against');
  }

  /** What each instance has said so far. */
  get verdicts(): readonly Verdict[] {
    return this.#house.outboxes.map(({ instance }, index) => ({
      instance: instance.name,
      ...verdictOf(this.#round, index),
    }));
  }

  /** Asks the instances; resolves when the round is won or lost, which no instance can prevent. */
  run(): Promise<Round> {
    return new Promise((resolve) => {
      const { signal } = this.#question;
      const cancel = () => this.#dispatch({ kind: 'cancel' });
      this.#decide = () => {
        this.#timer?.cancel();
        this.#spareTimer?.cancel();
        signal?.removeEventListener('abort', cancel);
        resolve(this.#round);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const { seats } = this.#round;
      for (let index = 0; index < seats.length; index++) if (seats[index]?.kind === 'asked') this.#ask(index);
      this.#startTimers();
    });
  }

  /** With spares the time-out runs since they were asked: until then one timer does, and most rounds end by it. */
  #startTimers(): void {
    const { world, spareAfterMs } = this.#house.settings;
    const hasSpares = this.#question.spares.length > 0;
    if (!hasSpares || spareAfterMs >= this.#timeoutMs()) this.#startTimer();
    if (hasSpares) this.#spareTimer = world.setTimer(() => this.#askSpares(), spareAfterMs, KEEPS_ALIVE);
  }

  /** The lock that was won is over: grants that still come are released. */
  over(): void {
    this.#dispatch({ kind: 'over' });
  }

  #ask(instance: number): void {
    const { request, givesBack } = this.#question;
    const read = givesBack ? readVote : readExtension;
    this.#house.outboxes[instance]?.send(request, (answer) => this.#take('vote', instance, read(answer)));
  }

  /** Who has kept us waiting is not asked first next time. */
  #askSpares(): void {
    this.#round.seats.forEach(({ kind }, index) => {
      if (kind === 'asked') this.#house.outboxes[index]?.doubt();
    });
    this.#dispatch({ kind: 'ask-spares' });
  }

  #take(kind: 'vote' | 'raise-vote', instance: number, vote: Vote): void {
    if (vote.kind === 'granted' || vote.kind === 'held') this.#house.hints.learn(this.#resources, vote.token);
    else if (cannotVote(vote)) this.#house.outboxes[instance]?.doubt();
    this.#dispatch({ kind, instance, vote, elapsedMs: this.#elapsedMs() });
  }

  #dispatch(event: RoundEvent): void {
    const { phase } = this.#round;
    const [round, effects] = stepRound(this.#round, event);
    this.#round = round;
    if (phase === 'voting' && round.phase === 'raising') this.#startTimer();
    for (const effect of effects) this.#perform(effect, phase !== 'lost');
  }

  #perform(effect: RoundEffect, wasOpen: boolean): void {
    const { outboxes } = this.#house;
    switch (effect.kind) {
      case 'decide':
        this.#decide();
        return;
      case 'ask':
        this.#startTimer();
        this.#ask(effect.instance);
        return;
      case 'release':
        if (wasOpen) this.farewell.giveBack(effect.instance);
        else this.farewell.tellLate(effect.instance);
        return;
      case 'raise':
        outboxes[effect.instance]?.send(raiseRequest(this.claim, effect.token), (answer) =>
          this.#take('raise-vote', effect.instance, readVote(answer)),
        );
    }
  }

  /** One timer for all who were asked; the second round trip gets the same time again. */
  #startTimer(): void {
    const { settings } = this.#house;
    const afterMs = this.#timeoutMs();
    this.#timer?.cancel();
    this.#timer = settings.world.setTimer(
      () => this.#dispatch({ kind: 'time-out', afterMs, elapsedMs: this.#elapsedMs() }),
      afterMs,
      KEEPS_ALIVE,
    );
  }

  #timeoutMs(): number {
    return instanceTimeoutOf(this.#house.settings, this.#question.ttlMs);
  }

  #elapsedMs(): number {
    return elapsedMs(this.lease.since, momentOf(this.#house.settings.world));
  }
}

const KEEPS_ALIVE = { keepsAlive: true };

function verdictOf(round: Round, index: number): Vote | { readonly kind: 'unanswered' } {
  const seat = round.seats[index];
  if (seat === undefined || seat.kind === 'asked' || seat.kind === 'spare') return { kind: 'unanswered' };
  if (seat.kind === 'against') return seat.vote;
  return { kind: 'granted', token: seat.kind === 'granted' ? seat.token : round.token };
}
