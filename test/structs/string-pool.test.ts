import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ByteString, bytes } from '../../src/base/bytes.ts';
import { StringPool } from '../../src/structs/string-pool.ts';

it('gives back an equal string, whatever was shared before', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary-ascii', maxLength: 40 })), (values) => {
      const pool = new StringPool();
      for (const value of [...values, ...values]) expect(pool.share(value as ByteString)).toBe(value);
    }),
  );
});

it('takes names of any length, the empty one and those of object properties too', () => {
  const pool = new StringPool();
  for (const name of ['', '__proto__', 'constructor', 'x'.repeat(5000), '\xff\0'])
    expect(pool.share(bytes(name))).toBe(name);
});
