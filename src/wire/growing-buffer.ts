/**
 * GrowingBuffer: bytes that arrive piece by piece, kept in one buffer that doubles as they come.
 * Room is never set aside for bytes that were only announced, and a large one is let go once emptied.
 */

const NOTHING: Buffer = Buffer.alloc(0);
const FIRST_CAPACITY = 64;

/** An emptied buffer above this size is freed rather than kept for the next time. */
const RETAINED_CAPACITY = 4 * 1024;

export class GrowingBuffer {
  /** Holds `length` bytes of content, then spare room. Replaced when it grows. */
  bytes: Buffer = NOTHING;
  length = 0;

  /** Copies `source[start, end)` to the end; room is never made for more than `most` bytes in all. */
  append(source: Buffer, start: number, end: number, most = Number.POSITIVE_INFINITY): void {
    const length = this.length + end - start;
    if (length > this.bytes.length) this.#grow(length, most);
    this.bytes.set(source.subarray(start, end), this.length);
    this.length = length;
  }

  /** Forgets the first `count` bytes. */
  drop(count: number): void {
    this.length = Math.max(this.length - count, 0);
    this.bytes.copyWithin(0, count, count + this.length);
  }

  clear(): void {
    this.length = 0;
    if (this.bytes.length > RETAINED_CAPACITY) this.bytes = NOTHING;
  }

  #grow(length: number, most: number): void {
    const doubled = Math.max(this.bytes.length * 2, FIRST_CAPACITY);
    const grown = Buffer.allocUnsafeSlow(Math.max(length, Math.min(doubled, most)));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}
