/**
 * RdbReader: reads the encodings of the RDB format from bytes that nobody vouches for. Whatever is not right
 * ends in RdbDamage; nothing is set aside for more bytes than the input can stand for.
 */
import { type ByteString, bytes } from '../base/bytes.ts';
import { decompressLzf, MAX_EXPANSION } from './lzf.ts';
import { LENGTH_32, LENGTH_64, LENGTH_KIND, STRING_ENCODING } from './rdb-format.ts';

/** The longest string that V8 can hold. */
const MAX_STRING_LENGTH = 2 ** 29 - 24;

/** The bytes are not what they should be. */
export class RdbDamage extends Error {
  override readonly name = 'RdbDamage';
  /** Where the reader stood. */
  readonly offset: number;

  constructor(what: string, offset: number) {
    super(`${what} at byte ${offset}`);
    this.offset = offset;
  }
}

/** A length, or in its place the encoding of a string. */
interface LengthOrEncoding {
  readonly value: number;
  readonly isEncoding: boolean;
}

export class RdbReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(content: Buffer) {
    this.#bytes = content;
  }

  /** Bytes that are still to be read. */
  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    return this.#take(1)[0] as number;
  }

  /** A length. @throws RdbDamage */
  length(): number {
    const { value, isEncoding } = this.#lengthOrEncoding();
    if (isEncoding) throw this.#damage('an encoding stands where a length belongs');
    return value;
  }

  /** A string, in whichever encoding. @throws RdbDamage */
  string(): ByteString {
    const { value, isEncoding } = this.#lengthOrEncoding();
    if (!isEncoding) return this.#text(this.#take(value));
    if (value === STRING_ENCODING.int8) return bytes(String(this.#take(1).readInt8()));
    if (value === STRING_ENCODING.int16) return bytes(String(this.#take(2).readInt16LE()));
    if (value === STRING_ENCODING.int32) return bytes(String(this.#take(4).readInt32LE()));
    if (value === STRING_ENCODING.lzf) return this.#compressed();
    throw this.#damage(`an unknown encoding of strings, ${value},`);
  }

  #lengthOrEncoding(): LengthOrEncoding {
    const first = this.byte();
    const lower = first & 0x3f;
    const kind = first >> 6;
    if (kind === LENGTH_KIND.encoded) return { value: lower, isEncoding: true };
    if (kind === LENGTH_KIND.six) return { value: lower, isEncoding: false };
    if (kind === LENGTH_KIND.fourteen) return { value: (lower << 8) | this.byte(), isEncoding: false };
    if (first === LENGTH_32) return { value: this.#word(), isEncoding: false };
    if (first === LENGTH_64) return { value: this.#word() * 2 ** 32 + this.#word(), isEncoding: false };
    throw this.#damage(`an unknown kind of length, ${first},`);
  }

  #compressed(): ByteString {
    const compressedLength = this.length();
    const length = this.length();
    const compressed = this.#take(compressedLength);
    const plain = length > compressedLength * MAX_EXPANSION ? undefined : decompressLzf(compressed, length);
    if (plain === undefined) throw this.#damage('a compressed string is damaged');
    return this.#text(Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength));
  }

  #text(content: Buffer): ByteString {
    if (content.length > MAX_STRING_LENGTH) throw this.#damage('a string is too long');
    return bytes(content.latin1Slice());
  }

  #word(): number {
    return this.#take(4).readUInt32BE();
  }

  #take(count: number): Buffer {
    if (count > this.remaining) throw this.#damage(`${count} bytes are announced and ${this.remaining} left`);
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  #damage(what: string): RdbDamage {
    return new RdbDamage(what, this.#at);
  }
}
