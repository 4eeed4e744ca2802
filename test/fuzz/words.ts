/** How the grammar of requests is put together: words, one after another, perhaps, several, one of several. */
import fc from 'fast-check';
import type { Order } from '../support/canonical.ts';

export type Words = fc.Arbitrary<readonly string[]>;

/** Weight, order of the reply, words. */
export type Rule = readonly [weight: number, order: Order | 'any', words: Words];

export const lit = (...words: string[]): Words => fc.constant(words);
export const seq = (...parts: readonly (string | fc.Arbitrary<string> | Words)[]): Words =>
  fc.tuple(...parts.map(asWords)).map((lists) => lists.flat());
export const opt = (part: string | fc.Arbitrary<string> | Words): Words =>
  fc.oneof({ weight: 2, arbitrary: lit() }, { weight: 1, arbitrary: asWords(part) });
export const some = (part: fc.Arbitrary<string> | Words, min = 1, max = 4): Words =>
  fc.array(asWords(part), { minLength: min, maxLength: max }).map((lists) => lists.flat());
export const pick = (...parts: readonly (string | fc.Arbitrary<string> | Words)[]): Words =>
  fc.oneof(...parts.map(asWords));

function asWords(part: string | fc.Arbitrary<string> | Words): Words {
  if (typeof part === 'string') return lit(part);
  return (part as fc.Arbitrary<string | readonly string[]>).map((value) =>
    typeof value === 'string' ? [value] : value,
  );
}
