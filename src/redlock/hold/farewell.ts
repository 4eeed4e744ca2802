/**
 * The farewell to one claim: what each instance was told to let go of it. A grant that comes late gets a
 * release of its own unless one that follows it is under way already, and is answered.
 */
import type { Timer } from '../../base/world.ts';
import type { House } from '../house.ts';
import { type Claim, giveBackRequest, type Request } from '../instance/request.ts';
import { instanceTimeoutOf } from '../option.ts';
import { textOf } from '../round/vote.ts';

export class Farewell {
  readonly #house: House;
  readonly #claim: Claim;
  readonly #ttlMs: number;
  /** Instances that have not answered their release, and when it was sent. */
  readonly #underWay: (number | undefined)[] = [];
  /** Grants that came late while a release was under way: when that fails, another is sent. */
  readonly #owed: (Timer | undefined)[] = [];

  constructor(house: House, claim: Claim, ttlMs: number) {
    this.#house = house;
    this.#claim = claim;
    this.#ttlMs = ttlMs;
  }

  /** Sends a release of the claim to one instance. */
  tell(instance: number, request: Request, listener: (answer: unknown) => void = () => {}): void {
    this.#underWay[instance] = this.#house.settings.world.monotonicMs();
    this.#house.outboxes[instance]?.send(request, (answer) => {
      this.#underWay[instance] = undefined;
      const owed = this.#owed[instance];
      if (owed !== undefined) {
        this.#owed[instance] = undefined;
        owed.cancel();
        if (!isReleased(answer)) this.giveBack(instance);
      }
      listener(answer);
    });
  }

  /** Of what did not make a lock. */
  giveBack(instance: number): void {
    this.tell(instance, giveBackRequest(this.#claim));
  }

  /** A grant has come that nobody waits for any more. */
  tellLate(instance: number): void {
    if (this.#owed[instance] !== undefined) return;
    const sentAtMs = this.#underWay[instance];
    if (sentAtMs === undefined) {
      this.giveBack(instance);
      return;
    }
    const { settings } = this.#house;
    const leftMs = sentAtMs + instanceTimeoutOf(settings, this.#ttlMs) - settings.world.monotonicMs();
    const again = () => {
      this.#owed[instance] = undefined;
      this.giveBack(instance);
    };
    this.#owed[instance] = settings.world.setTimer(again, leftMs);
  }
}

function isReleased(answer: unknown): boolean {
  return Array.isArray(answer) && textOf(answer[0]) === 'released';
}
