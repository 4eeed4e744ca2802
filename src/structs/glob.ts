/**
 * Glob patterns as Redis matches them (util.c, stringmatchlen), compiled once: `*`, `?`, `[abc]`, `[^a]`,
 * `[a-z]`, `\x`. Every odd corner follows the server: an unclosed class closes at the end of the pattern, a
 * range reaches over `]`, bytes in ranges are signed, `[]` matches nothing and `[^]` any one byte.
 * Between stars every part has a fixed length, so leftmost matching is enough: no backtracking over stars.
 */
import type { ByteString } from '../base/bytes.ts';

/** Options of a pattern. */
export interface GlobOptions {
  /** ASCII letters match in either case. Default false. */
  readonly nocase?: boolean;
}

/** Tells whether a string matches. */
export type GlobMatcher = (value: ByteString) => boolean;

/** One byte of a part: the set of bytes that it accepts, 1 for each. */
type ByteClass = Uint8Array;

/** What stands between two stars. */
type Part = TextPart | ClassPart;

/**
 * Compiles a pattern. The pattern `*` alone matches everything, as in KEYS and SCAN; every other pattern
 * that is not empty rejects the empty string, as the server does (pub/sub rejects it for `*` too).
 */
export function compileGlob(pattern: ByteString, options: GlobOptions = {}): GlobMatcher {
  if (pattern === '*') return () => true;
  const parts = parse(pattern, options.nocase ?? false);
  const first = parts[0] as Part;
  if (parts.length === 1) return (value) => value.length === first.length && first.matchesAt(value, 0);
  const last = parts[parts.length - 1] as Part;
  const middle = parts.slice(1, -1);
  const least = Math.max(
    1,
    middle.reduce((sum, part) => sum + part.length, first.length + last.length),
  );
  return (value) => {
    const end = value.length - last.length;
    if (value.length < least || !first.matchesAt(value, 0) || !last.matchesAt(value, end)) return false;
    let at = first.length;
    for (const part of middle) {
      const found = part.indexIn(value, at, end);
      if (found < 0) return false;
      at = found + part.length;
    }
    return true;
  };
}

/** A part of plain text. Compared by hand: startsWith costs four times as much on a few bytes. */
class TextPart {
  readonly length: number;
  readonly #text: string;

  constructor(text: string) {
    this.length = text.length;
    this.#text = text;
  }

  matchesAt(value: ByteString, at: number): boolean {
    const text = this.#text;
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== value.charCodeAt(at + i)) return false;
    return true;
  }

  /** Where it first stands at or after `from`, wholly before `end`; -1 when nowhere. */
  indexIn(value: ByteString, from: number, end: number): number {
    const found = value.indexOf(this.#text, from);
    return found + this.length <= end ? found : -1;
  }
}

/** A part with a class for each byte. */
class ClassPart {
  readonly length: number;
  readonly #classes: readonly ByteClass[];

  constructor(classes: readonly ByteClass[]) {
    this.length = classes.length;
    this.#classes = classes;
  }

  matchesAt(value: ByteString, at: number): boolean {
    const classes = this.#classes;
    for (let i = 0; i < classes.length; i++) {
      if ((classes[i] as ByteClass)[value.charCodeAt(at + i)] !== 1) return false;
    }
    return true;
  }

  /** Where it first stands at or after `from`, wholly before `end`; -1 when nowhere. */
  indexIn(value: ByteString, from: number, end: number): number {
    const latest = end - this.length;
    for (let at = from; at <= latest; at++) if (this.matchesAt(value, at)) return at;
    return -1;
  }
}

/** The parts between stars; a star at either edge leaves an empty part there. */
function parse(pattern: ByteString, nocase: boolean): Part[] {
  const parts: Part[] = [];
  let classes: ByteClass[] = [];
  for (let at = 0; at < pattern.length; ) {
    if (pattern[at] === '*') {
      while (pattern[at] === '*') at++;
      parts.push(toPart(classes));
      classes = [];
      continue;
    }
    const token = tokenAt(pattern, at, nocase);
    classes.push(token.accepts);
    at = token.end;
  }
  parts.push(toPart(classes));
  return parts;
}

/** Plain text when every class accepts just one byte. */
function toPart(classes: readonly ByteClass[]): Part {
  let text = '';
  for (const accepts of classes) {
    const code = accepts.indexOf(1);
    if (code < 0 || accepts.indexOf(1, code + 1) >= 0) return new ClassPart(classes);
    text += String.fromCharCode(code);
  }
  return new TextPart(text);
}

interface Token {
  readonly accepts: ByteClass;
  readonly end: number;
}

function tokenAt(pattern: ByteString, at: number, nocase: boolean): Token {
  const char = pattern[at];
  const accepts = new Uint8Array(256);
  if (char === '?') return { accepts: accepts.fill(1), end: at + 1 };
  if (char === '[') return classAt(pattern, at + 1, nocase);
  const code = char === '\\' && at + 1 < pattern.length ? at + 1 : at;
  accept(accepts, pattern.charCodeAt(code), nocase);
  return { accepts, end: code + 1 };
}

/** Reads a class from behind its `[`. */
function classAt(pattern: ByteString, start: number, nocase: boolean): Token {
  const accepts = new Uint8Array(256);
  const negated = pattern[start] === '^';
  let at = negated ? start + 1 : start;
  while (at < pattern.length && pattern[at] !== ']') {
    if (pattern[at] === '\\' && at + 1 < pattern.length) {
      accepts[pattern.charCodeAt(at + 1)] = 1;
      at += 2;
    } else if (pattern[at + 1] === '-' && at + 2 < pattern.length) {
      acceptRange(accepts, pattern.charCodeAt(at), pattern.charCodeAt(at + 2), nocase);
      at += 3;
    } else {
      accept(accepts, pattern.charCodeAt(at), nocase);
      at += 1;
    }
  }
  if (negated) for (let code = 0; code < 256; code++) accepts[code] = 1 - (accepts[code] as number);
  return { accepts, end: Math.min(at + 1, pattern.length) };
}

function accept(accepts: ByteClass, code: number, nocase: boolean): void {
  accepts[code] = 1;
  if (!nocase) return;
  const other = lower(code);
  for (let same = 0; same < 128; same++) if (lower(same) === other) accepts[same] = 1;
}

/** The ends are swapped when reversed, and only then made lower case: the server's order. */
function acceptRange(accepts: ByteClass, start: number, stop: number, nocase: boolean): void {
  let low = Math.min(signed(start), signed(stop));
  let high = Math.max(signed(start), signed(stop));
  if (nocase) {
    low = lower(low);
    high = lower(high);
  }
  for (let code = 0; code < 256; code++) {
    const value = nocase ? lower(signed(code)) : signed(code);
    if (value >= low && value <= high) accepts[code] = 1;
  }
}

/** A C char, which has a sign. */
function signed(code: number): number {
  return code < 128 ? code : code - 256;
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}
