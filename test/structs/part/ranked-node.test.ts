import { describe, expect, it } from 'vitest';
import { bytes } from '../../../src/base/bytes.ts';
import {
  childFor,
  insertInto,
  lowerBound,
  mend,
  noScores,
  RankedNode,
  removeFrom,
  split,
  verifyTree,
} from '../../../src/structs/part/ranked-node.ts';

function leafOf(from: number, to: number): RankedNode {
  const leaf = new RankedNode();
  for (let i = from; i < to; i++) {
    leaf.scores.push(i);
    leaf.members.push(bytes('m'));
  }
  return leaf;
}

function parentOf(leaves: readonly RankedNode[]): RankedNode {
  const parent = new RankedNode();
  for (const [at, leaf] of leaves.entries()) {
    parent.scores.push(leaf.scores[0] as number);
    parent.members.push(bytes('m'));
    parent.counts.push(leaf.members.length);
    parent.children.push(leaf);
    leaf.previous = leaves[at - 1];
    leaf.next = leaves[at + 1];
  }
  return parent;
}

describe('RankedNode', () => {
  it('finds the place of an entry, and the child under which it belongs', () => {
    const node = leafOf(0, 10);
    expect(lowerBound(node, 5, bytes('a'))).toBe(5);
    expect(lowerBound(node, 5, bytes('z'))).toBe(6);
    const parent = parentOf([leafOf(0, 10), leafOf(10, 20), leafOf(20, 30)]);
    expect([-1, 0, 9, 10, 25].map((score) => childFor(parent, score, bytes('m')))).toEqual([0, 0, 0, 1, 2]);
    expect(childFor(parent, 10, bytes('a'))).toBe(0);
  });

  it('inserts and removes as splice does', () => {
    for (let at = 0; at <= 5; at++) {
      const array = [1, 2, 3, 4, 5];
      insertInto(array, at, 9);
      expect(array).toEqual([1, 2, 3, 4, 5].toSpliced(at, 0, 9));
      removeFrom(array, at);
      expect(array).toEqual([1, 2, 3, 4, 5]);
    }
    expect(noScores()).toEqual([]);
  });

  it('splits a leaf into two that know each other', () => {
    const [left, right] = [leafOf(0, 10), leafOf(10, 12)];
    left.next = right;
    right.previous = left;
    const middle = split(left, 0, 4);
    expect([left.scores.length, middle.scores]).toEqual([4, [4, 5, 6, 7, 8, 9]]);
    expect([left.next, middle.previous, middle.next, right.previous]).toEqual([middle, left, right, middle]);
  });

  it('joins a sparse child to a neighbour that has room, and drops an empty one', () => {
    const leaves = [leafOf(0, 40), leafOf(40, 45), leafOf(50, 114)];
    const parent = parentOf(leaves);
    mend(parent, 1, 1);
    expect(parent.counts).toEqual([45, 64]);
    verifyTree(parent, 1, 109);
    const [first] = leaves as [RankedNode];
    first.scores = noScores();
    first.members = [];
    parent.counts[0] = 0;
    mend(parent, 0, 1);
    expect(parent.counts).toEqual([64]);
    verifyTree(parent, 1, 64);
  });

  it('is known to be broken when a count, a bound or a link is', () => {
    const whole = (): RankedNode => parentOf([leafOf(0, 20), leafOf(20, 40)]);
    expect(() => verifyTree(whole(), 1, 40)).not.toThrow();
    const breakages: ((node: RankedNode) => void)[] = [
      (node) => void (node.counts[1] = 21),
      (node) => void (node.scores[1] = 21),
      (node) => void ((node.children[0] as RankedNode).next = undefined),
      (node) => void ((node.children[0] as RankedNode).scores[3] = 2),
    ];
    for (const damage of breakages) {
      const node = whole();
      damage(node);
      expect(() => verifyTree(node, 1, 40)).toThrow();
    }
  });
});
