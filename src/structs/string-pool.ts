/**
 * StringPool: lets equal short strings be one object. Records repeat the same few field names over and
 * over, and each request brings them as new strings; holding the pooled one saves the rest.
 * Direct-mapped and of fixed size: a newcomer takes the cell of whoever was there, so it holds little,
 * forgets freely, and is never wrong.
 */
import type { ByteString } from '../base/bytes.ts';

/** Cells; a power of two. */
const CELLS = 1024;
/** Longer strings are rarely names. */
const LONGEST = 32;

export class StringPool {
  readonly #cells: (ByteString | undefined)[] = new Array(CELLS).fill(undefined);

  /** An equal string, the pooled one when there is one. */
  share(value: ByteString): ByteString {
    const { length } = value;
    if (length > LONGEST) return value;
    let hash = length;
    for (let i = 0; i < length; i++) hash = (Math.imul(hash, 31) + value.charCodeAt(i)) | 0;
    const cell = (hash ^ (hash >>> 10)) & (CELLS - 1);
    const pooled = this.#cells[cell];
    if (pooled === value) return pooled;
    this.#cells[cell] = value;
    return value;
  }
}
