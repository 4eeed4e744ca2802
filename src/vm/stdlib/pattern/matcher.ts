/**
 * A backtracking matcher built of closures, one for each item, each calling the one after it: the order of
 * attempts is that of lstrlib.c's match. It does all that patterns can do; regexp.ts is the faster road for
 * those that a RegExp can say. It counts its steps, and a search that takes many remembers where items failed.
 */
import { raise } from '../../error.ts';
import type { CharSet } from './char-set.ts';
import type { Memo } from './memo.ts';
import type { Item, Repeat } from './parse.ts';

/** Tries to match from a place of the subject; the end of the match, or -1. */
type Step = (at: number) => number;

/**
 * Where the items read the subject and leave their captures. It belongs to one pattern and is free again once
 * the match is read, for nothing is called back while matching.
 */
export interface MatchState {
  subject: string;
  /** Start of each capture. */
  readonly starts: number[];
  /** End of each capture. */
  readonly ends: number[];
  /** Steps until `spend` is to be called. */
  steps: number;
  /** Accounts for the steps taken, and gives more; may throw. */
  readonly spend: () => void;
  /** Of a search that has become long. */
  memo: Memo | undefined;
}

/** The server's C stack ends somewhere beyond 10000 items and takes the process with it; we stop before. */
const MAX_ITEMS = 2000;

/** Builds the matcher of a parsed pattern over a state. */
export function buildMatcher(items: readonly Item[], state: MatchState): Step {
  let step: Step = (at) => at;
  let nested = 0;
  for (let i = items.length - 1; i >= 0; i--) {
    const run = plainRun(items, i);
    step =
      run.length > 1
        ? runStep(run, state, step)
        : stepOf({ item: items[i] as Item, slot: i, state, next: step });
    i -= Math.max(0, run.length - 1);
    if (++nested > MAX_ITEMS) return () => raise('pattern too complex');
  }
  return step;
}

/** The sets without repetition that end with item `last`. */
function plainRun(items: readonly Item[], last: number): readonly SetItem[] {
  const run: SetItem[] = [];
  for (let i = last; i >= 0; i--) {
    const item = items[i];
    if (item?.kind !== 'set' || item.repeat !== 'once') break;
    run.push(item);
  }
  return run.reverse();
}

/** As one step, however many they are. */
function runStep(run: readonly SetItem[], state: MatchState, next: Step): Step {
  if (run.every(({ only }) => only >= 0))
    return literal(run.map(({ only }) => String.fromCharCode(only)).join(''), state, next);
  const { length } = run;
  return (at) => {
    const { subject } = state;
    if (at + length > subject.length) return -1;
    for (let i = 0; i < length; i++) if ((run[i] as SetItem).set[subject.charCodeAt(at + i)] !== 1) return -1;
    return next(at + length);
  };
}

function literal(run: string, state: MatchState, next: Step): Step {
  const length = run.length;
  return (at) => (state.subject.startsWith(run, at) ? next(at + length) : -1);
}

type SetItem = Extract<Item, { kind: 'set' }>;

/** An item to be made a step of; `slot` is its place among all. */
interface Link {
  readonly item: Item;
  readonly slot: number;
  readonly state: MatchState;
  readonly next: Step;
}

function stepOf(link: Link): Step {
  const { item, state, next } = link;
  switch (item.kind) {
    case 'set':
      return REPEATED[item.repeat]({ ...link, set: item.set });
    case 'open':
      return open(item.index, state, next);
    case 'close':
      return close(item.index, state, next);
    case 'back':
      return item.isPosition ? () => -1 : back(item.index, state, next);
    case 'balance':
      return balance(item, link);
    case 'frontier':
      return frontier(item.set, state, next);
    case 'end':
      return (at) => (at === state.subject.length ? at : -1);
    case 'fault':
      return () => raise(item.message);
    default:
      return item satisfies never;
  }
}

interface SetLink extends Link {
  readonly set: CharSet;
}

const REPEATED: Readonly<Record<Repeat, (link: SetLink) => Step>> = {
  once:
    ({ set, state, next }) =>
    (at) =>
      at < state.subject.length && set[state.subject.charCodeAt(at)] === 1 ? next(at + 1) : -1,
  '?': (link) => (at) => maybe(link, at),
  '*': (link) => (at) => expand(link, at, 0),
  '+': (link) => (at) => expand(link, at, 1),
  '-': (link) => (at) => grow(link, at),
};

