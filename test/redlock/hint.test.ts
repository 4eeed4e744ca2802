import { describe, expect, it } from 'vitest';
import { Hints } from '../../src/redlock/hint.ts';

/** As many as are remembered by themselves. */
const REMEMBERED = 1_024;

function learnOthers(hints: Hints, from: number, count: number): void {
  for (let i = from; i < from + count; i++) hints.learn([`other-${i}`], 10);
}

describe('Hints', () => {
  it('are the highest counter seen of the resources asked for', () => {
    const hints = new Hints();
    hints.learn(['a'], 5);
    hints.learn(['b'], 9);
    hints.learn(['a'], 3);
    expect([hints.of(['a']), hints.of(['b']), hints.of(['a', 'b'])]).toEqual([5, 9, 9]);
  });

  it('are the highest of all for what was never seen', () => {
    const hints = new Hints();
    hints.learn(['a', 'b'], 7);
    expect(hints.of(['c'])).toBe(7);
  });

  it('forget the oldest, but not one that goes on learning', () => {
    const hints = new Hints();
    hints.learn(['busy'], 1);
    hints.learn(['idle'], 1);
    learnOthers(hints, 0, REMEMBERED - 2);
    hints.learn(['busy'], 2);
    learnOthers(hints, REMEMBERED, 2);
    expect([hints.of(['busy']), hints.of(['idle'])]).toEqual([2, 10]);
  });

  it('forget one that has ceased to learn when its turn comes again', () => {
    const hints = new Hints();
    hints.learn(['busy'], 1);
    hints.learn(['busy'], 2);
    learnOthers(hints, 0, 2 * REMEMBERED);
    expect(hints.of(['busy'])).toBe(10);
  });
});
