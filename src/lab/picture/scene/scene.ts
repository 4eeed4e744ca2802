/** A history and its verdict as a scene: who has a lane, what is in it, and where the violations lie. */
import type { JudgedViolation, Verdict } from '../../check/judge.ts';
import { openLedger } from '../../check/ledger/ledger.ts';
import type { History } from '../../history/history.ts';
import { clientOf } from '../../story/sentence.ts';
import { clientMarks } from './client-mark.ts';
import { faultMarks } from './fault-mark.ts';
import { keyMarks } from './key-mark.ts';
import type { Band, Lane, LaneIndex, Mark, Scene } from './mark.ts';
import { messageMarks } from './message-mark.ts';
import { skewOf } from './skew.ts';

/** The most marks that are drawn: beyond it a picture is a blur, and a browser slow. */
const MAX_MARKS = 50_000;

/** Builds the scene of a run. */
export function buildScene(history: History, verdict: Verdict): Scene {
  const { header, events } = history;
  const untilUs = Math.max(1, events.at(-1)?.at ?? 0);
  const { lanes, index } = layLanes(history);
  const ledger = openLedger(history);
  const marks: Mark[] = [
    ...clientMarks(ledger, index),
    ...keyMarks(ledger, index),
    ...faultMarks(events, index, untilUs),
    ...messageMarks(events, index),
  ];
  return {
    title: header.library,
    replay: header.replay,
    seed: header.seed,
    lanes,
    marks: marks.slice(0, MAX_MARKS),
    bands: verdict.violations.map((violation) => band(violation, index, untilUs)),
    untilUs,
    leftOut: Math.max(0, marks.length - MAX_MARKS),
  };
}

function layLanes(history: History): { lanes: readonly Lane[]; index: LaneIndex } {
  const { header, events } = history;
  const lanes: Lane[] = [];
  const put = (lane: Omit<Lane, 'skew'>, node?: string): number =>
    lanes.push({ ...lane, skew: node === undefined ? [] : skewOf(events, node) }) - 1;
  const numbers = new Map(header.clients.map((name, number) => [name, number]));
  const client = new Map(
    header.clients.map((name, number) => [name, put({ kind: 'client', name, client: number }, name)]),
  );
  const link = new Map(
    linksOf(history).map(([from, to]) => [
      `${from} ${to}`,
      put({ kind: 'link', name: `${from} → ${to}`, client: numbers.get(from) ?? -1 }),
    ]),
  );
  const instance = new Map(
    header.instances.map((name) => [name, put({ kind: 'instance', name, client: -1 }, name)]),
  );
  return { lanes, index: { client, instance, link, numberOf: (name) => numbers.get(name) ?? -1 } };
}

/** Only links on which something happened have a lane. */
function linksOf({ header, events }: History): readonly (readonly [string, string])[] {
  const used = new Set(
    events.map((event) =>
      'client' in event && 'instance' in event ? `${event.client} ${event.instance}` : '',
    ),
  );
  return header.clients
    .flatMap((client) => header.instances.map((instance) => [client, instance] as const))
    .filter(([client, instance]) => used.has(`${client} ${instance}`));
}

function band(violation: JudgedViolation, index: LaneIndex, endUs: number): Band {
  const clients = new Set(violation.locks.map(clientOf));
  const fromUs = Math.min(violation.atUs, endUs);
  return {
    fromUs,
    untilUs: Math.max(fromUs, Math.min(violation.untilUs, endUs)),
    lanes: [...clients].flatMap((client) => index.client.get(client) ?? []),
    promise: violation.promise,
    sentence: violation.sentence,
    verdict: violation.verdict,
    broken: violation.broken.map((breach) => breach.sentence),
  };
}
