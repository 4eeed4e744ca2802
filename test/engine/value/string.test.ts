import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../../src/base/bytes.ts';
import { SetValue } from '../../../src/engine/value/set.ts';
import {
  bufferOf,
  expectString,
  integerOf,
  isString,
  type StringValue,
  sliceOf,
  stringEncoding,
  stringLength,
  textOf,
} from '../../../src/engine/value/string.ts';
import { StringBuffer } from '../../../src/engine/value/string-buffer.ts';

/** A value in each of its three forms, with the text that it stands for. */
const held: fc.Arbitrary<readonly [StringValue, string]> = fc.oneof(
  fc.string({ unit: 'binary-ascii' }).map((text) => [bytes(text), text] as const),
  fc.maxSafeInteger().map((value) => [value, String(value)] as const),
  fc.string({ unit: 'binary-ascii' }).map((text) => [new StringBuffer(bytes(text)), text] as const),
);

describe('a string value', () => {
  it('reads the same in each of its forms', () => {
    fc.assert(
      fc.property(held, fc.nat(20), fc.nat(20), ([value, text], start, end) => {
        expect(textOf(value)).toBe(text);
        expect(stringLength(value)).toBe(text.length);
        expect(sliceOf(value, start, end)).toBe(text.slice(start, end));
        expect(expectString(value)).toBe(value);
        expect(bufferOf(value).text()).toBe(text);
      }),
    );
  });

  it('is an integer where its text is one of 64 bits, and only there', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }), (value) => {
        const read = integerOf(bytes(String(value)));
        const fits = BigInt.asIntN(64, value) === value;
        expect(read === undefined ? undefined : BigInt(read)).toBe(fits ? value : undefined);
      }),
    );
    for (const text of ['', '-', '+1', '01', '-0', '1.0', ' 1', '1 ', '0x1', '1e3', 'abc'])
      expect(integerOf(bytes(text)), text).toBeUndefined();
    expect(integerOf(new StringBuffer(bytes('12')))).toBe(12);
  });

  it.each([
    [12, 'int'],
    [bytes('12'), 'int'],
    [bytes('012'), 'embstr'],
    [bytes(''), 'embstr'],
    [bytes('x'.repeat(44)), 'embstr'],
    [bytes('x'.repeat(45)), 'raw'],
    [bytes('1'.repeat(20)), 'embstr'],
    [new StringBuffer(bytes('12')), 'raw'],
  ])('%j is held as %s', (value, encoding) => {
    expect(stringEncoding(value)).toBe(encoding);
  });

  it('is no other type', () => {
    expect(isString(new SetValue())).toBe(false);
    expect(() => expectString(new SetValue())).toThrow();
    expect(expectString(undefined)).toBeUndefined();
  });

  it('gives the buffer it already has', () => {
    const buffer = new StringBuffer(bytes('a'));
    expect(bufferOf(buffer)).toBe(buffer);
    expect(bufferOf(undefined).text()).toBe('');
  });
});
