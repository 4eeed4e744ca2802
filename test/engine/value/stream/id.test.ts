import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../../../src/base/bytes.ts';
import { formatStreamId, parseOpenStreamId, parseStreamId } from '../../../../src/engine/value/stream/id.ts';
import { streamId } from '../../../../src/structs/stream-id.ts';

const anyHalf = fc.oneof(fc.nat(9), fc.maxSafeNat(), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));

describe('stream ids as text', () => {
  it('read back what they print', () => {
    fc.assert(
      fc.property(anyHalf, anyHalf, (ms, seq) => {
        const id = streamId(ms, seq);
        expect(parseStreamId(formatStreamId(id), 7)).toEqual(id);
      }),
    );
  });

  it.each([
    ['5', { ms: 5, seq: 7 }],
    ['5-', undefined],
    ['', undefined],
    ['-', undefined],
    ['5-1-1', undefined],
    [' +05-\t1', { ms: 5, seq: 1 }],
    ['5 -1', undefined],
    ['5--1', undefined],
    ['5--0', { ms: 5, seq: 0 }],
    ['5--01', { ms: 5, seq: 2n ** 64n - 1n }],
    ['18446744073709551616-0', undefined],
    ['5-1\0x', { ms: 5, seq: 1 }],
    [`${'0'.repeat(126)}5`, { ms: 5, seq: 7 }],
    [`${'0'.repeat(127)}5`, undefined],
  ])('%j is read as the server reads it', (text, expected) => {
    expect(parseStreamId(bytes(text), 7)).toEqual(expected);
  });

  it.each([
    ['5-*', 5],
    ['5-', undefined],
    ['*', undefined],
    ['-*', undefined],
    ['5-1-*', undefined],
    ['x-*', undefined],
    ['18446744073709551615-*', 2n ** 64n - 1n],
  ])('%j has its sequence open', (text, expected) => {
    expect(parseOpenStreamId(bytes(text))).toEqual(expected);
  });
});
