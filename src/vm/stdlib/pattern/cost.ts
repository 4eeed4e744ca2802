/**
 * What a search may cost at worst: an upper bound on the steps of a backtracking matcher, by the pattern and by how
 * long its repetitions can run. A repetition that what follows can tell from itself is tried at one length; one that
 * it cannot is tried at each, and what follows with it.
 */
import { ANY, type CharSet } from './char-set.ts';
import type { Item } from './parse.ts';

/** How long a repetition of a set can run. */
export type RunLength = (set: CharSet) => number;

type SetItem = Extract<Item, { kind: 'set' }>;

/** What an item adds to the steps of an attempt: itself, a run, or a run times all that follows. */
interface Part {
  readonly kind: 'one' | 'run' | 'runs';
  readonly set: CharSet;
}

export class SearchCost {
  /** From the last item to the first. */
  readonly #parts: readonly Part[];
  /** Attempts from all places together run over the subject once. */
  readonly #isOneRun: boolean;

  constructor(items: readonly Item[]) {
    this.#parts = partsOf(items);
    this.#isOneRun = this.#parts.every(({ kind }) => kind !== 'runs') && startsApart(items);
  }

  /** Steps of all attempts from so many places. */
  of(starts: number, runLength: RunLength): number {
    return starts * this.aStart(starts, runLength);
  }

  /** Steps of an attempt, where there are so many. */
  aStart(starts: number, runLength: RunLength): number {
    if (this.#isOneRun && starts > 1) return this.#parts.length + 2;
    let attempt = 1;
    for (const { kind, set } of this.#parts) {
      const run = kind === 'one' ? 0 : runLength(set);
      attempt = kind === 'runs' ? (run + 1) * (attempt + 1) : attempt + run + 1;
    }
    return attempt;
  }

  /** The longest subject for which no search takes more steps than `limit`; `places` is where attempts begin. */
  lengthWithin(limit: number, places: 'one' | 'all'): number {
    let low = 0;
    for (let step = 2 ** 20; step >= 1; step /= 2) {
      const length = low + step;
      if (this.of(places === 'one' ? 1 : length + 1, () => length) <= limit) low = length;
    }
    return low;
  }
}

/** Whether a pattern begins by taking whatever there is: where it fails, it fails at all later places. */
export function takesAll(items: readonly Item[]): boolean {
  const first = firstItem(items);
  if (first?.kind !== 'set' || first.repeat === 'once' || first.repeat === '?') return false;
  return !first.set.includes(0) && items.every(({ kind }) => kind !== 'back');
}

function partsOf(items: readonly Item[]): readonly Part[] {
  const parts: Part[] = [];
  let canFail = false;
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i] as Item;
    if (item.kind !== 'set') {
      parts.push({ kind: item.kind === 'back' ? 'run' : 'one', set: ANY });
      canFail ||= item.kind !== 'open' && item.kind !== 'close';
    } else {
      const isTold = !canFail || isApart(item.set, items, i + 1);
      parts.push({ kind: item.repeat === 'once' ? 'one' : isTold ? 'run' : 'runs', set: item.set });
      canFail ||= item.repeat === 'once' || item.repeat === '+';
    }
  }
  return parts;
}

/** Whether what the items from `from` on match never begins with a byte of the set. */
function isApart(set: CharSet, items: readonly Item[], from: number): boolean {
  for (let i = from; i < items.length; i++) {
    const item = items[i] as Item;
    if (item.kind === 'end') return true;
    if (item.kind === 'open' || item.kind === 'close') continue;
    if (item.kind !== 'set' || overlap(set, item.set)) return false;
    if (item.repeat === 'once' || item.repeat === '+') return true;
  }
  return true;
}

function overlap(a: CharSet, b: CharSet): boolean {
  return a.some((flag, code) => flag === 1 && b[code] === 1);
}

/** Whether no repetition runs over a byte with which a match can begin. */
function startsApart(items: readonly Item[]): boolean {
  const first = firstItem(items);
  if (first?.kind !== 'set' || first.repeat !== 'once') return false;
  const repeats = items.filter((item): item is SetItem => item.kind === 'set' && item.repeat !== 'once');
  return repeats.every(({ set }) => !overlap(set, first.set));
}

function firstItem(items: readonly Item[]): Item | undefined {
  return items.find(({ kind }) => kind !== 'open' && kind !== 'close');
}

/** The longest run of bytes of a set in a subject. */
export function longestRun(set: CharSet, subject: string): number {
  let longest = 0;
  let run = 0;
  for (let at = 0; at < subject.length; at++) {
    if (set[subject.charCodeAt(at)] !== 1) run = 0;
    else if (++run > longest) longest = run;
  }
  return longest;
}
