/** The digest of one value, by type. */
import type { Digest } from '../digest.ts';
import { textOf } from './string.ts';
import { StringBuffer } from './string-buffer.ts';
import type { Value } from './value.ts';

/** Adds type and content of a value. */
export function digestValue(digest: Digest, value: Value): void {
  if (typeof value !== 'object' || value instanceof StringBuffer) {
    digest.mix('\0\0\0\0');
    digest.mix(textOf(value));
  }
}
