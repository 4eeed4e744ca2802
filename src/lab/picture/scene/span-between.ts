/** Pairs of events that open and close something, as spans; what is never closed lasts to the end of the run. */
import type { Span } from '../../check/ledger/span.ts';
import type { LabEvent } from '../../history/event.ts';

/** The name of what an event opens or closes, or nothing. */
export interface Pairing {
  opens(event: LabEvent): string | undefined;
  closes(event: LabEvent): string | undefined;
}

/** A span and the event that opened it. */
export interface OpenedSpan extends Span {
  readonly opened: LabEvent;
}

/** Spans in the order in which they close. Opening again what is open ends the first. */
export function spansBetween(
  events: readonly LabEvent[],
  endUs: number,
  pairing: Pairing,
): readonly OpenedSpan[] {
  const open = new Map<string, LabEvent>();
  const spans: OpenedSpan[] = [];
  const close = (name: string, untilUs: number): void => {
    const opened = open.get(name);
    if (opened === undefined) return;
    open.delete(name);
    spans.push({ opened, fromUs: opened.at, untilUs });
  };
  for (const event of events) {
    const closes = pairing.closes(event);
    if (closes !== undefined) close(closes, event.at);
    const opens = pairing.opens(event);
    if (opens === undefined) continue;
    close(opens, event.at);
    open.set(opens, event);
  }
  for (const name of [...open.keys()]) close(name, endUs);
  return spans;
}