function maybe({ set, slot, state, next }: SetLink, at: number): number {
  const failed = state.memo?.marksOf(slot);
  if (failed?.[at] === 1) return -1;
  if (--state.steps < 0) state.spend();
  if (at < state.subject.length && set[state.subject.charCodeAt(at)] === 1) {
    const end = next(at + 1);
    if (end >= 0) return end;
  }
  const end = next(at);
  if (end < 0 && failed !== undefined) failed[at] = 1;
  return end;
}

/** As many as there are, then ever fewer, down to `least`, which is 0 or 1. */
function expand(link: SetLink, from: number, least: number): number {
  const { set, state, next } = link;
  if (state.memo !== undefined) return expandOnce(link, state.memo, from, least);
  const subject = state.subject;
  const length = subject.length;
  let at = from;
  while (at < length && set[subject.charCodeAt(at)] === 1) at++;
  state.steps -= at - from + 1;
  if (state.steps < 0) state.spend();
  for (; at >= from + least; at--) {
    const end = next(at);
    if (end >= 0) return end;
  }
  return -1;
}

/**
 * The same where failures are marked. One that has failed at a place has tried every end of the run beyond it; one
 * that fails here would fail at every place of the run.
 */
function expandOnce({ set, slot, state, next }: SetLink, memo: Memo, from: number, least: number): number {
  const failed = memo.marksOf(slot);
  if (failed[from] === 1) return -1;
  const { subject } = state;
  let at = from;
  while (at < subject.length && set[subject.charCodeAt(at)] === 1 && failed[++at] !== 1);
  const stop = at;
  state.steps -= stop - from + 1;
  if (state.steps < 0) state.spend();
  if (failed[stop] === 1) at += least - 1;
  for (; at >= from + least; at--) {
    const end = next(at);
    if (end >= 0) return end;
  }
  failed.fill(1, from, stop + 1);
  return -1;
}

/** As few as will do, then ever more. */
function grow({ set, slot, state, next }: SetLink, from: number): number {
  const { subject } = state;
  const failed = state.memo?.marksOf(slot);
  for (let at = from; ; at++) {
    if (failed?.[at] === 1) return fail(failed, from, at);
    if (--state.steps < 0) state.spend();
    const end = next(at);
    if (end >= 0) return end;
    if (at >= subject.length || set[subject.charCodeAt(at)] !== 1) return fail(failed, from, at);
  }
}

function fail(failed: Uint8Array | undefined, from: number, to: number): -1 {
  failed?.fill(1, from, to + 1);
  return -1;
}

/** A failed attempt needs no undoing: every way to success passes here and at the closing again. */
function open(index: number, state: MatchState, next: Step): Step {
  return (at) => {
    state.starts[index] = at;
    return next(at);
  };
}

function close(index: number, state: MatchState, next: Step): Step {
  return (at) => {
    state.ends[index] = at;
    return next(at);
  };
}

function back(index: number, state: MatchState, next: Step): Step {
  return (at) => {
    const text = state.subject.slice(state.starts[index], state.ends[index]);
    state.steps -= text.length + 1;
    if (state.steps < 0) state.spend();
    return state.subject.startsWith(text, at) ? next(at + text.length) : -1;
  };
}

function balance({ open, close }: { open: number; close: number }, { slot, state, next }: Link): Step {
  return (from) => {
    const subject = state.subject;
    if (from >= subject.length || subject.charCodeAt(from) !== open) return -1;
    const failed = state.memo?.marksOf(slot);
    if (failed?.[from] === 1) return -1;
    const after = balancedEnd(subject, from, { open, close });
    state.steps -= (after < 0 ? subject.length : after) - from;
    if (state.steps < 0) state.spend();
    const end = after < 0 ? -1 : next(after);
    if (end < 0 && failed !== undefined) failed[from] = 1;
    return end;
  };
}

/** The place after what closes the bracket at `from`, -1 if nothing does. */
function balancedEnd(
  subject: string,
  from: number,
  { open, close }: { open: number; close: number },
): number {
  let depth = 1;
  for (let at = from + 1; at < subject.length; at++) {
    const code = subject.charCodeAt(at);
    if (code === close) {
      if (--depth === 0) return at + 1;
    } else if (code === open) depth++;
  }
  return -1;
}

/** Beyond either end of the subject stands a NUL. */
function frontier(set: CharSet, state: MatchState, next: Step): Step {
  return (at) => {
    const subject = state.subject;
    const before = at === 0 ? 0 : subject.charCodeAt(at - 1);
    const after = at < subject.length ? subject.charCodeAt(at) : 0;
    return set[before] === 0 && set[after] === 1 ? next(at) : -1;
  };
}
