/**
 * Adding 64-bit integers exactly: safe integers as numbers, the others as bigints.
 */

const MAX = 2n ** 63n - 1n;
const MIN = -(2n ** 63n);

/** The sum of two 64-bit integers, or undefined when it is none. */
export function addInt64(a: number | bigint, b: number | bigint): number | bigint | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const exact = BigInt(a) + BigInt(b);
  if (exact > MAX || exact < MIN) return undefined;
  const near = Number(exact);
  return Number.isSafeInteger(near) ? near : exact;
}
