/**
 * Hashes of Lua 5.1's keys, bit for bit, for the order of `pairs` follows from them.
 * Strings are hashed over all their characters, as the Lua inside Redis does (stock Lua 5.1 steps through
 * strings of 32 and more).
 */

import { checkHeapRoom } from '../../base/heap.ts';

/** lstring.c luaS_newlstr with Redis's step of 1; a signed 32-bit integer. */
export function hashString(text: string): number {
  // It may be a rope, and becomes one piece now.
  checkHeapRoom(text.length);
  let hash = text.length | 0;
  for (let i = text.length - 1; i >= 0; i--) {
    hash ^= ((hash << 5) + (hash >>> 2) + text.charCodeAt(i)) | 0;
  }
  return hash;
}

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** ltable.c hashnum before the modulus: the sum of the double's two halves. Zero, of either sign, is 0. */
export function hashNumber(value: number): number {
  if (value === 0) return 0;
  double[0] = value;
  return ((halves[0] as number) + (halves[1] as number)) | 0;
}
