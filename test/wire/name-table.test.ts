import { expect, test } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import { NameTable } from '../../src/wire/name-table.ts';

/** All words of two to five letters over three: far more alike than commands are. */
const WORDS = [2, 3, 4, 5].flatMap((length) =>
  Array.from({ length: 3 ** length }, (_, i) =>
    i
      .toString(3)
      .padStart(length, '0')
      .replace(/\d/g, (d) => 'abc'.charAt(Number(d))),
  ),
);
const table = new NameTable<number>(WORDS.map((word, i) => [word, i]));

test('every name is found by its bytes in both spellings, and by its text in any', () => {
  for (const [i, word] of WORDS.entries()) {
    const upper = word.toUpperCase();
    for (const spelling of [word, upper]) {
      const found = table.at(Buffer.from(`--${spelling}--`), 2, spelling.length);
      expect([found?.text, found?.value]).toEqual([spelling, i]);
    }
    expect(table.find(bytes(word.charAt(0) + upper.slice(1)))).toBe(i);
  }
});

test('what is not in the table is not found', () => {
  expect(table.at(Buffer.from('abd'), 0, 3)).toBeUndefined();
  expect(table.at(Buffer.from('aBc'), 0, 3)).toBeUndefined();
  expect(table.at(Buffer.from('ab\0'), 0, 3)).toBeUndefined();
  expect(table.find(bytes('abcabc'))).toBeUndefined();
  expect(table.find(bytes(''))).toBeUndefined();
});
