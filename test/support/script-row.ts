/** Differential rows for scripts: sources that stand for EVAL requests. */
import { exact, type Scenario, type Step } from './differential.ts';

/** EVAL without keys; the rest are arguments. */
export function evaluate(source: string, ...args: readonly (string | number)[]): Step {
  return exact('EVAL', source, 0, ...args);
}

/** A scenario in which every source is run without keys and arguments. */
export function evaluations(title: string, ...sources: readonly string[]): Scenario {
  return [title, ...sources.map((source) => evaluate(source))];
}
