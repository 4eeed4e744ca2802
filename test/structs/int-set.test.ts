import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalInt, IntSet, type WideInt } from '../../src/structs/int-set.ts';

const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

const wide: fc.Arbitrary<WideInt> = fc.oneof(
  fc.integer({ min: -30, max: 30 }),
  fc.constantFrom<WideInt>(2 ** 53 - 1, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n), LEAST, MOST, 5n, -5n),
);

describe('IntSet', () => {
  it('agrees with a sorted array of bigints after any writes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(wide, fc.boolean()), { maxLength: 120, size: 'max' }), (steps) => {
        const set = new IntSet();
        const model = new Set<bigint>();
        for (const [value, adds] of steps) {
          if (adds) {
            expect(set.add(value)).toBe(!model.has(BigInt(value)));
            model.add(BigInt(value));
          } else expect(set.delete(value)).toBe(model.delete(BigInt(value)));
        }
        const sorted = [...model].sort((a, b) => (a < b ? -1 : 1));
        expect([...set].map(BigInt)).toEqual(sorted);
        expect([...set.clone()]).toEqual([...set.values]);
        for (const [place, value] of sorted.entries()) {
          expect([set.has(value), set.indexOf(value), set.at(place)]).toEqual([
            true,
            place,
            canonicalInt(value),
          ]);
        }
        expect(set.has(31)).toBe(false);
        expect(set.indexOf(31)).toBe(-1);
      }),
    );
  });

  it('tells neighbours apart that a double would confuse', () => {
    const set = new IntSet();
    set.add(2n ** 53n);
    expect([set.has(2n ** 53n + 1n), set.add(2n ** 53n + 1n), set.size]).toEqual([false, true, 2]);
    expect(set.has(LEAST)).toBe(false);
  });

  it('gives safe members as numbers however they came', () => {
    const set = new IntSet();
    set.add(7n);
    set.add(MOST);
    expect([...set]).toEqual([7, MOST]);
  });

  it('picks any member at random and none when empty', () => {
    const set = new IntSet();
    expect(set.random(() => 0)).toBeUndefined();
    for (const value of [9, 3, 6]) set.add(value);
    expect([0, 0.4, 0.99].map((chance) => set.random(() => chance))).toEqual([3, 6, 9]);
    set.clear();
    expect(set.size).toBe(0);
  });
});
