/**
 * The judge of a run: every promise over one ledger, each violation labelled inside the declared assumptions (a bug)
 * or outside them, and then by which. Looks at a history alone, so it judges a stored one as well as a fresh one.
 */
import type { History } from '../history/history.ts';
import { type Breach, Budget } from './budget.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import { checkLinear, LINEARIZABLE } from './linear/linearizable.ts';
import { bypass } from './promise/bypass.ts';
import { deadline } from './promise/deadline.ts';
import { exclusion } from './promise/exclusion.ts';
import { clean } from './promise/finding.ts';
import { lostUpdate } from './promise/lost-update.ts';
import { orphans } from './promise/orphan.ts';
import { permits } from './promise/permit.ts';
import { progress } from './promise/progress.ts';
import { readersWriters } from './promise/read-write.ts';
import { settles } from './promise/settle.ts';
import { tokens } from './promise/token.ts';
import { told } from './promise/told.ts';
import { type Checker, MAX_VIOLATIONS, type PromiseName, type Violation } from './violation.ts';

/** Every checker but that of linearizability, which answers in three values and stands apart. */
export const CHECKERS: readonly Checker[] = [
  exclusion,
  readersWriters,
  permits,
  deadline,
  told,
  tokens,
  lostUpdate,
  settles,
  progress,
  orphans,
  bypass,
  clean,
];

/** A violation and whose fault it is: `broken` is empty exactly when it is a bug. */
export interface JudgedViolation extends Violation {
  readonly verdict: 'inside' | 'outside';
  readonly broken: readonly Breach[];
}

/** What became of one promise. `undecided`: the search for an order reached its bound. */
export interface PromiseResult {
  readonly promise: PromiseName;
  /** The promise in one sentence. */
  readonly about: string;
  readonly outcome: 'kept' | 'inside' | 'outside' | 'undecided' | 'unpromised';
  readonly violations: readonly JudgedViolation[];
}

/** What is to be said of a run. */
export interface Verdict {
  /** `inside` as soon as one violation is a bug. */
  readonly status: 'kept' | 'inside' | 'outside';
  /** In order of time; of each promise at most {@link MAX_VIOLATIONS}. */
  readonly violations: readonly JudgedViolation[];
  readonly promises: readonly PromiseResult[];
}

/**
 * Judges a run by its history.
 *
 * @throws IncoherentHistory when an event refers to what never was
 */
export function judge(history: History): Verdict {
  const ledger = openLedger(history);
  const budget = new Budget(ledger);
  const promises = [...CHECKERS.map((checker) => check(checker, ledger, budget)), checkOrder(ledger, budget)];
  const violations = promises.flatMap((result) => result.violations).sort((a, b) => a.atUs - b.atUs);
  return { status: worstOf(violations), violations, promises };
}

function check(checker: Checker, ledger: Ledger, budget: Budget): PromiseResult {
  const { promise, about } = checker;
  if (!checker.isMade(ledger)) return { promise, about, outcome: 'unpromised', violations: [] };
  const violations = label(firstOf(checker.find(ledger)), budget);
  return { promise, about, outcome: worstOf(violations), violations };
}

function checkOrder(ledger: Ledger, budget: Budget): PromiseResult {
  const found = checkLinear(ledger);
  const violations = label(found.violations.slice(0, MAX_VIOLATIONS), budget);
  const isUndecided = violations.length === 0 && found.undecided.length > 0;
  const outcome = isUndecided ? 'undecided' : worstOf(violations);
  return { promise: 'linearizable', about: LINEARIZABLE, outcome, violations };
}

function firstOf(violations: Iterable<Violation>): readonly Violation[] {
  const first: Violation[] = [];
  for (const violation of violations) {
    first.push(violation);
    if (first.length === MAX_VIOLATIONS) break;
  }
  return first;
}

function label(violations: readonly Violation[], budget: Budget): readonly JudgedViolation[] {
  return violations.map((violation) => {
    const broken = budget.brokenBefore(violation);
    return { ...violation, verdict: broken.length === 0 ? 'inside' : 'outside', broken };
  });
}

function worstOf(violations: readonly JudgedViolation[]): 'kept' | 'inside' | 'outside' {
  if (violations.length === 0) return 'kept';
  return violations.some(({ verdict }) => verdict === 'inside') ? 'inside' : 'outside';
}
