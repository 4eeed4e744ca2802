import { describe, expect, it } from 'vitest';
import { describeVote, MAX_TOKEN, readExtension, readVote } from '../../../src/redlock/round/vote.ts';

describe('an answer of a script', () => {
  it.each([
    [['granted', 7], { kind: 'granted', token: 7 }],
    [['granted', '7'], { kind: 'granted', token: 7 }],
    [[Buffer.from('granted'), 7n], { kind: 'granted', token: 7 }],
    [['granted', MAX_TOKEN], { kind: 'granted', token: MAX_TOKEN }],
    [['held', 120, 6], { kind: 'held', pttlMs: 120, token: 6 }],
    [['held', -1, 6], { kind: 'held', pttlMs: -1, token: 6 }],
    [['released'], { kind: 'released' }],
    [['lost'], { kind: 'lost' }],
    [['amnesiac'], { kind: 'amnesiac' }],
    [['quarantined', 40], { kind: 'quarantined', leftMs: 40 }],
    [['unrecovered', 1_700_000_000_000], { kind: 'unrecovered', untilMs: 1_700_000_000_000 }],
  ])('%o is a vote', (answer, vote) => {
    expect(readVote(answer)).toEqual(vote);
  });

  it.each([
    [null],
    [undefined],
    [1],
    ['OK'],
    [[]],
    [['granted']],
    [['granted', -1]],
    [['granted', 'x']],
    [['granted', 2 ** 53]],
    [['granted', 0.5]],
    [['extended']],
    [['held', 1]],
    [['held', 'soon', 1]],
    [['quarantined']],
    [['maybe', 1]],
    [[['granted', 1]]],
    [{ granted: 1 }],
    [10n],
  ])('%o is garbage, and so a vote of an instance that is down', (answer) => {
    const vote = readVote(answer);
    expect(vote.kind).toBe('down');
    expect(describeVote(vote)).toMatch(/^down: answered what no script of ours says/);
  });

  it('to an extension is a grant without a token; a grant is none', () => {
    expect(readExtension(['extended'])).toEqual({ kind: 'granted', token: 0 });
    expect(readExtension(['lost'])).toEqual({ kind: 'lost' });
    expect(readExtension(['granted', 7]).kind).toBe('down');
  });

  it('carries the cause of a failure', () => {
    const cause = new Error('READONLY You can’t write against a read only replica.');
    expect(readVote(cause)).toEqual({ kind: 'down', cause });
    expect(readVote(['broken', 'WRONGTYPE'])).toEqual({ kind: 'down', cause: new Error('WRONGTYPE') });
  });

  it.each([
    [['granted', 7], 'granted with token 7'],
    [['held', 120, 6], 'held for 120 ms more'],
    [['held', -1, 6], 'held without an end'],
    [['amnesiac'], 'has no record: new, or emptied'],
    [['quarantined', 40], 'in quarantine for 40 ms more'],
  ])('%o is told in words', (answer, words) => {
    expect(describeVote(readVote(answer))).toBe(words);
  });
});
