import { describe, expect, it } from 'vitest';
import { displace, place, probe, rename, slotsFor } from '../../../src/structs/part/key-cells.ts';

/** Cells of eight; keys are their own hashes. */
function cellsOf(keys: readonly number[]): { cells: Int32Array; hashes: Int32Array } {
  const cells = new Int32Array(8);
  const hashes = Int32Array.from(keys);
  for (const [slot, hash] of hashes.entries()) place(cells, slot, hash);
  return { cells, hashes };
}

describe('key cells', () => {
  it('serve five eighths of their number', () => {
    expect([slotsFor(8), slotsFor(32), slotsFor(2 ** 30)]).toEqual([5, 20, 671_088_640]);
  });

  it('find what stands past the end of the index, at its beginning', () => {
    const keys = [7, 15, 23, 0];
    const { cells } = cellsOf(keys);
    expect(keys.map((key) => probe(cells, keys, key, key))).toEqual([0, 1, 2, 3]);
    expect([...cells].map((cell) => cell & 7)).toEqual([2, 3, 4, 0, 0, 0, 0, 1]);
    expect(probe(cells, keys, 31, 31)).toBe(-1);
  });

  it('close a gap across the end of the index and leave no mark', () => {
    const keys = [7, 15, 23, 0];
    const { cells, hashes } = cellsOf(keys);
    displace(cells, 0, hashes);
    expect([...cells].map((cell) => cell & 7)).toEqual([3, 4, 0, 0, 0, 0, 0, 2]);
    expect([15, 23, 0].map((key) => probe(cells, keys, key, key))).toEqual([1, 2, 3]);
  });

  it('leave an entry at home where it is when a gap opens before it', () => {
    const { cells, hashes } = cellsOf([1, 9, 3]);
    displace(cells, 0, hashes);
    expect([...cells].map((cell) => cell & 7)).toEqual([0, 2, 0, 3, 0, 0, 0, 0]);
  });

  it('are as before after an entry has come and gone, whatever stands around', () => {
    for (let home = 0; home < 8; home++) {
      const hashes = Int32Array.from([6, 14, 7, 1, home + 64]);
      const cells = new Int32Array(8);
      for (let slot = 0; slot < 4; slot++) place(cells, slot, hashes[slot] as number);
      const before = cells.slice();
      place(cells, 4, home + 64);
      displace(cells, 4, hashes);
      expect(cells).toEqual(before);
    }
  });

  it('give an entry another slot in its place', () => {
    const { cells } = cellsOf([5, 13]);
    rename(cells, 1, 13, 4);
    expect(probe(cells, [5, 0, 0, 0, 13], 13, 13)).toBe(4);
  });
});
