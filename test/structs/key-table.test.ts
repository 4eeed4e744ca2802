import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, bytes } from '../../src/base/bytes.ts';
import { KeyTable } from '../../src/structs/key-table.ts';

const names = (count: number): ByteString[] => Array.from({ length: count }, (_, i) => bytes(`key:${i}`));

/** What a KeyTable should be: an array in which a removal moves the last into the hole. */
class Model {
  readonly keys: ByteString[] = [];
  add(key: ByteString): void {
    this.keys.push(key);
  }
  removeAt(slot: number): void {
    const moved = this.keys.pop() as ByteString;
    if (slot < this.keys.length) this.keys[slot] = moved;
  }
}

function expectSame(table: KeyTable, model: Model, universe: readonly ByteString[]): void {
  expect(table.keys).toEqual(model.keys);
  for (const key of universe) expect(table.find(key)).toBe(model.keys.indexOf(key));
}

describe('KeyTable', () => {
  it('agrees with an array after any additions and removals, at every size', () => {
    const universe = names(120);
    const step = fc.tuple(fc.nat(119), fc.boolean());
    fc.assert(
      fc.property(fc.integer(), fc.array(step, { maxLength: 400, size: 'max' }), (seed, steps) => {
        const table = new KeyTable(seed);
        const model = new Model();
        for (const [pick, adds] of steps) {
          const key = universe[pick] as ByteString;
          const slot = model.keys.indexOf(key);
          if (adds) {
            expect(table.findOrAdd(key)).toBe(slot < 0 ? ~model.keys.length : slot);
            if (slot < 0) model.add(key);
          } else if (slot >= 0) {
            expect(table.removeAt(slot)).toBe(model.keys.length - 1);
            model.removeAt(slot);
          }
        }
        expectSame(table, model, universe);
        expectSame(table.clone(), model, universe);
      }),
      { numRuns: 60 },
    );
  });

  it('grows to many keys and shrinks to none', () => {
    const table = new KeyTable(7);
    const all = names(20_000);
    for (const [i, key] of all.entries()) expect(table.add(key)).toBe(i);
    expect(all.every((key, i) => table.find(key) === i)).toBe(true);
    for (const key of all) table.removeAt(table.find(key));
    expect(table.size).toBe(0);
    expect(table.add(bytes('again'))).toBe(0);
  });

  it('removes from clusters that wrap around the end of the index', () => {
    for (let seed = 0; seed < 300; seed++) {
      const table = new KeyTable(seed);
      const model = new Model();
      const universe = names(20);
      for (const key of universe) {
        table.add(key);
        model.add(key);
      }
      for (let left = 20; left > 5; left--) {
        const slot = (seed * 31 + left * 7) % left;
        table.removeAt(slot);
        model.removeAt(slot);
        expectSame(table, model, universe);
      }
    }
  });

  it('tells keys apart that differ in a NUL, in length or in one high byte', () => {
    const odd = ['', '\0', '\0\0', 'a', 'a\0', 'abc', 'abc\0', 'abcd', 'abcd\0', '\xff', '\x7f'].map(bytes);
    const table = new KeyTable(1);
    for (const key of odd) table.add(key);
    expect(odd.map((key) => table.find(key))).toEqual(odd.map((_, i) => i));
  });

  it('keeps a copy apart from its original', () => {
    const table = new KeyTable(3);
    for (const key of names(50)) table.add(key);
    const copy = table.clone();
    table.clear();
    copy.removeAt(10);
    expect([table.size, copy.size, copy.find(bytes('key:49'))]).toEqual([0, 49, 10]);
  });

  it('leaves its index as it was when one key is removed and added again many times', () => {
    const table = new KeyTable(11);
    for (const key of names(1000)) table.add(key);
    const lock = bytes('lock');
    table.add(lock);
    const before = table.layout();
    for (let cycle = 0; cycle < 50_000; cycle++) {
      table.removeAt(table.find(lock));
      table.add(lock);
    }
    expect(table.layout()).toEqual(before);
  });
});
