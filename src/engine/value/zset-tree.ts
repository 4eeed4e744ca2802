/**
 * ZSetTree: a large sorted set: a ranked tree for the order and a table from member to score (where the
 * server has a skiplist and a hash table). Both hold the same entries and the same strings at all times.
 */
import type { ByteString } from '../../base/bytes.ts';
import { Dict } from '../../structs/dict.ts';
import { RankedTree } from '../../structs/ranked-tree.ts';
import {
  ADDED,
  type Entries,
  type EntryVisitor,
  type LexRange,
  type RankRange,
  UNCHANGED,
  UPDATED,
  type Upserted,
} from './zset-entry.ts';

export class ZSetTree implements Entries {
  #tree = new RankedTree();
  #scores = new Dict<number>();

  /** Takes over entries that are in order already, each once. */
  static fromSorted(scores: readonly number[], members: readonly ByteString[]): ZSetTree {
    const made = new ZSetTree();
    made.#tree = RankedTree.fromSorted(scores, members);
    for (let at = 0; at < members.length; at++)
      made.#scores.set(members[at] as ByteString, scores[at] as number);
    return made;
  }

  get size(): number {
    return this.#tree.size;
  }

  scoreOf(member: ByteString): number | undefined {
    return this.#scores.get(member);
  }

  upsert(score: number, member: ByteString): Upserted {
    const slot = this.#scores.enter(member, score);
    if (slot < 0) {
      this.#tree.insert(score, member);
      return ADDED;
    }
    const before = this.#scores.valueAt(slot);
    if (before === score) return UNCHANGED;
    const kept = this.#scores.keyAt(slot);
    this.#scores.setAt(slot, score);
    this.#tree.delete(before, kept);
    this.#tree.insert(score, kept);
    return UPDATED;
  }

  delete(member: ByteString): boolean {
    const slot = this.#scores.slotOf(member);
    if (slot < 0) return false;
    this.#tree.delete(this.#scores.valueAt(slot), member);
    this.#scores.removeAt(slot);
    return true;
  }

  rankOf(member: ByteString): number {
    const score = this.#scores.get(member);
    return score === undefined ? -1 : this.#tree.rankOf(score, member);
  }

  countLess(score: number, inclusive: boolean): number {
    return this.#tree.countLess(score, inclusive);
  }

  lexRanks({ min, max }: LexRange): RankRange {
    const { size } = this;
    const start =
      min.kind === 'member'
        ? this.#tree.countMembersLess(min.member, !min.inclusive)
        : min.kind === '-'
          ? 0
          : size;
    const stop =
      max.kind === 'member'
        ? this.#tree.countMembersLess(max.member, max.inclusive)
        : max.kind === '+'
          ? size
          : 0;
    return { start, stop };
  }

  range(start: number, stop: number, visit: EntryVisitor): void {
    this.#tree.range(start, stop, visit);
  }

  rangeReverse(start: number, stop: number, visit: EntryVisitor): void {
    this.#tree.rangeReverse(start, stop, visit);
  }

  deleteRange(start: number, stop: number): number {
    return this.#tree.deleteRange(start, stop, (_, member) => this.#scores.delete(member));
  }

  memberAt(place: number): ByteString {
    return this.#scores.keyAt(place);
  }

  scoreAt(place: number): number {
    return this.#scores.valueAt(place);
  }

  /** Visits about `count` entries and returns the cursor to go on from, 0 at the end. */
  scan(cursor: number, count: number, visit: EntryVisitor): number {
    return this.#scores.scan(cursor, count, (member, score) => visit(score, member));
  }

  clone(): ZSetTree {
    const copy = new ZSetTree();
    copy.#tree = this.#tree.clone();
    copy.#scores = this.#scores.clone();
    return copy;
  }
}
