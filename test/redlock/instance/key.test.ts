import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf, recordKey, SlotRecords } from '../../../src/redlock/instance/key.ts';
import { slotOf } from '../../../src/redlock/instance/slot.ts';

describe('the keys of a resource', () => {
  it.each([
    ['orders', 'lock:{orders}'],
    ['user:{1}:orders', 'lock::user:{1}:orders'],
    ['{1}', 'lock::{1}'],
    ['{}', 'lock:{{}}'],
    ['}a', 'lock:;{-}}a'],
    // the pair that once had one lock
    ['}:', 'lock:;{-}}:'],
    [':}:', 'lock:{:}:}'],
    ['a}b', 'lock:{a}b}'],
  ])('%o is locked by %o', (resource, lock) => {
    expect(keysOf('lock:', resource).lock).toBe(lock);
  });

  const name = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', '{', '}', ':', 'token') });

  it('lie in one slot, whatever the braces in its name', () => {
    fc.assert(
      fc.property(name, (resource) => {
        const { lock, counter, tombstone } = keysOf('lock:', resource);
        expect(slotOf(counter)).toBe(slotOf(lock));
        expect(slotOf(`${tombstone}value-1`)).toBe(slotOf(lock));
      }),
    );
  });

  it('are no other resource’s', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        fc.pre(one !== other);
        const { lock, counter, tombstone } = keysOf('lock:', one);
        const others = keysOf('lock:', other);
        for (const key of [lock, counter]) expect([others.lock, others.counter]).not.toContain(key);
        expect(others.tombstone).not.toBe(tombstone);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the record', () => {
  it('is one an instance, and one a slot on a cluster', () => {
    expect(recordKey('lock:')).toBe('lock:record');
    const records = new SlotRecords('lock:');
    const record = records.beside('lock:{orders}');
    expect(slotOf(record)).toBe(slotOf('lock:{orders}'));
    expect(records.beside('lock:{orders}')).toBe(record);
  });
});
