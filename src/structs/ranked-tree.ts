/**
 * RankedTree: entries (score, member) in order of score, then of the member's bytes, each with its rank.
 * A counted B+tree: all leaves at one height, counts beside children, so ranks cost what keys cost.
 * NaN never enters; -0 and 0 are one place in the order. Ranges of ranks are half-open.
 */
import type { ByteString } from '../base/bytes.ts';
import {
  childFor,
  countOf,
  dropChildren,
  insertInto,
  insertScore,
  lowerBound,
  MOST,
  mend,
  noScores,
  RankedNode,
  removeFrom,
  removeScore,
  split,
  unlink,
  verifyTree,
} from './part/ranked-node.ts';

/** Is told of entries in turn; the answer `false` ends the walk. */
export type RankedVisitor = (score: number, member: ByteString) => unknown;

/** Entries a leaf gets in a bulk build: room is left for later inserts. */
const BULK_LEAF = 48;

/** One entry and the way to its neighbours; good until the tree is written. */
export class RankedCursor {
  #leaf: RankedNode;
  #at: number;

  constructor(leaf: RankedNode, at: number) {
    this.#leaf = leaf;
    this.#at = at;
  }

  get score(): number {
    return this.#leaf.scores[this.#at] as number;
  }

  get member(): ByteString {
    return this.#leaf.members[this.#at] as ByteString;
  }

