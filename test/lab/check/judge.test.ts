/** A violation is a bug unless a fault beyond the budget led to it, in the time in which it could. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/lab/check/judge.ts';
import type { AssumptionName } from '../../../src/lab/check/violation.ts';
import type { Assumptions, LabEvent } from '../../../src/lab/history/event.ts';
import { STRICT } from '../../support/history.ts';
import { end, forget, lock, pause, script, step } from '../../support/lab-script.ts';

const a = lock('a', 1);
const b = lock('b', 2);
const MS = 1000;

/** Two holders from 50 to 90 ms, and then what led to it. */
const twoHolders = [
  a.acquire(10 * MS),
  a.granted(20 * MS, 90 * MS, 1),
  b.acquire(40 * MS),
  b.granted(50 * MS, 140 * MS, 2),
];
const promises = { settleUs: 1e9, progressUs: 1e9, orphanUs: 1e9, fenced: true };

const rate = (node: string, at: number, value: number): LabEvent => ({
  kind: 'clock-rate',
  at,
  node,
  rate: value,
});
const sleep = (client: string, at: number, untilUs: number): readonly LabEvent[] => [
  { kind: 'suspend', at, client },
  { kind: 'resume', at: untilUs, client },
];
const sleepy = { clockStepUs: 1, pauseUs: 1e9 };
const link = { client: 'a', instance: 'i1' };

type Row = readonly [
  string,
  readonly (LabEvent | readonly LabEvent[])[],
  readonly AssumptionName[],
  Partial<Assumptions>?,
];

const ROWS: readonly Row[] = [
  ['nothing befell', [], []],
  ['a clock within its bound', [rate('i1', 0, 1.005)], []],
  ['a clock beyond its bound', [rate('i1', 0, 1.0051)], ['clockRateBound']],
  ['a clock that was set right before', [rate('i1', 0, 1.1), rate('i1', 5 * MS, 1)], []],
  ['a step', [step('i1', 30 * MS, 1)], ['clockStepUs']],
  ['a step that was declared', [step('i1', 30 * MS, -1)], [], { clockStepUs: 1 }],
  [
    'a clock set back before its machine sleeps',
    [step('a', 30 * MS, -1), sleep('a', 32 * MS, 45 * MS)],
    ['clockStepUs'],
    sleepy,
  ],
  [
    'a clock set back in its sleep',
    [sleep('a', 25 * MS, 45 * MS), step('a', 30 * MS, -1)],
    ['clockStepUs'],
    sleepy,
  ],
  ['a clock set forward in its sleep', [sleep('a', 25 * MS, 45 * MS), step('a', 30 * MS, 1)], [], sleepy],
  [
    'a clock set back while another sleeps',
    [sleep('b', 25 * MS, 45 * MS), step('a', 30 * MS, -1)],
    [],
    sleepy,
  ],
  [
    'a clock set back long before its sleep',
    [step('a', 5 * MS, -1), sleep('a', 32 * MS, 45 * MS)],
    [],
    sleepy,
  ],
  ['a step long before', [step('i1', 5 * MS, 1)], []],
  ['a step afterwards', [step('i1', 60 * MS, 1)], []],
  ['an instance that forgets', [forget('i1', 30 * MS)], ['amnesia']],
  ['one that forgets, as declared', [forget('i1', 30 * MS)], [], { amnesia: 1 }],
  ['one that forgets twice, as declared', [forget('i1', 25 * MS), forget('i1', 30 * MS)], [], { amnesia: 1 }],
  [
    'two that forget, one declared',
    [forget('i1', 25 * MS), forget('i2', 30 * MS)],
    ['amnesia', 'amnesia'],
    { amnesia: 1 },
  ],
  ['one that remembers', [{ kind: 'back', at: 30 * MS, instance: 'i1', memory: 'kept', lost: [] }], []],
  [
    'an eviction',
    [{ kind: 'key-evicted', at: 30 * MS, instance: 'i1', key: 'r', owner: 'a/1' }],
    ['evictions'],
  ],
  ['a pause, while the deadline is named', [pause('a', 25 * MS, 60 * MS)], []],
  ['a cut link', [{ kind: 'partition', at: 0, ...link, way: 'both' }], []],
];

