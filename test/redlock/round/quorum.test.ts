import { describe, expect, it } from 'vitest';
import { quorumOf, readersOf } from '../../../src/redlock/round/quorum.ts';

/** Draws the quorum of every n up to 9, so that a change of the arithmetic is seen as a picture. */
function draw(amnesia: number): string {
  const rows: string[] = [];
  for (let n = 1; n <= 9; n++) {
    if (amnesia >= n) continue;
    try {
      const { votes, mayBeSilent, mayForget } = quorumOf(n, { amnesia });
      const picture = '#'.repeat(votes) + '.'.repeat(mayBeSilent);
      rows.push(`${n} ${picture.padEnd(9)} ${votes} votes, ${mayBeSilent} silent, ${mayForget} forget`);
    } catch {
      rows.push(`${n} ${'refused'.padEnd(9)}`.trimEnd());
    }
  }
  return rows.join('\n');
}

describe('a quorum', () => {
  it('is a majority when nobody forgets', () => {
    expect(draw(0)).toBe(
      [
        '1 #         1 votes, 0 silent, 0 forget',
        '2 ##        2 votes, 0 silent, 1 forget',
        '3 ##.       2 votes, 1 silent, 0 forget',
        '4 ###.      3 votes, 1 silent, 1 forget',
        '5 ###..     3 votes, 2 silent, 0 forget',
        '6 ####..    4 votes, 2 silent, 1 forget',
        '7 ####...   4 votes, 3 silent, 0 forget',
        '8 #####...  5 votes, 3 silent, 1 forget',
        '9 #####.... 5 votes, 4 silent, 0 forget',
      ].join('\n'),
    );
  });

  it('grows with one that forgets', () => {
    expect(draw(1)).toBe(
      [
        '2 ##        2 votes, 0 silent, 1 forget',
        '3 ###       3 votes, 0 silent, 2 forget',
        '4 ###.      3 votes, 1 silent, 1 forget',
        '5 ####.     4 votes, 1 silent, 2 forget',
        '6 ####..    4 votes, 2 silent, 1 forget',
        '7 #####..   5 votes, 2 silent, 2 forget',
        '8 #####...  5 votes, 3 silent, 1 forget',
        '9 ######... 6 votes, 3 silent, 2 forget',
      ].join('\n'),
    );
  });

  it('grows with two that forget', () => {
    expect(draw(2)).toBe(
      [
        '3 ###       3 votes, 0 silent, 2 forget',
        '4 ####      4 votes, 0 silent, 3 forget',
        '5 ####.     4 votes, 1 silent, 2 forget',
        '6 #####.    5 votes, 1 silent, 3 forget',
        '7 #####..   5 votes, 2 silent, 2 forget',
        '8 ######..  6 votes, 2 silent, 3 forget',
        '9 ######... 6 votes, 3 silent, 2 forget',
      ].join('\n'),
    );
  });

  it('always shares more instances with another than may forget, and with its readers one', () => {
    for (let n = 1; n <= 64; n++)
      for (let k = 0; k < n; k++) {
        const quorum = quorumOf(n, { amnesia: k });
        expect(2 * quorum.votes - n).toBeGreaterThan(k);
        expect(quorum.votes + readersOf(quorum)).toBeGreaterThan(n);
        if (quorum.votes > 1) expect(2 * (quorum.votes - 1) - n).toBeLessThanOrEqual(k);
      }
  });

  it.each([
    [3, {}, 1, 'a quorum of 1 of 3 lets two hold one lock: 2 is the least'],
    [4, {}, 2, 'a quorum of 2 of 4 lets two hold one lock: 3 is the least'],
    [5, { amnesia: 1 }, 3, 'a quorum of 3 of 5 lets two hold one lock: 4 is the least'],
    [3, {}, 4, 'quorum must be a whole number from 1 to 3, got 4'],
    [0, {}, undefined, 'instances must be a whole number from 1 to 64, got 0'],
    [65, {}, undefined, 'instances must be a whole number from 1 to 64, got 65'],
    [3, { amnesia: 3 }, undefined, 'tolerate.amnesia must be a whole number from 0 to 2, got 3'],
    [3, { amnesia: -1 }, undefined, 'tolerate.amnesia must be a whole number from 0 to 2, got -1'],
    [3, { amnesia: 0.5 }, undefined, 'tolerate.amnesia must be a whole number from 0 to 2, got 0.5'],
    [3, {}, Number.NaN, 'quorum must be a whole number from 1 to 3, got NaN'],
  ])('of %i with %o and %s votes is refused', (instances, tolerate, votes, message) => {
    expect(() => quorumOf(instances, tolerate, votes)).toThrow(new RangeError(message));
  });

  it('may be larger than it must', () => {
    expect(quorumOf(5, {}, 4)).toEqual({ instances: 5, votes: 4, mayBeSilent: 1, mayForget: 2 });
  });
});
