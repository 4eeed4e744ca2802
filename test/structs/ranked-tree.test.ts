import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, bytes, compareBytes } from '../../src/base/bytes.ts';
import { ManualWorld } from '../../src/base/world.ts';
import { RankedTree } from '../../src/structs/ranked-tree.ts';

type Entry = readonly [score: number, member: ByteString];

const byOrder = (a: Entry, b: Entry): number => a[0] - b[0] || compareBytes(a[1], b[1]);
const name = (i: number): ByteString => bytes(`m${i}`);

function entriesOf(tree: RankedTree): Entry[] {
  const entries: Entry[] = [];
  tree.range(0, tree.size, (score, member) => entries.push([score, member]));
  return entries;
}

function reversedOf(tree: RankedTree, start = 0, stop = tree.size): Entry[] {
  const entries: Entry[] = [];
  tree.rangeReverse(start, stop, (score, member) => entries.push([score, member]));
  return entries;
}

function treeOf(entries: readonly Entry[]): RankedTree {
  const tree = new RankedTree();
  for (const [score, member] of entries) tree.insert(score, member);
  return tree;
}

/** A tree and its model: a Map of scores, sorted when asked. */
class Pair {
  tree = new RankedTree();
  readonly scores = new Map<ByteString, number>();

  put(member: ByteString, score: number): void {
    const old = this.scores.get(member);
    if (old !== undefined) expect(this.tree.delete(old, member)).toBe(true);
    this.tree.insert(score, member);
    this.scores.set(member, score);
  }

  remove(member: ByteString): void {
    const old = this.scores.get(member);
    expect(this.tree.delete(old ?? 0, member)).toBe(old !== undefined);
    this.scores.delete(member);
  }

  sorted(): Entry[] {
    return [...this.scores].map(([member, score]): Entry => [score, member]).sort(byOrder);
  }

  deleteRange(start: number, stop: number): void {
    const gone = this.sorted().slice(start, stop);
    const told: Entry[] = [];
    expect(this.tree.deleteRange(start, stop, (score, member) => told.push([score, member]))).toBe(
      gone.length,
    );
    expect(told).toEqual(gone);
    for (const [, member] of gone) this.scores.delete(member);
  }

  check(): void {
    const sorted = this.sorted();
    expect(this.tree.size).toBe(sorted.length);
    expect(entriesOf(this.tree)).toEqual(sorted);
    expect(reversedOf(this.tree)).toEqual(sorted.toReversed());
    this.tree.verify();
  }
}

const scoreOf = fc.constantFrom(
  Number.NEGATIVE_INFINITY,
  -1.5,
  -0,
  0,
  1,
  1,
  2,
  3.25,
  1e300,
  Number.POSITIVE_INFINITY,
);
const step = fc.record({
  kind: fc.constantFrom('put', 'put', 'put', 'remove', 'flood', 'cut'),
  pick: fc.nat(400),
  other: fc.nat(400),
  score: scoreOf,
});

