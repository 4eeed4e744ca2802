/**
 * A history, read once: which calls were made and how they settled, when each lock was claimed, how long each key
 * really lived, when clients stood still. The checkers ask the ledger and judge; the ledger judges nothing.
 */
import type { EventKind, EventOf, LabEvent, RunHeader } from '../../history/event.ts';
import type { History } from '../../history/history.ts';
import { ClaimBook, type Hold } from './claim.ts';
import { KeyBook, type KeyLife } from './key-life.ts';
import type { Span } from './span.ts';

/** A call of a client and how it settled. */
export interface Call {
  readonly asked: EventOf<'acquire' | 'extend' | 'release'>;
  readonly resource: string;
  /** Absent when it never settled. */
  outcome?: EventOf<'granted' | 'refused' | 'failed' | 'settled'>;
  /** When the client died over it, or gave it up. */
  killedAt?: number;
  abortedAt?: number;
}

/** All that the checkers ask about. */
export interface Ledger {
  readonly header: RunHeader;
  readonly events: readonly LabEvent[];
  /** In the order in which they were made. */
  readonly calls: readonly Readonly<Call>[];
  /** In the order in which they were granted. */
  readonly holds: readonly Hold[];
  /** Keys by owner, each in the order in which they were granted. */
  readonly keys: ReadonlyMap<string, readonly KeyLife[]>;
  /** When each client stood still, in order. */
  readonly pauses: ReadonlyMap<string, readonly Span[]>;
  readonly healedAt: number | undefined;
  /** The last instant of the history. */
  readonly endAt: number;
}

/** An event that refers to what never was: the world that recorded it has a bug. */
export class IncoherentHistory extends Error {
  override readonly name = 'IncoherentHistory';
  readonly event: LabEvent;
  constructor(event: LabEvent, message: string) {
    super(`${event.kind} at ${event.at}: ${message}`);
    this.event = event;
  }
}

/** The name of a call or a lock: unique in the run. */
export function nameOf(client: string, op: number): string {
  return `${client}/${op}`;
}

/** @throws IncoherentHistory when an event refers to what never was */
export function openLedger({ header, events }: History): Ledger {
  const reader = new LedgerReader();
  for (const event of events) reader.take(event);
  return { header, events, ...reader.finish(events.at(-1)?.at ?? 0) };
}

type Handlers = { readonly [Kind in EventKind]?: (event: EventOf<Kind>) => void };

class LedgerReader {
  readonly #calls = new Map<string, Call>();
  readonly #claims = new ClaimBook();
  readonly #keys = new KeyBook();
  readonly #pauses = new Map<string, Span[]>();
  readonly #pausedAt = new Map<string, number>();
  readonly #pending = new Map<string, Set<Call>>();
  #healedAt: number | undefined;

  readonly #handlers: Handlers = {
    acquire: (event) => this.#ask(event, event.resource),
    extend: (event) => this.#ask(event, this.#acquireOf(event).resource),
    release: (event) => {
      this.#ask(event, this.#acquireOf(event).resource);
      this.#claims.end(nameOf(event.client, event.lock), event.at, 'released');
    },
    abort: (event) => {
      this.#callOf(event).abortedAt = event.at;
    },
    granted: (event) => this.#grant(event),
    refused: (event) => void this.#settle(event),
    failed: (event) => void this.#settle(event),
    settled: (event) => void this.#settle(event),
    told: (event) => this.#claims.tell(nameOf(event.client, event.lock), event),
    asked: (event) => this.#claims.ask(nameOf(event.client, event.lock), event),
    kill: (event) => this.#kill(event),
    pause: (event) => this.#stand(event),
    suspend: (event) => this.#stand(event),
    resume: (event) => this.#go(event.client, event.at),
    'key-granted': (event) => this.#keys.grant(event),
    'key-extended': (event) => this.#keys.grant(event),
    'key-released': (event) => this.#keys.end(event),
    'key-expired': (event) => this.#keys.end(event),
    'key-evicted': (event) => this.#keys.end(event),
    back: (event) => this.#keys.lose(event),
    flush: (event) => this.#keys.lose(event),
    failover: (event) => this.#keys.lose(event),
    healed: (event) => {
      this.#healedAt ??= event.at;
    },
  };

  take(event: LabEvent): void {
    (this.#handlers[event.kind] as ((event: LabEvent) => void) | undefined)?.(event);
  }

  finish(endAt: number): Omit<Ledger, 'header' | 'events'> {
    for (const client of [...this.#pausedAt.keys()]) this.#go(client, endAt);
    return {
      calls: [...this.#calls.values()],
      holds: this.#claims.finish(endAt),
      keys: this.#keys.finish(),
      pauses: this.#pauses,
      healedAt: this.#healedAt,
      endAt,
    };
  }

  #ask(asked: Call['asked'], resource: string): void {
    const name = nameOf(asked.client, asked.op);
    if (this.#calls.has(name)) throw new IncoherentHistory(asked, `${name} was called before`);
    const call: Call = { asked, resource };
    this.#calls.set(name, call);
    this.#pendingOf(asked.client).add(call);
  }

  #settle(outcome: NonNullable<Call['outcome']>): Call {
    const call = this.#callOf(outcome);
    if (call.outcome !== undefined) throw new IncoherentHistory(outcome, 'the call had settled');
    call.outcome = outcome;
    this.#pendingOf(outcome.client).delete(call);
    return call;
  }

  #grant(event: EventOf<'granted'>): void {
    const { asked } = this.#settle(event);
    if (asked.kind === 'acquire') this.#claims.begin(asked, event);
    else if (asked.kind === 'extend') this.#claims.extend(asked, event);
    else throw new IncoherentHistory(event, 'a release is settled, not granted');
  }

  #kill({ client, at }: EventOf<'kill'>): void {
    for (const call of this.#pendingOf(client)) call.killedAt = at;
    this.#pending.delete(client);
    this.#claims.endAllOf(client, at);
    this.#go(client, at);
  }

  #stand({ client, at }: EventOf<'pause' | 'suspend'>): void {
    if (!this.#pausedAt.has(client)) this.#pausedAt.set(client, at);
  }

  #go(client: string, at: number): void {
    const fromUs = this.#pausedAt.get(client);
    if (fromUs === undefined) return;
    this.#pausedAt.delete(client);
    const spans = this.#pauses.get(client) ?? [];
    this.#pauses.set(client, spans);
    spans.push({ fromUs, untilUs: at });
  }

  #callOf(event: LabEvent & { readonly client: string; readonly op: number }): Call {
    const call = this.#calls.get(nameOf(event.client, event.op));
    if (call === undefined) throw new IncoherentHistory(event, 'there was no such call');
    return call;
  }

  #acquireOf(event: LabEvent & { readonly client: string; readonly lock: number }): Call {
    const call = this.#calls.get(nameOf(event.client, event.lock));
    if (call?.asked.kind !== 'acquire' || call.outcome?.kind !== 'granted')
      throw new IncoherentHistory(event, 'there was no such lock');
    return call;
  }

  #pendingOf(client: string): Set<Call> {
    let calls = this.#pending.get(client);
    if (calls === undefined) {
      calls = new Set();
      this.#pending.set(client, calls);
    }
    return calls;
  }
}
