/**
 * True time and what happens in it, one turn after another: an event, then every microtask and tick that it
 * leaves, then the next event. Who owns an event decides whether it happens now; it knows nothing of clocks.
 */
import type { Chance } from './chance.ts';
import { EventQueue, type PlannedEvent } from './event-queue.ts';

/** Who an event belongs to. */
export interface Owner {
  readonly name: string;
  /** False when the event must not happen now: its owner is paused and keeps it, or is dead and drops it. */
  admits(event: PlannedEvent<Owner>): boolean;
}

/** Who owns what befalls the world from outside. */
const FATE: Owner = { name: 'fate', admits: () => true };

/** How an error came out of a turn. */
export type ThrownKind = 'threw' | 'unhandled-rejection';

/** An error that a turn left to nobody, and whose turn it was. */
export type ThrownListener = (owner: Owner, error: unknown, kind: ThrownKind) => void;

export class Timeline {
  readonly #queue: EventQueue<Owner>;
  #nowUs = 0;
  #turns = 0;
  #current: Owner | undefined;
  #failure: { readonly error: unknown } | undefined;
  /** The turn threw to Node, which now does for itself what it does then; the driver goes on with the turn after. */
  isInterrupted = false;
  /** Told of what a turn throws; without a listener a run ends with it. */
  onThrown: ThrownListener | undefined;

  /** @param chance breaks ties in time */
  constructor(chance: Chance) {
    this.#queue = new EventQueue(() => chance.bits());
  }

  /** True time since the run began. */
  get nowUs(): number {
    return this.#nowUs;
  }

  /** Events that have happened. */
  get turns(): number {
    return this.#turns;
  }

  /** Whose turn it is; undefined between turns. */
  get current(): Owner | undefined {
    return this.#current;
  }

  planAt(atUs: number, owner: Owner, happen: () => void): PlannedEvent<Owner> {
    return this.#queue.plan({ atUs: Math.max(atUs, this.#nowUs), owner, happen });
  }

  /** Plans what befalls the world from outside. */
  planFate(atUs: number, happen: () => void): PlannedEvent<Owner> {
    return this.planAt(atUs, FATE, happen);
  }

  cancel(event: PlannedEvent<Owner>): boolean {
    return this.#queue.cancel(event);
  }

  /** Lets the next event up to `untilUs` happen; false, and time has passed until then, when there is none. */
  step(untilUs: number): boolean {
    const nextAtUs = this.#queue.nextAtUs;
    if (nextAtUs === undefined || nextAtUs > untilUs) {
      this.#nowUs = Math.max(this.#nowUs, untilUs);
      return false;
    }
    const event = this.#queue.take() as PlannedEvent<Owner>;
    this.#nowUs = event.atUs;
    if (!event.owner.admits(event)) return true;
    this.#turns++;
    this.#current = event.owner;
    try {
      event.happen();
    } catch (error) {
      this.blame(error);
    }
    return true;
  }

  get isInTurn(): boolean {
    return this.#current !== undefined;
  }

  /** What the driver does for itself in the middle of a turn is not its owner's. */
  aside<Result>(act: () => Result): Result {
    const current = this.#current;
    this.#current = undefined;
    try {
      return act();
    } finally {
      this.#current = current;
    }
  }

  /** Called when nothing is left of the turn. */
  endTurn(): void {
    this.#current = undefined;
  }

  /** Something was thrown, and nobody caught it: the one whose turn it is answers for it. */
  blame(error: unknown, kind: ThrownKind = 'threw'): void {
    if (this.onThrown !== undefined && this.#current !== undefined) this.onThrown(this.#current, error, kind);
    else this.#failure ??= { error };
  }

  /** What nobody answers for: the run is void. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }
}
