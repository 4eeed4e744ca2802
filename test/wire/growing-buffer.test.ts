import { expect, test } from 'vitest';
import { GrowingBuffer } from '../../src/wire/growing-buffer.ts';

const content = (buffer: GrowingBuffer) => buffer.bytes.latin1Slice(0, buffer.length);

test('what is appended piece by piece is there in order, from any part of a source', () => {
  const buffer = new GrowingBuffer();
  for (let i = 0; i < 100; i++) buffer.append(Buffer.from(`<${i}>`), 1, `${i}`.length + 1);
  expect(content(buffer)).toBe(Array.from({ length: 100 }, (_, i) => `${i}`).join(''));
});

test('dropping forgets from the front', () => {
  const buffer = new GrowingBuffer();
  buffer.append(Buffer.from('abcdef'), 0, 6);
  buffer.drop(2);
  expect(content(buffer)).toBe('cdef');
  buffer.drop(9);
  expect(buffer.length).toBe(0);
});

test('capacity doubles at most, stays within what is expected in all, and is let go when emptied', () => {
  const buffer = new GrowingBuffer();
  const chunk = Buffer.alloc(1000);
  for (let i = 0; i < 70; i++) {
    buffer.append(chunk, 0, 1000, 70_002);
    expect(buffer.bytes.length).toBeLessThanOrEqual(Math.min(Math.max(buffer.length * 2, 64), 70_002));
  }
  buffer.clear();
  expect([buffer.length, buffer.bytes.length]).toEqual([0, 0]);
});
