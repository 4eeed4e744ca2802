import { describe, expect, it } from 'vitest';
import { EndOfTick } from '../../../src/redlock/instance/end-of-tick.ts';

const nextTick = () => new Promise<void>((resolve) => process.nextTick(resolve));

describe('EndOfTick', () => {
  it('calls back once each, in order, after what is under way and its promises', async () => {
    const told: string[] = [];
    const endOfTick = new EndOfTick();
    endOfTick.add(() => told.push('first'));
    endOfTick.add(() => told.push('second'));
    await Promise.resolve().then(() => told.push('promise'));
    await nextTick();
    expect(told).toEqual(['promise', 'first', 'second']);
  });

  it('keeps for the next tick what is added by a callback', async () => {
    const told: string[] = [];
    const endOfTick = new EndOfTick();
    endOfTick.add(() => {
      told.push('first');
      endOfTick.add(() => told.push('added'));
      told.push('still first');
    });
    await nextTick();
    await nextTick();
    expect(told).toEqual(['first', 'still first', 'added']);
  });
});
