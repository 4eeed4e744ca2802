/**
 * string.gsub (lstrlib.c str_gsub): replacement by text, table or function, the last two in both forms.
 */
import { checkHeapRoom } from '../../../base/heap.ts';
import { badArgument, raise } from '../../error.ts';
import { numberToString } from '../../number.ts';
import { inOnePiece } from '../../rope.ts';
import { checkInteger, checkString } from '../../runtime/argument.ts';
import type { LuaHost, TwoForms } from '../../runtime/builtin.ts';
import { first, isTruthy, LuaTable, type LuaTwin, type LuaValue, typeName } from '../../value.ts';
import { indexTwin } from '../metamethod.ts';
import type { Pattern, PatternCache } from '../pattern/pattern.ts';

/** `gsub(s, pattern, replacement, max)` */
export function makeGsub(host: LuaHost, cache: PatternCache): TwoForms {
  return {
    plain(...args) {
      const replaced = replacePlain(host, args);
      if (replaced !== undefined) return replaced;
      const run = new Substitution(host, cache, args);
      const replacement = args[2];
      if (run.replaceByText(replacement)) return run.results();
      while (run.advance()) {
        run.put(
          typeof replacement === 'function'
            ? first(host.call(replacement, ...run.captures()))
            : host.index(replacement, run.key()),
        );
      }
      return run.results();
    },
    *twin(...args): LuaTwin {
      const run = new Substitution(host, cache, args);
      const replacement = args[2];
      if (run.replaceByText(replacement)) return run.results();
      while (run.advance()) {
        run.put(
          typeof replacement === 'function'
            ? first(yield* host.callTwin(replacement, ...run.captures()))
            : yield* indexTwin(host, replacement, run.key()),
        );
      }
      return run.results();
    },
  };
}

/** Longer ones go through Substitution, which charges for them. */
const SHORT_SUBJECT = 256;
const SPECIALS = /[\^$*+?.()[\]%\0-]/;

/** Text for text, without captures or a limit: half the time of the general way. Undefined where it is not that. */
function replacePlain(host: LuaHost, args: readonly LuaValue[]): readonly LuaValue[] | undefined {
  const [subject, pattern, replacement] = args;
  if (typeof subject !== 'string' || typeof pattern !== 'string' || typeof replacement !== 'string')
    return undefined;
  if (args[3] !== undefined || pattern === '' || subject.length > SHORT_SUBJECT) return undefined;
  if (SPECIALS.test(pattern) || replacement.includes('%')) return undefined;
  let count = 0;
  let out = '';
  let copied = 0;
  for (let at = subject.indexOf(pattern); at >= 0; at = subject.indexOf(pattern, copied)) {
    count++;
    out += subject.slice(copied, at) + replacement;
    copied = at + pattern.length;
  }
  return [count === 0 ? subject : host.joined(out + subject.slice(copied)), count];
}

/** What a match and its replacement cost, beside the look at the subject. */
const MATCH_FUEL = 4;
/** What is written becomes one piece after so many matches or bytes, for a rope takes many times its text. */
const CHUNK_MATCHES = 256;
const CHUNK_BYTES = 1 << 16;

/** One gsub: where it is in the subject, and what it has written. Nothing of the pattern outlives a call back. */
class Substitution {
  readonly #host: LuaHost;
  readonly #subject: string;
  readonly #pattern: Pattern;
  readonly #isAnchored: boolean;
  readonly #max: number;
  #count = 0;
  /** Up to here the subject is copied or replaced. */
  #copied = 0;
  /** Here the next attempt begins; beyond the subject when all is done. */
  #from = 0;
  #start = 0;
  #end = 0;
  #out = '';
  /** What was written last, and how many matches are in it. */
  #chunk = '';
  #chunkMatches = 0;

