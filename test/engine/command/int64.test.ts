import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addInt64 } from '../../../src/engine/command/int64.ts';

const MAX = 2n ** 63n - 1n;
const asHeld = (value: bigint): number | bigint =>
  Number.isSafeInteger(Number(value)) ? Number(value) : value;

it('adds exactly over the whole range, and gives nothing beyond it', () => {
  const near = fc.bigInt({ min: -5n, max: 5n });
  const edges = fc.constantFrom(0n, MAX, -MAX - 1n, 2n ** 53n, -(2n ** 53n));
  const any = fc.oneof(
    fc.bigInt({ min: -MAX - 1n, max: MAX }),
    fc.tuple(edges, near).map(([edge, offset]) => BigInt.asIntN(64, edge + offset)),
  );
  fc.assert(
    fc.property(any, any, (a, b) => {
      const sum = a + b;
      const expected = sum > MAX || sum < -MAX - 1n ? undefined : asHeld(sum);
      expect(addInt64(asHeld(a), asHeld(b))).toBe(expected);
    }),
    { numRuns: 1000 },
  );
});
