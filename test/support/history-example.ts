/**
 * A history to tell and to draw: one instance of three is cut off from the holder, whose lease lapses under it; a
 * second client is granted the lock 2.45 s before the first is told. Messages, a skewed clock and a pause are in it.
 */
import type { LabEvent } from '../../src/lab/history/event.ts';
import type { History } from '../../src/lab/history/history.ts';
import { header } from './history.ts';

const INSTANCES = ['i1', 'i2', 'i3'];

/** Request and reply of one round, and the keys it leaves: sent at once, a little later at each instance. */
function round(
  at: number,
  client: string,
  options: {
    op: number;
    verb: string;
    kind: 'key-granted' | 'key-extended' | 'key-released';
    number: number;
    silent?: string;
  },
): readonly LabEvent[] {
  return INSTANCES.flatMap((instance, index): readonly LabEvent[] => {
    const message = options.number + index * 2;
    const link = { client, instance } as const;
    const sent = {
      at,
      ...link,
      kind: 'sent',
      message,
      way: 'to',
      text: `${options.verb} orders ${client}/${options.op}`,
    } as const;
    if (instance === options.silent) return [sent];
    const hop = 120_000 + index * 60_000;
    const key = { at: at + hop, instance, key: 'orders', owner: `${client}/${options.op}` };
    return [
      sent,
      { at: at + hop, ...link, kind: 'delivered', message, way: 'to', text: sent.text },
      options.kind === 'key-released'
        ? { ...key, kind: options.kind }
        : { ...key, kind: options.kind, untilUs: at + hop + 10_000_000 },
      { at: at + hop, ...link, kind: 'sent', message: message + 1, way: 'from', text: 'OK' },
      { at: at + hop * 2, ...link, kind: 'delivered', message: message + 1, way: 'from', text: 'OK' },
    ];
  });
}

