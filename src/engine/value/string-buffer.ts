/**
 * StringBuffer: a string value that has been written in place (APPEND, SETRANGE, SETBIT); its encoding stays
 * `raw`, as in the server. A short one is kept as text, which V8 appends to without copying; a long one, or
 * one whose single bytes are set, lives in a buffer with room to grow.
 */
import { type ByteString, bytes, EMPTY } from '../../base/bytes.ts';
import type { Held } from './value.ts';

/** Up to this length a string stays text: a buffer of its own costs more than a copy of so few bytes. */
const TEXT_LIMIT = 1024;
/** Up to this size the room doubles; above it grows by this much, as the server's SDS strings do. */
const MAX_PREALLOCATION = 1024 * 1024;
const NO_BYTES = Buffer.alloc(0);

/** How a string value is held. */
export interface StringBufferOptions {
  /**
   * True while it has only been computed, never written in place: the server then holds a short text as
   * `embstr` even where it reads as an integer (INCRBYFLOAT). Default false.
   */
  readonly computed?: boolean;
}

export class StringBuffer implements Held {
  readonly type = 'string';
  /** The content while `#bytes` has no room, else stale. */
  #text: ByteString;
  #bytes: Buffer = NO_BYTES;
  #length: number;
  #computed: boolean;

  constructor(content: ByteString, options: StringBufferOptions = {}) {
    this.#text = content;
    this.#length = content.length;
    this.#computed = options.computed ?? false;
  }

  get length(): number {
    return this.#length;
  }

  /** The whole content. */
  text(): ByteString {
    return this.#isText ? this.#text : bytes(this.#bytes.latin1Slice(0, this.#length));
  }

  /** Part of the content, end excluded. */
  slice(start: number, end: number): ByteString {
    if (this.#isText) return bytes(this.#text.slice(start, end));
    const stop = Math.min(end, this.#length);
    return start < stop ? bytes(this.#bytes.latin1Slice(start, stop)) : EMPTY;
  }

  byteAt(position: number): number {
    if (position >= this.#length) return 0;
    return this.#isText ? this.#text.charCodeAt(position) : (this.#bytes[position] ?? 0);
  }

  append(content: ByteString): void {
    this.#computed = false;
    if (this.#isText && this.#length + content.length <= TEXT_LIMIT) {
      this.#text = bytes(this.#text + content);
      this.#length += content.length;
    } else this.write(this.#length, content);
  }

  /** Writes at an offset; a gap before it is filled with zero bytes. */
  write(offset: number, content: ByteString): void {
    const end = offset + content.length;
    if (this.#isText && Math.max(end, this.#length) <= TEXT_LIMIT) {
      this.#computed = false;
      const before = this.#text.slice(0, offset).padEnd(offset, '\0');
      this.#text = bytes(before + content + this.#text.slice(end));
      this.#length = this.#text.length;
      return;
    }
    this.#open(end);
    this.#bytes.latin1Write(content, offset, content.length);
  }

  /** Sets one byte; a gap before it is filled with zero bytes. */
  setByte(position: number, value: number): void {
    this.#open(position + 1);
    this.#bytes[position] = value;
  }

  encoding(): string {
    return this.#computed ? 'embstr' : 'raw';
  }

  clone(): StringBuffer {
    return new StringBuffer(this.text(), { computed: this.#computed });
  }

  get #isText(): boolean {
    return this.#bytes === NO_BYTES;
  }

  /** Makes sure that there is a buffer and that it reaches to `length`. */
  #open(length: number): void {
    this.#computed = false;
    if (this.#isText) {
      this.#bytes = Buffer.allocUnsafeSlow(Math.max(roomFor(length), this.#length, 1));
      this.#bytes.latin1Write(this.#text, 0, this.#length);
      this.#text = EMPTY;
    }
    if (length <= this.#length) return;
    if (length > this.#bytes.length) {
      const grown = Buffer.allocUnsafeSlow(roomFor(length));
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
    this.#bytes.fill(0, this.#length, length);
    this.#length = length;
  }
}

function roomFor(length: number): number {
  return length + Math.min(length, MAX_PREALLOCATION);
}
