/**
 * ZSetList: a small sorted set as two parallel arrays in order (the server's listpack). Members are found
 * by going through them. An integral score loses the sign of -0, as a listpack's integers do.
 */
import type { ByteString } from '../../base/bytes.ts';
import {
  ADDED,
  type Entries,
  type EntryVisitor,
  isFrom,
  isUpTo,
  type LexRange,
  type RankRange,
  UNCHANGED,
  UPDATED,
  type Upserted,
} from './zset-entry.ts';

export class ZSetList implements Entries {
  #scores: number[] = [];
  #members: ByteString[] = [];

  /** Takes over entries that are in order already, each once. */
  static fromSorted(scores: readonly number[], members: readonly ByteString[]): ZSetList {
    const list = new ZSetList();
    list.#scores = scores.map((score) => score + 0);
    list.#members = members.slice();
    return list;
  }

  get size(): number {
    return this.#members.length;
  }

  /** All scores in order: to be read only and not across a write. */
  get scores(): readonly number[] {
    return this.#scores;
  }

  /** All members in order: to be read only and not across a write. */
  get members(): readonly ByteString[] {
    return this.#members;
  }

  scoreOf(member: ByteString): number | undefined {
    const at = this.#members.indexOf(member);
    return at < 0 ? undefined : this.#scores[at];
  }

  upsert(score: number, member: ByteString): Upserted {
    const at = this.#members.indexOf(member);
    if (at < 0) {
      this.insert(score, member);
      return ADDED;
    }
    if (this.#scores[at] === score) return UNCHANGED;
    const kept = this.#members[at] as ByteString;
    this.#removeAt(at);
    this.insert(score, kept);
    return UPDATED;
  }

  /** Adds a member that is known to be absent. */
  insert(score: number, member: ByteString): void {
    const scores = this.#scores;
    const members = this.#members;
    let at = members.length;
    scores.push(score + 0);
    members.push(member);
    for (; at > 0; at--) {
      const before = scores[at - 1] as number;
      if (before < score || (before === score && (members[at - 1] as ByteString) < member)) break;
      scores[at] = before;
      members[at] = members[at - 1] as ByteString;
    }
    scores[at] = score + 0;
    members[at] = member;
  }

  delete(member: ByteString): boolean {
    const at = this.#members.indexOf(member);
    if (at < 0) return false;
    this.#removeAt(at);
    return true;
  }

  rankOf(member: ByteString): number {
    return this.#members.indexOf(member);
  }

  countLess(score: number, inclusive: boolean): number {
    const scores = this.#scores;
    let low = 0;
    let high = scores.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = scores[middle] as number;
      if (there < score || (inclusive && there === score)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Goes member by member, so that the answer is the server's even where scores differ. */
  lexRanks({ min, max }: LexRange, reverse: boolean): RankRange {
    const members = this.#members;
    const { length } = members;
    if (reverse) {
      let stop = length;
      while (stop > 0 && !isUpTo(members[stop - 1] as ByteString, max)) stop--;
      let start = stop;
      while (start > 0 && isFrom(members[start - 1] as ByteString, min)) start--;
      return { start, stop };
    }
    let start = 0;
    while (start < length && !isFrom(members[start] as ByteString, min)) start++;
    let stop = start;
    while (stop < length && isUpTo(members[stop] as ByteString, max)) stop++;
    return { start, stop };
  }

  range(start: number, stop: number, visit: EntryVisitor): void {
    for (let at = start; at < stop; at++) visit(this.#scores[at] as number, this.#members[at] as ByteString);
  }

  rangeReverse(start: number, stop: number, visit: EntryVisitor): void {
    for (let at = stop - 1; at >= start; at--)
      visit(this.#scores[at] as number, this.#members[at] as ByteString);
  }

  deleteRange(start: number, stop: number): number {
    this.#scores.splice(start, stop - start);
    return this.#members.splice(start, stop - start).length;
  }

  memberAt(place: number): ByteString {
    return this.#members[place] as ByteString;
  }

  scoreAt(place: number): number {
    return this.#scores[place] as number;
  }

  clone(): ZSetList {
    return ZSetList.fromSorted(this.#scores, this.#members);
  }

  #removeAt(at: number): void {
    const scores = this.#scores;
    const members = this.#members;
    const last = members.length - 1;
    for (let i = at; i < last; i++) {
      scores[i] = scores[i + 1] as number;
      members[i] = members[i + 1] as ByteString;
    }
    scores.pop();
    members.pop();
  }
}
