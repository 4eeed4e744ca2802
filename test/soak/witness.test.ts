/** The witness of the soak must see what must never be. */
import { describe, expect, it } from 'vitest';
import { type Claim, findOverlaps } from './witness.ts';

/** Draws claims in order of time: `a1` is holder a with token 1. */
function drawn(text: string, resource = 'r'): readonly Claim[] {
  return text.split(' ').map((word, index) => ({
    resource,
    holder: word.charAt(0),
    token: Number(word.slice(1)),
    atNanos: BigInt(index),
  }));
}

describe('the witness', () => {
  it.each<[string, string, number]>([
    ['one after another', 'a1 a1 b2 b2 a3', 0],
    ['a holder between the claims of another', 'a1 b2 a1', 1],
    ['two with one token', 'a1 b1', 1],
    ['a token that falls', 'a2 b1', 1],
    ['two that take turns', 'a1 b2 a1 b2 a1', 2],
  ])('sees %s', (_, text, overlaps) => {
    expect(findOverlaps(drawn(text))).toHaveLength(overlaps);
    expect(findOverlaps([...drawn(text)].reverse())).toHaveLength(overlaps);
  });

  it('tells resources apart', () => {
    expect(findOverlaps([...drawn('a1 a1 a1', 'r'), ...drawn('b1 b1 b1', 's')])).toEqual([]);
  });
});
