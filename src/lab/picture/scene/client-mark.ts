/** What stands in the lane of a client: waiting, claims over the real validity, work, pauses, what it was told. */
import type { Hold } from '../../check/ledger/claim.ts';
import { standingTogether } from '../../check/ledger/key-life.ts';
import type { Ledger } from '../../check/ledger/ledger.ts';
import type { LabEvent } from '../../history/event.ts';
import { formatInstant, formatLength } from '../../history/instant.ts';
import { sentenceOf } from '../../story/sentence.ts';
import type { LaneIndex, Mark } from './mark.ts';
import { spansBetween } from './span-between.ts';

/** Points worth a glyph; the rest is told by the bars. */
const POINTS: ReadonlySet<LabEvent['kind']> = new Set([
  'told',
  'abort',
  'kill',
  'restart',
  'write',
  'refused',
  'failed',
]);
const FAULTS: ReadonlySet<LabEvent['kind']> = new Set(['kill']);

export function clientMarks(ledger: Ledger, index: LaneIndex): readonly Mark[] {
  return [
    ...waits(ledger, index),
    ...ledger.holds.flatMap((hold) => holdMarks(ledger, hold, index)),
    ...works(ledger, index),
    ...pauses(ledger, index),
    ...points(ledger, index),
  ];
}

function at(index: LaneIndex, client: string): { lane: number; client: number } | undefined {
  const lane = index.client.get(client);
  return lane === undefined ? undefined : { lane, client: index.numberOf(client) };
}

function waits({ events, endAt }: Ledger, index: LaneIndex): readonly Mark[] {
  const spans = spansBetween(events, endAt, {
    opens: (event) => (event.kind === 'acquire' ? `${event.client}/${event.op}` : undefined),
    closes: (event) =>
      event.kind === 'granted' || event.kind === 'refused' || event.kind === 'failed'
        ? `${event.client}/${event.op}`
        : undefined,
  });
  return spans.flatMap(({ opened, fromUs, untilUs }) => {
    const place = opened.kind === 'acquire' ? at(index, opened.client) : undefined;
    if (place === undefined || opened.kind !== 'acquire') return [];
    const text = `${opened.client} waits for ${opened.resource}: ${formatLength(untilUs - fromUs)}.`;
    return [{ kind: 'wait', ...place, fromUs, untilUs, text } as const];
  });
}

function holdMarks(ledger: Ledger, hold: Hold, index: LaneIndex): readonly Mark[] {
  const { client, resource } = hold.asked;
  const place = at(index, client);
  if (place === undefined) return [];
  const quorum = Math.floor(ledger.header.instances.length / 2) + 1;
  const token = hold.granted.token === undefined ? '' : `, token ${hold.granted.token}`;
  const label = resource + (hold.granted.token === undefined ? '' : ` #${hold.granted.token}`);
  const claims = hold.claims.map(({ fromUs, untilUs }): Mark => {
    const text = `${client} is said to hold ${resource} from ${formatInstant(fromUs)} to ${formatInstant(untilUs)}${token}.`;
    return { kind: 'claim', ...place, fromUs, untilUs: Math.min(untilUs, ledger.endAt), text, label };
  });
  const real = standingTogether(ledger.keys.get(hold.name) ?? [], quorum).map((span): Mark => {
    const untilUs = Math.min(span.untilUs, ledger.endAt);
    const text = `The keys of ${client} for ${resource} really stand at a majority from ${formatInstant(span.fromUs)} to ${formatInstant(untilUs)}.`;
    return { kind: 'real', ...place, fromUs: span.fromUs, untilUs, text };
  });
  return [...claims, ...real];
}

function works({ events, endAt }: Ledger, index: LaneIndex): readonly Mark[] {
  const spans = spansBetween(events, endAt, {
    opens: (event) => (event.kind === 'enter' ? `${event.client}/${event.lock}` : undefined),
    closes: (event) => (event.kind === 'leave' ? `${event.client}/${event.lock}` : undefined),
  });
  return spans.flatMap(({ opened, fromUs, untilUs }) => {
    const place = opened.kind === 'enter' ? at(index, opened.client) : undefined;
    if (place === undefined || opened.kind !== 'enter') return [];
    const text = `${opened.client} works under the lock for ${formatLength(untilUs - fromUs)}.`;
    return [{ kind: 'work', ...place, fromUs, untilUs, text } as const];
  });
}

function pauses({ pauses: byClient, endAt }: Ledger, index: LaneIndex): readonly Mark[] {
  return [...byClient].flatMap(([client, spans]) => {
    const place = at(index, client);
    if (place === undefined) return [];
    return spans.map(({ fromUs, untilUs: end }): Mark => {
      const untilUs = Math.min(end, endAt);
      const text = `${client} stands still for ${formatLength(untilUs - fromUs)}.`;
      return { kind: 'pause', ...place, fromUs, untilUs, text, label: 'paused' };
    });
  });
}

function points({ events }: Ledger, index: LaneIndex): readonly Mark[] {
  return events.flatMap((event) => {
    if (!POINTS.has(event.kind) || !('client' in event)) return [];
    const place = at(index, event.client);
    if (place === undefined) return [];
    const kind = FAULTS.has(event.kind) ? 'fault' : 'point';
    return [
      {
        kind,
        ...place,
        fromUs: event.at,
        untilUs: event.at,
        text: sentenceOf(event),
        label: event.kind,
      } as const,
    ];
  });
}
