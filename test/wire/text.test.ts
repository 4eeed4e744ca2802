import { expect, test } from 'vitest';
import { textAt } from '../../src/wire/text.ts';

test('text of every length and every byte is what stands in the buffer', () => {
  const buffer = Buffer.from(Array.from({ length: 600 }, (_, i) => (i * 7) & 0xff));
  for (let length = 0; length <= 300; length++)
    expect(textAt(buffer, 5, length)).toBe(buffer.subarray(5, 5 + length).toString('latin1'));
});

test('text does not change with the buffer', () => {
  const buffer = Buffer.from('abcdefghijklmnopqrstuvwxyz');
  const texts = [3, 20, 26].map((length) => textAt(buffer, 0, length));
  buffer.fill('!');
  expect(texts.map((text) => text.slice(-3))).toEqual(['abc', 'rst', 'xyz']);
});
