/** What a checker is and what it finds. */
import type { Assumptions } from '../history/event.ts';
import type { Ledger } from './ledger/ledger.ts';

/** The promises that are watched; the README's table has a row for each. */
export type PromiseName =
  | 'exclusion'
  | 'readers-writers'
  | 'permits'
  | 'deadline'
  | 'told'
  | 'tokens'
  | 'lost-update'
  | 'settles'
  | 'progress'
  | 'orphans'
  | 'bypass'
  | 'clean'
  | 'linearizable';

/** What a promise may rely on. */
export type AssumptionName = keyof Assumptions;

/** One promise broken once. */
export interface Violation {
  readonly promise: PromiseName;
  /** From when on a fault could have led to it. */
  readonly sinceUs: number;
  /** The first instant at which the promise does not hold, and for how long not. */
  readonly atUs: number;
  readonly untilUs: number;
  /** The locks concerned, as `client/op`, and the resource if there is one. */
  readonly locks: readonly string[];
  readonly resource?: string;
  readonly sentence: string;
  /** What the promise could rely on here. */
  readonly reliesOn: readonly AssumptionName[];
}

/** Watches one promise. */
export interface Checker {
  readonly promise: PromiseName;
  /** The promise in one sentence. */
  readonly about: string;
  /** Whether the library made this promise. */
  isMade(ledger: Ledger): boolean;
  /** In order of time; at most {@link MAX_VIOLATIONS}. */
  find(ledger: Ledger): Iterable<Violation>;
}

/** The most violations of one promise that are told: a hundred say what a million would. */
export const MAX_VIOLATIONS = 100;

/** Assumptions about clocks. */
export const CLOCKS: readonly AssumptionName[] = ['clockRateBound', 'clockStepUs'];
/** Assumptions about what instances remember. */
export const MEMORY: readonly AssumptionName[] = ['amnesia', 'evictions'];
/** What a lease relies on. */
export const LEASE: readonly AssumptionName[] = [...CLOCKS, ...MEMORY];

/** What every run is held to. */
export const always = (): boolean => true;
