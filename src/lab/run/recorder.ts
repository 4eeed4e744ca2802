/**
 * Writes the history of a run as it happens: every event gets the true time of its moment. It also knows whom
 * the values in lock keys belong to: a value is random text, and a history names the operation that made it.
 */
import type { LabEvent, RunHeader } from '../history/event.ts';
import type { History } from '../history/history.ts';
import type { Timeline } from '../world/timeline.ts';

type Unstamped<Event> = Event extends LabEvent ? Omit<Event, 'at'> : never;
/** An event of the history before it is given its time. */
export type Happening = Unstamped<LabEvent>;

/** The client and the operation in whose name something was sent. */
export interface Sender {
  readonly client: string;
  readonly op: number;
}

/** The most events of one run: more is a run that never ends. */
const MAX_EVENTS = 1_000_000;

export class Recorder {
  readonly #timeline: Timeline;
  readonly #events: LabEvent[] = [];
  readonly #owners = new Map<string, string>();
  /** Whether what goes over links is written down too: most of the bytes, and no checker asks for it. */
  readonly writesMessages: boolean;
  #messages = 0;

  constructor(timeline: Timeline, options: { readonly writesMessages: boolean }) {
    this.#timeline = timeline;
    this.writesMessages = options.writesMessages;
  }

  get nowUs(): number {
    return this.#timeline.nowUs;
  }

  get size(): number {
    return this.#events.length;
  }

  write(happening: Happening): void {
    if (this.#events.length >= MAX_EVENTS) throw new RangeError(`a run of more than ${MAX_EVENTS} events`);
    this.#events.push({ at: this.#timeline.nowUs, ...happening } as LabEvent);
  }

  nextMessage(): number {
    return ++this.#messages;
  }

  /** The name of a value: that of the operation that first used it. */
  ownerOf(value: string, sender: Sender): string {
    let owner = this.#owners.get(value);
    if (owner === undefined) {
      owner = `${sender.client}/${sender.op}`;
      this.#owners.set(value, owner);
    }
    return owner;
  }

  historyOf(header: RunHeader): History {
    return { header, events: this.#events };
  }
}
