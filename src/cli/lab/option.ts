/** Words of the command line as what a search is made of; each word that is wrong is named, with those that are right. */
import { InvalidArgumentError } from 'commander';
import { LIBRARIES, libraryOf } from '../../lab/adapter/library.ts';
import type { AssumptionName } from '../../lab/check/violation.ts';
import type { FaultKind } from '../../lab/run/plan.ts';
import { FAULT_KINDS } from '../../lab/search/plan-text.ts';
import { type SearchSpace, SPACE } from '../../lab/search/space.ts';

/** Options that `run` and `compare` have in common. */
export interface SearchWords {
  readonly instances?: number;
  readonly clients?: number;
  readonly ttl?: number;
  readonly rounds: number;
  readonly faults?: readonly FaultKind[];
  readonly beyond: readonly AssumptionName[];
  readonly amnesia: number;
  readonly clockStep: number;
  readonly seconds?: number;
  readonly seeds?: number;
  readonly seed: number;
  readonly shrink: number;
  readonly level: 'port' | 'socket';
  readonly html?: string;
  readonly json?: string;
  readonly junit?: string;
}

/** Other names of faults, as people say them. */
const SAID: Readonly<Record<string, FaultKind>> = { drift: 'clock-rate', step: 'clock-step' };

/** Assumptions as they are written on the command line. */
export const ASSUMPTION_WORDS: Readonly<Record<string, AssumptionName>> = {
  'clock-rate': 'clockRateBound',
  'clock-step': 'clockStepUs',
  amnesia: 'amnesia',
  evictions: 'evictions',
  pause: 'pauseUs',
  delay: 'delayUs',
};

const US_PER_MS = 1_000;

export function faultKinds(words: string): readonly FaultKind[] {
  return listOf(words).map((word) => {
    const kind = SAID[word] ?? word;
    if (!(FAULT_KINDS as readonly string[]).includes(kind)) throw unknown('fault', word, FAULT_KINDS);
    return kind as FaultKind;
  });
}

export function assumptionNames(words: string): readonly AssumptionName[] {
  return listOf(words).map((word) => {
    const name = Object.hasOwn(ASSUMPTION_WORDS, word) ? ASSUMPTION_WORDS[word] : undefined;
    if (name === undefined) throw unknown('assumption', word, Object.keys(ASSUMPTION_WORDS));
    return name;
  });
}

export function libraryName(word: string): string {
  try {
    return libraryOf(word).name;
  } catch {
    throw unknown(
      'library',
      word,
      LIBRARIES.map(({ name }) => name),
    );
  }
}

export function libraryNames(words: string): readonly string[] {
  return listOf(words).map(libraryName);
}

export function levelName(word: string): 'port' | 'socket' {
  if (word !== 'port' && word !== 'socket') throw unknown('level', word, ['port', 'socket']);
  return word;
}

/** A whole number between bounds. */
export function whole(least: number, most: number): (word: string) => number {
  return (word) => {
    const value = Number(word);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most} is wanted`);
    return value;
  };
}

/** The space that the words span. */
export function spaceOf(words: SearchWords): Partial<SearchSpace> {
  const { instances, clients, ttl, rounds, faults, beyond, amnesia, clockStep } = words;
  return {
    rounds,
    beyond,
    assume: { ...SPACE.assume, amnesia, clockStepUs: clockStep * US_PER_MS },
    ...(instances !== undefined && { instances: [instances] }),
    ...(clients !== undefined && { clients: [clients] }),
    ...(ttl !== undefined && { ttlMs: [ttl] }),
    ...(faults !== undefined && { faults }),
  };
}

function listOf(words: string): readonly string[] {
  return words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '' && word !== 'none');
}

function unknown(what: string, word: string, known: readonly string[]): InvalidArgumentError {
  return new InvalidArgumentError(`no ${what} is called ${word}: there are ${known.join(', ')}`);
}
