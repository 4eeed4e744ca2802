/** Bypass: while one waits, only so many who came later are granted before it. */
import { formatInstant } from '../../history/instant.ts';
import { type Call, type Ledger, nameOf } from '../ledger/ledger.ts';
import { type AssumptionName, type Checker, LEASE, type Violation } from '../violation.ts';

const RELIES_ON: readonly AssumptionName[] = [...LEASE, 'delayUs', 'pauseUs'];

export const bypass: Checker = {
  promise: 'bypass',
  about: 'While one waits, a bounded number that came later is granted before it.',
  isMade: ({ header }) => header.promises.bypass !== undefined,
  *find(ledger) {
    const bound = ledger.header.promises.bypass ?? Number.POSITIVE_INFINITY;
    const waiting = new Map<string, Map<Call, number>>();
    for (const { call, begins } of turnsOf(ledger)) {
      let queue = waiting.get(call.resource);
      if (queue === undefined) waiting.set(call.resource, (queue = new Map()));
      if (begins) queue.set(call, 0);
      else {
        queue.delete(call);
        yield* passed(call, queue, bound);
      }
    }
  },
};

interface Turn {
  readonly atUs: number;
  readonly call: Call;
  readonly begins: boolean;
}

/** Acquires come and settle. What gave up, died or never settled stops waiting without being granted. */
function turnsOf({ calls, endAt }: Ledger): readonly Turn[] {
  return calls
    .filter(({ asked }) => asked.kind === 'acquire')
    .flatMap((call) => [
      { atUs: call.asked.at, call, begins: true },
      {
        atUs: Math.min(call.outcome?.at ?? endAt, call.abortedAt ?? endAt, call.killedAt ?? endAt),
        call,
        begins: false,
      },
    ])
    .sort((a, b) => a.atUs - b.atUs || Number(b.begins) - Number(a.begins));
}

/** Counts a grant against everyone who came before it and waits still. */
function* passed(granted: Call, queue: Map<Call, number>, bound: number): Iterable<Violation> {
  if (granted.outcome?.kind !== 'granted') return;
  for (const [waiter, count] of queue) {
    if (waiter.asked.at >= granted.asked.at) continue;
    queue.set(waiter, count + 1);
    if (count + 1 === bound + 1) yield tooOften(waiter, granted, count + 1);
  }
}

function tooOften({ asked, resource }: Call, granted: Call, count: number): Violation {
  const atUs = granted.outcome?.at ?? granted.asked.at;
  return {
    promise: 'bypass',
    sinceUs: asked.at,
    atUs,
    untilUs: atUs,
    locks: [nameOf(asked.client, asked.op), nameOf(granted.asked.client, granted.asked.op)],
    resource,
    sentence: `${asked.client} waits for ${resource} since ${formatInstant(asked.at)}; at ${formatInstant(atUs)} ${granted.asked.client}, who came later, is granted: ${count} of those have gone first.`,
    reliesOn: RELIES_ON,
  };
}
