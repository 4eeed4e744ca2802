import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, bytes } from '../../src/base/bytes.ts';
import { ManualWorld } from '../../src/base/world.ts';
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

function expectSame(table: KeyTable, model: Pick<Model, 'keys'>, universe: readonly ByteString[]): void {
  expect(table.keys).toEqual(model.keys);
  const found = universe.map((key) => table.find(key));
  expect(found).toEqual(universe.map((key) => model.keys.indexOf(key)));
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

  it('answers rightly at every moment of changing its size, up and down', () => {
    const world = new ManualWorld({ seed: 5 });
    const pick = (below: number): number => Math.floor(world.random() * below);
    const table = new KeyTable(13);
    const slots = new Map<ByteString, number>();
    let serial = 0;
    let wrong = 0;
    const add = (): void => {
      const key = bytes(`k${serial++}`);
      if (table.find(key) !== -1) wrong++;
      slots.set(key, slots.size);
      if (serial % 2 === 0 ? table.add(key) !== slots.size - 1 : ~table.findOrAdd(key) !== slots.size - 1)
        wrong++;
    };
    const remove = (): void => {
      const slot = pick(table.size);
      const key = table.keyAt(slot);
      const last = table.removeAt(slot);
      slots.delete(key);
      if (slot !== last) slots.set(table.keyAt(slot), slot);
      if (table.find(key) !== -1) wrong++;
    };
    for (const share of [0.95, 0.3, 0.9, 0.05, 0.8, 0.1]) {
      for (let i = 0; i < 60_000; i++) {
        if (slots.size === 0 || world.random() < share) add();
        else remove();
        const slot = pick(table.size);
        if (table.size > 0 && table.find(table.keyAt(slot)) !== slot) wrong++;
        if (i % 20_000 === 0) for (const [key, slot] of slots) if (table.find(key) !== slot) wrong++;
      }
    }
    expect(wrong).toBe(0);
    expect(table.size).toBe(slots.size);
    const copy = table.clone();
    expect([...slots].every(([key, slot]) => table.find(key) === slot && copy.find(key) === slot)).toBe(true);
  });

  it('keeps the order of the others when told to remove in order', () => {
    const table = new KeyTable(2);
    const model = names(300);
    for (const key of model) table.add(key);
    while (model.length > 0) {
      const slot = (model.length * 17) % model.length;
      const [key] = model.splice(slot, 1);
      table.removeInOrder(slot);
      expect(table.find(key as ByteString)).toBe(-1);
      if (model.length % 29 === 0) expectSame(table, { keys: model }, names(300));
    }
    expect(table.size).toBe(0);
  });

  it('removes from clusters that wrap around the end of the index', () => {
    for (let seed = 0; seed < 100; seed++) {
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
