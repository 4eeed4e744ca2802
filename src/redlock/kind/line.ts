/**
 * Fair locks: those who ask for it stand in a line at every instance, in the order of their tickets, and only
 * the first asks for the lock. Tickets are a bakery's: a waiter takes the largest that a quorum of instances
 * gave it. Whoever comes after it has stood in line meets it at one instance of its own quorum, gets a larger
 * ticket there, and finds it first there until it has the lock, has given up, or has not been heard of for
 * `LIFE_MS`.
 *
 * So nobody is passed by who came after its ticket was settled; only by those who took theirs at the same
 * moment, and by those who do not ask for fairness. It orders; the locks protect, whatever the lines say.
 */
import type { House } from '../house.ts';
import { keysOf, type ResourceKeys } from '../instance/key.ts';
import { lineRequest } from '../instance/request.ts';
import { instanceTimeoutOf } from '../option.ts';
import { numberOf, textOf } from '../round/vote.ts';
import type { Approach, Ask } from './approach.ts';

/** How long a waiter that died is waited for, by the instance's clock. */
const LIFE_MS = 2_000;
/** A waiter comes again at least this often. */
const RENEW_MS = 500;
/** Tells instances that a waiter has left. */
const LEAVES = -1;

/** The keys of one resource's line. */
export interface LineKeys {
  readonly line: string;
  readonly alive: string;
}

/** In the hash slot of the resource. */
export function lineKeysOf(prefix: string, { resource }: ResourceKeys): LineKeys {
  return {
    line: keysOf(`${prefix}line:`, resource).lock,
    alive: keysOf(`${prefix}alive:`, resource).lock,
  };
}

/** What one instance says of a waiter. */
interface Place {
  readonly before: number;
  readonly ticket: number;
}

export class LineApproach implements Approach {
  readonly channels: readonly string[];
  /** Everybody stands in the lines of the instances, neighbours of one process too. */
  readonly lines: readonly string[] = [];
  readonly keepsTurn = true;
  readonly longestWaitMs = RENEW_MS;
  readonly #house: House;
  readonly #inner: Approach;
  readonly #keys: readonly LineKeys[];
  readonly #waiter: string;
  readonly #ttlMs: number;
  #ticket = 0;
  #firstSinceMs: number | undefined;

  /** @param inner asks for the lock itself */
  constructor(
    house: House,
    inner: Approach,
    terms: { readonly keys: readonly ResourceKeys[]; readonly ttlMs: number; readonly waiter: string },
  ) {
    this.#house = house;
    this.#inner = inner;
    this.#keys = terms.keys.map((keys) => lineKeysOf(house.settings.prefix, keys));
    this.#waiter = terms.waiter;
    this.#ttlMs = terms.ttlMs;
    this.channels = inner.channels;
  }

  /**
   * Whether this waiter is first at a quorum; renews its place. Too few answers leave it to the locks, which
   * say why.
   */
  async mayAsk(): Promise<boolean> {
    const nowMs = this.#house.settings.world.monotonicMs();
    if (this.#firstSinceMs !== undefined && nowMs - this.#firstSinceMs < RENEW_MS) return true;
    let places = await this.#stand();
    const ticket = Math.max(...places.map((place) => place.ticket), this.#ticket);
    const isSettled = places.every((place) => place.ticket === ticket);
    this.#ticket = ticket;
    if (!isSettled) places = await this.#stand();
    const { votes } = this.#house.quorum;
    const isFirst = places.length < votes || places.filter(({ before }) => before === 0).length >= votes;
    this.#firstSinceMs = isFirst ? nowMs : undefined;
    return isFirst;
  }

  ask(value: string): Ask {
    return this.#inner.ask(value);
  }

  refused(...verdicts: Parameters<Approach['refused']>): ReturnType<Approach['refused']> {
    return this.#inner.refused(...verdicts);
  }

  over(isFulfilled: boolean): void {
    this.#inner.over(isFulfilled);
    const request = lineRequest(this.#keys, this.#waiter, LEAVES, LIFE_MS);
    for (const outbox of this.#house.outboxes) outbox.send(request, () => {});
  }

  /** Takes or renews the place at all instances; resolves with the places at a quorum, or with fewer in time. */
  #stand(): Promise<readonly Place[]> {
    const { outboxes, settings, quorum } = this.#house;
    const request = lineRequest(this.#keys, this.#waiter, this.#ticket, LIFE_MS);
    const places: Place[] = [];
    return new Promise((resolve) => {
      let answers = 0;
      const afterMs = instanceTimeoutOf(settings, this.#ttlMs);
      const timer = settings.world.setTimer(() => resolve([...places]), afterMs, { keepsAlive: true });
      for (const outbox of outboxes)
        outbox.send(request, (answer) => {
          answers++;
          const place = readPlace(answer);
          if (place !== undefined) places.push(place);
          if (answers < outboxes.length && !isDecided(places, quorum.votes)) return;
          timer.cancel();
          resolve([...places]);
        });
    });
  }
}

/** A quorum is enough where it agrees; else the others are waited for, because one that lags is no reason to wait. */
function isDecided(places: readonly Place[], votes: number): boolean {
  const first = places.filter(({ before }) => before === 0).length;
  return first >= votes || places.length - first >= votes;
}

function readPlace(answer: unknown): Place | undefined {
  if (!Array.isArray(answer) || textOf(answer[0]) !== 'line') return undefined;
  const [before, ticket] = [numberOf(answer[1]), numberOf(answer[2])];
  return before >= 0 && ticket >= 0 ? { before, ticket } : undefined;
}
