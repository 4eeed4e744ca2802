/**
 * ReplyWriter: replies to RESP2 or RESP3 bytes, in one growing buffer that is written out once a turn.
 * A hot file: it stores bytes by hand, because strings put together and small Buffers cost several times
 * as much (a short bulk takes about 25 ns, with a string in between 150).
 */
import { type ByteString, bytes } from '../base/bytes.ts';
import { formatG } from '../base/number.ts';
import {
  BigNumber,
  Double,
  ErrorReply,
  MapReply,
  NullArray,
  OK,
  Push,
  type Reply,
  Sequence,
  SetReply,
  Status,
  Verbatim,
} from '../base/reply.ts';

const FIRST_CAPACITY = 1024;

/** A buffer above this size stays only while replies fill a quarter of it, and never above the second. */
const IDLE_CAPACITY = 64 * 1024;
const RETAINED_CAPACITY = 1024 * 1024;

/** Up to this length a loop over the characters beats the native copy (measured: they meet at 24–28). */
const LOOP_LIMIT = 24;

/** The longest header: type, sign, 19 digits, CRLF. */
const HEADER_BYTES = 24;

const NOTHING: Buffer = Buffer.alloc(0);

const CR = 13;
const LF = 10;
const SPACE = 32;
const ZERO = 48;

/** The first byte of each kind of reply. */
const STATUS = 43;
const ERROR = 45;
const INTEGER = 58;
const BULK = 36;
const ARRAY = 42;
const MAP = 37;
const SET = 126;
const PUSH = 62;
const DOUBLE = 44;
const BOOLEAN = 35;
const NULL = 95;
const VERBATIM = 61;
const BIG_NUMBER = 40;

/** Arrays deeper than this (only scripts make such) are written without recursion. */
const MAX_RECURSION = 64;

export class ReplyWriter {
  #buffer = NOTHING;
  #length = 0;
  /** Arrays within one another, up to MAX_RECURSION. */
  #depth = 0;
  /** Those still deeper, outermost first, each with the element that is next. */
  readonly #open: { readonly items: readonly Reply[]; next: number }[] = [];

  /** Bytes written since the last reset. */
  get length(): number {
    return this.#length;
  }

  /** The bytes written so far; they may change with the next reset and write. */
  view(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Starts anew in the same buffer: bytes given out by `view` are overwritten. */
  reset(): void {
    const capacity = this.#buffer.length;
    const isIdle = capacity > IDLE_CAPACITY && this.#length < capacity / 4;
    if (isIdle || capacity > RETAINED_CAPACITY) this.#buffer = NOTHING;
    this.#length = 0;
    this.#depth = 0;
    if (this.#open.length > 0) this.#open.length = 0;
  }

  /** Starts anew in another buffer: bytes given out by `view` stay as they are. */
  release(): void {
    this.#buffer = NOTHING;
    this.#length = 0;
  }

  /** The bytes written so far, to keep; starts anew. */
  take(): Buffer {
    const taken = this.view();
    this.release();
    return taken;
  }

  /** Appends one reply in the client's protocol. */
  write(reply: Reply, resp: 2 | 3): void {
    if (typeof reply === 'string') this.#bulk(reply);
    else if (reply === OK) this.#line(STATUS, OK.text);
    else if (typeof reply === 'number') this.#integer(reply);
    else if (reply === null) this.#null(BULK, resp);
    else if (Array.isArray(reply)) this.#items(ARRAY, reply, resp);
    else if (reply instanceof Status) this.#line(STATUS, reply.text);
    else if (reply instanceof ErrorReply) this.#line(ERROR, reply.text);
    else this.#rare(reply as Rare, resp);
  }

  #rare(reply: Rare, resp: 2 | 3): void {
    if (reply instanceof Double) this.#double(reply.value, resp);
    else if (reply instanceof MapReply) this.#map(reply.flat, resp);
    else if (reply instanceof SetReply) this.#items(resp === 2 ? ARRAY : SET, reply.items, resp);
    else if (reply instanceof Push) this.#items(resp === 2 ? ARRAY : PUSH, reply.items, resp);
    else if (reply instanceof NullArray) this.#null(ARRAY, resp);
    else if (reply instanceof Sequence) for (const each of reply.replies) this.write(each, resp);
    else if (reply instanceof Verbatim) this.#verbatim(reply, resp);
    else if (reply instanceof BigNumber) this.#bigNumber(reply.digits, resp);
    else if (typeof reply === 'bigint') this.#line(INTEGER, reply.toString());
    else if (typeof reply === 'boolean') this.#boolean(reply, resp);
    else throw new TypeError(`not a reply: ${String(reply satisfies never)}`);
  }

  #integer(value: number): void {
    if (value >= 0 && value <= 0x7fffffff) this.#header(INTEGER, value);
    else this.#line(INTEGER, Number.isSafeInteger(value) ? String(value) : BigInt(value).toString());
  }

