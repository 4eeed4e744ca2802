import { describe, expect, it } from 'vitest';
import { answerOf, answersOf } from '../../../src/redlock/instance/answer.ts';

/** A reply of one line, and its word with its figures. */
const LINES: readonly (readonly [string, readonly string[]])[] = [
  ['lost', ['lost']],
  ['granted 1795706613003', ['granted', '1795706613003']],
  ['held 500 7 readers', ['held', '500', '7', 'readers']],
  ['broken WRONGTYPE of a key', ['broken', 'WRONGTYPE of a key']],
  ['broken one', ['broken', 'one']],
  ['', ['']],
];

describe('an answer', () => {
  it.each(LINES)('“%s” is its word and its figures', (line, words) => {
    expect(answerOf(line)).toEqual(words);
    expect(answersOf(line)).toEqual([words]);
    expect(answerOf(Buffer.from(line))).toEqual(words);
  });

  it('of several lines is none to one request', () => {
    expect(answerOf('lost\nlost')).toBeUndefined();
    expect(answersOf('lost\ngranted 5')).toEqual([['lost'], ['granted', '5']]);
  });

  it.each([[null], [5], [['granted', '5']], [undefined]])('that is no text is none: %s', (reply) => {
    expect(answerOf(reply)).toBeUndefined();
    expect(answersOf(reply)).toBeUndefined();
  });
});
