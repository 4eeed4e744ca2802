/**
 * A lock that a client has: what it learns of the lock and does under it, written down. It obeys the library: told
 * that the lock is over, it stops its work.
 */
import type { HoldEvent } from '../history/event.ts';
import type { FencedStore } from './fenced-store.ts';

/** What is told of a lock when it begins. */
export interface HoldingFacts {
  /** The call that asked for it. */
  readonly lock: number;
  readonly resource: string;
  readonly token: number | undefined;
  /** Others may read at the same time: whoever reads writes nothing. */
  readonly isReader: boolean;
}

/** The true time of a deadline; none: until it is told. */
export interface Until {
  readonly untilUs?: number;
}

/** Where it is written down, and what it guards. */
export interface HoldingTools {
  readonly write: (event: OwnEvent) => void;
  readonly store: FencedStore;
}

type Own<Event> = Event extends unknown ? Omit<Event, 'at' | 'client'> : never;
/** What a client does under a lock, before it is known when and by whom. */
export type OwnEvent = Own<HoldEvent>;

export class Holding {
  readonly lock: number;
  readonly #facts: HoldingFacts;
  readonly #tools: HoldingTools;
  /** What the guarded resource held when the work began. */
  readonly #read: number;
  #isOver = false;
  #isInside = true;
  #wasTold = false;

  /** The critical section begins. */
  constructor(facts: HoldingFacts, tools: HoldingTools) {
    this.lock = facts.lock;
    this.#facts = facts;
    this.#tools = tools;
    tools.write({ kind: 'enter', lock: this.lock });
    this.#read = facts.isReader ? 0 : tools.store.enter(facts.resource, facts.token);
  }

  /** The lock was released, or the library told that it is lost. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The library told that it is over, before it was released. */
  get wasTold(): boolean {
    return this.#wasTold;
  }

  /** Listens to the library's word. */
  obey(signal: AbortSignal | undefined, causeOf: (reason: unknown) => 'deadline' | 'lost' | 'failed'): void {
    if (signal === undefined) return;
    const tell = () => {
      if (this.#isOver) return;
      this.#isOver = true;
      this.#wasTold = true;
      this.#tools.write({ kind: 'told', lock: this.lock, cause: causeOf(signal.reason) });
      this.leave();
    };
    if (signal.aborted) tell();
    else signal.addEventListener('abort', tell, { once: true });
  }

  /** Asks whether the lock is held still, as the careful do. @param until until when, where it is known */
  ask(held: boolean, until: Until = {}): boolean {
    this.#tools.write({ kind: 'asked', lock: this.lock, held, ...(held && until) });
    return held;
  }

  /** Writes to the guarded resource, unless it reads. */
  work(): void {
    const { lock, resource, token, isReader } = this.#facts;
    if (isReader) return;
    const written = this.#tools.store.write(resource, token);
    const event = { kind: 'write', lock, resource, read: this.#read, ...written } as const;
    this.#tools.write(token === undefined ? event : { ...event, token });
  }

  leave(): void {
    if (!this.#isInside) return;
    this.#isInside = false;
    this.#tools.write({ kind: 'leave', lock: this.lock });
  }

  /** From here on the library has nothing to tell. */
  end(): void {
    this.#isOver = true;
  }
}
