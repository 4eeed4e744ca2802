import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, bytes } from '../../src/base/bytes.ts';
import { KeySet } from '../../src/structs/key-set.ts';

const name = (i: number): ByteString => bytes(`m${i}`);

describe('KeySet', () => {
  it('agrees with a Set after any writes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), fc.boolean()), { maxLength: 200, size: 'max' }), (steps) => {
        const set = new KeySet(2);
        const model = new Set<ByteString>();
        for (const [pick, adds] of steps) {
          const key = name(pick);
          if (adds) {
            expect(set.add(key)).toBe(!model.has(key));
            model.add(key);
          } else expect(set.delete(key)).toBe(model.delete(key));
        }
        expect(new Set(set)).toEqual(model);
        expect(set.size).toBe(model.size);
        expect([...set.clone()]).toEqual([...set.keys]);
        for (let i = 0; i <= 40; i++) expect(set.has(name(i))).toBe(model.has(name(i)));
      }),
      { numRuns: 80 },
    );
  });

  it('never leaves out of a scan what stays while its visitor and others delete', () => {
    const set = new KeySet();
    for (let i = 0; i < 100; i++) set.add(name(i));
    const seen = new Set<ByteString>();
    let cursor = 0;
    do {
      cursor = set.scan(cursor, 7, (key) => void seen.add(key));
      for (let i = 0; i < 5; i++) set.delete(name((seen.size * 13 + i) % 50));
    } while (cursor !== 0);
    for (let i = 50; i < 100; i++) expect(seen).toContain(name(i));
  });

  it('picks any key at random and none when empty', () => {
    const set = new KeySet();
    expect(set.randomKey(() => 0)).toBeUndefined();
    set.add(name(1));
    set.add(name(2));
    expect([set.randomKey(() => 0), set.randomKey(() => 0.99)]).toEqual([name(1), name(2)]);
  });

  it('has slots like its table', () => {
    const set = new KeySet();
    for (let i = 0; i < 3; i++) set.add(name(i));
    set.removeAt(0);
    expect([set.keyAt(0), set.slotOf(name(1)), set.slotOf(name(0))]).toEqual([name(2), 1, -1]);
    set.clear();
    expect(set.size).toBe(0);
  });
});
