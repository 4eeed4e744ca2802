import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, bytes } from '../../../src/base/bytes.ts';
import { SetValue } from '../../../src/engine/value/set.ts';

const MOST_INTS = 8;

const member = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -6, max: 12 }).map((n) => bytes(String(n))) },
  { weight: 1, arbitrary: fc.constantFrom(...['9223372036854775807', '-9223372036854775808'].map(bytes)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...['', 'a', '01', '-0', '1.0', '__proto__', '\xff'].map(bytes)),
  },
);
const step = fc.tuple(fc.constantFrom('add', 'add', 'delete', 'take'), member, fc.nat(100));

const isInteger = (text: string): boolean => /^(0|-?[1-9]\d*)$/.test(text);

/** The set and its model after the same writes; `wasTable` once anything made it one. */
function written(steps: readonly (readonly [string, ByteString, number])[]) {
  const set = new SetValue();
  const model = new Set<ByteString>();
  let wasTable = false;
  for (const [kind, name, place] of steps) {
    if (kind === 'add') {
      expect(set.add(name, MOST_INTS)).toBe(!model.has(name));
      model.add(name);
      wasTable ||= !isInteger(name) || model.size > MOST_INTS;
    } else if (kind === 'delete') expect(set.delete(name)).toBe(model.delete(name));
    else if (set.size > 0) {
      const at = place % set.size;
      const expected = set.memberAt(at);
      expect(set.takeAt(at)).toBe(expected);
      expect(model.delete(expected)).toBe(true);
    }
  }
  return { set, model, wasTable };
}

describe('SetValue', () => {
  it('agrees with a Set after any writes, in whichever encoding', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { set, model, wasTable } = written(steps);
        expect(set.size).toBe(model.size);
        expect([...set.members()].sort()).toEqual([...model].sort());
        for (const name of model) expect(set.has(name)).toBe(true);
        for (const name of ['a', '5', '05', '']) expect(set.has(bytes(name))).toBe(model.has(bytes(name)));
        expect(set.encoding()).toBe(wasTable ? 'hashtable' : 'intset');
        expect(Array.from({ length: set.size }, (_, place) => set.memberAt(place))).toEqual([
          ...set.members(),
        ]);
      }),
    );
  });

  it('keeps an intset in numeric order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { set } = written(steps);
        if (set.encoding() !== 'intset') return;
        const values = set.members().map(BigInt);
        expect(values).toEqual([...values].sort((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });

  it('is copied whole: writes to the one leave the other', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.array(member), (steps, more) => {
        const { set, model } = written(steps);
        const copy = set.clone();
        expect(copy.encoding()).toBe(set.encoding());
        for (const name of more) {
          copy.add(name, MOST_INTS);
          set.delete(name);
        }
        expect([...copy.members()].sort()).toEqual([...new Set([...model, ...more])].sort());
      }),
    );
  });

  it('shows each member once in a scan at rest', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (steps, count) => {
        const { set, model } = written(steps);
        const seen: ByteString[] = [];
        let cursor = 0;
        do cursor = set.scan(cursor, count, (name) => void seen.push(name));
        while (cursor !== 0);
        expect(seen.sort()).toEqual([...model].sort());
      }),
    );
  });
});
