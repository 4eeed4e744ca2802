/**
 * Text that builtins make of long text: piece by piece, each paid for as it is made, so that no rope of tiny nodes
 * fills the heap between two looks at it.
 */
import { inOnePiece } from '../../rope.ts';
import type { LuaHost } from '../../runtime/builtin.ts';

const CHUNK_BYTES = 1 << 14;

/** What `map`, which looks at each byte by itself, makes of the text. */
export function mapBytes(host: LuaHost, text: string, map: (text: string) => string): string {
  if (text.length <= CHUNK_BYTES) return map(text);
  let out = '';
  for (let at = 0; at < text.length; at += CHUNK_BYTES) {
    const mapped = inOnePiece(map(text.slice(at, at + CHUNK_BYTES)));
    host.charge(mapped.length >> 4);
    out += mapped;
  }
  return out;
}

/** V8 copies shorter parts; a longer one holds on to the whole, which is small up to that length. */
const MIN_VIEW = 13;
const SMALL_WHOLE = 1024;
/** A part that is no smaller than this share of the whole may hold it. */
const FAIR_SHARE = 8;

/** The part itself, where it was taken out of so long a text: a small one does not keep it in memory. */
export function detached(part: string, wholeLength: number): string {
  if (part.length < MIN_VIEW || wholeLength <= SMALL_WHOLE || part.length * FAIR_SHARE > wholeLength)
    return part;
  // The sum is copied into one piece when it is cut, and that is all that the result holds.
  return ` ${part}`.slice(1);
}
