/**
 * A backtracking matcher built of closures, one for each item, each calling the one after it: the order of
 * attempts is that of lstrlib.c's match. It does all that patterns can do; regexp.ts is the faster road for
 * those that a RegExp can say.
 */
import { raise } from '../../error.ts';
import type { CharSet } from './char-set.ts';
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
}

/** The server's C stack ends somewhere beyond 10000 items and takes the process with it; we stop before. */
const MAX_ITEMS = 2000;

/** Builds the matcher of a parsed pattern over a state. */
export function buildMatcher(items: readonly Item[], state: MatchState): Step {
  if (items.length > MAX_ITEMS) return () => raise('pattern too complex');
  let step: Step = (at) => at;
  for (let i = items.length - 1; i >= 0; i--) {
    const run = literalRun(items, i);
    if (run.length > 1) {
      step = literal(run, state, step);
      i -= run.length - 1;
    } else step = stepOf(items[i] as Item, state, step);
  }
  return step;
}

/** The plain characters that end with item `last`. */
function literalRun(items: readonly Item[], last: number): string {
  let run = '';
  for (let i = last; i >= 0; i--) {
    const item = items[i];
    if (item?.kind !== 'set' || item.repeat !== 'once' || item.only < 0) break;
    run = String.fromCharCode(item.only) + run;
  }
  return run;
}

function literal(run: string, state: MatchState, next: Step): Step {
  const length = run.length;
  return (at) => (state.subject.startsWith(run, at) ? next(at + length) : -1);
}

function stepOf(item: Item, state: MatchState, next: Step): Step {
  switch (item.kind) {
    case 'set':
      return REPEATED[item.repeat](item.set, state, next);
    case 'open':
      return open(item.index, state, next);
    case 'close':
      return close(item.index, state, next);
    case 'back':
      return item.isPosition ? () => -1 : back(item.index, state, next);
    case 'balance':
      return balance(item.open, item.close, state, next);
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

const REPEATED: Readonly<Record<Repeat, (set: CharSet, state: MatchState, next: Step) => Step>> = {
  once: (set, state, next) => (at) =>
    at < state.subject.length && set[state.subject.charCodeAt(at)] === 1 ? next(at + 1) : -1,
  '?': (set, state, next) => (at) => {
    if (at < state.subject.length && set[state.subject.charCodeAt(at)] === 1) {
      const end = next(at + 1);
      if (end >= 0) return end;
    }
    return next(at);
  },
  '*': (set, state, next) => (at) => expand(set, state, next, at, at),
  '+': (set, state, next) => (at) => expand(set, state, next, at, at + 1),
  '-': (set, state, next) => (from) => {
    const subject = state.subject;
    for (let at = from; ; at++) {
      const end = next(at);
      if (end >= 0) return end;
      if (at >= subject.length || set[subject.charCodeAt(at)] !== 1) return -1;
    }
  },
};

/** As many as there are, then ever fewer, down to `least`. */
function expand(set: CharSet, state: MatchState, next: Step, from: number, least: number): number {
  const subject = state.subject;
  const length = subject.length;
  let at = from;
  while (at < length && set[subject.charCodeAt(at)] === 1) at++;
  for (; at >= least; at--) {
    const end = next(at);
    if (end >= 0) return end;
  }
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
    return state.subject.startsWith(text, at) ? next(at + text.length) : -1;
  };
}

function balance(open: number, close: number, state: MatchState, next: Step): Step {
  return (from) => {
    const subject = state.subject;
    if (from >= subject.length || subject.charCodeAt(from) !== open) return -1;
    let depth = 1;
    for (let at = from + 1; at < subject.length; at++) {
      const code = subject.charCodeAt(at);
      if (code === close) {
        if (--depth === 0) return next(at + 1);
      } else if (code === open) depth++;
    }
    return -1;
  };
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
