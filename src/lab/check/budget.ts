/**
 * The budget of faults: where a run went beyond what it declared. A violation is an outside one only if such a breach
 * befell the world in the time that led to it, and if the promise may rely on that assumption; else it is a bug.
 */
import type { Assumptions, EventKind, EventOf, LabEvent } from '../history/event.ts';
import { formatInstant, formatLength } from '../history/instant.ts';
import { hiddenTimes } from './hidden-time.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { AssumptionName, Violation } from './violation.ts';

/** A fault beyond one assumption, and from when to when it was felt. */
export interface Breach {
  readonly assumption: AssumptionName;
  readonly atUs: number;
  readonly untilUs: number;
  readonly sentence: string;
}

/** A fault that counts against an assumption that is a number of such faults. */
interface Counted {
  readonly atUs: number;
  /** What is counted once. */
  readonly what: string;
  readonly sentence: string;
}

/** Faults of a run by the assumptions that they are held against. */
export class Budget {
  readonly #allowed: Assumptions;
  /** Beyond their assumption each by itself. */
  readonly #single: Breach[] = [];
  readonly #counted: Readonly<Record<'amnesia' | 'evictions', Counted[]>> = { amnesia: [], evictions: [] };

  constructor(ledger: Ledger) {
    this.#allowed = ledger.header.assumptions;
    for (const event of ledger.events) this.#take(event, ledger.endAt);
    this.#readRates(ledger);
    this.#readDelays(ledger);
    this.#readPauses(ledger);
    for (const { fromUs, ...hidden } of hiddenTimes(ledger)) this.#single.push({ ...hidden, atUs: fromUs });
  }

  /** The breaches that a violation may be put down to, in order of time. */
  brokenBefore({ sinceUs, atUs, reliesOn }: Violation): readonly Breach[] {
    const single = this.#single.filter((breach) => breach.atUs <= atUs && breach.untilUs >= sinceUs);
    const counted = (['amnesia', 'evictions'] as const).flatMap((name) =>
      this.#overdrawn(name, sinceUs, atUs),
    );
    return [...single, ...counted]
      .filter(({ assumption }) => reliesOn.includes(assumption))
      .sort((a, b) => a.atUs - b.atUs);
  }

  #overdrawn(assumption: 'amnesia' | 'evictions', sinceUs: number, untilUs: number): readonly Breach[] {
    const felt = this.#counted[assumption].filter(({ atUs }) => sinceUs <= atUs && atUs <= untilUs);
    const distinct = [...new Map(felt.map((fault) => [fault.what, fault])).values()];
    const beyond = distinct.length > this.#allowed[assumption] ? distinct : [];
    return beyond.map(({ atUs, sentence }) => ({ assumption, atUs, untilUs: atUs, sentence }));
  }

  #take(event: LabEvent, endAt: number): void {
    const take = TAKERS[event.kind] as Taker<EventKind> | undefined;
    take?.(event, { allowed: this.#allowed, single: this.#single, counted: this.#counted, endAt });
  }

  /** A rate is felt until the next one of the same clock. */
  #readRates({ events, endAt }: Ledger): void {
    const last = new Map<string, EventOf<'clock-rate'>>();
    const close = (event: EventOf<'clock-rate'> | undefined, untilUs: number) => {
      // In binary 1.005 is a little more than 1 plus 0.005.
      if (event === undefined || Math.abs(event.rate - 1) <= this.#allowed.clockRateBound + 1e-9) return;
      const { at, node, rate } = event;
      const sentence = `The clock of ${node} runs at ${rate} of true time from ${formatInstant(at)} on; 1 ± ${this.#allowed.clockRateBound} was declared.`;
      this.#single.push({ assumption: 'clockRateBound', atUs: at, untilUs, sentence });
    };
    for (const event of events) {
      if (event.kind !== 'clock-rate') continue;
      close(last.get(event.node), event.at);
      last.set(event.node, event);
    }
    for (const event of last.values()) close(event, endAt);
  }

  /** A link that is cut or slowed is felt until it heals. */
  #readDelays({ events, endAt }: Ledger): void {
    const open = new Map<string, EventOf<'partition' | 'delay'>>();
    const close = (link: string, untilUs: number) => {
      const event = open.get(link);
      open.delete(link);
      const lengthUs = event === undefined ? 0 : event.kind === 'delay' ? event.byUs : untilUs - event.at;
      if (event === undefined || lengthUs <= this.#allowed.delayUs) return;
      const what = event.kind === 'delay' ? 'is slower by' : 'is cut for';
      const sentence = `The link from ${event.client} to ${event.instance} ${what} ${formatLength(lengthUs)} from ${formatInstant(event.at)} on; ${formatLength(this.#allowed.delayUs)} was declared.`;
      this.#single.push({ assumption: 'delayUs', atUs: event.at, untilUs, sentence });
    };
    for (const event of events) {
      if (event.kind !== 'partition' && event.kind !== 'delay' && event.kind !== 'heal') continue;
      const link = `${event.client} ${event.instance}`;
      if (event.kind === 'heal' || open.has(link)) close(link, event.at);
      if (event.kind !== 'heal') open.set(link, event);
    }
    for (const link of [...open.keys()]) close(link, endAt);
  }

  #readPauses({ pauses }: Ledger): void {
    const { pauseUs } = this.#allowed;
    for (const [client, spans] of pauses)
      for (const { fromUs, untilUs } of spans) {
        if (untilUs - fromUs <= pauseUs) continue;
        const sentence = `${client} stands still for ${formatLength(untilUs - fromUs)} from ${formatInstant(fromUs)} on; ${formatLength(pauseUs)} was declared.`;
        this.#single.push({ assumption: 'pauseUs', atUs: fromUs, untilUs, sentence });
      }
  }
}

