/**
 * Sets of bytes in patterns: `.`, `%a`, `[a-z_]` as tables of 256 flags, by the C library's "C" locale.
 */

/** Which bytes an item accepts; the table holds 1 for each of them. */
export type CharSet = Uint8Array;

const ESCAPE = 37;
const CARET = 94;
const DASH = 45;

function ranges(...bounds: readonly [from: number, to: number][]): CharSet {
  const set = new Uint8Array(256);
  for (const [from, to] of bounds) set.fill(1, from, to + 1);
  return set;
}

function complement(set: CharSet): CharSet {
  return set.map((flag) => 1 - flag);
}

const UPPER: [number, number] = [65, 90];
const LOWER: [number, number] = [97, 122];
const DIGIT: [number, number] = [48, 57];

/** ctype.h by the letter of the class, in lower case. */
const CLASSES: ReadonlyMap<number, CharSet> = new Map(
  Object.entries({
    a: ranges(UPPER, LOWER),
    c: ranges([0, 31], [127, 127]),
    d: ranges(DIGIT),
    l: ranges(LOWER),
    p: ranges([33, 47], [58, 64], [91, 96], [123, 126]),
    s: ranges([9, 13], [32, 32]),
    u: ranges(UPPER),
    w: ranges(UPPER, LOWER, DIGIT),
    x: ranges(DIGIT, [65, 70], [97, 102]),
    z: ranges([0, 0]),
  }).flatMap(([letter, set]) => [
    [letter.charCodeAt(0), set],
    [letter.toUpperCase().charCodeAt(0), complement(set)],
  ]),
);

/** `.`: every byte. */
export const ANY: CharSet = ranges([0, 255]);

const SINGLES: readonly CharSet[] = Array.from({ length: 256 }, (_, code) => ranges([code, code]));

/** One byte. */
export function single(code: number): CharSet {
  return SINGLES[code] as CharSet;
}

/** `%x`: a class where the letter names one, else the character itself. */
export function escaped(code: number): CharSet {
  return CLASSES.get(code) ?? single(code);
}

/** `[…]`: `open` is the place of `[`, `close` that of `]` (lstrlib.c matchbracketclass). */
export function bracket(pattern: string, open: number, close: number): CharSet {
  const set = new Uint8Array(256);
  const isNegated = pattern.charCodeAt(open + 1) === CARET;
  for (let p = open + (isNegated ? 2 : 1); p < close; p++) {
    const code = pattern.charCodeAt(p);
    if (code === ESCAPE) {
      p++;
      merge(set, escaped(pattern.charCodeAt(p)));
    } else if (pattern.charCodeAt(p + 1) === DASH && p + 2 < close) {
      p += 2;
      set.fill(1, code, Math.max(code, pattern.charCodeAt(p) + 1));
    } else set[code] = 1;
  }
  return isNegated ? complement(set) : set;
}

function merge(into: CharSet, from: CharSet): void {
  for (let code = 0; code < 256; code++) if (from[code] === 1) into[code] = 1;
}

/** The only byte of a set, -1 if it has more or none. */
export function onlyMember(set: CharSet): number {
  const first = set.indexOf(1);
  return first >= 0 && set.indexOf(1, first + 1) < 0 ? first : -1;
}
