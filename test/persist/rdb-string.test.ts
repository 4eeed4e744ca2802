/** Strings in RDB encodings: written as redis-server writes them, and read from bytes of any kind. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ByteString, bytes, fromBuffer } from '../../src/base/bytes.ts';
import { openPayload, sealPayload } from '../../src/persist/dump-payload.ts';
import { RdbDamage, RdbReader } from '../../src/persist/rdb-reader.ts';
import { RdbWriter } from '../../src/persist/rdb-writer.ts';
import { type Oracle, oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';
import { repetitive } from './repetitive.ts';

function written(text: string): Buffer {
  const writer = new RdbWriter();
  writer.string(bytes(text));
  return Buffer.from(writer.view());
}

const reader = (...content: number[]) => new RdbReader(Buffer.from(content));

const TEXTS: readonly string[] = [
  '',
  'a',
  ...['0', '-1', '127', '128', '-128', '-129', '32767', '32768', '-32769', '2147483647', '-2147483648'],
  ...['2147483648', '-2147483649', '007', '+1', '-0', ' 1', '12345678901'],
  'x'.repeat(20),
  'x'.repeat(21),
  'abcdefghijklmnopqrstuvwxyz',
  'x'.repeat(63),
  'abcdefgh'.repeat(2000),
  'x'.repeat(70_000),
  Array.from({ length: 300 }, (_, i) => String.fromCharCode((i * i * 31) % 256)).join(''),
  Array.from({ length: 20_000 }, (_, i) => String.fromCharCode((i * i * 31 + (i >> 3)) % 251)).join(''),
];

describe('strings in RDB encodings', () => {
  it.each(TEXTS.map((text) => [text.slice(0, 30), text]))('reads what it wrote: %j', (_shown, text) => {
    expect(new RdbReader(written(text)).string()).toBe(text);
  });

  it.each([0, 63, 64, 16383, 16384, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 5])('reads the length %d', (length) => {
    const writer = new RdbWriter();
    writer.length(length);
    expect(new RdbReader(Buffer.from(writer.view())).length()).toBe(length);
  });

  it.each([
    ['nothing', []],
    ['a length cut off', [0x40]],
    ['a string cut off', [5, 97]],
    ['a wide length cut off', [0x80, 0, 0]],
    ['a length of an unknown kind', [0x82, 0, 0, 0, 0]],
    ['more bytes than there can be', [0x81, 255, 255, 255, 255, 255, 255, 255, 255]],
    ['an unknown encoding', [0xc4, 0]],
    ['an integer cut off', [0xc2, 0]],
    ['a compressed string that would fill the memory', [0xc3, 2, 0x80, 255, 255, 255, 255, 0, 97]],
    ['a compressed string cut off', [0xc3, 9, 4, 3, 97]],
    ['a compressed string whose length is encoded', [0xc3, 0xc0, 4, 3, 97]],
    ['a compressed string of another length', [0xc3, 2, 2, 0, 97]],
  ])('refuses %s', (_what, content) => {
    expect(() => reader(...content).string()).toThrow(RdbDamage);
  });

  it('refuses an encoding where a length belongs', () => {
    expect(() => reader(0xc0, 1).length()).toThrow('an encoding stands where a length belongs at byte 1');
  });

  it('never fails otherwise, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (content) => {
        try {
          expect(typeof new RdbReader(Buffer.from(content)).string()).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(RdbDamage);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('the wrapping of a payload', () => {
  it('opens what it sealed, and nothing that was changed or cut', () => {
    const sealed = sealPayload(Buffer.from('content'));
    expect(openPayload(sealed)?.latin1Slice()).toBe(sealed);
    for (let i = 0; i < sealed.length; i++) {
      const changed = `${sealed.slice(0, i)}${String.fromCharCode(sealed.charCodeAt(i) ^ 1)}${sealed.slice(i + 1)}`;
      expect(openPayload(bytes(changed)), `byte ${i}`).toBeUndefined();
      expect(openPayload(bytes(sealed.slice(0, i))), `cut at ${i}`).toBeUndefined();
    }
  });
});

describe.skipIf(!oracleAvailable)('DUMP of a string (needs redis-server)', () => {
  let oracle: Oracle;
  let theirs: RawConnection;
  beforeAll(async () => {
    oracle = await requireOracle();
    theirs = await RawConnection.connect(oracle.port);
  });
  afterAll(async () => {
    theirs.close();
    await oracle.stop();
  });

  /** Byte 0 is the type of a string. */
  async function expectSame(text: ByteString): Promise<void> {
    await theirs.call('SET', 'k', text);
    const sealed = sealPayload(Buffer.concat([Buffer.of(0), written(text)]));
    expect(await theirs.call('DUMP', 'k')).toBe(`$${sealed.length}\r\n${sealed}\r\n`);
  }

  it.each(TEXTS.map((text) => [text.slice(0, 30), text]))('is the same of %j', async (_shown, text) => {
    await expectSame(bytes(text));
  });

  it('is the same of text that repeats itself', async () => {
    await fc.assert(
      fc.asyncProperty(repetitive, (content) => expectSame(fromBuffer(content))),
      { numRuns: 300 },
    );
  });
});
