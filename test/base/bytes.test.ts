import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytes,
  compareBytes,
  fromBuffer,
  fromText,
  isAscii,
  toBuffer,
  toLower,
  toText,
  toUpper,
} from '../../src/base/bytes.ts';

const anyBytes = fc.uint8Array({ maxLength: 80 });

describe('a ByteString', () => {
  it('holds any bytes and gives them back', () => {
    fc.assert(
      fc.property(anyBytes, (content) => {
        expect([...toBuffer(fromBuffer(content))]).toEqual([...content]);
      }),
    );
  });

  it('holds text as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(toText(fromText(text))).toBe(text);
        expect(fromText(text)).toBe(Buffer.from(text, 'utf8').toString('latin1'));
      }),
    );
  });

  it('shows malformed UTF-8 as U+FFFD', () => {
    expect(toText(bytes('\xff'))).toBe('\ufffd');
  });

  it('compares as memcmp does', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (a, b) => {
        expect(Math.sign(compareBytes(fromBuffer(a), fromBuffer(b)))).toBe(Math.sign(Buffer.compare(a, b)));
      }),
    );
  });

  it('changes the case of ASCII letters only', () => {
    expect(toLower(bytes('AbZ\xc0\xdf'))).toBe('abz\xc0\xdf');
    expect(toUpper(bytes('aBz\xe0\xff'))).toBe('ABZ\xe0\xff');
  });

  it('knows ASCII at any length', () => {
    for (const length of [0, 1, 31, 32, 33, 500]) {
      expect(isAscii('a'.repeat(length))).toBe(true);
      expect(isAscii(`${'a'.repeat(length)}\x80`)).toBe(false);
    }
  });
});
