/** Histories go out as canonical lines and come back; what is no history is refused by its line. */
import { describe, expect, it } from 'vitest';
import { type History, hashHistory, readHistory, writeHistory } from '../../../src/lab/history/history.ts';

const history: History = {
  header: {
    kind: 'run',
    version: 1,
    seed: 7,
    library: 'ours',
    instances: ['i1'],
    clients: ['a'],
    assumptions: { clockRateBound: 0.005, clockStepUs: 0, amnesia: 0, pauseUs: 0, settleUs: 1_000_000 },
  },
  events: [
    { at: 1, kind: 'pause', client: 'a' },
    { at: 1, client: 'a', kind: 'resume' },
  ],
};
const head = writeHistory({ ...history, events: [] });

describe('a history', () => {
  it('comes back as it was written', () => expect(readHistory(writeHistory(history))).toEqual(history));

  it('has one hash, whatever the order of fields', () =>
    expect(hashHistory(readHistory(writeHistory(history)))).toBe(hashHistory(history)));

  it.each([
    ['nothing', '', 'line 1: a history begins with a run of version 1'],
    ['no JSON', `${head}{`, 'line 2: not JSON'],
    ['null', `${head}null`, 'line 2: an event is an object with a kind'],
    ['no time', `${head}{"kind":"pause"}`, 'line 2: at is a whole number'],
    ['time going back', `${head}{"kind":"flush","at":2}\n{"kind":"flush","at":1}`, 'line 3: at is'],
  ])('refuses %s', (_, text, message) => expect(() => readHistory(text)).toThrow(message));
});
