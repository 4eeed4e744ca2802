/**
 * RankedNode: one node of a RankedTree. A leaf (no children) holds entries in parallel arrays and knows its
 * neighbours; an inner node holds, for each child, how many entries are under it and a bound: no entry under
 * the child is before it, every entry under the children to the left is (the first bound is never asked for).
 * `as` after a read is at indexes kept in bounds.
 */
import type { ByteString } from '../../base/bytes.ts';

/** Most entries of a leaf and most children of an inner node. */
export const MOST = 64;
/** A node with fewer joins a neighbour when both fit into one. */
export const LEAST = 16;

/** An empty array that V8 keeps as raw doubles, whatever numbers come. */
export function noScores(): number[] {
  const scores = [0.5];
  scores.length = 0;
  return scores;
}

/** A leaf or an inner node, told apart by its height alone, which its tree knows. */
export class RankedNode {
  /** A leaf: its scores. An inner node: the score of each child's bound. */
  scores: number[] = noScores();
  /** A leaf: its members. An inner node: the member of each child's bound. */
  members: ByteString[] = [];
  /** Entries under each child. */
  counts: number[] = [];
  children: RankedNode[] = [];
  /** The leaf before this one. */
  previous: RankedNode | undefined = undefined;
  /** The leaf after this one. */
  next: RankedNode | undefined = undefined;
}

/** Entries under a node at a height, 0 for a leaf. */
export function countOf(node: RankedNode, height: number): number {
  if (height === 0) return node.members.length;
  let sum = 0;
  for (const count of node.counts) sum += count;
  return sum;
}

