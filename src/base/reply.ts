/**
 * Reply: what a command answers, before any protocol has touched it.
 * Plain JS values stand for the common shapes and small classes for the rest; the wire encodes them in
 * RESP2 or RESP3, and scripts convert them to Lua, each from this one form.
 */
import { type ByteString, bytes } from './bytes.ts';

/** A simple string such as `OK`; never holds CR or LF. */
export class Status {
  readonly text: ByteString;
  constructor(text: ByteString) {
    this.text = text;
  }
}

/** An error reply, code included (`ERR …`, `WRONGTYPE …`). Thrown or returned by handlers; no stack. */
export class ErrorReply {
  readonly text: ByteString;
  /** The statistics know it already: a script hands on what a command of its own has failed with. */
  readonly isCounted: boolean;
  constructor(text: string, isCounted = false) {
    this.text = bytes(text);
    this.isCounted = isCounted;
  }

  /** The first word: `ERR`, `WRONGTYPE`, `NOSCRIPT`, … */
  get code(): string {
    const space = this.text.indexOf(' ');
    return space < 0 ? this.text : this.text.slice(0, space);
  }
}

/** A floating point number: RESP3 double, RESP2 bulk string, both as `%.17g`. */
export class Double {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** Pairs in one flat list (key, value, key, value …): RESP3 map, RESP2 flat array. */
export class MapReply {
  readonly flat: readonly Reply[];
  constructor(flat: readonly Reply[]) {
    this.flat = flat;
  }
}

/** RESP3 set, RESP2 array. */
export class SetReply {
  readonly items: readonly Reply[];
  constructor(items: readonly Reply[]) {
    this.items = items;
  }
}

/** RESP3 push, RESP2 array: published messages and subscription confirmations. */
export class Push {
  readonly items: readonly Reply[];
  constructor(items: readonly Reply[]) {
    this.items = items;
  }
}

/** RESP3 verbatim string with a three-letter format, RESP2 bulk string. */
export class Verbatim {
  readonly format: 'txt' | 'mkd' | (string & {});
  readonly text: ByteString;
  constructor(text: ByteString, format: string = 'txt') {
    this.text = text;
    this.format = format;
  }
}

/** RESP3 big number (decimal digits), RESP2 bulk string. */
export class BigNumber {
  readonly digits: ByteString;
  constructor(digits: ByteString) {
    this.digits = digits;
  }
}

/** Several replies to one command, one after another with no array around them; none means silence. */
export class Sequence {
  readonly replies: readonly Reply[];
  constructor(replies: readonly Reply[]) {
    this.replies = replies;
  }
}

/** The null array: `*-1` in RESP2, `_` in RESP3. A null bulk string is plain `null`. */
export class NullArray {
  readonly kind = 'null-array';
}

/**
 * - `null`: null bulk string · `number` and `bigint`: 64-bit integer · `ByteString`: bulk string
 * - `boolean`: RESP3 boolean, RESP2 integer · array: array of replies
 */
export type Reply =
  | null
  | number
  | bigint
  | boolean
  | ByteString
  | Status
  | ErrorReply
  | Double
  | MapReply
  | SetReply
  | Push
  | Verbatim
  | BigNumber
  | Sequence
  | NullArray
  | readonly Reply[];

export const OK = new Status(bytes('OK'));
export const PONG = new Status(bytes('PONG'));
export const QUEUED = new Status(bytes('QUEUED'));
export const NULL_ARRAY = new NullArray();
export const NO_REPLY = new Sequence([]);
export const EMPTY_ARRAY: readonly Reply[] = Object.freeze([]);
