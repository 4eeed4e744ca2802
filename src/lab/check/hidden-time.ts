/**
 * Time that a client's clocks both hide: its wall clock is set back, which its monotonic clock does not do, and its
 * machine is suspended, which its monotonic clock does not count. Either alone is seen by the other clock; both within
 * one lease are seen by nothing in that machine, so no library can be held to them.
 */
import type { EventOf } from '../history/event.ts';
import { formatInstant } from '../history/instant.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Span } from './ledger/span.ts';
import type { AssumptionName } from './violation.ts';

interface HiddenTime extends Span {
  readonly assumption: AssumptionName;
  readonly sentence: string;
}

/** Each step back with each suspension of its client: from when both had begun, until the first was over. */
export function hiddenTimes({ events, endAt }: Ledger): readonly HiddenTime[] {
  const steps: EventOf<'clock-step'>[] = [];
  const spans: (Span & { readonly client: string })[] = [];
  const asleep = new Map<string, number>();
  const wake = (client: string, untilUs: number) => {
    const fromUs = asleep.get(client);
    if (fromUs === undefined) return;
    asleep.delete(client);
    spans.push({ client, fromUs, untilUs });
  };
  for (const event of events) {
    if (event.kind === 'clock-step' && event.byUs < 0) steps.push(event);
    else if (event.kind === 'suspend') asleep.set(event.client, event.at);
    else if (event.kind === 'resume' || event.kind === 'kill') wake(event.client, event.at);
  }
  for (const client of [...asleep.keys()]) wake(client, endAt);
  return steps.flatMap(({ at, node }) =>
    spans
      .filter(({ client }) => client === node)
      .map(({ fromUs, untilUs }) => ({
        assumption: 'clockStepUs' as const,
        fromUs: Math.max(at, fromUs),
        untilUs: Math.min(at, untilUs),
        sentence: `The wall clock of ${node} steps back at ${formatInstant(at)}, and its machine is suspended from ${formatInstant(fromUs)} to ${formatInstant(untilUs)}: no clock of it shows how much time has passed.`,
      })),
  );
}
