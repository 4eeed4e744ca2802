/**
 * Permits: a semaphore of k permits is k slots, each a mutex by majority. So it is sound for any k, a minority
 * of instances may be missing, and each slot has its own tokens. (Counting holders at each instance instead
 * needs quorums of more than n·k/(k+1): three of three for two permits already.)
 *
 * A wish tries a slot at random. Refused, it looks at all slots in one round
 * trip and tries those that are free at a majority; when none is, it waits for a release at any of them.
 */
import type { World } from '../../base/world.ts';
import type { House } from '../house.ts';
import { keysOf, type ResourceKeys } from '../instance/key.ts';
import { acquireRequest, type Claim, lookRequest } from '../instance/request.ts';
import { instanceTimeoutOf } from '../option.ts';
import { numberOf, textOf } from '../round/vote.ts';
import { type Approach, type ApproachTerms, type Ask, MAX_SILENCE_MS } from './approach.ts';

/** Looks in one attempt; each finds the slots that others have just taken. */
const MAX_LOOKS = 3;

/** The keys of all slots of a semaphore, in one hash slot. */
export function slotsOf(prefix: string, resource: string, permits: number): readonly ResourceKeys[] {
  return Array.from({ length: permits }, (_, slot) => keysOf(`${prefix}permit:${slot}:`, resource));
}

export class PermitApproach implements Approach {
  readonly channels: readonly string[];
  readonly lines: readonly string[];
  readonly keepsTurn = false;
  readonly #house: House;
  readonly #terms: ApproachTerms;
  readonly #free: number[] = [];
  #slot: number;
  #looks = 0;
  #soonestMs = MAX_SILENCE_MS;

  /** @param terms keys: those of the slots */
  constructor(house: House, terms: ApproachTerms) {
    this.#house = house;
    this.#terms = terms;
    this.#slot = pick(house.settings.world, terms.keys.length);
    this.channels = terms.keys.map(({ lock }) => lock);
    this.lines = [`permits of ${terms.keys[0]?.resource ?? ''}`];
  }

  get longestWaitMs(): number {
    return this.#soonestMs;
  }

  ask(value: string): Ask {
    const { keys, ttlMs, hint } = this.#terms;
    const slot = keys[this.#slot];
    const claim: Claim = { resources: slot === undefined ? [] : [slot], value, slot: this.#slot };
    return { claim, request: acquireRequest(claim, ttlMs, hint()) };
  }

  async refused(): Promise<boolean> {
    if (this.#free.length === 0 && this.#looks < MAX_LOOKS) {
      this.#looks++;
      await this.#look();
    }
    const next = this.#free.splice(pick(this.#house.settings.world, this.#free.length), 1)[0];
    if (next === undefined) {
      this.#looks = 0;
      return false;
    }
    this.#slot = next;
    return true;
  }

  over(): void {}

  /** Finds the slots that are free at a majority, and when the first of the others will be. */
  async #look(): Promise<void> {
    const { quorum } = this.#house;
    const { keys } = this.#terms;
    const seen = await this.#askAll();
    this.#soonestMs = MAX_SILENCE_MS;
    for (let slot = 0; slot < keys.length; slot++) {
      const left = seen.map((each) => each[slot] ?? -1);
      const free = left.filter((ms) => ms === 0).length;
      if (free >= quorum.votes) this.#free.push(slot);
      else this.#soonestMs = Math.min(this.#soonestMs, soonest(left, quorum.votes));
    }
  }

  /** What each instance sees of each slot: ms that are left, 0 for a free one; those that answer in time. */
  #askAll(): Promise<readonly (readonly number[])[]> {
    const { outboxes, settings, quorum } = this.#house;
    const seen: (readonly number[])[] = [];
    return new Promise((resolve) => {
      let answers = 0;
      const afterMs = instanceTimeoutOf(settings, this.#terms.ttlMs);
      const timer = settings.world.setTimer(() => resolve(seen), afterMs, { keepsAlive: true });
      for (const outbox of outboxes)
        outbox.send(lookRequest(this.#terms.keys), (answer) => {
          answers++;
          const left = readLook(answer);
          if (left !== undefined) seen.push(left);
          if (answers < outboxes.length && seen.length < quorum.votes) return;
          timer.cancel();
          resolve([...seen]);
        });
    });
  }
}

/** When a slot will be free at `votes` of those who answered, ms; a lock without an end never is. */
function soonest(left: readonly number[], votes: number): number {
  const ends = left.filter((ms) => ms >= 0).sort((a, b) => a - b);
  return ends[votes - 1] ?? MAX_SILENCE_MS;
}

function readLook(answer: unknown): readonly number[] | undefined {
  if (!Array.isArray(answer) || textOf(answer[0]) !== 'seen') return undefined;
  return answer.slice(1).map(numberOf);
}

function pick(world: World, among: number): number {
  return Math.floor(world.random() * among);
}
