/**
 * ReplyDecoder: RESP2 and RESP3 replies from bytes, for clients. Input may be cut anywhere: aggregates
 * under way are kept on a stack, so that nothing is read twice but an unfinished line.
 * Attributes (`|`) are read and passed over. Streamed strings and aggregates, which no server sends, are refused.
 */
import { type ByteString, bytes } from '../base/bytes.ts';
import {
  BigNumber,
  Double,
  ErrorReply,
  MapReply,
  NULL_ARRAY,
  Push,
  type Reply,
  SetReply,
  Status,
  Verbatim,
} from '../base/reply.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import { STRING_LIMIT } from './protocol-error.ts';
import { textAt } from './text.ts';

/** Aggregates inside aggregates; servers stay far below. */
const DEPTH_LIMIT = 1024;

/** Bytes of a line (status, error, number); longer ones are not what a server sends. */
const LINE_LIMIT = 1024 * 1024;

/** Bytes that are no reply; `message` says where and what. The connection is of no use any more. */
export class ReplyFormatError extends Error {
  override readonly name = 'ReplyFormatError';
}

/** An aggregate of which `left` elements are still to come. */
interface Frame {
  readonly type: string;
  readonly items: Reply[];
  left: number;
}

export class ReplyDecoder {
  readonly #input = new GrowingBuffer();
  readonly #open: Frame[] = [];
  #at = 0;

  /** Takes bytes in; the chunk may be overwritten after the call. */
  feed(chunk: Buffer, start = 0, end = chunk.length): void {
    if (this.pendingBytes === 0) this.#input.clear();
    else if (this.#at > 0) this.#input.drop(this.#at);
    this.#at = 0;
    this.#input.append(chunk, start, end);
  }

  /** Bytes taken in and not yet decoded. */
  get pendingBytes(): number {
    return this.#input.length - this.#at;
  }

  /**
   * The next whole reply, or undefined when more bytes are needed. A safe integer is a number, any other a bigint.
   * @throws ReplyFormatError at bytes that are no reply
   */
  next(): Reply | undefined {
    for (;;) {
      const value = this.#readValue();
      if (value === undefined) return undefined;
      const done = this.#place(value);
      if (done !== undefined) return done;
    }
  }

  /** Puts a value where it belongs, closing the aggregates that it completes; a reply when that was the outermost. */
  #place(value: Reply | Frame): Reply | undefined {
    let current = value;
    for (;;) {
      if (isFrame(current)) {
        if (current.left > 0) {
          if (this.#open.length >= DEPTH_LIMIT)
            throw new ReplyFormatError(`a reply deeper than ${DEPTH_LIMIT}`);
          this.#open.push(current);
          return undefined;
        }
        if (current.type === '|') return undefined;
        current = closed(current);
      }
      const parent = this.#open.at(-1);
      if (parent === undefined) return current;
      parent.items.push(current);
      if (--parent.left > 0) return undefined;
      this.#open.pop();
      current = parent;
    }
  }

  /** A scalar, a bulk, or a new frame; undefined, with nothing consumed, when it is not all there. */
  #readValue(): Reply | Frame | undefined {
    const { bytes: buffer, length } = this.#input;
    const lineEnd = length === 0 ? -1 : buffer.indexOf(13, this.#at);
    if (lineEnd < 0 || lineEnd + 1 >= length) {
      if (length - this.#at > LINE_LIMIT)
        throw new ReplyFormatError(`a line longer than ${LINE_LIMIT} bytes`);
      return undefined;
    }
    const type = String.fromCharCode(buffer[this.#at] as number);
    const line = textAt(buffer, this.#at + 1, lineEnd - this.#at - 1);
    if ('$=!'.includes(type)) return this.#readBulk(type, countOf(type, line), lineEnd + 2);
    this.#at = lineEnd + 2;
    if ('*~>%|'.includes(type)) return openFrame(type, countOf(type, line));
    return scalarOf(type, line);
  }

  #readBulk(type: string, size: number, start: number): Reply | undefined {
    const end = start + Math.max(size + 2, 0);
    if (size < 0) {
      this.#at = start;
      return null;
    }
    if (size > STRING_LIMIT) throw new ReplyFormatError(`a string of ${size} bytes`);
    if (end > this.#input.length) return undefined;
    const text = textAt(this.#input.bytes, start, size);
    this.#at = end;
    if (type === '!') return new ErrorReply(text);
    return type === '=' ? new Verbatim(bytes(text.slice(4)), text.slice(0, 3)) : text;
  }
}

function isFrame(value: Reply | Frame): value is Frame {
  return typeof value === 'object' && value !== null && 'left' in value;
}

function openFrame(type: string, count: number): Frame | Reply {
  if (count < 0) return NULL_ARRAY;
  return { type, items: [], left: type === '%' || type === '|' ? count * 2 : count };
}

function closed(frame: Frame): Reply {
  switch (frame.type) {
    case '%':
      return new MapReply(frame.items);
    case '~':
      return new SetReply(frame.items);
    case '>':
      return new Push(frame.items);
    default:
      return frame.items;
  }
}

function scalarOf(type: string, line: ByteString): Reply {
  switch (type) {
    case '+':
      return new Status(line);
    case '-':
      return new ErrorReply(line);
    case ':':
      return integerOf(line);
    case '_':
      return null;
    case '#':
      return line === 't';
    case ',':
      return new Double(doubleOf(line));
    case '(':
      return new BigNumber(line);
    default:
      throw new ReplyFormatError(`not a reply: ${JSON.stringify(type + line.slice(0, 80))}`);
  }
}

function countOf(type: string, line: string): number {
  if (!/^(-1|\d{1,15})$/.test(line))
    throw new ReplyFormatError(`not a length: ${JSON.stringify(type + line.slice(0, 80))}`);
  return Number(line);
}

function integerOf(line: string): number | bigint {
  if (!/^[+-]?\d+$/.test(line))
    throw new ReplyFormatError(`not an integer: ${JSON.stringify(line.slice(0, 80))}`);
  const value = Number(line);
  return Number.isSafeInteger(value) ? value : BigInt(line.replace('+', ''));
}

function doubleOf(line: string): number {
  if (/^[+-]?inf$/i.test(line))
    return line.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^-?nan$/i.test(line)) return Number.NaN;
  const value = Number(line);
  if (line === '' || Number.isNaN(value))
    throw new ReplyFormatError(`not a double: ${JSON.stringify(line.slice(0, 80))}`);
  return value;
}
