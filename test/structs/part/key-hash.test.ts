import { describe, expect, it } from 'vitest';
import { hashKey, PROCESS_SEED, seedFrom } from '../../../src/structs/part/key-hash.ts';

describe('hashKey', () => {
  it('is a function of the bytes and the seed alone', () => {
    const one = Buffer.from('orders:42').latin1Slice();
    const same = ['orders', '42'].join(':');
    expect(hashKey(one, PROCESS_SEED)).toBe(hashKey(same, PROCESS_SEED));
    expect(hashKey(one, seedFrom(1))).not.toBe(hashKey(one, seedFrom(2)));
    expect(hashKey(one, seedFrom(1))).not.toBe(hashKey(one, seedFrom(2 ** 32 + 1)));
  });

  it('tells every length of NULs apart, and every place of one bit', () => {
    const zeros = Array.from({ length: 64 }, (_, length) => '\0'.repeat(length));
    const bits = Array.from(
      { length: 96 },
      (_, bit) => '\0'.repeat(bit >> 3) + String.fromCharCode(1 << (bit & 7)) + '\0'.repeat(12 - (bit >> 3)),
    );
    const hashes = new Set([...zeros, ...bits].map((key) => hashKey(key, seedFrom(9))));
    expect(hashes.size).toBe(zeros.length + bits.length);
  });

  it('spreads keys that differ little over low bits and high bits alike', () => {
    const count = 1 << 14;
    const names = Array.from({ length: count }, (_, i) => `user:${i}:session`);
    for (const shift of [0, 9, 18]) {
      const cells = new Uint16Array(1 << 14);
      for (const name of names) {
        const cell = (hashKey(name, seedFrom(4)) >>> shift) & (count - 1);
        cells[cell] = (cells[cell] as number) + 1;
      }
      // As many balls as boxes: 1/e of the boxes stay empty, none gets many.
      const empty = cells.filter((balls) => balls === 0).length / count;
      expect(empty).toBeGreaterThan(0.355);
      expect(empty).toBeLessThan(0.38);
      expect(Math.max(...cells)).toBeLessThan(12);
    }
  });
});
