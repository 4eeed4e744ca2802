import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, bytes } from '../../src/base/bytes.ts';
import { Dict } from '../../src/structs/dict.ts';

const name = (i: number): ByteString => bytes(`field-${i}`);

describe('Dict', () => {
  it('agrees with a Map after any writes', () => {
    const step = fc.tuple(fc.nat(60), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
        const dict = new Dict<number>(5);
        const map = new Map<ByteString, number>();
        for (const [pick, value, sets] of steps) {
          const key = name(pick);
          if (sets) {
            expect(dict.set(key, value)).toBe(!map.has(key));
            map.set(key, value);
          } else expect(dict.delete(key)).toBe(map.delete(key));
        }
        expect(dict.size).toBe(map.size);
        expect(new Map(dict)).toEqual(map);
        expect(new Map(dict.clone())).toEqual(map);
        for (let i = 0; i <= 60; i++) expect(dict.get(name(i))).toBe(map.get(name(i)));
      }),
      { numRuns: 80 },
    );
  });

  it('never leaves out of a scan what stays throughout, whatever comes and goes between calls', () => {
    const change = fc.tuple(fc.nat(79), fc.boolean());
    const call = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.array(change, { maxLength: 12 }));
    fc.assert(
      fc.property(
        fc.nat(80),
        fc.array(call, { minLength: 1, maxLength: 60, size: 'max' }),
        (start, calls) => {
          const dict = new Dict<number>(9);
          for (let i = 0; i < start; i++) dict.set(name(i), i);
          const staying = new Set(dict.keys);
          const seen = new Set<ByteString>();
          let cursor = 0;
          for (const [count, changes] of calls) {
            cursor = dict.scan(cursor, count, (key) => void seen.add(key));
            if (cursor === 0) break;
            for (const [pick, adds] of changes) {
              if (adds) dict.set(name(pick), pick);
              else if (dict.delete(name(pick))) staying.delete(name(pick));
            }
          }
          while (cursor !== 0) cursor = dict.scan(cursor, 10, (key) => void seen.add(key));
          for (const key of staying) expect(seen).toContain(key);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('scans a table at rest with each key once and about count at a time', () => {
    const dict = new Dict<number>();
    for (let i = 0; i < 95; i++) dict.set(name(i), i);
    const sizes: number[] = [];
    const seen: ByteString[] = [];
    let cursor = 0;
    do {
      const before = seen.length;
      cursor = dict.scan(cursor, 10, (key) => void seen.push(key));
      sizes.push(seen.length - before);
    } while (cursor !== 0);
    expect(sizes).toEqual([...Array(9).fill(10), 5]);
    expect(new Set(seen).size).toBe(95);
  });

  it('takes a cursor from a greater past, and a visitor that deletes what it sees', () => {
    const dict = new Dict<number>();
    for (let i = 0; i < 40; i++) dict.set(name(i), i);
    let visits = 0;
    expect(
      dict.scan(9_999, 100, (key) => {
        visits++;
        dict.delete(key);
      }),
    ).toBe(0);
    expect([visits, dict.size]).toEqual([40, 0]);
  });

  it('picks every slot at random and none of an empty dict', () => {
    const dict = new Dict<number>();
    expect(dict.randomSlot(() => 0.5)).toBe(-1);
    for (let i = 0; i < 4; i++) dict.set(name(i), i);
    expect([0, 0.25, 0.5, 0.999].map((chance) => dict.randomSlot(() => chance))).toEqual([0, 1, 2, 3]);
  });

  it('reads and writes by slot', () => {
    const dict = new Dict<string>();
    dict.set(name(1), 'a');
    dict.set(name(2), 'b');
    dict.setAt(dict.slotOf(name(2)), 'c');
    expect([dict.keyAt(1), dict.valueAt(1), dict.has(name(3)), dict.slotOf(name(3))]).toEqual([
      name(2),
      'c',
      false,
      -1,
    ]);
    dict.removeAt(0);
    expect([...dict]).toEqual([[name(2), 'c']]);
    dict.clear();
    expect([dict.size, dict.values, dict.keys]).toEqual([0, [], []]);
  });

  it('copies values with its copy when told how', () => {
    const dict = new Dict<number[]>();
    dict.set(name(1), [1]);
    const copy = dict.clone((value) => value.slice());
    copy.get(name(1))?.push(2);
    expect(dict.get(name(1))).toEqual([1]);
  });

  it('keeps the order when it removes in order, at every size, and goes on finding every key', () => {
    const step = fc.tuple(fc.nat(60), fc.boolean());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
        const dict = new Dict<string>(5);
        const map = new Map<ByteString, string>();
        for (const [i, adds] of steps) {
          if (adds) {
            dict.set(name(i), `value-${i}`);
            map.set(name(i), `value-${i}`);
          } else if (map.delete(name(i))) dict.removeInOrder(dict.slotOf(name(i)));
        }
        expect([...dict]).toEqual([...map]);
        for (let i = 0; i <= 60; i++) expect(dict.get(name(i))).toBe(map.get(name(i)));
      }),
    );
  });
});
