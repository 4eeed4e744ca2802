/**
 * The number of nodes that the server's radix tree takes (rax.c), which XINFO STREAM tells. The tree holds
 * one 16-byte big-endian key per chunk of the log. A run of bytes without a fork is one node, so is each
 * fork, and each key ends in a node of its own; how the tree came about makes no difference.
 */
import type { StreamId, Uint64 } from '../../../structs/stream-id.ts';

/** Bytes of an id as a key. */
const KEY_BYTES = 16;

/** Above the highest fork: the root, whose run begins at byte 0. */
const ROOT = -1;

/**
 * Counts the nodes of the tree over ids that are given in order, each once. `open` are the depths of the
 * forks above the last key: when one gets no more children, the run of bytes above it is known.
 */
export function radixNodeCount(ids: Iterable<StreamId>): number {
  const open: number[] = [ROOT];
  let previous: StreamId | undefined;
  let nodes = 0;
  for (const id of ids) {
    if (previous !== undefined) nodes += closeDownTo(sharedBytes(previous, id), open);
    previous = id;
  }
  return previous === undefined ? 1 : nodes + closeDownTo(ROOT, open);
}

/** Ends the last key and the forks deeper than `depth`; what they ended in hangs below a fork at `depth`. */
function closeDownTo(depth: number, open: number[]): number {
  let nodes = 0;
  let below = KEY_BYTES;
  while ((open.at(-1) as number) > depth) {
    const fork = open.pop() as number;
    nodes += withRun(below, fork);
    below = fork;
  }
  if (open.at(-1) !== depth) open.push(depth);
  return nodes + withRun(below, depth);
}

/** A node at depth `below`, and the run from the fork above to it; the byte at the fork is the fork's own. */
function withRun(below: number, fork: number): number {
  return below > fork + 1 ? 2 : 1;
}

/** How many leading bytes two different ids share. */
function sharedBytes(a: StreamId, b: StreamId): number {
  return a.ms === b.ms ? 8 + sharedOfHalf(a.seq, b.seq) : sharedOfHalf(a.ms, b.ms);
}

function sharedOfHalf(a: Uint64, b: Uint64): number {
  const high = Number(BigInt.asUintN(32, (BigInt(a) ^ BigInt(b)) >> 32n));
  if (high !== 0) return Math.clz32(high) >>> 3;
  return 4 + (Math.clz32(Number(BigInt.asUintN(32, BigInt(a) ^ BigInt(b)))) >>> 3);
}
