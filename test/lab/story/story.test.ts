/** A run is told in sentences and drawn in letters; what is left out is counted, and nothing reaches a terminal raw. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/lab/check/judge.ts';
import type { LabEvent } from '../../../src/lab/history/event.ts';
import { sentenceOf } from '../../../src/lab/story/sentence.ts';
import { explainViolation, tellStory, writeStory } from '../../../src/lab/story/story.ts';
import { writeTimeline } from '../../../src/lab/story/timeline.ts';
import { header } from '../../support/history.ts';
import { twoHolders } from '../../support/history-example.ts';

const run = twoHolders();
const verdict = judge(run);
const link = { at: 0, client: 'a', instance: 'i1' } as const;
const call = { at: 0, client: 'a', op: 1 } as const;

describe('a sentence', () => {
  it.each<[LabEvent, string]>([
    [
      { ...call, kind: 'acquire', resource: 'r', ttlUs: 10_000_000, mode: 'exclusive', limit: 1 },
      'a asks for r for 10 s.',
    ],
    [
      { ...call, kind: 'acquire', resource: 'r', ttlUs: 500, mode: 'shared', limit: 3 },
      'a asks for r to read, one of 3 permits, for 500 µs.',
    ],
    [{ ...call, kind: 'granted' }, 'a is granted it.'],
    [
      { ...call, kind: 'granted', untilUs: 1_500, token: 7 },
      'a is granted it until 0.001500 s, with token 7.',
    ],
    [{ at: 0, kind: 'clock-step', node: 'i1', byUs: -2_000 }, 'The clock of i1 steps back by 2 ms.'],
    [{ ...link, kind: 'partition', way: 'to' }, 'Nothing that a sends reaches i1.'],
    [{ ...link, kind: 'partition', way: 'from' }, 'Nothing that i1 sends reaches a.'],
    [{ ...link, kind: 'partition', way: 'both' }, 'a and i1 are cut off from each other.'],
    [{ at: 0, kind: 'back', instance: 'i1', memory: 'empty', lost: ['r'] }, 'i1 is back with nothing.'],
    [
      { at: 0, kind: 'key-expired', instance: 'i1', key: 'r', owner: 'a/b/1' },
      'At i1, the key of a/b for r expires.',
    ],
    [{ ...link, kind: 'lost', message: 1, way: 'from', text: 'OK' }, 'Lost on its way: i1 sends to a: OK'],
    [
      { at: 0, kind: 'leaked-timer', client: 'a', text: '50 ms' },
      'The library of a leaves a timer behind: 50 ms.',
    ],
  ])('says %o', (event, sentence) => expect(sentenceOf(event)).toBe(sentence));
});

describe('a story', () => {
  it('tells each violation where it happens, with whose fault it is', () => {
    const text = writeStory(tellStory(run, verdict));
    const lines = text.split('\n');
    const grant = lines.findIndex((line) => line.includes('b is granted it'));
    const clash = lines.findIndex((line) => line.includes('two holders for 2.45 s'));
    const told = lines.findIndex((line) => line.includes('a is told that its lock is over'));
    expect(grant).toBeGreaterThan(0);
    expect(clash).toBeGreaterThan(grant);
    expect(told).toBeGreaterThan(clash);
    expect(lines[clash]).toContain('a bug');
    expect(text).not.toContain('SET orders');
  });

  it('names the assumption that was broken before an outside violation', () => {
    const [violation] = verdict.violations;
    const broken = [{ assumption: 'pauseUs', atUs: 1, untilUs: 2, sentence: 'a stood still.' }] as const;
    if (violation === undefined) throw new Error('the example is broken');
    expect(explainViolation({ ...violation, verdict: 'outside', broken })).toMatch(
      /Outside the assumptions \(pauseUs\): a stood still\.$/,
    );
  });

  it('keeps to its bound around the violations, and counts what it leaves out', () => {
    const lines = tellStory(run, verdict, { maxLines: 8 });
    const kept = lines.filter(({ kind }) => kind === 'event').length;
    const counts = lines
      .filter(({ kind }) => kind === 'omission')
      .map(({ text }) => Number.parseInt(text, 10));
    const all = tellStory(run, verdict).filter(({ kind }) => kind === 'event').length;
    expect(kept).toBeLessThanOrEqual(8);
    expect(kept + counts.reduce((sum, count) => sum + count, 0)).toBe(all);
    expect(lines.filter(({ kind }) => kind === 'violation')).toHaveLength(verdict.violations.length);
  });

  it('is empty for a run in which nothing happened', () =>
    expect(tellStory({ header: header(), events: [] }, { ...verdict, violations: [] })).toEqual([]));

  it('takes control characters out of what a library says', () => {
    const wild = twoHolders({ error: 'no\u001b[2J\u0007 quorum\u2028x' });
    expect(writeStory(tellStory(wild, judge(wild)))).toContain('The call of a fails: no [2J  quorum x.');
  });
});

describe('a timeline for a terminal', () => {
  it('draws who waits, holds and is told, whose keys stand, and what is broken', () => {
    const lines = writeTimeline(run, verdict, { columns: 40 }).split('\n');
    expect(lines.slice(0, 8)).toEqual([
      'redlock-universal 0.8.5, seed 7: 0.000 s to 20.000 s, a column is 500 ms',
      '               a │███████████████████████████████▓▓▓▓▓▼   │',
      '               b │    ···························▓▓▓▓▓▓█  │',
      '               c │              ░░░                       │',
      '              i1 │aaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbbbbbbb │',
      '              i2 │aaaaaaaaaaaaaaaaaaaaaaaa××aaaabbbbbbbbb │',
      '              i3 │aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbbbbbb │',
      '          broken │                              !!!!!!!   │',
    ]);
  });

  it('bounds its rows and takes control characters out of names', () => {
    const clients = Array.from({ length: 60 }, (_, index) => `client-with-a-long-name-${index}\u001b[31m`);
    const text = writeTimeline({ header: header({ clients }), events: [] }, { ...verdict, violations: [] });
    expect(text).toContain('… 23 more rows');
    expect(text).not.toContain('\u001b');
  });
});
