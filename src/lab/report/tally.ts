/**
 * A tally: what many judged runs of one library say together, promise by promise. Reports are written from tallies,
 * so that a million runs need no more memory than one.
 */
import type { PromiseResult, Verdict } from '../check/judge.ts';
import type { AssumptionName, PromiseName } from '../check/violation.ts';
import type { History } from '../history/history.ts';

/** How a promise fared: `inside` is a bug, `outside` a broken assumption, `unpromised` was never made. */
export type Outcome = PromiseResult['outcome'];

/** The first run in which a promise was broken, and how. */
export interface Failure {
  readonly seed: number;
  /** The token that repeats the run; '' when there is none. */
  readonly replay: string;
  readonly verdict: 'inside' | 'outside';
  readonly broken: readonly AssumptionName[];
  readonly sentence: string;
}

/** One promise over all runs. */
export interface PromiseTally {
  readonly promise: PromiseName;
  /** The promise in one sentence. */
  readonly about: string;
  /** The worst that befell it. */
  readonly outcome: Outcome;
  /** Runs in which it was broken, by the worse label. */
  readonly inside: number;
  readonly outside: number;
  /** Of the worst kind. */
  readonly first?: Failure;
}

/** One library over all runs. */
export interface LibraryTally {
  readonly library: string;
  readonly runs: number;
  readonly acquisitions: number;
  /** Simulated time, µs. */
  readonly simulatedUs: number;
  readonly promises: readonly PromiseTally[];
}

/** From best to worst. */
const ORDER: readonly Outcome[] = ['unpromised', 'kept', 'undecided', 'outside', 'inside'];

export function isWorse(one: Outcome, than: Outcome): boolean {
  return ORDER.indexOf(one) > ORDER.indexOf(than);
}

/** Adds runs up. */
export class Tally {
  readonly #library: string;
  readonly #promises = new Map<PromiseName, PromiseTally>();
  #runs = 0;
  #acquisitions = 0;
  #simulatedUs = 0;

  constructor(library: string) {
    this.#library = library;
  }

  add(history: History, verdict: Verdict): void {
    this.#runs++;
    for (const { kind } of history.events) if (kind === 'acquire') this.#acquisitions++;
    this.#simulatedUs += history.events.at(-1)?.at ?? 0;
    for (const result of verdict.promises) this.#addPromise(history, result);
  }

  /** What has been added so far. */
  get sum(): LibraryTally {
    return {
      library: this.#library,
      runs: this.#runs,
      acquisitions: this.#acquisitions,
      simulatedUs: this.#simulatedUs,
      promises: [...this.#promises.values()],
    };
  }

  #addPromise({ header }: History, { promise, about, outcome, violations }: PromiseResult): void {
    const before = this.#promises.get(promise) ?? {
      promise,
      about,
      outcome: 'unpromised',
      inside: 0,
      outside: 0,
    };
    const isNews = isWorse(outcome, before.outcome);
    const [worst] = violations.filter(({ verdict }) => verdict === outcome);
    const first =
      !isNews || worst === undefined
        ? before.first
        : {
            seed: header.seed,
            replay: header.replay,
            verdict: worst.verdict,
            broken: [...new Set(worst.broken.map(({ assumption }) => assumption))],
            sentence: worst.sentence,
          };
    this.#promises.set(promise, {
      promise,
      about,
      outcome: isNews ? outcome : before.outcome,
      inside: before.inside + (outcome === 'inside' ? 1 : 0),
      outside: before.outside + (outcome === 'outside' ? 1 : 0),
      ...(first !== undefined && { first }),
    });
  }
}
