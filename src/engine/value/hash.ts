/**
 * HashValue: the fields of a hash. Up to FLAT_PAIRS pairs lie in one array of exact length, more in a Dict.
 * Apart from that it remembers whether the server would hold it as a listpack: that one keeps the order in
 * which fields came, and once it has become a hashtable it never turns back.
 */
import type { ByteString } from '../../base/bytes.ts';
import { Dict } from '../../structs/dict.ts';
import type { StringPool } from '../../structs/string-pool.ts';
import type { Config } from '../config.ts';
import type { Held } from './value.ts';

/** Up to so many pairs a walk over the array is as fast as a lookup (facts: 16–32). */
const FLAT_PAIRS = 24;

/** What a hash needs of the engine around it when it is written: limits, and names to share. */
export interface HashHome {
  readonly config: Config;
  readonly fieldNames: StringPool;
}

/** Never written to: the first pair brings a new array. */
const NO_PAIRS: ByteString[] = [];

export class HashValue implements Held {
  #body: ByteString[] | Dict<ByteString> = NO_PAIRS;
  #isListpack = true;

  get type(): 'hash' {
    return 'hash';
  }

  /** How many fields there are. */
  get size(): number {
    const body = this.#body;
    return Array.isArray(body) ? body.length >>> 1 : body.size;
  }

  get(field: ByteString): ByteString | undefined {
    const body = this.#body;
    if (!Array.isArray(body)) return body.get(field);
    const at = positionOf(body, field);
    return at < 0 ? undefined : body[at + 1];
  }

  has(field: ByteString): boolean {
    const body = this.#body;
    return Array.isArray(body) ? positionOf(body, field) >= 0 : body.has(field);
  }

  /** Sets a field; true when it is new. */
  set(field: ByteString, value: ByteString, home: HashHome): boolean {
    this.#checkLength(field, value, home.config);
    const body = this.#body;
    if (!Array.isArray(body)) {
      if (!body.set(field, value)) return false;
    } else {
      const at = positionOf(body, field);
      if (at >= 0) {
        body[at + 1] = value;
        return false;
      }
      this.#append(body, field, value, home);
    }
    this.#checkCount(home.config);
    return true;
  }

  /** Sets the pairs that stand in `words` from `from` on; returns how many fields are new. */
  setPairs(words: readonly ByteString[], from: number, home: HashHome): number {
    const before = this.size;
    const body = this.#body;
    if (Array.isArray(body) && words.length - from > 2) this.#setFlat(body, words, from, home);
    else for (let i = from; i < words.length; i += 2) this.set(at(words, i), at(words, i + 1), home);
    return this.size - before;
  }

