/**
 * StringBuffer: a string value that has been written in place (APPEND, SETRANGE, SETBIT). Bytes live in a
 * buffer with room to grow, so that a thousand appends copy little; its encoding stays `raw`, as in the server.
 */
import { type ByteString, bytes } from '../../base/bytes.ts';
import type { Held } from './value.ts';

/** Up to this size the room doubles; above it grows by this much, as the server's SDS strings do. */
const MAX_PREALLOCATION = 1024 * 1024;

export class StringBuffer implements Held {
  readonly type = 'string';
  #bytes: Buffer;
  #length: number;

  constructor(content: ByteString) {
    this.#length = content.length;
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(content.length, 1));
    this.#bytes.latin1Write(content, 0, content.length);
  }

  get length(): number {
    return this.#length;
  }

  /** The whole content. */
  text(): ByteString {
    return bytes(this.#bytes.latin1Slice(0, this.#length));
  }

  /** Part of the content, end excluded. */
  slice(start: number, end: number): ByteString {
    return bytes(this.#bytes.latin1Slice(start, Math.min(end, this.#length)));
  }

  byteAt(position: number): number {
    return position < this.#length ? (this.#bytes[position] ?? 0) : 0;
  }

  append(content: ByteString): void {
    this.write(this.#length, content);
  }

  /** Writes at an offset; a gap before it is filled with zero bytes. */
  write(offset: number, content: ByteString): void {
    this.#extend(offset + content.length);
    this.#bytes.latin1Write(content, offset, content.length);
  }

  /** Sets one byte; a gap before it is filled with zero bytes. */
  setByte(position: number, value: number): void {
    this.#extend(position + 1);
    this.#bytes[position] = value;
  }

  encoding(): string {
    return 'raw';
  }

  clone(): StringBuffer {
    return new StringBuffer(this.text());
  }

  #extend(length: number): void {
    if (length <= this.#length) return;
    if (length > this.#bytes.length) {
      const grown = Buffer.allocUnsafeSlow(length + Math.min(length, MAX_PREALLOCATION));
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
    this.#bytes.fill(0, this.#length, length);
    this.#length = length;
  }
}
