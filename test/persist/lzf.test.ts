import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompressLzf, LzfCompressor } from '../../src/persist/lzf.ts';
import { repetitive } from './repetitive.ts';

describe('LZF', () => {
  it('gives back what it took', () => {
    const compressor = new LzfCompressor();
    fc.assert(
      fc.property(repetitive, (input) => {
        const compressed = compressor.compress(input, input.length + 100);
        if (compressed === undefined) expect(input.length).toBe(0);
        else expect(decompressLzf(compressed, input.length)).toEqual(input);
      }),
      { numRuns: 500 },
    );
  });

  it('compresses alike, whatever was compressed before', () => {
    const used = new LzfCompressor();
    fc.assert(
      fc.property(repetitive, (input) => {
        expect(used.compress(input, 10_000)).toEqual(new LzfCompressor().compress(input, 10_000));
      }),
      { numRuns: 50 },
    );
  });

  it('gives up where the result would not fit', () => {
    fc.assert(
      fc.property(repetitive, fc.nat(4000), (input, limit) => {
        const compressed = new LzfCompressor().compress(input, limit);
        if (compressed !== undefined) expect(compressed.length).toBeLessThanOrEqual(limit);
      }),
    );
    expect(new LzfCompressor().compress(Buffer.from('abcdefghijklmnopqrstuvwxyz'), 22)).toBeUndefined();
  });

  const A_TO_D = [3, 97, 98, 99, 100] as const;
  it.each<[string, readonly number[], number]>([
    ['nothing where something is due', [], 1],
    ['a run of literals cut off', [3, 97], 4],
    ['more literals than are due', [...A_TO_D], 3],
    ['fewer bytes than are due', [...A_TO_D], 5],
    ['a reference cut off', [...A_TO_D, 0x20], 7],
    ['a long reference cut off', [...A_TO_D, 0xe0, 1], 14],
    ['a reference before the beginning', [...A_TO_D, 0x20, 4], 7],
    ['a reference with nothing before it', [0x20, 0], 3],
    ['a reference past the end', [...A_TO_D, 0x20, 0], 6],
  ])('refuses %s', (_what, input, length) => {
    expect(decompressLzf(Uint8Array.from(input), length)).toBeUndefined();
  });

  it('lets a reference overlap what it makes', () => {
    expect(decompressLzf(Uint8Array.from([0, 97, 0xe0, 1, 0]), 11)).toEqual(
      Uint8Array.from(new Array(11).fill(97)),
    );
  });

  it('never fails on bytes that make no sense', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(2000), (input, length) => {
        const output = decompressLzf(input, length);
        if (output !== undefined) expect(output.length).toBe(length);
      }),
      { numRuns: 2000 },
    );
  });
});
