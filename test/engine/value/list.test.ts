import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, bytes } from '../../../src/base/bytes.ts';
import { ListValue, type Side } from '../../../src/engine/value/list.ts';

const element = fc.constantFrom(...['a', 'b', 'c', 'd', ''].map(bytes));
const side = fc.constantFrom<Side[]>('left', 'right');
const step = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constant('push' as const), side, element) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('pop' as const), side) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('popMany' as const), side, fc.nat(6)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('insert' as const), fc.boolean(), element, element) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constant('remove' as const), element, fc.integer({ min: -4, max: 4 })),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What one pop after another from an end of an array gives. */
function popModel(model: ByteString[], from: Side, count: number): ByteString[] {
  return from === 'left' ? model.splice(0, count) : model.splice(Math.max(0, model.length - count)).reverse();
}

function removeModel(model: ByteString[], gone: ByteString, count: number): number {
  const places = model.flatMap((each, at) => (each === gone ? [at] : []));
  const chosen = count === 0 ? places : count > 0 ? places.slice(0, count) : places.slice(count);
  for (const at of chosen.reverse()) model.splice(at, 1);
  return chosen.length;
}

function apply(list: ListValue, model: ByteString[], [kind, ...args]: Step): void {
  if (kind === 'push') {
    const [to, pushed] = args as [Side, ByteString];
    list.push(to, pushed);
    if (to === 'left') model.unshift(pushed);
    else model.push(pushed);
  } else if (kind === 'pop') {
    const [from] = args as [Side];
    expect(list.pop(from)).toBe(popModel(model, from, 1)[0]);
  } else if (kind === 'popMany') {
    const [from, count] = args as [Side, number];
    expect(list.popMany(from, count)).toEqual(popModel(model, from, count));
  } else if (kind === 'insert') {
    const [isAfter, pivot, inserted] = args as [boolean, ByteString, ByteString];
    const at = model.indexOf(pivot);
    expect(list.insert(isAfter ? 'after' : 'before', pivot, inserted)).toBe(at >= 0);
    if (at >= 0) model.splice(isAfter ? at + 1 : at, 0, inserted);
  } else {
    const [gone, count] = args as [ByteString, number];
    expect(list.remove(gone, count)).toBe(removeModel(model, gone, count));
  }
}

describe('ListValue', () => {
  it('agrees with an array after any writes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150, size: 'max' }), (steps) => {
        const list = new ListValue();
        const model: ByteString[] = [];
        for (const each of steps) apply(list, model, each);
        expect(list.length).toBe(model.length);
        expect(list.items.slice()).toEqual(model);
        expect(list.encoding()).toBe('quicklist');
      }),
      { numRuns: 300 },
    );
  });

  it('has clones that go their own ways', () => {
    const list = ListValue.from(['a', 'b', 'c'].map(bytes));
    const copy = list.clone();
    copy.push('left', bytes('z'));
    list.pop('right');
    list.items.set(0, bytes('y'));
    expect(list.items.slice()).toEqual(['y', 'b']);
    expect(copy.items.slice()).toEqual(['z', 'a', 'b', 'c']);
  });
});
