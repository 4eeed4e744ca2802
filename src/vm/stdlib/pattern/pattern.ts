/**
 * Patterns ready to be matched, and the cache that keeps them. A pattern starts on the closure matcher and
 * moves to a RegExp, where one is equal and cannot take long, when it is used again.
 */
import { raise } from '../../error.ts';
import type { LuaValue } from '../../value.ts';
import { takesAll } from './cost.ts';
import { type Charge, Effort } from './effort.ts';
import { buildMatcher, type MatchState } from './matcher.ts';
import { type CaptureKind, type ParsedPattern, parsePattern } from './parse.ts';
import { regexpSource } from './regexp.ts';

/** Uses before a RegExp is worth its compiling. */
const WARM_USES = 2;

/** A pattern without its leading anchor. `start`, `end` and the captures are those of the last match. */
export class Pattern {
  /** Place of the last match, from 0. */
  start = 0;
  /** Place after the last match. */
  end = 0;
  readonly #kinds: readonly CaptureKind[];
  readonly #state: MatchState;
  readonly #step: (at: number) => number;
  readonly #parsed: ParsedPattern;
  readonly #effort: Effort;
  /** Worked out at the first search. */
  #takesAll: boolean | undefined = undefined;
  #uses = 0;
  #searching: RegExp | undefined;
  #sticky: RegExp | undefined;
  /** What the RegExp found; undefined when the matcher was at work. */
  #found: RegExpExecArray | undefined;

  constructor(text: string, charge: Charge = () => {}) {
    this.#parsed = parsePattern(text);
    this.#kinds = this.#parsed.captures;
    const { items } = this.#parsed;
    this.#effort = new Effort(items, charge);
    this.#state = {
      subject: '',
      starts: this.#kinds.map(() => 0),
      ends: this.#kinds.map(() => 0),
      steps: 0,
      spend: () => this.#effort.spend(this.#state),
      memo: undefined,
    };
    this.#step = buildMatcher(items, this.#state);
  }

  get captureCount(): number {
    return this.#kinds.length;
  }

  /** Finds the first match at `from` or later. */
  search(subject: string, from: number): boolean {
    if ((this.#takesAll ??= takesAll(this.#parsed.items))) return this.matchAt(subject, from);
    if (++this.#uses > WARM_USES) {
      if (this.#uses === WARM_USES + 1) this.#warm();
      if (this.#searching !== undefined && this.#effort.allowsRegExp(subject, subject.length - from + 1))
        return this.#execute(this.#searching, subject, from);
    }
    this.#found = undefined;
    const state = this.#state;
    this.#effort.begin(state, subject);
    for (let at = from; at <= subject.length; at++) {
      if (--state.steps < 0) state.spend();
      const end = this.#step(at);
      if (end >= 0) return this.#matched(at, end);
    }
    return false;
  }

  /** Matches at `at` and nowhere else. */
  matchAt(subject: string, at: number): boolean {
    if (++this.#uses > WARM_USES) {
      if (this.#uses === WARM_USES + 1) this.#warm();
      if (this.#sticky !== undefined && this.#effort.allowsRegExp(subject, 1))
        return this.#execute(this.#sticky, subject, at);
    }
    this.#found = undefined;
    this.#effort.begin(this.#state, subject);
    const end = this.#step(at);
    return end >= 0 && this.#matched(at, end);
  }

  /** The capture of that index, from 0; the whole match is capture 0 of a pattern that has none. */
  capture(index: number): LuaValue {
    const kind = this.#kinds[index];
    if (kind === undefined) {
      if (index !== 0 || this.#kinds.length > 0) raise('invalid capture index');
      return this.whole();
    }
    if (this.#found !== undefined) return this.#found[index + 1];
    const { subject, starts, ends } = this.#state;
    if (kind === 'text') return subject.slice(starts[index], ends[index]);
    if (kind === 'unfinished') raise('unfinished capture');
    return (starts[index] as number) + 1;
  }

  /** The text of the whole match. */
  whole(): string {
    return this.#found === undefined ? this.#state.subject.slice(this.start, this.end) : this.#found[0];
  }

  /** Appends all captures; where the pattern has none, the whole match if `orWhole`. */
  pushCaptures(into: LuaValue[], orWhole: boolean): LuaValue[] {
    const count = this.#kinds.length;
    if (count === 0 && orWhole) into.push(this.whole());
    for (let i = 0; i < count; i++) into.push(this.capture(i));
    return into;
  }

  #matched(start: number, end: number): true {
    this.start = start;
    this.end = end;
    return true;
  }

  #execute(regexp: RegExp, subject: string, from: number): boolean {
    regexp.lastIndex = from;
    const found = regexp.exec(subject);
    if (found === null) {
      this.#effort.settle(regexp.sticky ? 1 : subject.length - from + 1, 0);
      return false;
    }
    const { length } = found[0] as string;
    this.#effort.settle(found.index - from + 1, length);
    this.#found = found;
    this.start = found.index;
    this.end = found.index + length;
    return true;
  }

  #warm(): void {
    const source = regexpSource(this.#parsed);
    if (source === undefined) return;
    this.#searching = new RegExp(source, 'g');
    this.#sticky = new RegExp(source, 'y');
  }
}

/** Patterns kept at a time; scripts have few, and made-up ones must not pile up. */
const MAX_PATTERNS = 500;

/** Patterns by their text, for one VM. */
export class PatternCache {
  readonly #patterns = new Map<string, Pattern>();
  readonly #charge: Charge;

  constructor(charge: Charge = () => {}) {
    this.#charge = charge;
  }

  /** The pattern of that text, which has no leading anchor. A NUL ends it, as in C. */
  get(text: string): Pattern {
    let pattern = this.#patterns.get(text);
    if (pattern === undefined) {
      if (this.#patterns.size >= MAX_PATTERNS) this.#patterns.clear();
      const nul = text.indexOf('\0');
      pattern = new Pattern(nul < 0 ? text : text.slice(0, nul), this.#charge);
      this.#patterns.set(text, pattern);
    }
    return pattern;
  }
}
