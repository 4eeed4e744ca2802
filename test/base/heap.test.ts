import { getHeapStatistics } from 'node:v8';
import { expect, it } from 'vitest';
import { heapRoomBytes, heapUsedBytes } from '../../src/base/heap.ts';

it('a quarter of the heap is kept from programs', () => {
  const { heap_size_limit: limit } = getHeapStatistics();
  expect(heapRoomBytes() + heapUsedBytes()).toBeCloseTo(limit * 0.75, -7);
});

it('what is allocated takes from the room', () => {
  const before = heapRoomBytes();
  const values = Array.from({ length: 2 ** 20 }, (_, i) => ({ i }));
  expect(before - heapRoomBytes()).toBeGreaterThan(2 ** 24);
  expect(values).toHaveLength(2 ** 20);
});