/** The first place whose entry is not before (score, member). */
export function lowerBound(node: RankedNode, score: number, member: ByteString): number {
  const { scores, members } = node;
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = scores[middle] as number;
    if (there < score || (there === score && (members[middle] as ByteString) < member)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The child under which (score, member) belongs: the last whose bound is not above it, else the first. */
export function childFor(node: RankedNode, score: number, member: ByteString): number {
  const { scores, members } = node;
  let low = 1;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = scores[middle] as number;
    if (there < score || (there === score && (members[middle] as ByteString) <= member)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Inserts into an array by hand, which for short arrays beats splice. */
export function insertInto<T>(array: T[], at: number, value: T): void {
  const last = array.length - 1;
  if (at > last) {
    array.push(value);
    return;
  }
  array.push(array[last] as T);
  for (let i = last; i > at; i--) array[i] = array[i - 1] as T;
  array[at] = value;
}

/** Removes from an array by hand. */
export function removeFrom<T>(array: T[], at: number): void {
  const last = array.length - 1;
  for (let i = at; i < last; i++) array[i] = array[i + 1] as T;
  array.pop();
}

/** As `insertInto`, for scores alone: shared code for doubles and pointers would box every score it moves. */
export function insertScore(scores: number[], at: number, score: number): void {
  const last = scores.length - 1;
  if (at > last) {
    scores.push(score);
    return;
  }
  scores.push(scores[last] as number);
  for (let i = last; i > at; i--) scores[i] = scores[i - 1] as number;
  scores[at] = score;
}

/** As `removeFrom`, for scores alone. */
export function removeScore(scores: number[], at: number): void {
  const last = scores.length - 1;
  for (let i = at; i < last; i++) scores[i] = scores[i + 1] as number;
  scores.pop();
}

/** Moves the upper half of a node into a new one behind it, which is returned; `at` is where to cut. */
export function split(node: RankedNode, height: number, at: number): RankedNode {
  const upper = new RankedNode();
  upper.scores = node.scores.splice(at);
  upper.members = node.members.splice(at);
  if (height > 0) {
    upper.counts = node.counts.splice(at);
    upper.children = node.children.splice(at);
    return upper;
  }
  upper.previous = node;
  upper.next = node.next;
  if (node.next !== undefined) node.next.previous = upper;
  node.next = upper;
  return upper;
}

/** Takes a leaf out of the chain of leaves. */
export function unlink(leaf: RankedNode): void {
  if (leaf.previous !== undefined) leaf.previous.next = leaf.next;
  if (leaf.next !== undefined) leaf.next.previous = leaf.previous;
}

/** Removes children [from, to) of an inner node, whose leaves are unlinked already. */
export function dropChildren(node: RankedNode, from: number, to: number): void {
  const count = to - from;
  if (count <= 0) return;
  node.scores.splice(from, count);
  node.members.splice(from, count);
  node.counts.splice(from, count);
  node.children.splice(from, count);
}

/** Restores the room of child `at`: an empty child goes, a sparse one joins a neighbour when both fit. */
export function mend(node: RankedNode, at: number, height: number): void {
  const child = node.children[at];
  if (child === undefined) return;
  const size = child.members.length;
  if (size >= LEAST) return;
  if (size === 0) {
    if (height === 1) unlink(child);
    dropChildren(node, at, at + 1);
  } else if (at > 0 && sizeAt(node, at - 1) + size <= MOST) join(node, at - 1, height);
  else if (at + 1 < node.children.length && sizeAt(node, at + 1) + size <= MOST) join(node, at, height);
}

function sizeAt(node: RankedNode, at: number): number {
  return (node.children[at] as RankedNode).members.length;
}

/**
 * Appends child `at + 1` to child `at`. The first bound of an inner node is never asked for and may have
 * risen above what is under it; in its new place it is asked for, so the parent's bound takes its place.
 */
function join(node: RankedNode, at: number, height: number): void {
  const left = node.children[at] as RankedNode;
  const right = node.children[at + 1] as RankedNode;
  if (height > 1) {
    right.scores[0] = node.scores[at + 1] as number;
    right.members[0] = node.members[at + 1] as ByteString;
  }
  append(left.scores, right.scores);
  append(left.members, right.members);
  if (height === 1) unlink(right);
  else {
    append(left.counts, right.counts);
    append(left.children, right.children);
  }
  node.counts[at] = (node.counts[at] as number) + (node.counts[at + 1] as number);
  dropChildren(node, at + 1, at + 2);
}

function append<T>(to: T[], from: readonly T[]): void {
  for (const value of from) to.push(value);
}

/** Throws when anything that a tree relies on does not hold. */
export function verifyTree(root: RankedNode, height: number, size: number): void {
  const leaves: RankedNode[] = [];
  const walk = (node: RankedNode, level: number, from: Entry | undefined, to: Entry | undefined): void => {
    const entries = node.members.map((member, at): Entry => [node.scores[at] as number, member]);
    const isBounded = level === 0 || node.children.length === node.counts.length;
    if (!isBounded || node.members.length > MOST || (level > 0 && entries.length === 0))
      throw new Error('shape');
    if (level === 0) {
      leaves.push(node);
      if (entries.some((entry) => isBefore(entry, from) || (to !== undefined && !isBefore(entry, to)))) {
        throw new Error('an entry is outside its bounds');
      }
      if (entries.some((entry, at) => at > 0 && !isBefore(entries[at - 1] as Entry, entry)))
        throw new Error('order');
      return;
    }
    for (const [at, child] of node.children.entries()) {
      if (countOf(child, level - 1) !== node.counts[at]) throw new Error('a count is wrong');
      walk(child, level - 1, at === 0 ? from : entries[at], entries[at + 1] ?? to);
    }
  };
  walk(root, height, undefined, undefined);
  if (countOf(root, height) !== size) throw new Error('the size is wrong');
  for (const [at, leaf] of leaves.entries()) {
    if (leaf.previous !== leaves[at - 1] || leaf.next !== leaves[at + 1]) throw new Error('a link is wrong');
    if (leaf.members.length === 0 && leaves.length > 1) throw new Error('an empty leaf stayed');
  }
}

type Entry = readonly [score: number, member: ByteString];

function isBefore(a: Entry, b: Entry | undefined): boolean {
  return b !== undefined && (a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]));
}