/** The run; `name` goes wherever a name from outside may stand. */
export function twoHolders({
  library = 'redlock-universal 0.8.5',
  error = 'i3 does not answer',
} = {}): History {
  const a = { client: 'a', lock: 1 } as const;
  const events: readonly LabEvent[] = [
    {
      at: 0,
      kind: 'acquire',
      client: 'a',
      op: 1,
      resource: 'orders',
      ttlUs: 10_000_000,
      mode: 'exclusive',
      limit: 1,
    },
    ...round(0, 'a', { op: 1, verb: 'SET', kind: 'key-granted', number: 0 }),
    { at: 480_000, kind: 'granted', client: 'a', op: 1, token: 1 },
    { at: 500_000, kind: 'enter', ...a },
    { at: 1_200_000, kind: 'clock-rate', node: 'i2', rate: 1.03 },
    {
      at: 2_000_000,
      kind: 'acquire',
      client: 'b',
      op: 1,
      resource: 'orders',
      ttlUs: 10_000_000,
      mode: 'exclusive',
      limit: 1,
    },
    { at: 5_000_000, kind: 'extend', client: 'a', op: 2, lock: 1, ttlUs: 10_000_000 },
    ...round(5_000_000, 'a', { op: 1, verb: 'PEXPIRE', kind: 'key-extended', number: 10 }),
    { at: 5_480_000, kind: 'granted', client: 'a', op: 2 },
    { at: 6_000_000, kind: 'partition', client: 'a', instance: 'i3', way: 'both' },
    { at: 7_000_000, kind: 'pause', client: 'c' },
    { at: 8_500_000, kind: 'resume', client: 'c' },
    { at: 9_000_000, kind: 'clock-step', node: 'b', byUs: 750_000 },
    { at: 10_500_000, kind: 'extend', client: 'a', op: 3, lock: 1, ttlUs: 10_000_000 },
    ...round(10_500_000, 'a', {
      op: 1,
      verb: 'PEXPIRE',
      kind: 'key-extended',
      number: 20,
      silent: 'i3',
    }).filter((event) => event.kind !== 'key-extended'),
    { at: 12_000_000, kind: 'crash', instance: 'i2' },
    { at: 13_000_000, kind: 'back', instance: 'i2', memory: 'kept', lost: [] },
    ...INSTANCES.map(
      (instance, index): LabEvent => ({
        at: 15_120_000 + index * 60_000,
        kind: 'key-expired',
        instance,
        key: 'orders',
        owner: 'a/1',
      }),
    ),
    ...round(15_300_000, 'b', { op: 1, verb: 'SET', kind: 'key-granted', number: 30 }),
    { at: 15_600_000, kind: 'granted', client: 'b', op: 1, untilUs: 25_198_000, token: 2 },
    { at: 15_650_000, kind: 'enter', client: 'b', lock: 1 },
    { at: 17_000_000, kind: 'write', ...a, resource: 'orders', read: 0, value: 1, accepted: true, token: 1 },
    {
      at: 17_500_000,
      kind: 'write',
      client: 'b',
      lock: 1,
      resource: 'orders',
      read: 0,
      value: 2,
      accepted: true,
      token: 2,
    },
    { at: 18_052_000, kind: 'failed', client: 'a', op: 3, error },
    { at: 18_052_000, kind: 'told', ...a, cause: 'failed' },
    { at: 18_060_000, kind: 'leave', ...a },
    { at: 19_000_000, kind: 'leave', client: 'b', lock: 1 },
    { at: 19_000_000, kind: 'release', client: 'b', op: 2, lock: 1 },
    ...round(19_000_000, 'b', { op: 1, verb: 'DEL', kind: 'key-released', number: 40 }),
    { at: 19_480_000, kind: 'settled', client: 'b', op: 2 },
    { at: 20_000_000, kind: 'end' },
  ];
  const sorted = events.toSorted((one, two) => one.at - two.at);
  return {
    header: header({
      library,
      replay: 'tl1-7-a3f',
      promises: {
        settleUs: 30_000_000,
        progressUs: 30_000_000,
        orphanUs: 100_000,
        tellUs: 100_000,
        fenced: true,
      },
      assumptions: {
        clockRateBound: 0.05,
        clockStepUs: 1_000_000,
        amnesia: 0,
        evictions: 0,
        pauseUs: 2_000_000,
        delayUs: 1_000_000,
      },
    }),
    events: sorted,
  };
}

/** A calm run of about so many events: three clients take a lock in turn from three instances. */
export function manyEvents(count: number): History {
  const events: LabEvent[] = [];
  for (let turn = 0; events.length < count; turn++) {
    const client = ['a', 'b', 'c'][turn % 3] as string;
    const op = turn * 2;
    const at = turn * 10_000;
    const lock = { client, lock: op };
    events.push(
      { at, kind: 'acquire', client, op, resource: 'orders', ttlUs: 10_000_000, mode: 'exclusive', limit: 1 },
      ...quick(round(0, client, { op, verb: 'SET', kind: 'key-granted', number: turn * 20 }), at),
      { at: at + 1_000, kind: 'granted', client, op, untilUs: at + 9_000_000, token: turn },
      { at: at + 1_000, kind: 'enter', ...lock },
      { at: at + 5_000, kind: 'leave', ...lock },
      { at: at + 5_000, kind: 'release', client, op: op + 1, lock: op },
      ...quick(
        round(0, client, { op, verb: 'DEL', kind: 'key-released', number: turn * 20 + 10 }),
        at + 5_000,
      ),
      { at: at + 6_000, kind: 'settled', client, op: op + 1 },
    );
  }
  return { header: header(), events };
}

/** A round a thousand times as fast, in order of time. */
function quick(events: readonly LabEvent[], from: number): readonly LabEvent[] {
  return events
    .map((event): LabEvent => {
      const at = from + event.at / 1000;
      return event.kind === 'key-granted' ? { ...event, at, untilUs: at + 10_000_000 } : { ...event, at };
    })
    .toSorted((one, two) => one.at - two.at);
}
