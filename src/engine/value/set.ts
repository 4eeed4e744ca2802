/**
 * SetValue: a set as the server encodes it: an intset, in numeric order, while every member is an integer
 * and there are few; a hash table for ever after. Members have places from 0 to size - 1, by which random
 * picks and pops are O(1); a removal may move the last member into the hole.
 */
import { type ByteString, bytes } from '../../base/bytes.ts';
import { parseInt64 } from '../../base/number.ts';
import { IntSet, type WideInt } from '../../structs/int-set.ts';
import { KeySet } from '../../structs/key-set.ts';
import type { Context } from '../run/context.ts';
import { expectClass, type Held } from './value.ts';

export class SetValue implements Held {
  readonly type = 'set';
  /** Undefined once the set has become a hash table; then `#keys` holds the members. */
  #ints: IntSet | undefined = new IntSet();
  #keys: KeySet | undefined = undefined;

  get size(): number {
    return this.#ints === undefined ? this.#table.size : this.#ints.size;
  }

  /** True while members are integers in numeric order. */
  get isIntset(): boolean {
    return this.#ints !== undefined;
  }

  has(member: ByteString): boolean {
    if (this.#ints === undefined) return this.#table.has(member);
    const value = parseInt64(member);
    return value !== undefined && this.#ints.has(value);
  }

  /** Adds a member; false when it was there. `mostInts` is `set-max-intset-entries`. */
  add(member: ByteString, mostInts: number): boolean {
    if (this.#ints === undefined) return this.#table.add(member);
    const value = parseInt64(member);
    if (value === undefined) return this.#convert(this.#ints).add(member);
    if (!this.#ints.add(value)) return false;
    if (this.#ints.size > mostInts) this.#convert(this.#ints);
    return true;
  }

  /** Removes a member; false when it was not there. */
  delete(member: ByteString): boolean {
    if (this.#ints === undefined) return this.#table.delete(member);
    const value = parseInt64(member);
    return value !== undefined && this.#ints.delete(value);
  }

  /** The member at a place from 0 to size - 1. */
  memberAt(place: number): ByteString {
    if (this.#ints === undefined) return this.#table.keyAt(place);
    return textOf(this.#ints.at(place) as WideInt);
  }

  /** Removes and returns the member at a place. */
  takeAt(place: number): ByteString {
    const member = this.memberAt(place);
    if (this.#ints === undefined) this.#table.removeAt(place);
    else this.#ints.delete(this.#ints.at(place) as WideInt);
    return member;
  }

  /** All members by place: to be read at once, not kept and not written to. */
  members(): readonly ByteString[] {
    return this.#ints === undefined ? this.#table.keys : this.#ints.values.map(textOf);
  }

  /** Visits about `count` members and returns the cursor to go on from; an intset is visited whole. */
  scan(cursor: number, count: number, visit: (member: ByteString) => void): number {
    if (this.#ints === undefined) return this.#table.scan(cursor, count, visit);
    for (const value of this.#ints.values) visit(textOf(value));
    return 0;
  }

  encoding(): string {
    return this.#ints === undefined ? 'hashtable' : 'intset';
  }

  clone(): SetValue {
    const copy = new SetValue();
    copy.#ints = this.#ints?.clone();
    copy.#keys = this.#keys?.clone();
    return copy;
  }

  get #table(): KeySet {
    return this.#keys as KeySet;
  }

  #convert(ints: IntSet): KeySet {
    const table = new KeySet();
    for (const value of ints.values) table.add(textOf(value));
    this.#ints = undefined;
    this.#keys = table;
    return table;
  }
}

/** The set at a key for reading. @throws ErrorReply WRONGTYPE */
export function readSet(ctx: Context, key: ByteString): SetValue | undefined {
  return expectClass(ctx.db.read(key), SetValue);
}

/** The set at a key for writing. @throws ErrorReply WRONGTYPE */
export function writeSet(ctx: Context, key: ByteString): SetValue | undefined {
  return expectClass(ctx.db.write(key), SetValue);
}

function textOf(value: WideInt): ByteString {
  return bytes(String(value));
}
