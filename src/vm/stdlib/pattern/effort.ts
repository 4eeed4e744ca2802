/**
 * Effort: what one pattern's searches take. It says where a RegExp may be used, which nobody can stop, and feeds the
 * matcher with steps: the VM's fuel pays for them, and a search that takes many gets a memo.
 */
import { raise } from '../../error.ts';
import { longestRun, SearchCost } from './cost.ts';
import type { MatchState } from './matcher.ts';
import { Memo } from './memo.ts';
import type { Item } from './parse.ts';

/** Takes fuel; may throw. */
export type Charge = (units: number) => void;

/** A RegExp search that may take more steps than this is left to the matcher: some ms. */
const MAX_REGEXP_STEPS = 2 ** 22;
/** A RegExp search that cannot take more is not charged for. */
const FREE_STEPS = 2 ** 13;
/** Steps that a unit of fuel pays for, as a power of two: of a RegExp at its worst, and of the matcher. */
const REGEXP_SHIFT = 8;
const JUDGE_SHIFT = 6;
const MATCHER_SHIFT = 2;
/** V8's backtracking stack is bounded. */
const MAX_REGEXP_SUBJECT = 2 ** 20;

/** Steps between two accounts. */
const CHUNK = 4096;
/** A search ends in an error after so many steps, a second, and so many for each item and byte that a memo knows. */
const MAX_STEPS = 2 ** 25;
const MAX_STEPS_A_PLACE = 8;

/** Subjects of a RegExp: up to what length it is free, and safe whatever they hold. */
interface Lengths {
  readonly free: number;
  readonly safe: number;
}

/** What is known of a pattern that has a RegExp; worked out when that is first wanted. */
interface Estimate {
  readonly cost: SearchCost;
  readonly lengths: Readonly<Record<'one' | 'all', Lengths>>;
}

export class Effort {
  readonly #items: readonly Item[];
  readonly #charge: Charge;
  #estimate: Estimate | undefined = undefined;
  /** Steps of an attempt of the RegExp's search; 0 where it is free. */
  #price = 0;
  /** The last subject that was longer than safe, and what an attempt may cost there. */
  #judged = '';
  #isJudgedForAll = false;
  #judgedPrice = 0;
  #taken = 0;

  constructor(items: readonly Item[], charge: Charge) {
    this.#items = items;
    this.#charge = charge;
  }

  /** Whether a RegExp may search from so many places; `settle` then pays for those that it tried. */
  allowsRegExp(subject: string, starts: number): boolean {
    const { length } = subject;
    const { cost, lengths } = (this.#estimate ??= estimateOf(this.#items));
    const { free, safe } = starts === 1 ? lengths.one : lengths.all;
    this.#price = 0;
    if (length <= free) return true;
    if (length > MAX_REGEXP_SUBJECT) return false;
    const price = length <= safe ? cost.aStart(starts, () => length) : this.#judge(cost, subject, starts);
    if (starts * price > MAX_REGEXP_STEPS) return false;
    this.#price = price;
    return true;
  }

  /** After a RegExp's search, which tried so many places and matched so many bytes. */
  settle(tried: number, matched: number): void {
    const steps = this.#price === 0 ? 0 : this.#price * tried + matched;
    if (steps > 0) this.#charge(steps >>> REGEXP_SHIFT);
  }

  /** By the runs that the subject really has. */
  #judge(cost: SearchCost, subject: string, starts: number): number {
    const isKnown = subject === this.#judged && starts > 1 === this.#isJudgedForAll;
    // The same string, so that it compares at once; an equal one compares by its bytes.
    this.#judged = subject;
    if (isKnown) return this.#judgedPrice;
    this.#charge(subject.length >> JUDGE_SHIFT);
    this.#isJudgedForAll = starts > 1;
    this.#judgedPrice = cost.aStart(starts, (set) => longestRun(set, subject));
    return this.#judgedPrice;
  }

  /** Forgets the subject. */
  release(): void {
    this.#judged = '';
  }

  /** Before the matcher's search of a subject. */
  begin(state: MatchState, subject: string): void {
    if (state.memo !== undefined && state.subject !== subject) state.memo = undefined;
    state.subject = subject;
    state.steps = CHUNK;
    this.#taken = 0;
  }

  /** The steps are used up. */
  spend(state: MatchState): void {
    // A memo would not be true where an item looks back.
    const items = this.#items.some(({ kind }) => kind === 'back') ? 0 : this.#items.length;
    state.steps = CHUNK;
    this.#taken += CHUNK;
    const places = Math.max(1, items) * state.subject.length;
    if (this.#taken > MAX_STEPS + MAX_STEPS_A_PLACE * places) raise('pattern too complex');
    if (state.memo === undefined && items > 0 && Memo.isAffordable(items, state.subject))
      state.memo = new Memo(items, state.subject);
    this.#charge(CHUNK >> MATCHER_SHIFT);
  }
}

function estimateOf(items: readonly Item[]): Estimate {
  const cost = new SearchCost(items);
  return { cost, lengths: { one: lengthsOf(cost, 'one'), all: lengthsOf(cost, 'all') } };
}

function lengthsOf(cost: SearchCost, places: 'one' | 'all'): Lengths {
  return {
    free: cost.lengthWithin(FREE_STEPS, places),
    safe: cost.lengthWithin(MAX_REGEXP_STEPS, places),
  };
}
