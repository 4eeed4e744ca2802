import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, bytes, compareBytes } from '../../../src/base/bytes.ts';
import { Config } from '../../../src/engine/config.ts';
import { ZSetValue } from '../../../src/engine/value/zset.ts';
import { ADDED, type LexBound, UNCHANGED, UPDATED } from '../../../src/engine/value/zset-entry.ts';

const config = new Config();
config['zset-max-listpack-entries'] = 12;
config['zset-max-listpack-value'] = 6;

const member = fc.oneof(
  { weight: 8, arbitrary: fc.nat(30).map((n) => bytes(`m${n}`)) },
  { weight: 1, arbitrary: fc.constantFrom(...['', 'a', '__proto__', '\xff', 'longlong'].map(bytes)) },
);
const score = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(0.5, -0, Infinity, -Infinity, 1e17, 5e-324) },
);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constant('add'), score, member) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('delete'), score, member) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('cut'), fc.integer({ min: 0, max: 15 }), member) },
);
const steps = fc.array(step, { maxLength: 80, size: 'max' });

type Entry = readonly [score: number, member: ByteString];

const inOrder = (model: Map<ByteString, number>): Entry[] =>
  [...model]
    .map(([name, value]): Entry => [value + 0, name])
    .sort(([a, x], [b, y]) => (a === b ? compareBytes(x, y) : a < b ? -1 : 1));

function written(writes: readonly (readonly [string, number, ByteString])[]) {
  const zset = new ZSetValue();
  const model = new Map<ByteString, number>();
  let wasTree = false;
  for (const [kind, value, name] of writes) {
    if (kind === 'add') {
      const before = model.get(name);
      const expected = before === undefined ? ADDED : before === value ? UNCHANGED : UPDATED;
      expect(zset.add(value, name, config)).toBe(expected);
      if (expected !== UNCHANGED) model.set(name, value);
      wasTree ||= expected === ADDED && (model.size > 12 || name.length > 6);
    } else if (kind === 'delete') expect(zset.entries.delete(name)).toBe(model.delete(name));
    else {
      const gone = inOrder(model).slice(value, value + 2);
      expect(zset.entries.deleteRange(value, Math.min(value + 2, Math.max(value, zset.size)))).toBe(
        gone.length,
      );
      for (const [, each] of gone) model.delete(each);
    }
  }
  return { zset, model, wasTree };
}

function entriesOf(zset: ZSetValue, start = 0, stop = zset.size): Entry[] {
  const entries: Entry[] = [];
  zset.entries.range(start, stop, (value, name) => void entries.push([value + 0, name]));
  return entries;
}

const passes = ([a]: Entry, bound: number, inclusive: boolean): boolean =>
  a > bound || (inclusive && a === bound);

describe('ZSetValue', () => {
  it('agrees with a sorted array after any writes, in whichever encoding', () => {
    fc.assert(
      fc.property(steps, (writes) => {
        const { zset, model, wasTree } = written(writes);
        const sorted = inOrder(model);
        expect(zset.encoding()).toBe(wasTree ? 'skiplist' : 'listpack');
        expect(entriesOf(zset)).toEqual(sorted);
        const backwards: Entry[] = [];
        zset.entries.rangeReverse(1, zset.size, (value, name) => void backwards.push([value + 0, name]));
        expect(backwards).toEqual(sorted.slice(1).reverse());
        sorted.forEach(([value, name], rank) => {
          expect(zset.entries.rankOf(name)).toBe(rank);
          expect((zset.entries.scoreOf(name) as number) + 0).toBe(value);
        });
        expect(zset.entries.rankOf(bytes('nothere'))).toBe(-1);
        const places = Array.from({ length: zset.size }, (_, place): Entry => {
          return [zset.entries.scoreAt(place) + 0, zset.entries.memberAt(place)];
        });
        expect(new Map(places.map(([value, name]) => [name, value]))).toEqual(
          new Map(sorted.map(([value, name]) => [name, value])),
        );
      }),
    );
  });

  it('finds the ranks of any range of scores', () => {
    fc.assert(
      fc.property(steps, score, score, fc.boolean(), fc.boolean(), (writes, min, max, minEx, maxEx) => {
        const { zset, model } = written(writes);
        const { start, stop } = zset.scoreRanks({ min, max, minExclusive: minEx, maxExclusive: maxEx });
        const expected = inOrder(model).filter(
          (entry) => passes(entry, min, !minEx) && passes([-entry[0], entry[1]], -max, !maxEx),
        );
        expect(entriesOf(zset, start, stop)).toEqual(expected);
      }),
    );
  });

  it('finds the ranks of any range of members, where all scores are one', () => {
    const bound = fc.oneof(
      fc.constantFrom<LexBound>(
        { kind: '-', member: bytes(''), inclusive: false },
        { kind: '+', member: bytes(''), inclusive: false },
      ),
      fc.record({ kind: fc.constant('member' as const), member, inclusive: fc.boolean() }),
    );
    const rank = ({ kind }: LexBound): number => (kind === '-' ? -1 : kind === '+' ? 1 : 0);
    fc.assert(
      fc.property(
        fc.array(member, { maxLength: 40, size: 'max' }),
        bound,
        bound,
        fc.boolean(),
        (names, min, max, reverse) => {
          const zset = new ZSetValue();
          for (const name of names) zset.add(0, name, config);
          const expected = [...new Set(names)].sort(compareBytes).filter((name) => {
            const fromMin = rank(min) === 0 ? compareBytes(name, min.member) : -rank(min);
            const toMax = rank(max) === 0 ? compareBytes(max.member, name) : rank(max);
            return (
              (fromMin > 0 || (fromMin === 0 && min.inclusive)) &&
              (toMax > 0 || (toMax === 0 && max.inclusive))
            );
          });
          const { start, stop } = zset.lexRanks({ min, max }, reverse);
          expect(entriesOf(zset, start, stop).map(([, name]) => name)).toEqual(expected);
        },
      ),
    );
  });

  it('is made of sorted entries as it would be one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(score, member), { maxLength: 30, size: 'max' }), (pairs) => {
        const model = new Map(pairs.map(([value, name]) => [name, value]));
        const sorted = inOrder(model);
        const made = ZSetValue.fromSorted(
          sorted.map(([value]) => value),
          sorted.map(([, name]) => name),
          config,
        );
        expect(entriesOf(made)).toEqual(sorted);
        const fits = sorted.length <= 12 && sorted.every(([, name]) => name.length <= 6);
        expect(made.encoding()).toBe(fits ? 'listpack' : 'skiplist');
        made.add(2, bytes('another'), config);
        expect(made.entries.scoreOf(bytes('another'))).toBe(2);
      }),
    );
  });

  it('is copied whole: writes to the one leave the other', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.tuple(score, member)), (writes, more) => {
        const { zset, model } = written(writes);
        const copy = zset.clone();
        expect(copy.encoding()).toBe(zset.encoding());
        for (const [value, name] of more) {
          copy.add(value, name, config);
          zset.entries.delete(name);
          if (model.get(name) !== value) model.set(name, value);
        }
        expect(entriesOf(copy)).toEqual(inOrder(model));
      }),
    );
  });

  it('shows each entry once in a scan at rest', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 5 }), (writes, count) => {
        const { zset, model } = written(writes);
        const seen: ByteString[] = [];
        let cursor = 0;
        do cursor = zset.scan(cursor, count, (_, name) => void seen.push(name));
        while (cursor !== 0);
        expect(seen.sort()).toEqual([...model.keys()].sort());
      }),
    );
  });
});
