/**
 * What a search knows of itself once it has become long: the places at which an item has failed. Whether an item and
 * those after it match at a place does not depend on the way there, unless a back reference looks at it; so no
 * item fails twice at one place, and the search takes time in proportion to pattern and subject, whatever it is.
 */

/** Bytes of one search's marks. Beyond, a search goes on without. */
const MAX_BYTES = 1 << 26;

export class Memo {
  readonly #marks: (Uint8Array | undefined)[];
  readonly #places: number;

  /** For items from 0 to `items` − 1, at the places of this subject. */
  constructor(items: number, subject: string) {
    this.#marks = new Array<undefined>(items).fill(undefined);
    this.#places = subject.length + 1;
  }

  static isAffordable(items: number, subject: string): boolean {
    return items * (subject.length + 1) <= MAX_BYTES;
  }

  /** By place: 1 where the item has failed. */
  marksOf(item: number): Uint8Array {
    return (this.#marks[item] ??= new Uint8Array(this.#places));
  }
}
