/**
 * Patterns ready to be matched, and the cache that keeps them. A pattern starts on the closure matcher and
 * moves to a RegExp, where one is equal and cannot take long, when it is used again.
 */
import { raise } from '../../error.ts';
import type { LuaValue } from '../../value.ts';
import { detached } from '../string/text.ts';
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
    const found = this.#found;
    if (found !== undefined) return detached(found[index + 1] as string, found.input.length);
    const { subject, starts, ends } = this.#state;
    if (kind === 'text') return detached(subject.slice(starts[index], ends[index]), subject.length);
    if (kind === 'unfinished') raise('unfinished capture');
    return (starts[index] as number) + 1;
  }

  /** The text of the whole match. */
  whole(): string {
    const subject = this.#found?.input ?? this.#state.subject;
    return detached(subject.slice(this.start, this.end), subject.length);
  }

  /** Appends all captures; where the pattern has none, the whole match if `orWhole`. */
  pushCaptures(into: LuaValue[], orWhole: boolean): LuaValue[] {
    const count = this.#kinds.length;
    if (count === 0 && orWhole) into.push(this.whole());
    for (let i = 0; i < count; i++) into.push(this.capture(i));
    return into;
  }

  /** Lets go of the subject and of what was found in it. */
  release(): void {
    this.#found = undefined;
    this.#state.subject = '';
    this.#state.memo = undefined;
    this.#effort.release();
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
/** Longer ones are made anew at each use. */
const MAX_KEPT_LENGTH = 4096;
const RECENT = 8;
/** What the making of a pattern costs: a set can take 300 bytes of memory for each four of text. */
const FUEL_A_BYTE = 8;

/** Patterns by their text, for one VM. */
export class PatternCache {
  readonly #patterns = new Map<string, Pattern>();
  readonly #charge: Charge;
  /** Those used of late, in turn: only they hold on to their subjects, as a gsub needs whose function uses others. */
  readonly #recent: (Pattern | undefined)[] = new Array<undefined>(RECENT).fill(undefined);
  #turn = 0;

  constructor(charge: Charge = () => {}) {
    this.#charge = charge;
  }

  /** The pattern of that text, which has no leading anchor. A NUL ends it, as in C. */
  get(text: string): Pattern {
    if (text.length > MAX_KEPT_LENGTH) return this.#make(text);
    let pattern = this.#patterns.get(text);
    if (pattern === undefined) {
      if (this.#patterns.size >= MAX_PATTERNS) this.#patterns.clear();
      pattern = this.#make(text);
      this.#patterns.set(text, pattern);
    }
    if (!this.#recent.includes(pattern)) this.#remember(pattern);
    return pattern;
  }

  #remember(pattern: Pattern): void {
    this.#recent[this.#turn]?.release();
    this.#recent[this.#turn] = pattern;
    this.#turn = (this.#turn + 1) % RECENT;
  }

  #make(text: string): Pattern {
    this.#charge(text.length * FUEL_A_BYTE);
    const nul = text.indexOf('\0');
    return new Pattern(nul < 0 ? text : text.slice(0, nul), this.#charge);
  }
}
