/**
 * ReplyWriter: replies to RESP2 or RESP3 bytes, in one growing buffer that is written out once a turn.
 * A hot file: it writes bytes by hand, because strings and small Buffers cost several times as much.
 */
import { type ByteString, bytes } from '../base/bytes.ts';
import { formatG } from '../base/number.ts';
import {
  BigNumber,
  Double,
  ErrorReply,
  MapReply,
  NullArray,
  Push,
  type Reply,
  Sequence,
  SetReply,
  Status,
  Verbatim,
} from '../base/reply.ts';

const INITIAL_BYTES = 16 * 1024;
/** A buffer that one huge reply made larger than this is given back after the turn. */
const MAX_RETAINED_BYTES = 1024 * 1024;
/** Up to this length a loop over the characters beats the native copy (measured: 16–24). */
const LOOP_LIMIT = 20;

const CR = 13;
const LF = 10;
const NULL_BULK = Buffer.from('$-1\r\n');
const NULL_ARRAY = Buffer.from('*-1\r\n');
const NULL_3 = Buffer.from('_\r\n');
const OK_LINE = Buffer.from('+OK\r\n');
const DOLLAR = 36;
const COLON = 58;
const STAR = 42;

export class ReplyWriter {
  #buffer: Buffer = Buffer.allocUnsafeSlow(INITIAL_BYTES);
  #length = 0;

  /** Bytes written since the last reset. */
  get length(): number {
    return this.#length;
  }

  /** The bytes written so far; valid until the next write or reset. */
  view(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Starts anew in the same buffer: the bytes given out by `view` may be overwritten. */
  reset(): void {
    this.#length = 0;
    if (this.#buffer.length > MAX_RETAINED_BYTES) this.#buffer = Buffer.allocUnsafeSlow(INITIAL_BYTES);
  }

  /** Starts anew in another buffer: the bytes given out by `view` stay as they are. */
  release(): void {
    this.#buffer = Buffer.allocUnsafeSlow(INITIAL_BYTES);
    this.#length = 0;
  }

  /** Appends one reply. */
  write(reply: Reply, resp: 2 | 3): void {
    if (typeof reply === 'string') this.#bulk(reply);
    else if (typeof reply === 'number') this.#header(COLON, reply);
    else if (reply === null) this.#raw(resp === 2 ? NULL_BULK : NULL_3);
    else if (reply instanceof Status) this.#status(reply);
    else if (Array.isArray(reply)) this.#items(STAR, reply, resp);
    else this.#rare(reply, resp);
  }

  #rare(reply: Exclude<Reply, string | number | null>, resp: 2 | 3): void {
    if (reply instanceof ErrorReply) this.#line(`-${reply.text}`);
    else if (typeof reply === 'boolean') this.#line(resp === 3 ? (reply ? '#t' : '#f') : reply ? ':1' : ':0');
    else if (typeof reply === 'bigint') this.#line(`:${reply}`);
    else if (reply instanceof NullArray) this.#raw(resp === 2 ? NULL_ARRAY : NULL_3);
    else if (reply instanceof Double) this.#double(reply.value, resp);
    else if (reply instanceof Sequence) for (const each of reply.replies) this.write(each, resp);
    else if (resp === 2) this.#flattened(reply);
    else this.#rich(reply);
  }

  /** RESP2 shows the rich kinds as arrays and strings. */
  #flattened(reply: Reply): void {
    if (reply instanceof MapReply) this.#items(STAR, reply.flat, 2);
    else if (reply instanceof SetReply || reply instanceof Push) this.#items(STAR, reply.items, 2);
    else if (reply instanceof Verbatim) this.#bulk(reply.text);
    else if (reply instanceof BigNumber) this.#bulk(reply.digits);
  }

  #rich(reply: Reply): void {
    if (reply instanceof MapReply) {
      this.#line(`%${reply.flat.length / 2}`);
      for (const each of reply.flat) this.write(each, 3);
    } else if (reply instanceof SetReply) this.#items(126, reply.items, 3);
    else if (reply instanceof Push) this.#items(62, reply.items, 3);
    else if (reply instanceof Verbatim) this.#verbatim(reply);
    else if (reply instanceof BigNumber) this.#line(`(${reply.digits}`);
  }

  #items(mark: number, items: readonly Reply[], resp: 2 | 3): void {
    this.#header(mark, items.length);
    for (let i = 0; i < items.length; i++) this.write(items[i] as Reply, resp);
  }

  #status(reply: Status): void {
    if (reply.text === 'OK') this.#raw(OK_LINE);
    else this.#line(`+${reply.text}`);
  }

  #double(value: number, resp: 2 | 3): void {
    const text = formatG(value, 17);
    if (resp === 3) this.#line(`,${text}`);
    else this.#bulk(text);
  }

  #verbatim(reply: Verbatim): void {
    this.#line(`=${reply.text.length + 4}`);
    this.#line(`${reply.format}:${reply.text}`);
  }

  #bulk(text: ByteString): void {
    const length = text.length;
    this.#header(DOLLAR, length);
    this.#reserve(length + 2);
    const buffer = this.#buffer;
    let at = this.#length;
    if (length <= LOOP_LIMIT) for (let i = 0; i < length; i++) buffer[at++] = text.charCodeAt(i);
    else {
      buffer.latin1Write(text, at, length);
      at += length;
    }
    buffer[at] = CR;
    buffer[at + 1] = LF;
    this.#length = at + 2;
  }

  /** A mark, a whole number, CRLF. */
  #header(mark: number, value: number): void {
    if (!(value >= 0 && value < 1e9)) {
      this.#line(String.fromCharCode(mark) + integerText(value));
      return;
    }
    this.#reserve(13);
    const buffer = this.#buffer;
    let at = this.#length;
    buffer[at++] = mark;
    if (value < 10) buffer[at++] = 48 + value;
    else {
      let digits = value < 100 ? 2 : value < 1000 ? 3 : value < 10000 ? 4 : String(value).length;
      const end = at + digits;
      let rest = value;
      while (digits-- > 0) {
        const next = (rest / 10) | 0;
        buffer[at + digits] = 48 + rest - next * 10;
        rest = next;
      }
      at = end;
    }
    buffer[at] = CR;
    buffer[at + 1] = LF;
    this.#length = at + 2;
  }

  #line(text: string): void {
    this.#reserve(text.length + 2);
    this.#buffer.latin1Write(text, this.#length, text.length);
    const at = this.#length + text.length;
    this.#buffer[at] = CR;
    this.#buffer[at + 1] = LF;
    this.#length = at + 2;
  }

  #raw(content: Buffer): void {
    this.#reserve(content.length);
    for (let i = 0; i < content.length; i++) this.#buffer[this.#length + i] = content[i] as number;
    this.#length += content.length;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}

/** Integers past 2^53 arrive as the nearest double: written in full, never with an exponent. */
function integerText(value: number): ByteString {
  return bytes(Number.isSafeInteger(value) ? String(value) : BigInt(value).toString());
}