  constructor(host: LuaHost, cache: PatternCache, args: readonly LuaValue[]) {
    this.#host = host;
    this.#subject = checkString(1, args[0], args.length);
    const text = checkString(2, args[1], args.length);
    this.#max = args[3] === undefined ? this.#subject.length + 1 : checkInteger(4, args[3]) | 0;
    const kind = args[2];
    if (!['string', 'number', 'function'].includes(typeof kind) && !(kind instanceof LuaTable))
      badArgument(3, 'string/function/table expected');
    host.charge(this.#subject.length >> 4);
    this.#isAnchored = text.charCodeAt(0) === 94;
    this.#pattern = cache.get(this.#isAnchored ? text.slice(1) : text);
  }

  /** Finds the next match. */
  advance(): boolean {
    if (this.#count >= this.#max || this.#from > this.#subject.length) return false;
    const isFound = this.#isAnchored
      ? this.#count === 0 && this.#pattern.matchAt(this.#subject, 0)
      : this.#pattern.search(this.#subject, this.#from);
    if (!isFound) return false;
    this.#count++;
    this.#start = this.#pattern.start;
    this.#end = this.#pattern.end;
    this.#from = this.#end > this.#start ? this.#end : this.#end + 1;
    return true;
  }

  /** What a function is called with. */
  captures(): LuaValue[] {
    return this.#pattern.pushCaptures([], true);
  }

  /** What a table is asked for. */
  key(): LuaValue {
    return this.#pattern.capture(0);
  }

  /** Writes what stands before the match, and the replacement; nil and false keep the match. */
  put(replacement: LuaValue): void {
    if (typeof replacement === 'string') this.#write(replacement);
    else if (typeof replacement === 'number') this.#write(numberToString(replacement));
    else if (isTruthy(replacement)) raise(`invalid replacement value (a ${typeName(replacement)})`);
  }

  /** The whole gsub, when the replacement is a string or a number. */
  replaceByText(replacement: LuaValue): boolean {
    if (typeof replacement !== 'string' && typeof replacement !== 'number') return false;
    const text = typeof replacement === 'string' ? replacement : numberToString(replacement);
    if (!text.includes('%')) while (this.advance()) this.#write(text);
    else {
      const pieces = parseTemplate(text);
      while (this.advance()) this.#write(this.#fill(pieces));
    }
    return true;
  }

  results(): readonly LuaValue[] {
    this.#host.charge(this.#chunkMatches * MATCH_FUEL);
    const length = this.#out.length + this.#chunk.length + this.#subject.length - this.#copied;
    checkHeapRoom(length);
    return [this.#host.joined(this.#out + this.#chunk + this.#subject.slice(this.#copied)), this.#count];
  }

  #write(text: string): void {
    this.#chunk += this.#subject.slice(this.#copied, this.#start) + text;
    this.#copied = this.#end;
    if (++this.#chunkMatches >= CHUNK_MATCHES || this.#chunk.length > CHUNK_BYTES) this.#endChunk();
  }

  #endChunk(): void {
    this.#host.charge(this.#chunkMatches * MATCH_FUEL + (this.#chunk.length >> 4));
    this.#out += inOnePiece(this.#chunk);
    this.#chunk = '';
    this.#chunkMatches = 0;
  }

  #fill(pieces: readonly (string | number)[]): string {
    let text = '';
    for (const piece of pieces) {
      if (typeof piece === 'string') text += piece;
      else if (piece === 0) text += this.#pattern.whole();
      else text += textOf(this.#pattern.capture(piece - 1));
    }
    return text;
  }
}

function textOf(capture: LuaValue): string {
  return typeof capture === 'number' ? numberToString(capture) : (capture as string);
}

/** Text and capture numbers (0: the whole match) in turn. A `%` at the end yields C's closing NUL. */
function parseTemplate(text: string): (string | number)[] {
  const pieces: (string | number)[] = [];
  let plain = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char !== '%') {
      plain += char;
      continue;
    }
    const next = text[++i] ?? '\0';
    if (next < '0' || next > '9') plain += next;
    else {
      pieces.push(plain, Number(next));
      plain = '';
    }
  }
  pieces.push(plain);
  return pieces.filter((piece) => piece !== '');
}
