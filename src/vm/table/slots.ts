/**
 * Slots: how the parts of a table are made, the small ones quickly and the large ones only where the heap has room.
 */
import { heapRoomBytes } from '../../base/heap.ts';

export type Slot = unknown;

/** A node is four places of one flat array: key, value, next node's offset, hash. */
export const STRIDE = 4;
/** Where a chain of nodes ends. */
export const END = -1;

/** Parts of more places than this are made only where the heap has room for them twice. */
const LIGHT_LENGTH = 2 ** 18;
const PLACE_BYTES = 8;
/** Arrays up to here are copied place by place, which is quicker than `concat`. */
const SHORT_LENGTH = 128;
/** Values of an array part as in C; nodes a quarter of C's, for V8's arrays end there. */
const MAX_LENGTH = 2 ** 26;

/** In a variable, so that the literals below are made with room for exactly their elements, ready to be written. */
const NIL: Slot = undefined;
/** Longer parts are put together of these: by `push`, a long array takes thrice as long, a short one room for 17. */
const FREE_NODES = repeated([NIL, NIL, END, 0], 256);
const NILS = repeated([NIL], 1024);
/** Arguments of one call of `concat`, so that they fit on the stack. */
const MAX_PARTS = 4096;

function repeated(pattern: readonly Slot[], times: number): readonly Slot[] {
  return Array.from({ length: times }, () => pattern).flat();
}

/** Where V8 cannot make room it ends the process. */
function checkRoom(length: number): void {
  if (length <= LIGHT_LENGTH) return;
  if (length > MAX_LENGTH || heapRoomBytes() < 2 * PLACE_BYTES * length)
    throw new RangeError('no room for a table');
}

/** `start` and as many elements of a pattern that repeats itself as make `length` in all, copied once. */
function extended(start: readonly Slot[], pattern: readonly Slot[], length: number): Slot[] {
  const missing = length - start.length;
  let part = pattern;
  while (part.length * MAX_PARTS < missing) part = part.concat(part);
  const parts = new Array<readonly Slot[]>(Math.floor(missing / part.length)).fill(part);
  return start.concat(...parts, part.slice(0, missing % part.length));
}

/** So many nodes, a power of two, all free. @throws RangeError */
export function newNodes(size: number): Slot[] {
  if (size === 1) return [NIL, NIL, END, 0];
  if (size === 2) return [NIL, NIL, END, 0, NIL, NIL, END, 0];
  if (size === 4) return [NIL, NIL, END, 0, NIL, NIL, END, 0, NIL, NIL, END, 0, NIL, NIL, END, 0];
  const length = size * STRIDE;
  if (length <= FREE_NODES.length) return FREE_NODES.slice(0, length);
  checkRoom(length);
  return extended([], FREE_NODES, length);
}

/** An array part of so many places, all nil. @throws RangeError */
export function newArray(size: number): Slot[] {
  if (size === 1) return [NIL, NIL];
  if (size === 2) return [NIL, NIL, NIL];
  if (size === 3) return [NIL, NIL, NIL, NIL];
  if (size === 4) return [NIL, NIL, NIL, NIL, NIL];
  if (size < NILS.length) return NILS.slice(0, size + 1);
  checkRoom(size);
  return extended([], NILS, size + 1);
}

/** An array part with more places, which are nil. @throws RangeError */
export function extendedArray(array: readonly Slot[], size: number): Slot[] {
  if (array.length > SHORT_LENGTH || size >= NILS.length) {
    checkRoom(size);
    return extended(array, NILS, size + 1);
  }
  const longer = NILS.slice(0, size + 1);
  for (let i = 1; i < array.length; i++) longer[i] = array[i];
  return longer;
}