describe('RankedTree', () => {
  it('agrees with a sorted array after any writes, in order, links and counts', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const pair = new Pair();
        for (const { kind, pick, other, score } of steps) {
          if (kind === 'put') pair.put(name(pick), score);
          else if (kind === 'remove') pair.remove(name(pick));
          else if (kind === 'cut') pair.deleteRange(pick, pick + (other % 90));
          else for (let i = 0; i < other; i++) pair.put(name((pick + i * 7) % 1000), (pick * i) % 13);
        }
        pair.check();
      }),
      { numRuns: 40 },
    );
  });

  it('stays right while thousands come and go in many orders', () => {
    for (const stride of [1, 4_999, 1_237, 7]) {
      const pair = new Pair();
      for (let i = 0; i < 5_000; i++) pair.put(name((i * stride) % 5_000), (i * stride) % 977);
      pair.check();
      for (let i = 0; i < 5_000; i += 3) pair.remove(name((i * stride) % 5_000));
      pair.check();
      pair.deleteRange(100, 2_900);
      pair.check();
      for (let i = 0; i < 5_000; i++) pair.remove(name(i));
      pair.check();
    }
  });

  it('keeps its bounds while whole regions empty and fill again', () => {
    const world = new ManualWorld({ seed: 3 });
    const pick = (below: number): number => Math.floor(world.random() * below);
    const tree = new RankedTree();
    let serial = 0;
    for (let round = 0; round < 150; round++) {
      const at = pick(10_000);
      for (let i = 0; i < 500; i++)
        tree.insert((at + pick(round % 3 === 0 ? 10_000 : 300)) % 10_000, name(serial++));
      const start = pick(tree.size);
      tree.deleteRange(start, start + pick(900));
      for (let i = 0; i < 60 && tree.size > 0; i++) {
        const cursor = tree.at((start + i) % tree.size);
        if (cursor !== undefined) expect(tree.delete(cursor.score, cursor.member)).toBe(true);
      }
      tree.verify();
    }
  });

  it('gives every entry its rank, and every rank its entry', () => {
    const entries = Array.from({ length: 700 }, (_, i): Entry => [(i * 37) % 90, name(i)]);
    const tree = treeOf(entries);
    for (const [rank, [score, member]] of entries.sort(byOrder).entries()) {
      expect(tree.rankOf(score, member)).toBe(rank);
      expect([tree.scoreAt(rank), tree.memberAt(rank)]).toEqual([score, member]);
    }
    expect(tree.rankOf(5, bytes('absent'))).toBe(-1);
    expect(tree.rankOf(91, name(0))).toBe(-1);
    expect([tree.at(-1), tree.at(700), tree.memberAt(700), tree.scoreAt(-1)]).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('counts what is below a score, a member and an entry', () => {
    fc.assert(
      fc.property(
        fc.array(scoreOf, { maxLength: 300, size: 'max' }),
        scoreOf,
        fc.nat(300),
        (scores, bound, pick) => {
          const entries = scores.map((score, i): Entry => [score, name(i)]).sort(byOrder);
          const tree = treeOf(entries);
          expect(tree.countLess(bound)).toBe(entries.filter(([score]) => score < bound).length);
          expect(tree.countLess(bound, true)).toBe(entries.filter(([score]) => score <= bound).length);
          const before = entries.filter((entry) => byOrder(entry, [bound, name(pick)]) < 0);
          expect(tree.countBefore(bound, name(pick))).toBe(before.length);
        },
      ),
    );
  });

  it('counts members in byte order when all scores are one', () => {
    const tree = treeOf(Array.from({ length: 300 }, (_, i): Entry => [0, name(i)]));
    const members = entriesOf(tree).map(([, member]) => member);
    for (const [at, member] of members.entries()) {
      expect(tree.countMembersLess(member)).toBe(at);
      expect(tree.countMembersLess(member, true)).toBe(at + 1);
    }
    expect([tree.countMembersLess(bytes('')), tree.countMembersLess(bytes('z'))]).toEqual([0, 300]);
  });

  it('visits half-open ranges of ranks both ways and stops when told', () => {
    const entries = Array.from({ length: 500 }, (_, i): Entry => [i, name(i)]);
    const tree = treeOf(entries);
    for (const [start, stop] of [
      [0, 500],
      [60, 70],
      [-5, 3],
      [495, 900],
      [10, 10],
      [20, 10],
    ] as const) {
      const expected = entries.slice(Math.max(0, start), stop);
      const seen: Entry[] = [];
      tree.range(start, stop, (score, member) => seen.push([score, member]));
      expect(seen).toEqual(expected);
      expect(reversedOf(tree, start, stop)).toEqual(expected.toReversed());
    }
    let visits = 0;
    tree.range(0, 500, () => ++visits < 3);
    tree.rangeReverse(0, 500, () => ++visits < 9);
    expect(visits).toBe(9);
  });

  it('lets a cursor walk to both ends and no further', () => {
    const tree = treeOf(Array.from({ length: 200 }, (_, i): Entry => [i, name(i)]));
    const cursor = tree.at(100);
    let steps = 0;
    while (cursor?.next()) steps++;
    expect([steps, cursor?.score, cursor?.member]).toEqual([99, 199, name(199)]);
    while (cursor?.previous()) steps++;
    expect([steps, cursor?.score]).toEqual([298, 0]);
    expect([tree.first()?.score, tree.last()?.score]).toEqual([0, 199]);
    expect([new RankedTree().first(), new RankedTree().last()]).toEqual([undefined, undefined]);
  });

  it('is built from sorted entries as by insertion, and stays writable', () => {
    for (const length of [0, 1, 48, 49, 2_400, 10_000]) {
      const entries = Array.from({ length }, (_, i): Entry => [i >> 2, name(i)]).sort(byOrder);
      const tree = RankedTree.fromSorted(
        entries.map(([score]) => score),
        entries.map(([, member]) => member),
      );
      tree.verify();
      expect(entriesOf(tree)).toEqual(entries);
      tree.insert(-1, bytes('new'));
      expect([tree.size, tree.memberAt(0)]).toEqual([length + 1, 'new']);
      tree.verify();
    }
  });

  it('keeps a copy apart from its original', () => {
    const tree = treeOf(Array.from({ length: 1_000 }, (_, i): Entry => [i, name(i)]));
    const copy = tree.clone();
    tree.deleteRange(0, 990);
    copy.delete(500, name(500));
    copy.verify();
    expect([tree.size, copy.size, entriesOf(copy).length]).toEqual([10, 999, 999]);
    tree.clear();
    expect([tree.size, entriesOf(tree)]).toEqual([0, []]);
  });

  it('holds -0 and 0 as one place in the order and gives back the sign', () => {
    const tree = treeOf([
      [0, bytes('b')],
      [-0, bytes('a')],
      [-0, bytes('c')],
    ]);
    expect(entriesOf(tree).map(([, member]) => member)).toEqual(['a', 'b', 'c']);
    expect(Object.is(tree.scoreAt(0), -0)).toBe(true);
    expect(tree.delete(0, bytes('a'))).toBe(true);
  });
});
