/**
 * Bytes to flat strings, the fastest way for each length (20–56 ns up to 24 bytes, where latin1Slice takes
 * 75–108 at any length; measured on Node 20). Never a substring: that would keep its whole parent alive.
 */
import { type ByteString, bytes, EMPTY } from '../base/bytes.ts';

const C = String.fromCharCode as (...codes: readonly (number | undefined)[]) => string;

/** Up to this length one call of fromCharCode with every byte as an argument is fastest. */
const SHORT_LIMIT = 24;

/** The bytes `[at, at + length)` of `b` as a string of its own. */
export function textAt(b: Buffer, at: number, length: number): ByteString {
  if (length <= SHORT_LIMIT) return bytes(shortText(b, at, length));
  return bytes(b.latin1Slice(at, at + length));
}

// biome-ignore format: one case a length reads as the table that it is
function shortText(b: Buffer, i: number, length: number): string {
  switch (length) {
    case 0: return EMPTY;
    case 1: return C(b[i]);
    case 2: return C(b[i], b[i+1]);
    case 3: return C(b[i], b[i+1], b[i+2]);
    case 4: return C(b[i], b[i+1], b[i+2], b[i+3]);
    case 5: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4]);
    case 6: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5]);
    case 7: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6]);
    case 8: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7]);
    case 9: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8]);
    case 10: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9]);
    case 11: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10]);
    case 12: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11]);
    case 13: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12]);
    case 14: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12], b[i+13]);
    case 15: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12], b[i+13], b[i+14]);
    case 16: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12], b[i+13], b[i+14], b[i+15]);
    case 17: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12], b[i+13], b[i+14], b[i+15], b[i+16]);
    case 18: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12], b[i+13], b[i+14], b[i+15], b[i+16], b[i+17]);
    case 19: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12], b[i+13], b[i+14], b[i+15], b[i+16], b[i+17], b[i+18]);
    case 20: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12], b[i+13], b[i+14], b[i+15], b[i+16], b[i+17], b[i+18], b[i+19]);
    case 21: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12], b[i+13], b[i+14], b[i+15], b[i+16], b[i+17], b[i+18], b[i+19], b[i+20]);
    case 22: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12], b[i+13], b[i+14], b[i+15], b[i+16], b[i+17], b[i+18], b[i+19], b[i+20], b[i+21]);
    case 23: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12], b[i+13], b[i+14], b[i+15], b[i+16], b[i+17], b[i+18], b[i+19], b[i+20], b[i+21], b[i+22]);
    case 24: return C(b[i], b[i+1], b[i+2], b[i+3], b[i+4], b[i+5], b[i+6], b[i+7], b[i+8], b[i+9], b[i+10], b[i+11], b[i+12], b[i+13], b[i+14], b[i+15], b[i+16], b[i+17], b[i+18], b[i+19], b[i+20], b[i+21], b[i+22], b[i+23]);
    default: throw new RangeError(`not a short text: ${length} bytes`);
  }
}
