/** Histories go out as canonical lines and come back; what is no history is refused by its line. */
import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../src/lab/history/event.ts';
import {
  type History,
  hashHistory,
  Recorder,
  readHistory,
  writeHistory,
} from '../../../src/lab/history/history.ts';
import { header } from '../../support/history.ts';

const call = { at: 0, client: 'a', op: 1 };
const hold = { at: 0, client: 'a', lock: 1 };
const link = { at: 0, client: 'a', instance: 'i1' };
const message = { ...link, message: 9, way: 'to', text: 'SET r v' } as const;
const key = { at: 0, instance: 'i1', key: 'r', owner: 'a/1' };
const finding = { at: 0, client: 'a', text: 'a timer of 50 ms' };

/** One event of every kind. */
const every: readonly LabEvent[] = [
  { ...call, kind: 'acquire', resource: 'r', ttlUs: 10, mode: 'exclusive', limit: 1 },
  { ...call, kind: 'granted', untilUs: 10, token: 1 },
  { ...call, kind: 'granted' },
  { ...call, kind: 'extend', lock: 1, ttlUs: 10 },
  { ...call, kind: 'release', lock: 1 },
  { ...call, kind: 'settled' },
  { ...call, kind: 'abort' },
  { ...call, kind: 'refused', error: 'held' },
  { ...call, kind: 'failed', error: 'no quorum' },
  { ...hold, kind: 'told', cause: 'deadline' },
  { ...hold, kind: 'asked', held: true },
  { ...hold, kind: 'enter' },
  { ...hold, kind: 'leave' },
  { ...hold, kind: 'write', resource: 'r', read: 0, value: 1, accepted: true, token: 1 },
  { at: 0, client: 'a', kind: 'pause' },
  { at: 0, client: 'a', kind: 'suspend' },
  { at: 0, client: 'a', kind: 'resume' },
  { at: 0, client: 'a', kind: 'kill' },
  { at: 0, client: 'a', kind: 'restart' },
  { at: 0, node: 'a', kind: 'clock-step', byUs: -5 },
  { at: 0, node: 'i1', kind: 'clock-rate', rate: 1.01 },
  { ...key, kind: 'key-granted', untilUs: 10 },
  { ...key, kind: 'key-extended' },
  { ...key, kind: 'key-released' },
  { ...key, kind: 'key-expired' },
  { ...key, kind: 'key-evicted' },
  { at: 0, instance: 'i1', kind: 'crash' },
  { at: 0, instance: 'i1', kind: 'slow', forUs: 5 },
  { at: 0, instance: 'i1', kind: 'back', memory: 'empty', lost: ['r'] },
  { at: 0, instance: 'i1', kind: 'flush', memory: 'empty', lost: [] },
  { at: 0, instance: 'i1', kind: 'failover', memory: 'stale', lost: [] },
  { ...link, kind: 'partition', way: 'both' },
  { ...link, kind: 'heal' },
  { ...link, kind: 'reset' },
  { ...link, kind: 'delay', byUs: 5 },
  { ...message, kind: 'sent' },
  { ...message, kind: 'delivered' },
  { ...message, kind: 'lost' },
  { ...finding, kind: 'leaked-timer' },
  { ...finding, kind: 'unhandled-rejection' },
  { ...finding, kind: 'real-time' },
  { ...finding, kind: 'busy-loop' },
  { ...finding, kind: 'threw' },
  { at: 0, kind: 'healed' },
  { at: 0, kind: 'end' },
];
const history: History = { header: header(), events: every };
const head = writeHistory({ header: header(), events: [] });

describe('a history', () => {
  it('comes back as it was written, with events of every kind', () =>
    expect(readHistory(writeHistory(history))).toEqual(history));

  it('has one hash, whatever the order of fields', () => {
    const turned = every.map((event) => Object.fromEntries(Object.entries(event).reverse()) as never);
    expect(hashHistory({ header: header(), events: turned })).toBe(hashHistory(history));
    expect(hashHistory({ ...history, events: every.slice(1) })).not.toBe(hashHistory(history));
  });

  it.each([
    ['nothing', '', 'line 1: a history begins with a run of version 1'],
    ['another version', '{"kind":"run","version":2}', 'line 1: a history begins with a run of version 1'],
    [
      'a header that promises nothing',
      head.replace(/"promises":\{.*?\}/, '"promises":1'),
      'line 1: promises is',
    ],
    [
      'a header with a wrong budget',
      head.replace('"amnesia":0', '"amnesia":-1'),
      'line 1: assumptions: amnesia is',
    ],
    ['no JSON', `${head}{`, 'line 2: not JSON'],
    ['a blank line', `${head}\n{"at":1,"kind":"end"}\n`, 'line 2: not JSON'],
    ['null', `${head}null`, 'line 2: an event is an object with a kind'],
    ['an unknown kind', `${head}{"at":0,"kind":"toString"}`, 'line 2: no event is of kind "toString"'],
    ['no time', `${head}{"kind":"pause"}`, 'line 2: at is a whole number'],
    ['a field too few', `${head}{"at":0,"kind":"pause"}`, 'line 2: client is text'],
    ['a field too many', `${head}{"at":0,"kind":"end","x":1}`, 'line 2: nobody knows the field "x"'],
    [
      'a field of another type',
      `${head}{"at":0,"kind":"slow","instance":"i","forUs":0.5}`,
      'line 2: forUs is',
    ],
    [
      'a word out of its list',
      `${head}{"at":0,"kind":"told","client":"a","lock":1,"cause":"x"}`,
      'line 2: cause is one of',
    ],
    [
      'a text without end',
      `${head}{"at":0,"kind":"pause","client":"${'x'.repeat(5000)}"}`,
      'line 2: client is',
    ],
    ['time going back', `${head}{"kind":"end","at":2}\n{"kind":"end","at":1}`, 'line 3: at never goes back'],
  ])('refuses %s', (_, text, message) => expect(() => readHistory(text)).toThrow(message));
});

describe('a recorder', () => {
  it('keeps what came, and refuses what comes before it', () => {
    const recorder = new Recorder(header());
    recorder.record({ at: 5, kind: 'healed' });
    expect(() => recorder.record({ at: 4, kind: 'end' })).toThrow('end at 4 comes after an event at 5');
    expect(() => recorder.record({ at: 5.5, kind: 'end' })).toThrow('end at 5.5');
    expect(recorder.history()).toEqual({ header: header(), events: [{ at: 5, kind: 'healed' }] });
  });
});