interface Account {
  readonly allowed: Assumptions;
  readonly single: Breach[];
  readonly counted: Readonly<Record<'amnesia' | 'evictions', Counted[]>>;
  readonly endAt: number;
}

type Taker<Kind extends EventKind> = (event: EventOf<Kind>, account: Account) => void;

/** What is judged event by event. */
const TAKERS: { readonly [Kind in EventKind]?: Taker<Kind> } = {
  'clock-step': ({ at, node, byUs }, { allowed, single }) => {
    if (Math.abs(byUs) <= allowed.clockStepUs) return;
    const way = byUs < 0 ? 'back' : 'forward';
    const sentence = `The clock of ${node} steps ${way} by ${formatLength(Math.abs(byUs))} at ${formatInstant(at)}; ${formatLength(allowed.clockStepUs)} was declared.`;
    single.push({ assumption: 'clockStepUs', atUs: at, untilUs: at, sentence });
  },
  slow: ({ at, instance, forUs }, { allowed, single }) => {
    if (forUs <= allowed.delayUs) return;
    const sentence = `${instance} answers nobody for ${formatLength(forUs)} from ${formatInstant(at)} on; ${formatLength(allowed.delayUs)} was declared.`;
    single.push({ assumption: 'delayUs', atUs: at, untilUs: at + forUs, sentence });
  },
  'key-evicted': ({ at, instance, key }, { allowed, counted }) => {
    const sentence = `${instance} evicts the key of ${key} at ${formatInstant(at)}; ${allowed.evictions} evictions were declared.`;
    counted.evictions.push({ atUs: at, what: `${instance} ${at} ${key}`, sentence });
  },
  back: forgets,
  flush: forgets,
  failover: forgets,
};

function forgets(
  { at, kind, instance, memory, lost }: EventOf<'back' | 'flush' | 'failover'>,
  { allowed, counted }: Account,
): void {
  if (memory === 'kept' && lost.length === 0) return;
  const cause = { back: 'a restart', flush: 'a flush', failover: 'a failover' }[kind];
  const sentence = `${instance} forgets by ${cause} at ${formatInstant(at)}; ${allowed.amnesia} instances that forget were declared.`;
  counted.amnesia.push({ atUs: at, what: instance, sentence });
}
