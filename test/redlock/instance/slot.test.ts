import { describe, expect, it } from 'vitest';
import { hashTagOf, slotOf, tagOfSlot } from '../../../src/redlock/instance/slot.ts';

describe('the slot of a key', () => {
  it.each([
    // as CLUSTER KEYSLOT says
    ['foo', 12182],
    ['bar', 5061],
    ['123456789', 12739],
    ['{user1000}.following', 3443],
    ['{user1000}.followers', 3443],
    ['foo{}{bar}', 8363],
    ['foo{{bar}}zap', 4015],
    ['foo{bar}{zap}', 5061],
    ['', 0],
    ['é', 10180],
  ])('of %o is %i', (key, slot) => {
    expect(slotOf(key)).toBe(slot);
  });

  it.each([
    ['a', undefined],
    ['{}a', undefined],
    ['a{b}c', 'b'],
    ['{a}{b}', 'a'],
    ['}{a}', 'a'],
    ['{a', undefined],
  ])('is that of the hash tag: %o has %o', (key, tag) => {
    expect(hashTagOf(key)).toBe(tag);
  });

  it.each([0, 1, 8191, 16383])('%i has a tag', (slot) => {
    expect(slotOf(`{${tagOfSlot(slot)}}`)).toBe(slot);
  });

  it('16384 has none', () => {
    expect(() => tagOfSlot(16_384)).toThrow(RangeError);
  });
});