  #bulk(text: ByteString): void {
    const length = text.length;
    this.#reserve(length + HEADER_BYTES);
    this.#header(BULK, length);
    const buffer = this.#buffer;
    let at = this.#length;
    if (length <= LOOP_LIMIT) for (let i = 0; i < length; i++) buffer[at++] = text.charCodeAt(i);
    else at += buffer.latin1Write(text, at, length);
    buffer[at] = CR;
    buffer[at + 1] = LF;
    this.#length = at + 2;
  }

  #items(type: number, items: readonly Reply[], resp: 2 | 3): void {
    this.#header(type, items.length);
    this.#each(items, resp);
  }

  /** Writes elements one after another; far inside one another without recursion, for the JS stack is short. */
  #each(items: readonly Reply[], resp: 2 | 3): void {
    if (this.#depth < MAX_RECURSION) {
      this.#depth++;
      for (let i = 0; i < items.length; i++) this.write(items[i] as Reply, resp);
      this.#depth--;
      return;
    }
    const open = this.#open;
    open.push({ items, next: 0 });
    if (open.length > 1) return;
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      if (last.next === last.items.length) open.pop();
      else this.write(last.items[last.next++] as Reply, resp);
    }
  }

  #map(flat: readonly Reply[], resp: 2 | 3): void {
    this.#header(resp === 2 ? ARRAY : MAP, resp === 2 ? flat.length : flat.length >> 1);
    this.#each(flat, resp);
  }

  #null(type: number, resp: 2 | 3): void {
    if (resp === 3) this.#line(NULL, '');
    else this.#line(type, '-1');
  }

  #boolean(value: boolean, resp: 2 | 3): void {
    if (resp === 3) this.#line(BOOLEAN, value ? 't' : 'f');
    else this.#line(INTEGER, value ? '1' : '0');
  }

  /** addReplyDouble: `%.17g`, a bulk in RESP2. */
  #double(value: number, resp: 2 | 3): void {
    const text = doubleText(value);
    if (resp === 3) this.#line(DOUBLE, text);
    else this.#bulk(text);
  }

  #verbatim(reply: Verbatim, resp: 2 | 3): void {
    if (resp === 2) {
      this.#bulk(reply.text);
      return;
    }
    this.#header(VERBATIM, reply.text.length + 4);
    this.#reserve(reply.text.length + 6);
    this.#length += this.#buffer.latin1Write(`${reply.format}:${reply.text}\r\n`, this.#length);
  }

  #bigNumber(digits: ByteString, resp: 2 | 3): void {
    if (resp === 3) this.#line(BIG_NUMBER, digits);
    else this.#bulk(digits);
  }

  /** A type byte, a whole number from 0 to 2^31 - 1, CRLF. */
  #header(type: number, value: number): void {
    this.#reserve(HEADER_BYTES);
    const buffer = this.#buffer;
    let at = this.#length;
    buffer[at++] = type;
    let digits = 1;
    for (let power = 10; power <= value; power *= 10) digits++;
    let rest = value;
    for (let place = at + digits - 1; place >= at; place--) {
      const tenth = (rest / 10) | 0;
      buffer[place] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    at += digits;
    buffer[at] = CR;
    buffer[at + 1] = LF;
    this.#length = at + 2;
  }

  /** A type byte, text, CRLF. Text that would break the line is kept on it by spaces, as the server does. */
  #line(type: number, text: string): void {
    const length = text.length;
    this.#reserve(length + 3);
    const buffer = this.#buffer;
    let at = this.#length;
    buffer[at++] = type;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      buffer[at++] = code === CR || code === LF ? SPACE : code;
    }
    buffer[at] = CR;
    buffer[at + 1] = LF;
    this.#length = at + 2;
  }

  #reserve(count: number): void {
    if (this.#length + count > this.#buffer.length) this.#grow(this.#length + count);
  }

  #grow(needed: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2, FIRST_CAPACITY));
    grown.set(this.view());
    this.#buffer = grown;
  }
}

type Rare = Exclude<Reply, null | number | string | Status | ErrorReply | readonly Reply[]>;

/** Below this a number with up to 7 fractional bits has at most 15 digits, all of which String writes. */
const EXACT_LIMIT = 1e8;
const EXACT_FRACTION = 128;

/** `%.17g`; numbers such as 3 and 1.5, whose shortest form is exact, take a tenth of the time. */
function doubleText(value: number): ByteString {
  const isExact = Math.abs(value) < EXACT_LIMIT && Number.isInteger(value * EXACT_FRACTION);
  return isExact && !Object.is(value, -0) ? bytes(String(value)) : formatG(value, 17);
}
