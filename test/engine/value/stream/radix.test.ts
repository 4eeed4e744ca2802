import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { radixNodeCount } from '../../../../src/engine/value/stream/radix.ts';
import { compareStreamIds, type StreamId, streamId } from '../../../../src/structs/stream-id.ts';

/** The same by building the tree: a node for each fork, each run of single children, and each end. */
function nodesOf(keys: readonly string[], depth = 0): number {
  const first = keys[0];
  if (first === undefined || depth === first.length) return 1;
  let fork = depth;
  while (fork < first.length && keys.every((key) => key[fork] === first[fork])) fork++;
  const run = fork > depth ? 1 : 0;
  if (fork === first.length) return run + 1;
  const heads = new Set(keys.map((key) => key[fork]));
  let nodes = run + 1;
  for (const head of heads)
    nodes += nodesOf(
      keys.filter((key) => key[fork] === head),
      fork + 1,
    );
  return nodes;
}

function keyOf({ ms, seq }: StreamId): string {
  const hex = BigInt(ms).toString(16).padStart(16, '0') + BigInt(seq).toString(16).padStart(16, '0');
  return Buffer.from(hex, 'hex').latin1Slice();
}

const anyHalf = fc.oneof(
  fc.nat(3),
  fc.nat(70_000),
  fc.maxSafeNat(),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
);

describe('radixNodeCount', () => {
  it('counts what a tree of the same keys has', () => {
    const ids = fc.array(fc.tuple(anyHalf, anyHalf).map(([ms, seq]) => streamId(ms, seq)));
    fc.assert(
      fc.property(ids, (given) => {
        const distinct = [...new Map(given.map((id) => [keyOf(id), id])).values()].sort(compareStreamIds);
        expect(radixNodeCount(distinct)).toBe(distinct.length === 0 ? 1 : nodesOf(distinct.map(keyOf)));
      }),
    );
  });
});
