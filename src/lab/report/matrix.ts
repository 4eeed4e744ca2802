/** The matrix of promises and libraries: what stands in each cell, before it is Markdown or HTML. */
import type { PromiseName } from '../check/violation.ts';
import type { Failure, LibraryTally, Outcome } from './tally.ts';

/** One promise of one library. */
export interface Cell {
  readonly outcome: Outcome;
  /** In a few words. */
  readonly text: string;
  readonly first?: Failure;
}

/** A promise and how each library kept it. */
export interface MatrixRow {
  readonly promise: PromiseName;
  readonly about: string;
  readonly cells: readonly Cell[];
}

/** Rows in the order in which promises are judged; a cell a library. */
export function matrixOf(tallies: readonly LibraryTally[]): readonly MatrixRow[] {
  const known = new Map(
    tallies.flatMap(({ promises }) => promises.map(({ promise, about }) => [promise, about] as const)),
  );
  return [...known].map(([promise, about]) => ({
    promise,
    about,
    cells: tallies.map((tally) => cellOf(tally, promise)),
  }));
}

function cellOf({ promises, runs }: LibraryTally, promise: PromiseName): Cell {
  const found = promises.find((one) => one.promise === promise);
  if (found === undefined) return { outcome: 'unpromised', text: '–' };
  const { outcome, inside, outside, first } = found;
  const text = {
    unpromised: '–',
    kept: 'kept',
    undecided: 'undecided',
    outside: `outside, ${outside} of ${runs}`,
    inside: `broken, ${inside} of ${runs}`,
  }[outcome];
  return { outcome, text, ...(first !== undefined && { first }) };
}

/** What is said of a failure beside the matrix. */
export function failureSentence({ sentence, verdict, broken }: Failure): string {
  return verdict === 'inside' ? sentence : `${sentence} (Beyond what was declared: ${broken.join(', ')}.)`;
}
