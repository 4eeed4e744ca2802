/**
 * Heap: what V8 has left for values. At its limit the process ends, and nothing can be caught: whoever runs the
 * programs of others stops them before.
 */
import { getHeapStatistics } from 'node:v8';

/** Part of the heap that programs may not take: V8 gives up already where four fifths stay full, collection after collection. */
const RESERVED = 1 / 4;

/** Bytes that values may still take, before the part that is reserved; garbage counts as taken until it is collected. */
export function heapRoomBytes(): number {
  const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics();
  return limit * (1 - RESERVED) - used;
}

/** Bytes that values take now, with garbage. */
export function heapUsedBytes(): number {
  return getHeapStatistics().used_heap_size;
}

/** Less than this is always there, for programs are stopped before. */
const LIGHT_BYTES = 2 ** 21;

/** A part of the heap that may be taken between two looks at it, half of what is reserved. */
export const UNSEEN_BYTES = (getHeapStatistics().heap_size_limit * RESERVED) / 2;

/** For whatever makes large things at once. @throws RangeError where so many bytes would not fit */
export function checkHeapRoom(bytes: number): void {
  if (bytes > LIGHT_BYTES && heapRoomBytes() < bytes) throw new RangeError('no room in the heap');
}
