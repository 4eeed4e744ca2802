/**
 * RdbWriter: bytes in the encodings of the RDB format. A string is written as the server writes it: as an
 * integer where it is one, compressed where that saves anything, else as it stands.
 */
import type { ByteString } from '../base/bytes.ts';
import { parseInt64 } from '../base/number.ts';
import { LzfCompressor } from './lzf.ts';
import { LENGTH_32, LENGTH_64, LENGTH_KIND, STRING_ENCODING } from './rdb-format.ts';

const FIRST_CAPACITY = 256;
/** Longer strings cannot be an integer of 32 bits. */
const MAX_INTEGER_LENGTH = 11;
/** Shorter strings are not worth compressing. */
const MIN_COMPRESSED_LENGTH = 21;
/** What compression must save at least. */
const MIN_SAVED = 4;

export class RdbWriter {
  readonly #compressor = new LzfCompressor();
  #bytes = Buffer.allocUnsafe(FIRST_CAPACITY);
  #length = 0;

  /** What has been written so far: a view, which the next write may overwrite. */
  view(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** A length, in as few bytes as it needs. */
  length(value: number): void {
    if (value < 2 ** 6) this.byte(value);
    else if (value < 2 ** 14) {
      this.byte((LENGTH_KIND.fourteen << 6) | (value >> 8));
      this.byte(value & 0xff);
    } else if (value < 2 ** 32) {
      this.byte(LENGTH_32);
      this.#word(value);
    } else {
      this.byte(LENGTH_64);
      this.#word(Math.floor(value / 2 ** 32));
      this.#word(value % 2 ** 32);
    }
  }

  string(text: ByteString): void {
    if (text.length <= MAX_INTEGER_LENGTH && this.#integer(text)) return;
    const plain = Buffer.from(text, 'latin1');
    if (plain.length >= MIN_COMPRESSED_LENGTH && this.#compressed(plain)) return;
    this.length(plain.length);
    this.raw(plain);
  }

  #integer(text: ByteString): boolean {
    const value = parseInt64(text);
    if (typeof value !== 'number' || value !== (value | 0)) return false;
    if (value === (value << 24) >> 24) this.#encoded(STRING_ENCODING.int8, value, 1);
    else if (value === (value << 16) >> 16) this.#encoded(STRING_ENCODING.int16, value, 2);
    else this.#encoded(STRING_ENCODING.int32, value, 4);
    return true;
  }

  /** The lowest byte first. */
  #encoded(encoding: number, value: number, size: number): void {
    this.byte((LENGTH_KIND.encoded << 6) | encoding);
    for (let i = 0; i < size; i++) this.byte((value >> (8 * i)) & 0xff);
  }

  #compressed(plain: Buffer): boolean {
    const compressed = this.#compressor.compress(plain, plain.length - MIN_SAVED);
    if (compressed === undefined) return false;
    this.byte((LENGTH_KIND.encoded << 6) | STRING_ENCODING.lzf);
    this.length(compressed.length);
    this.length(plain.length);
    this.raw(compressed);
    return true;
  }

  /** 32 bits, the highest byte first. */
  #word(value: number): void {
    this.#reserve(4);
    this.#length = this.#bytes.writeUInt32BE(value, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + count));
    grown.set(this.view());
    this.#bytes = grown;
  }
}