  /** Steps to the following entry; false, and no step, at the last. */
  next(): boolean {
    if (this.#at + 1 < this.#leaf.members.length) this.#at++;
    else {
      if (this.#leaf.next === undefined) return false;
      this.#leaf = this.#leaf.next;
      this.#at = 0;
    }
    return true;
  }

  /** Steps to the preceding entry; false, and no step, at the first. */
  previous(): boolean {
    if (this.#at > 0) this.#at--;
    else {
      if (this.#leaf.previous === undefined) return false;
      this.#leaf = this.#leaf.previous;
      this.#at = this.#leaf.members.length - 1;
    }
    return true;
  }
}

/**
 * Entries in order of score and member, by rank, by score and by member in O(log n).
 * @example
 * tree.insert(1.5, bytes('a'));
 * tree.rankOf(1.5, bytes('a')); // 0
 * tree.range(tree.countLess(1), tree.countLess(2, true), (score, member) => { … });
 */
export class RankedTree {
  #root = new RankedNode();
  /** How many levels of inner nodes stand above the leaves. */
  #height = 0;
  #size = 0;
  /** The leaf and the place in it that `#seek` found last. */
  #foundLeaf: RankedNode = this.#root;
  #foundAt = 0;

  /** Builds a tree from entries that are in order already, each once. */
  static fromSorted(scores: readonly number[], members: readonly ByteString[]): RankedTree {
    const tree = new RankedTree();
    tree.#build(scores, members);
    return tree;
  }

  get size(): number {
    return this.#size;
  }

  /** Inserts an entry that is known to be absent. */
  insert(score: number, member: ByteString): void {
    const upper = this.#insert(this.#root, this.#height, score, member);
    this.#size++;
    if (upper === undefined) return;
    const root = new RankedNode();
    for (const child of [this.#root, upper]) this.#adopt(root, root.children.length, child, this.#height);
    this.#root = root;
    this.#height++;
  }

  /** Removes an entry; false when it was not there. */
  delete(score: number, member: ByteString): boolean {
    if (!this.#delete(this.#root, this.#height, score, member)) return false;
    this.#size--;
    this.#lower();
    return true;
  }

  /** The rank of an entry, -1 when it is not there. */
  rankOf(score: number, member: ByteString): number {
    const rank = this.countBefore(score, member);
    const { members, scores } = this.#foundLeaf;
    return members[this.#foundAt] === member && scores[this.#foundAt] === score ? rank : -1;
  }

  /** How many entries stand before (score, member), whether or not it is there: the rank of that bound. */
  countBefore(score: number, member: ByteString): number {
    let node = this.#root;
    let rank = 0;
    for (let height = this.#height; height > 0; height--) {
      const at = childFor(node, score, member);
      rank += sumOf(node.counts, at);
      node = node.children[at] as RankedNode;
    }
    this.#foundLeaf = node;
    this.#foundAt = lowerBound(node, score, member);
    return rank + this.#foundAt;
  }

  /** How many entries have a score below `score`, or not above it when `inclusive`. */
  countLess(score: number, inclusive = false): number {
    return this.#countWhile((node, at) => {
      const there = node.scores[at] as number;
      return there < score || (inclusive && there === score);
    });
  }

  /** How many entries have a member before `member`, or equal to it when `inclusive`: all scores must be one. */
  countMembersLess(member: ByteString, inclusive = false): number {
    return this.#countWhile((node, at) => {
      const there = node.members[at] as ByteString;
      return there < member || (inclusive && there === member);
    });
  }

  /** A cursor on the entry of a rank; undefined outside. */
  at(rank: number): RankedCursor | undefined {
    return this.#seek(rank) ? new RankedCursor(this.#foundLeaf, this.#foundAt) : undefined;
  }

  /** The member of a rank; undefined outside. */
  memberAt(rank: number): ByteString | undefined {
    return this.#seek(rank) ? this.#foundLeaf.members[this.#foundAt] : undefined;
  }

  /** The score of a rank; undefined outside. */
  scoreAt(rank: number): number | undefined {
    return this.#seek(rank) ? this.#foundLeaf.scores[this.#foundAt] : undefined;
  }

  first(): RankedCursor | undefined {
    return this.at(0);
  }

  last(): RankedCursor | undefined {
    return this.at(this.#size - 1);
  }

  /** Visits the entries of ranks `start` up to, not including, `stop`; nothing may be written meanwhile. */
  range(start: number, stop: number, visit: RankedVisitor): void {
    const from = Math.max(0, start);
    let left = Math.min(stop, this.#size) - from;
    if (left <= 0 || !this.#seek(from)) return;
    let at = this.#foundAt;
    for (let leaf: RankedNode | undefined = this.#foundLeaf; leaf !== undefined; leaf = leaf.next) {
      const { scores, members } = leaf;
      for (; at < members.length; at++) {
        if (left-- === 0) return;
        if (visit(scores[at] as number, members[at] as ByteString) === false) return;
      }
      at = 0;
    }
  }

  /** Visits the same entries from the last to the first. */
  rangeReverse(start: number, stop: number, visit: RankedVisitor): void {
    const to = Math.min(stop, this.#size);
    let left = to - Math.max(0, start);
    if (left <= 0 || !this.#seek(to - 1)) return;
    let at = this.#foundAt;
    let leaf: RankedNode | undefined = this.#foundLeaf;
    while (leaf !== undefined) {
      const { scores, members } = leaf;
      for (; at >= 0; at--) {
        if (left-- === 0) return;
        if (visit(scores[at] as number, members[at] as ByteString) === false) return;
      }
      leaf = leaf.previous;
      at = leaf === undefined ? 0 : leaf.members.length - 1;
    }
  }

  /** Removes the entries of ranks `start` up to, not including, `stop`, each visited first; returns how many. */
  deleteRange(start: number, stop: number, visit?: RankedVisitor): number {
    const from = Math.max(0, start);
    const to = Math.min(stop, this.#size);
    if (from >= to) return 0;
    if (visit !== undefined)
      this.range(from, to, (score, member) => {
        visit(score, member);
      });
    this.#cut(this.#root, this.#height, from, to);
    this.#size -= to - from;
    this.#lower();
    return to - from;
  }

  clear(): void {
    this.#reset(new RankedNode(), 0, 0);
  }

  /** A copy that shares nothing but the strings. */
  clone(): RankedTree {
    const copy = new RankedTree();
    let previous: RankedNode | undefined;
    const cloneNode = (node: RankedNode, height: number): RankedNode => {
      const twin = new RankedNode();
      twin.scores = node.scores.slice();
      twin.members = node.members.slice();
      if (height > 0) {
        twin.counts = node.counts.slice();
        twin.children = node.children.map((child) => cloneNode(child, height - 1));
        return twin;
      }
      twin.previous = previous;
      if (previous !== undefined) previous.next = twin;
      previous = twin;
      return twin;
    };
    copy.#reset(cloneNode(this.#root, this.#height), this.#height, this.#size);
    return copy;
  }

  /** Throws when counts, bounds, heights or links are not as they must be: for tests. */
  verify(): void {
    verifyTree(this.#root, this.#height, this.#size);
  }

  #reset(root: RankedNode, height: number, size: number): void {
    this.#root = root;
    this.#height = height;
    this.#size = size;
    this.#foundLeaf = root;
    this.#foundAt = 0;
  }

  /** Finds the entry of a rank; false outside. */
  #seek(rank: number): boolean {
    if (!(rank >= 0 && rank < this.#size)) return false;
    let node = this.#root;
    let left = rank;
    for (let height = this.#height; height > 0; height--) {
      const { counts } = node;
      let at = 0;
      for (let count = counts[0] as number; left >= count; count = counts[at] as number) {
        left -= count;
        at++;
      }
      node = node.children[at] as RankedNode;
    }
    this.#foundLeaf = node;
    this.#foundAt = left;
    return true;
  }

  /** How many entries pass a test that the first so many pass and no other does. */
  #countWhile(isBefore: (node: RankedNode, at: number) => boolean): number {
    let node = this.#root;
    let rank = 0;
    for (let height = this.#height; height > 0; height--) {
      const at = partition(node, 1, isBefore) - 1;
      rank += sumOf(node.counts, at);
      node = node.children[at] as RankedNode;
    }
    return rank + partition(node, 0, isBefore);
  }

  /** Inserts below a node; the answer is a new neighbour behind it when it had to be split. */
  #insert(node: RankedNode, height: number, score: number, member: ByteString): RankedNode | undefined {
    if (height === 0) {
      const at = lowerBound(node, score, member);
      insertScore(node.scores, at, score);
      insertInto(node.members, at, member);
      if (node.members.length <= MOST) return undefined;
      return split(node, 0, cutFor(node, at));
    }
    const at = childFor(node, score, member);
    const child = node.children[at] as RankedNode;
    const upper = this.#insert(child, height - 1, score, member);
    node.counts[at] = (node.counts[at] as number) + 1;
    if (upper === undefined) return undefined;
    node.counts[at] = countOf(child, height - 1);
    this.#adopt(node, at + 1, upper, height - 1);
    return node.members.length <= MOST ? undefined : split(node, height, cutFor(node, at + 1));
  }

  /** Enters a node of a height as child `at`. */
  #adopt(parent: RankedNode, at: number, child: RankedNode, height: number): void {
    insertScore(parent.scores, at, child.scores[0] as number);
    insertInto(parent.members, at, child.members[0] as ByteString);
    insertInto(parent.counts, at, countOf(child, height));
    insertInto(parent.children, at, child);
  }

  #delete(node: RankedNode, height: number, score: number, member: ByteString): boolean {
    if (height === 0) {
      const at = lowerBound(node, score, member);
      if (node.members[at] !== member || node.scores[at] !== score) return false;
      removeScore(node.scores, at);
      removeFrom(node.members, at);
      return true;
    }
    const at = childFor(node, score, member);
    if (!this.#delete(node.children[at] as RankedNode, height - 1, score, member)) return false;
    node.counts[at] = (node.counts[at] as number) - 1;
    mend(node, at, height);
    return true;
  }

  /** Removes ranks [from, to) below a node: whole children at a stroke, the two at the edges from within. */
  #cut(node: RankedNode, height: number, from: number, to: number): void {
    if (height === 0) {
      if (to - from === 1) {
        removeScore(node.scores, from);
        removeFrom(node.members, from);
        return;
      }
      node.scores.splice(from, to - from);
      node.members.splice(from, to - from);
      return;
    }
    let passed = 0;
    let firstWhole = -1;
    let wholes = 0;
    let firstTouched = -1;
    for (let at = 0; at < node.children.length && passed < to; at++) {
      const count = node.counts[at] as number;
      const start = Math.max(from - passed, 0);
      const stop = Math.min(to - passed, count);
      passed += count;
      if (start >= stop) continue;
      if (firstTouched < 0) firstTouched = at;
      const child = node.children[at] as RankedNode;
      if (stop - start === count) {
        unlinkAll(child, height - 1);
        if (wholes++ === 0) firstWhole = at;
        continue;
      }
      this.#cut(child, height - 1, start, stop);
      node.counts[at] = count - (stop - start);
    }
    if (wholes > 0) dropChildren(node, firstWhole, firstWhole + wholes);
    mend(node, firstTouched + 1, height);
    mend(node, firstTouched, height);
  }

  /** Takes off roots that have one child, or none. */
  #lower(): void {
    while (this.#height > 0 && this.#root.children.length <= 1) {
      const only = this.#root.children[0];
      this.#root = only ?? new RankedNode();
      this.#height = only === undefined ? 0 : this.#height - 1;
    }
    this.#foundLeaf = this.#root;
    this.#foundAt = 0;
  }

  #build(scores: readonly number[], members: readonly ByteString[]): void {
    let level: RankedNode[] = [];
    let previous: RankedNode | undefined;
    for (let from = 0; from < members.length; from += BULK_LEAF) {
      const leaf = new RankedNode();
      leaf.scores = noScores().concat(scores.slice(from, from + BULK_LEAF));
      leaf.members = members.slice(from, from + BULK_LEAF);
      leaf.previous = previous;
      if (previous !== undefined) previous.next = leaf;
      previous = leaf;
      level.push(leaf);
    }
    let height = 0;
    for (; level.length > 1; height++) {
      const above: RankedNode[] = [];
      for (let from = 0; from < level.length; from += BULK_LEAF) {
        const parent = new RankedNode();
        for (const child of level.slice(from, from + BULK_LEAF)) {
          this.#adopt(parent, parent.children.length, child, height);
        }
        above.push(parent);
      }
      level = above;
    }
    this.#reset(level[0] ?? new RankedNode(), height, members.length);
  }
}

/** Where to cut a node that overflowed: in the middle, but at the end when it grows at the end. */
function cutFor(node: RankedNode, grewAt: number): number {
  return grewAt === node.members.length - 1 ? MOST : MOST >>> 1;
}

function sumOf(counts: readonly number[], end: number): number {
  let sum = 0;
  for (let at = 0; at < end; at++) sum += counts[at] as number;
  return sum;
}

/** The first place from `low` on that fails the test. */
function partition(
  node: RankedNode,
  from: number,
  isBefore: (node: RankedNode, at: number) => boolean,
): number {
  let low = from;
  let high = node.members.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(node, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function unlinkAll(node: RankedNode, height: number): void {
  if (height === 0) unlink(node);
  else for (const child of node.children) unlinkAll(child, height - 1);
}
