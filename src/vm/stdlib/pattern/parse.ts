/**
 * Reads a Lua 5.1 pattern into items, once. Lua finds a malformed part only when matching arrives there, so a
 * fault becomes an item that raises it, and ends the list. A NUL ends the pattern, as in C.
 */
import { ANY, bracket, type CharSet, escaped, onlyMember, single } from './char-set.ts';

export type Repeat = 'once' | '*' | '+' | '-' | '?';

export type Item =
  | { readonly kind: 'set'; readonly set: CharSet; readonly only: number; readonly repeat: Repeat }
  | { readonly kind: 'open'; readonly index: number; readonly isPosition: boolean }
  | { readonly kind: 'close'; readonly index: number }
  | { readonly kind: 'back'; readonly index: number; readonly isPosition: boolean }
  | { readonly kind: 'balance'; readonly open: number; readonly close: number }
  | { readonly kind: 'frontier'; readonly set: CharSet }
  | { readonly kind: 'end' }
  | { readonly kind: 'fault'; readonly message: string };

/** What a capture is once the whole pattern has matched. */
export type CaptureKind = 'text' | 'position' | 'unfinished';

export interface ParsedPattern {
  readonly items: readonly Item[];
  readonly captures: readonly CaptureKind[];
}

/** lstrlib.c LUA_MAXCAPTURES */
const MAX_CAPTURES = 32;

const REPEATS: ReadonlyMap<string, Repeat> = new Map([
  ['*', '*'],
  ['+', '+'],
  ['-', '-'],
  ['?', '?'],
]);

/** Parses what follows a leading anchor, which is the caller's business. */
export function parsePattern(text: string): ParsedPattern {
  return new Parser(text).parse();
}

class Parser {
  readonly #text: string;
  readonly #items: Item[] = [];
  readonly #captures: CaptureKind[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): ParsedPattern {
    while (this.#at < this.#text.length) {
      const item = this.#next();
      this.#items.push(item);
      if (item.kind === 'fault') break;
    }
    return { items: this.#items, captures: this.#captures };
  }

  #next(): Item {
    const text = this.#text;
    const at = this.#at;
    switch (text[at]) {
      case '(':
        return this.#open(text[at + 1] === ')');
      case ')':
        return this.#close();
      case '$':
        if (at + 1 !== text.length) return this.#repeated();
        this.#at++;
        return { kind: 'end' };
      case '%':
        return this.#escape(text[at + 1] ?? '');
      default:
        return this.#repeated();
    }
  }

  #open(isPosition: boolean): Item {
    const index = this.#captures.length;
    if (index >= MAX_CAPTURES) return fault('too many captures');
    this.#captures.push(isPosition ? 'position' : 'unfinished');
    this.#at += isPosition ? 2 : 1;
    return { kind: 'open', index, isPosition };
  }

  #close(): Item {
    const index = this.#captures.lastIndexOf('unfinished');
    if (index < 0) return fault('invalid pattern capture');
    this.#captures[index] = 'text';
    this.#at++;
    return { kind: 'close', index };
  }

  #escape(letter: string): Item {
    if (letter === 'b') return this.#balance();
    if (letter === 'f') return this.#frontier();
    if (letter < '0' || letter > '9' || letter === '') return this.#repeated();
    const index = Number(letter) - 1;
    const kind = this.#captures[index];
    if (kind === undefined || kind === 'unfinished') return fault('invalid capture index');
    this.#at += 2;
    return { kind: 'back', index, isPosition: kind === 'position' };
  }

  #balance(): Item {
    const at = this.#at + 2;
    if (at + 1 >= this.#text.length) return fault('unbalanced pattern');
    this.#at += 4;
    return { kind: 'balance', open: this.#text.charCodeAt(at), close: this.#text.charCodeAt(at + 1) };
  }

  #frontier(): Item {
    const open = this.#at + 2;
    if (this.#text[open] !== '[') return fault("missing '[' after '%f' in pattern");
    const end = this.#bracketEnd(open);
    if (end < 0) return MISSING_BRACKET;
    this.#at = end;
    return { kind: 'frontier', set: bracket(this.#text, open, end - 1) };
  }

  /** A single character class and the sign of repetition after it. */
  #repeated(): Item {
    const text = this.#text;
    const at = this.#at;
    let set: CharSet;
    if (text[at] === '[') {
      const end = this.#bracketEnd(at);
      if (end < 0) return MISSING_BRACKET;
      set = bracket(text, at, end - 1);
      this.#at = end;
    } else if (text[at] === '%') {
      if (at + 1 >= text.length) return fault("malformed pattern (ends with '%')");
      set = escaped(text.charCodeAt(at + 1));
      this.#at += 2;
    } else {
      set = text[at] === '.' ? ANY : single(text.charCodeAt(at));
      this.#at++;
    }
    const repeat = REPEATS.get(text[this.#at] ?? '') ?? 'once';
    if (repeat !== 'once') this.#at++;
    return { kind: 'set', set, only: onlyMember(set), repeat };
  }

  /** The place after the `]` that closes the set opened at `open`, -1 if there is none (classend). */
  #bracketEnd(open: number): number {
    const text = this.#text;
    let p = open + 1;
    if (text[p] === '^') p++;
    do {
      if (p >= text.length) return -1;
      if (text[p++] === '%' && p < text.length) p++;
    } while (text[p] !== ']');
    return p + 1;
  }
}

const MISSING_BRACKET = fault("malformed pattern (missing ']')");

function fault(message: string): Item {
  return { kind: 'fault', message };
}
