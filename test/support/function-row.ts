/** Differential rows for functions: bodies that stand for FUNCTION LOAD requests. */
import { exact, type Request, type Scenario, type Step } from './differential.ts';

/** A library with a head, loaded in the place of one of its name. */
export function library(body: string, name = 'mylib'): Step {
  return exact('FUNCTION', 'LOAD', 'REPLACE', `#!lua name=${name}\n${body}`);
}

/** A library with one function `f`, and a call of it. */
export function called(body: string, ...words: readonly (string | number)[]): readonly Step[] {
  const load = library(`redis.register_function('f', function(keys, args) ${body} end)`);
  return [load, exact('FCALL', 'f', ...(words.length > 0 ? words : [0]))];
}

/** A scenario that begins without libraries. */
export function withoutLibraries(title: string, ...requests: readonly Request[]): Scenario {
  return [title, 'FUNCTION FLUSH', ...requests];
}

/** A scenario in which each body is loaded as a library and its function called. */
export function calls(title: string, ...bodies: readonly string[]): Scenario {
  return withoutLibraries(title, ...bodies.flatMap((body) => called(body)));
}

/** A scenario in which each body is loaded as a library, and then looked for. */
export function loads(title: string, ...bodies: readonly string[]): Scenario {
  return withoutLibraries(
    title,
    ...bodies.flatMap((body) => [library(body), 'FUNCTION LIST', 'FUNCTION FLUSH']),
  );
}
