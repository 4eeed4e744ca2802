/**
 * NameTable: command names found by their bytes, so that the usual spellings cost no string.
 * A name stands in a slot for its length and three of its bytes, once in lower and once in upper case.
 */
import { type ByteString, bytes, toLower, toUpper } from '../base/bytes.ts';

/** A name in one spelling and what it stands for. */
export interface NameEntry<C> {
  readonly text: ByteString;
  readonly value: C;
  readonly codes: Uint8Array;
  /** The next entry of the same slot. */
  readonly next: NameEntry<C> | undefined;
}

/** Some 500 spellings: a chain is rarely longer than one. */
const SLOTS = 4096;

export class NameTable<C> {
  readonly #slots: (NameEntry<C> | undefined)[] = new Array(SLOTS).fill(undefined);
  readonly #values = new Map<string, C>();

  /** Takes pairs of name and value, such as a Map; names in any case. */
  constructor(pairs: Iterable<readonly [name: string, value: C]>) {
    for (const [name, value] of pairs) {
      const lower = toLower(bytes(name));
      this.#values.set(lower, value);
      for (const text of new Set([lower, toUpper(lower)])) this.#add(text, value);
    }
  }

  /** The entry whose lower-case or upper-case spelling is `buffer[at, at + length)`; `length` at least 1. */
  at(buffer: Buffer, at: number, length: number): NameEntry<C> | undefined {
    const first = buffer[at] as number;
    const middle = buffer[at + (length >> 1)] as number;
    const last = buffer[at + length - 1] as number;
    let entry = this.#slots[slotOf(length, first, middle, last)];
    while (entry !== undefined && !isAt(entry.codes, buffer, at, length)) entry = entry.next;
    return entry;
  }

  /** What a name stands for, in whatever case it is spelled. (No letter beyond ASCII lowers into it.) */
  find(text: ByteString): C | undefined {
    return this.#values.get(text) ?? this.#values.get(text.toLowerCase());
  }

  #add(text: ByteString, value: C): void {
    const codes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const [first = 0, middle = 0, last = 0] = [codes[0], codes[codes.length >> 1], codes.at(-1)];
    const slot = slotOf(codes.length, first, middle, last);
    this.#slots[slot] = { text, value, codes, next: this.#slots[slot] };
  }
}

function slotOf(length: number, first: number, middle: number, last: number): number {
  return ((length * 31) ^ (first * 7) ^ (middle * 61) ^ (last * 509)) & (SLOTS - 1);
}

function isAt(codes: Uint8Array, buffer: Buffer, at: number, length: number): boolean {
  if (codes.length !== length) return false;
  for (let i = 0; i < length; i++) if (codes[i] !== buffer[at + i]) return false;
  return true;
}
