/**
 * LZF, the compression of strings in RDB files and DUMP payloads, byte for byte as the server's copy of LibLZF
 * makes it (the variant it calls very fast, with a table of 2^16 slots).
 *
 * The format: a byte below 32 announces one literal more than it says. Any other begins a reference: its upper
 * three bits are the length less 2 (at 7, a further byte is added to it), its lower five and the last byte are
 * the distance less 1.
 */

const TABLE_BITS = 16;
const TABLE_MASK = 2 ** TABLE_BITS - 1;
const MAX_LITERALS = 2 ** 5;
const MAX_DISTANCE = 2 ** 13;
const MAX_MATCH = 2 ** 8 + 2 ** 3;
/** References of this length (less 2) and more have a byte of length of their own. */
const LONG_REFERENCE = 7;
/** A match leaves the last two bytes alone; only where it can be this long, C looks so far without asking. */
const UNTOUCHED_TAIL = 2;
const UNCHECKED_FROM = 17;
const UNCHECKED_MATCH = 19;
/** A compressed byte stands for so many at most: three of them for the longest match. */
export const MAX_EXPANSION = MAX_MATCH / 3;
/** Positions are 32-bit integers; past this the table starts anew. */
const MAX_POSITION = 2 ** 31 - 1;

/** Compresses; its table serves one input after another, for clearing it costs more than most inputs. */
export class LzfCompressor {
  /** By hash, the last position that had it: counted from the first input on, plus 1. */
  readonly #table = new Int32Array(TABLE_MASK + 1);
  /** Where the current input begins in that count. */
  #base = 0;

  /** The compressed form; undefined when it would not fit into `limit` bytes. */
  compress(input: Uint8Array, limit: number): Uint8Array | undefined {
    if (input.length === 0 || limit <= 0) return undefined;
    if (this.#base + input.length >= MAX_POSITION) {
      this.#table.fill(0);
      this.#base = 0;
    }
    const output = new Output(limit);
    const fits = this.#write(input, output);
    this.#base += input.length;
    return fits ? output.end() : undefined;
  }

  #write(input: Uint8Array, output: Output): boolean {
    const last = input.length - UNTOUCHED_TAIL;
    let at = 0;
    while (at < last) {
      const candidate = this.#exchange(input, at);
      const length = matchLength(input, candidate, at);
      if (length === 0) {
        if (!output.literal(input[at] as number)) return false;
        at++;
        continue;
      }
      if (!output.reference(at - candidate, length)) return false;
      at += length;
      if (at >= last) break;
      this.#exchange(input, at - 2);
      this.#exchange(input, at - 1);
    }
    return output.tail(input, at);
  }

  /** Puts `at` into the slot of its three bytes; returns what was there, 0 if nothing of this input. */
  #exchange(input: Uint8Array, at: number): number {
    const three =
      ((input[at] as number) << 16) | ((input[at + 1] as number) << 8) | (input[at + 2] as number);
    const slot = ((three >> (24 - TABLE_BITS)) - three * 5) & TABLE_MASK;
    const before = (this.#table[slot] as number) - 1 - this.#base;
    this.#table[slot] = this.#base + at + 1;
    return Math.max(before, 0);
  }
}

/** For how many bytes the two positions agree; 0 when that is no match. The first byte is never referred to. */
function matchLength(input: Uint8Array, candidate: number, at: number): number {
  if (candidate === 0 || at - candidate > MAX_DISTANCE) return 0;
  for (let i = 0; i < 3; i++) if (input[candidate + i] !== input[at + i]) return 0;
  const room = Math.min(input.length - at - UNTOUCHED_TAIL, MAX_MATCH);
  const most = room >= UNCHECKED_FROM ? Math.max(room, UNCHECKED_MATCH) : room;
  let length = 3;
  while (length < most && input[candidate + length] === input[at + length]) length++;
  return length;
}

/** The compressed bytes as they grow: a run of literals is open at any time, its first byte still unwritten. */
class Output {
  readonly #bytes: Uint8Array;
  readonly #limit: number;
  #at = 1;
  #literals = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.#bytes = new Uint8Array(limit + 4);
  }

  literal(byte: number): boolean {
    if (this.#at >= this.#limit) return false;
    this.#push(byte);
    return true;
  }

  reference(distance: number, length: number): boolean {
    if (this.#at - (this.#literals === 0 ? 1 : 0) + 4 >= this.#limit) return false;
    this.#closeRun();
    const code = length - 2;
    const upper = (distance - 1) >> 8;
    if (code < LONG_REFERENCE) this.#bytes[this.#at++] = upper + (code << 5);
    else {
      this.#bytes[this.#at++] = upper + (LONG_REFERENCE << 5);
      this.#bytes[this.#at++] = code - LONG_REFERENCE;
    }
    this.#bytes[this.#at++] = (distance - 1) & 0xff;
    this.#at++;
    return true;
  }

  /** The last bytes as literals: two, or three after a reference that went to the end. */
  tail(input: Uint8Array, from: number): boolean {
    if (this.#at + 3 > this.#limit) return false;
    for (let i = from; i < input.length; i++) this.#push(input[i] as number);
    return true;
  }

  end(): Uint8Array {
    this.#closeRun();
    return this.#bytes.subarray(0, this.#at);
  }

  #push(byte: number): void {
    this.#bytes[this.#at++] = byte;
    if (++this.#literals < MAX_LITERALS) return;
    this.#closeRun();
    this.#at++;
  }

  /** Writes the run's first byte; a run without literals is taken back. */
  #closeRun(): void {
    if (this.#literals === 0) this.#at--;
    else this.#bytes[this.#at - this.#literals - 1] = this.#literals - 1;
    this.#literals = 0;
  }
}

/**
 * The `length` bytes that `input` stands for; undefined when it is damaged or stands for another number of
 * bytes. The caller bounds `length`.
 */
export function decompressLzf(input: Uint8Array, length: number): Uint8Array | undefined {
  const output = new Uint8Array(length);
  let at = 0;
  let to = 0;
  while (at < input.length) {
    const control = input[at++] as number;
    if (control < MAX_LITERALS) {
      const end = at + control + 1;
      if (end > input.length || to + control + 1 > length) return undefined;
      output.set(input.subarray(at, end), to);
      to += control + 1;
      at = end;
      continue;
    }
    const code = control >> 5;
    const isLong = code === LONG_REFERENCE;
    if (at + (isLong ? 2 : 1) > input.length) return undefined;
    const count = code + 2 + (isLong ? (input[at++] as number) : 0);
    const from = to - ((control & 0x1f) << 8) - 1 - (input[at++] as number);
    if (from < 0 || to + count > length) return undefined;
    for (let i = 0; i < count; i++) output[to + i] = output[from + i] as number;
    to += count;
  }
  return to === length ? output : undefined;
}