  /** Removes a field; false when it was not there. */
  delete(field: ByteString): boolean {
    const body = this.#body;
    if (Array.isArray(body)) {
      const position = positionOf(body, field);
      if (position < 0) return false;
      this.#body = withoutPair(body, position);
      return true;
    }
    const slot = body.slotOf(field);
    if (slot < 0) return false;
    if (this.#isListpack) body.removeInOrder(slot);
    else body.removeAt(slot);
    return true;
  }

  /** The field at a position from 0 to size - 1; positions hold until the next delete. */
  fieldAt(position: number): ByteString {
    const body = this.#body;
    return Array.isArray(body) ? at(body, position * 2) : body.keyAt(position);
  }

  /** The value at a position from 0 to size - 1. */
  valueAt(position: number): ByteString {
    const body = this.#body;
    return Array.isArray(body) ? at(body, position * 2 + 1) : body.valueAt(position);
  }

  /** A new array of field, value, field, value … in the hash's own order. */
  pairs(): ByteString[] {
    const body = this.#body;
    if (Array.isArray(body)) return body.slice();
    const pairs: ByteString[] = [];
    for (let slot = 0; slot < body.size; slot++) pairs.push(body.keyAt(slot), body.valueAt(slot));
    return pairs;
  }

  /** A new array of the fields. */
  fields(): ByteString[] {
    const body = this.#body;
    return Array.isArray(body) ? body.filter((_, i) => i % 2 === 0) : body.keys.slice();
  }

  /** A new array of the values. */
  values(): ByteString[] {
    const body = this.#body;
    return Array.isArray(body) ? body.filter((_, i) => i % 2 === 1) : body.values.slice();
  }

  /**
   * Visits about `count` fields from a cursor on and returns the next cursor, 0 at the end. A hash that the
   * server holds as a listpack, or that lies flat, is visited whole.
   */
  scan(cursor: number, count: number, visit: (field: ByteString, value: ByteString) => void): number {
    const body = this.#body;
    if (!Array.isArray(body) && !this.#isListpack) return body.scan(cursor, count, visit);
    for (let i = 0; i < this.size; i++) visit(this.fieldAt(i), this.valueAt(i));
    return 0;
  }

  encoding(): string {
    return this.#isListpack ? 'listpack' : 'hashtable';
  }

  clone(): HashValue {
    const copy = new HashValue();
    const body = this.#body;
    copy.#body = Array.isArray(body) ? body.slice() : body.clone();
    copy.#isListpack = this.#isListpack;
    return copy;
  }

  #checkLength(field: ByteString, value: ByteString, config: Config): void {
    if (!this.#isListpack) return;
    const limit = config['hash-max-listpack-value'];
    if (field.length > limit || value.length > limit) this.#isListpack = false;
  }

  #checkCount(config: Config): void {
    if (this.#isListpack && this.size > config['hash-max-listpack-entries']) this.#isListpack = false;
  }

  #append(body: ByteString[], field: ByteString, value: ByteString, home: HashHome): void {
    const { length } = body;
    if (length >= FLAT_PAIRS * 2) {
      this.#body = toDict(body);
      this.#body.set(field, value);
      return;
    }
    const grown = lengthened(body, length + 2);
    grown[length] = home.fieldNames.share(field);
    grown[length + 1] = value;
    this.#body = grown;
  }

  /** Several pairs at once: the array is made anew one time, with room for every pair that may be new. */
  #setFlat(body: ByteString[], words: readonly ByteString[], from: number, home: HashHome): void {
    const room = body.length + words.length - from;
    if (room > FLAT_PAIRS * 2) {
      for (let i = from; i < words.length; i += 2) this.set(at(words, i), at(words, i + 1), home);
      return;
    }
    let used = body.length;
    let target = body;
    for (let i = from; i < words.length; i += 2) {
      const field = at(words, i);
      const value = at(words, i + 1);
      this.#checkLength(field, value, home.config);
      const position = positionOf(target, field, used);
      if (position >= 0) {
        target[position + 1] = value;
        continue;
      }
      if (target === body) target = lengthened(body, room);
      target[used] = home.fieldNames.share(field);
      target[used + 1] = value;
      used += 2;
    }
    this.#body = used < target.length ? target.slice(0, used) : target;
    this.#checkCount(home.config);
  }
}

function at(words: readonly ByteString[], position: number): ByteString {
  return words[position] as ByteString;
}

function positionOf(pairs: readonly ByteString[], field: ByteString, length = pairs.length): number {
  for (let i = 0; i < length; i += 2) if (pairs[i] === field) return i;
  return -1;
}

/** A longer copy of exactly `length`; `push` would leave room that nobody uses. */
function lengthened(pairs: readonly ByteString[], length: number): ByteString[] {
  const grown = new Array<ByteString>(length);
  for (let i = 0; i < pairs.length; i++) grown[i] = at(pairs, i);
  return grown;
}

function withoutPair(pairs: readonly ByteString[], position: number): ByteString[] {
  const shorter = new Array<ByteString>(pairs.length - 2);
  for (let i = 0; i < position; i++) shorter[i] = at(pairs, i);
  for (let i = position + 2; i < pairs.length; i++) shorter[i - 2] = at(pairs, i);
  return shorter;
}

function toDict(pairs: readonly ByteString[]): Dict<ByteString> {
  const dict = new Dict<ByteString>();
  for (let i = 0; i < pairs.length; i += 2) dict.set(at(pairs, i), at(pairs, i + 1));
  return dict;
}
