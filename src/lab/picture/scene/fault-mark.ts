/** What befell instances, links and clocks, in the lanes where it did. */
import type { LabEvent } from '../../history/event.ts';
import { sentenceOf } from '../../story/sentence.ts';
import type { LaneIndex, Mark, MarkKind } from './mark.ts';
import { type Pairing, spansBetween } from './span-between.ts';

/** Faults that last, by what they are drawn as. */
const LASTING: readonly (Pairing & { readonly kind: MarkKind; readonly label: string })[] = [
  {
    kind: 'down',
    label: 'down',
    opens: (event) => (event.kind === 'crash' ? event.instance : undefined),
    closes: (event) => (event.kind === 'back' || event.kind === 'failover' ? event.instance : undefined),
  },
  {
    kind: 'cut',
    label: 'cut',
    opens: (event) => (event.kind === 'partition' ? `${event.client} ${event.instance}` : undefined),
    closes: (event) => (event.kind === 'heal' ? `${event.client} ${event.instance}` : undefined),
  },
  {
    kind: 'delay',
    label: 'slow',
    opens: (event) =>
      event.kind === 'delay' && event.byUs > 0 ? `${event.client} ${event.instance}` : undefined,
    closes: (event) =>
      event.kind === 'heal' || (event.kind === 'delay' && event.byUs === 0)
        ? `${event.client} ${event.instance}`
        : undefined,
  },
];

/** Faults of an instant. */
const SUDDEN: ReadonlySet<LabEvent['kind']> = new Set([
  'flush',
  'failover',
  'back',
  'reset',
  'key-evicted',
  'clock-step',
  'clock-rate',
  'leaked-timer',
  'unhandled-rejection',
  'real-time',
  'busy-loop',
  'threw',
  'lost-error',
]);

export function faultMarks(events: readonly LabEvent[], index: LaneIndex, endUs: number): readonly Mark[] {
  const lasting = LASTING.flatMap((pairing) =>
    spansBetween(events, endUs, pairing).flatMap(({ opened, fromUs, untilUs }) =>
      mark(opened, index, { kind: pairing.kind, fromUs, untilUs, label: pairing.label }),
    ),
  );
  const slow = events.flatMap((event) =>
    event.kind === 'slow'
      ? mark(event, index, {
          kind: 'slow',
          fromUs: event.at,
          untilUs: Math.min(event.at + event.forUs, endUs),
          label: 'busy',
        })
      : [],
  );
  const sudden = events.flatMap((event) =>
    SUDDEN.has(event.kind)
      ? mark(event, index, { kind: 'fault', fromUs: event.at, untilUs: event.at, label: event.kind })
      : [],
  );
  return [...lasting, ...slow, ...sudden];
}

function mark(
  event: LabEvent,
  index: LaneIndex,
  part: Pick<Mark, 'kind' | 'fromUs' | 'untilUs'> & { label: string },
): readonly Mark[] {
  const lane = laneOf(event, index);
  return lane === undefined ? [] : [{ ...part, lane, client: -1, text: sentenceOf(event) }];
}

function laneOf(event: LabEvent, { client, instance, link }: LaneIndex): number | undefined {
  if ('node' in event) return client.get(event.node) ?? instance.get(event.node);
  if ('client' in event && 'instance' in event) return link.get(`${event.client} ${event.instance}`);
  if ('instance' in event) return instance.get(event.instance);
  return 'client' in event ? client.get(event.client) : undefined;
}
