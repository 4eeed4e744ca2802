import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ring } from '../../src/structs/ring.ts';

/** Does the same to a ring and to an array; both answers must agree. */
type Step = (ring: Ring<number>, array: number[]) => void;

const place = fc.nat(40);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.nat().map(
    (v): Step =>
      (ring, array) => {
        ring.pushBack(v);
        array.push(v);
      },
  ),
  fc.nat().map(
    (v): Step =>
      (ring, array) => {
        ring.pushFront(v);
        array.unshift(v);
      },
  ),
  fc.array(fc.nat(), { maxLength: 9 }).map(
    (all): Step =>
      (ring, array) => {
        for (const v of all) ring.pushFront(v);
        array.unshift(...all.toReversed());
      },
  ),
  fc.constant<Step>((ring, array) => expect(ring.popBack()).toBe(array.pop())),
  fc.constant<Step>((ring, array) => expect(ring.popFront()).toBe(array.shift())),
  fc.tuple(place, fc.nat()).map(
    ([at, v]): Step =>
      (ring, array) => {
        expect(ring.set(at, v)).toBe(at < array.length);
        if (at < array.length) array[at] = v;
      },
  ),
  fc.tuple(place, fc.nat()).map(
    ([pick, v]): Step =>
      (ring, array) => {
        const at = pick % (array.length + 1);
        ring.insert(at, v);
        array.splice(at, 0, v);
      },
  ),
  place.map(
    (at): Step =>
      (ring, array) => {
        expect(ring.removeAt(at)).toBe(array[at]);
        array.splice(at, 1);
      },
  ),
  fc.tuple(place, place).map(
    ([start, stop]): Step =>
      (ring, array) => {
        ring.removeRange(start, stop);
        array.splice(start, Math.max(0, stop - start));
      },
  ),
  fc.tuple(fc.nat(5), place).map(
    ([start, stop]): Step =>
      (ring, array) => {
        ring.trim(start, stop);
        array.splice(0, array.length, ...array.slice(start, stop));
      },
  ),
  fc.integer({ min: 2, max: 5 }).map(
    (modulus): Step =>
      (ring, array) => {
        const kept = array.filter((v) => v % modulus !== 0);
        expect(ring.filter((v) => v % modulus !== 0)).toBe(array.length - kept.length);
        array.splice(0, array.length, ...kept);
      },
  ),
);

describe('Ring', () => {
  it('agrees with an array after any steps', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120, size: 'max' }), place, place, (steps, start, stop) => {
        const ring = new Ring<number>();
        const array: number[] = [];
        for (const each of steps) {
          each(ring, array);
          expect(ring.length).toBe(array.length);
        }
        expect([...ring]).toEqual(array);
        expect(ring.slice(start, stop)).toEqual(array.slice(start, stop));
        expect(array.map((_, at) => ring.get(at))).toEqual(array);
        expect(ring.clone().slice()).toEqual(array);
      }),
      { numRuns: 300 },
    );
  });

  it('finds a value from either end', () => {
    const ring = Ring.from(['b', 'c', 'b', 'd']);
    ring.pushFront('a');
    expect([
      ring.indexOf('b'),
      ring.indexOf('b', 2),
      ring.lastIndexOf('b'),
      ring.lastIndexOf('b', 2),
    ]).toEqual([1, 3, 3, 1]);
    expect([ring.indexOf('z'), ring.lastIndexOf('z')]).toEqual([-1, -1]);
  });

  it('answers undefined outside and when empty', () => {
    const ring = new Ring<number>();
    expect([ring.get(0), ring.get(-1), ring.popBack(), ring.popFront(), ring.removeAt(0)]).toEqual(
      Array(5).fill(undefined),
    );
    expect(ring.set(0, 1)).toBe(false);
    expect(ring.slice()).toEqual([]);
  });

  it('is a queue that stays small however long it runs', () => {
    const ring = new Ring<number>();
    let wrong = 0;
    for (let i = 0; i < 100_000; i++) {
      ring.pushBack(i);
      if (i >= 5 && ring.popFront() !== i - 5) wrong++;
    }
    expect(wrong).toBe(0);
    expect(ring.capacity).toBeLessThanOrEqual(16);
  });

  it('gives its memory back when it has become sparse', () => {
    const ring = Ring.from(Array.from({ length: 5_000 }, (_, i) => i));
    ring.trim(2_000, 2_010);
    expect(ring.slice()).toEqual([2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009]);
    expect(ring.capacity).toBeLessThanOrEqual(32);
    ring.clear();
    expect([ring.length, ring.capacity]).toEqual([0, 0]);
  });

  it('copies values with its copy when told how', () => {
    const ring = Ring.from([{ n: 1 }]);
    expect(ring.clone((value) => ({ ...value })).get(0)).not.toBe(ring.get(0));
  });
});
