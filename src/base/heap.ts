/**
 * Heap: what V8 has left for values. At its limit the process ends, and nothing can be caught: whoever runs the
 * programs of others stops them before.
 */
import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';

/** Part of the heap that programs may not take: V8 gives up already where four fifths stay full, collection after collection. */
const RESERVED = 1 / 4;

/** Part of V8's pages, which end the process too when there are no more: strings of 90 kB leave holes of a third. */
const RESERVED_PAGES = 1 / 10;
/** Where less of the limit is taken by pages, nobody counts them: that takes longer. */
const FEW_PAGES = 0.7;
/** Of the limit, what is for young values: three times V8's semi-space, unless an option says otherwise. */
const YOUNG_BYTES = 48 * 2 ** 20;
const YOUNG_SPACES = new Set(['new_space', 'new_large_object_space']);

/** Bytes that values may still take, before the part that is reserved; garbage counts as taken until it is collected. */
export function heapRoomBytes(): number {
  const { heap_size_limit: limit, used_heap_size: used, total_heap_size: pages } = getHeapStatistics();
  const room = limit * (1 - RESERVED) - used;
  return pages < limit * FEW_PAGES ? room : Math.min(room, oldPagesRoom(limit - YOUNG_BYTES));
}

function oldPagesRoom(limit: number): number {
  let pages = 0;
  for (const { space_name: name, space_size: size } of getHeapSpaceStatistics())
    if (!YOUNG_SPACES.has(name)) pages += size;
  return limit * (1 - RESERVED_PAGES) - pages;
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
