import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpiryHeap } from '../../src/structs/expiry-heap.ts';

const earliest = (model: Map<number, number>): number => Math.min(...model.values());

function expectSame(heap: ExpiryHeap, model: Map<number, number>): void {
  expect(heap.size).toBe(model.size);
  expect(heap.peekAtMs()).toBe(earliest(model));
  expect(model.get(heap.peekSlot())).toBe(model.size === 0 ? undefined : earliest(model));
  const slots = Array.from({ length: 70 }, (_, slot) => slot);
  expect(slots.map((slot) => heap.get(slot))).toEqual(slots.map((slot) => model.get(slot)));
}

describe('ExpiryHeap', () => {
  it('agrees with a Map of instants after any writes', () => {
    const step = fc.record({
      kind: fc.constantFrom('set', 'set', 'remove', 'move'),
      slot: fc.nat(60),
      to: fc.nat(60),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (steps) => {
        const heap = new ExpiryHeap();
        const model = new Map<number, number>();
        for (const { kind, slot, to } of steps) {
          if (kind === 'set') {
            heap.set(slot, to * 1000);
            model.set(slot, to * 1000);
          } else if (kind === 'remove') expect(heap.remove(slot)).toBe(model.delete(slot));
          else if (!model.has(to)) {
            heap.moveSlot(slot, to);
            const atMs = model.get(slot);
            model.delete(slot);
            if (atMs !== undefined) model.set(to, atMs);
          }
        }
        expectSame(heap, model);
        expectSame(heap.clone(), model);
      }),
      { numRuns: 150 },
    );
  });

  it('gives the slots back in order of their instants', () => {
    const heap = new ExpiryHeap();
    const times = Array.from({ length: 500 }, (_, slot) => (slot * 7919) % 1009);
    for (const [slot, atMs] of times.entries()) heap.set(slot, atMs);
    const drained: number[] = [];
    while (heap.size > 0) {
      drained.push(heap.peekAtMs());
      heap.remove(heap.peekSlot());
    }
    expect(drained).toEqual(times.toSorted((a, b) => a - b));
  });

  it('answers for slots it never heard of, and when empty', () => {
    const heap = new ExpiryHeap();
    expect([heap.get(9), heap.has(9), heap.remove(9), heap.peekSlot(), heap.peekAtMs()]).toEqual([
      undefined,
      false,
      false,
      -1,
      Number.POSITIVE_INFINITY,
    ]);
    heap.moveSlot(3, 4);
    heap.set(1_000, 5);
    heap.clear();
    expect([heap.size, heap.get(1_000)]).toEqual([0, undefined]);
  });

  it('keeps instants that no integer holds', () => {
    const heap = new ExpiryHeap();
    heap.set(0, 2 ** 53 - 1);
    heap.set(1, -5);
    expect([heap.get(0), heap.get(1), heap.peekSlot(), heap.has(1)]).toEqual([2 ** 53 - 1, -5, 1, true]);
  });
});