describe('two holders', () => {
  it.each(ROWS.map(([title, faults, broken, assumptions]) => ({ title, faults, broken, assumptions })))(
    'after $title',
    ({ faults, broken, assumptions }) => {
      const history = script([...twoHolders, ...faults, end(150 * MS)], {
        promises,
        assumptions: { ...STRICT, ...assumptions },
      });
      const { status, violations } = judge(history);
      const found = violations.find(({ promise }) => promise === 'exclusion');
      expect(found?.broken.map(({ assumption }) => assumption)).toEqual(broken);
      expect(found?.verdict).toBe(broken.length === 0 ? 'inside' : 'outside');
      expect(status).toBe(found?.verdict);
    },
  );

  it('may be put down to a pause where no deadline is named', () => {
    const events = [
      a.acquire(0),
      a.granted(10),
      pause('a', 20, 5 * MS),
      b.acquire(30),
      b.granted(60, 90),
      end(9 * MS),
    ];
    const { violations } = judge(script(events, { promises: { ...promises, fenced: false } }));
    const found = violations.find(({ promise }) => promise === 'exclusion');
    expect(found?.broken.map(({ sentence }) => sentence)).toEqual([
      'a stands still for 4.98 ms from 0.000020 s on; 1 ms was declared.',
    ]);
  });
});

describe('an orphan', () => {
  it('may be put down to a cut link, but a call that never settles may not', () => {
    const events = [
      a.acquire(0),
      { kind: 'partition', at: 5, ...link, way: 'both' } as const,
      a.keys(5, 90 * MS, ['i1']),
      end(99 * MS),
    ];
    const { violations } = judge(script([...events, lock('b', 2).acquire(0), lock('b', 2).refused(1)]));
    expect(violations.map(({ promise, verdict }) => [promise, verdict])).toEqual([['settles', 'inside']]);
    const refused = judge(script([...events, a.refused(50)]));
    expect(refused.violations.map(({ promise, verdict }) => [promise, verdict])).toEqual([
      ['orphans', 'outside'],
    ]);
  });
});

describe('a token that falls', () => {
  it('may be put down to memory that was lost at any time before', () => {
    const events = [
      forget('i1', 1, []),
      a.acquire(10),
      a.granted(20, 30, 5),
      b.acquire(40),
      b.granted(50, 60, 4),
      end(99),
    ];
    const found = judge(script(events)).violations.filter(({ promise }) => promise === 'tokens');
    expect(found.map(({ verdict }) => verdict)).toEqual(['outside']);
  });
});

describe('the verdict', () => {
  it('says of every promise what became of it', () => {
    const { status, promises: results } = judge(script([...twoHolders, end(150 * MS)], { promises }));
    expect(status).toBe('inside');
    expect(Object.fromEntries(results.map(({ promise, outcome }) => [promise, outcome]))).toEqual({
      exclusion: 'inside',
      'readers-writers': 'unpromised',
      permits: 'unpromised',
      deadline: 'kept',
      told: 'unpromised',
      tokens: 'kept',
      'lost-update': 'kept',
      settles: 'kept',
      progress: 'unpromised',
      orphans: 'kept',
      bypass: 'unpromised',
      clean: 'kept',
      linearizable: 'inside',
    });
  });

  it('tells a hundred violations of a promise at most', () => {
    const events = Array.from(
      { length: 300 },
      (_, at) => ({ kind: 'leaked-timer', at, client: 'a', text: 'x' }) as const,
    );
    expect(judge(script(events)).violations).toHaveLength(100);
  });

  it('is calm about a run in which nothing happened', () => expect(judge(script([])).status).toBe('kept'));
});

describe('a deadline beyond what instances remember', () => {
  const forgotten = [forget('i1', 30), forget('i2', 40)];
  const events = [a.acquire(0), a.keys(5, 90), a.granted(10, 80), a.told(80), end(99)];
  it.each([
    [1, 1, 0],
    [2, 1, 1],
    [2, 2, 0],
  ])('with %i that forget and %i declared breaks the promise %i times', (count, amnesia, times) => {
    const history = script([...events, ...forgotten.slice(0, count)], {
      promises,
      assumptions: { ...STRICT, amnesia },
    });
    const found = judge(history).violations.filter(({ promise }) => promise === 'deadline');
    expect(found.map(({ verdict }) => verdict)).toEqual(Array(times).fill('outside'));
  });
});
