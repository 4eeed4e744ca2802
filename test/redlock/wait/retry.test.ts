import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../../src/redlock/wait/retry.ts';

describe('the delay between rounds', () => {
  it.each([
    // attempt, chance, delay
    [1, 0.5, 2.5],
    [2, 0.5, 5],
    [3, 0.5, 10],
    [3, 0, 0],
    [20, 0.5, 500],
    [10_000, 0.5, 500],
  ])('after round %i with chance %d is %d ms', (attempt, chance, delayMs) => {
    expect(retryDelayMs({}, attempt, () => chance)).toBe(delayMs);
  });

  it('follows its base and its cap', () => {
    expect(retryDelayMs({ baseMs: 100, capMs: 150 }, 1, () => 1)).toBe(100);
    expect(retryDelayMs({ baseMs: 100, capMs: 150 }, 2, () => 1)).toBe(150);
  });

  it.each([
    [70, 70],
    [-1, 0],
    [Number.NaN, 0],
  ])('may be a function: %d', (given, delayMs) => {
    expect(
      retryDelayMs(
        () => given,
        1,
        () => 1,
      ),
    ).toBe(delayMs);
  });
});
