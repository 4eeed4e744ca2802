/**
 * Ropes: V8 joins long strings without copying them, and copies when somebody looks inside, be it for a comparison. So
 * memory is taken where nobody expects it, and nothing is seen of it before. Some ropes are made for nothing, as
 * appending is quick that way; what goes beyond is copied at once, where it can be refused.
 */
import { checkHeapRoom, UNSEEN_BYTES } from '../base/heap.ts';

/** Text up to this length does not count: a run's turns between two looks at the heap take little of it. */
export const SHORT_TEXT = 1024;

/** Kept so that V8 may not leave out what reads it. */
export let firstByte = 0;

/** V8 makes one piece of a rope when a byte of it is read. */
export function inOnePiece(text: string): string {
  firstByte = text.charCodeAt(0);
  return text;
}

/** The ropes of a run. */
export class Ropes {
  #bytes = 0;

  begin(): void {
    this.#bytes = 0;
  }

  /**
   * Is this the one too many, to be paid for and made one piece? For text longer than SHORT_TEXT.
   * @throws RangeError where the heap has no room for it
   */
  isTooMuch(text: string): boolean {
    this.#bytes += text.length;
    if (this.#bytes <= UNSEEN_BYTES) return false;
    checkHeapRoom(text.length);
    inOnePiece(text);
    return true;
  }
}
