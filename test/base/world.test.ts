import { describe, expect, it } from 'vitest';
import { ManualWorld, RealWorld } from '../../src/base/world.ts';

describe('a manual world', () => {
  it('stands still until it is moved', () => {
    const world = new ManualWorld({ startMs: 1000 });
    expect([world.nowMs(), world.nowMicros(), world.monotonicMs()]).toEqual([1000, 1_000_000, 0]);
    world.advance(1.5);
    expect([world.nowMs(), world.nowMicros(), world.monotonicMs()]).toEqual([1001, 1_001_500, 1.5]);
  });

  it('fires timers in the order of their time, then of their setting', () => {
    const world = new ManualWorld();
    const fired: string[] = [];
    world.setTimer(() => fired.push('late'), 20);
    world.setTimer(() => fired.push('first'), 10);
    world.setTimer(() => fired.push('second'), 10);
    world.advance(9);
    expect(fired).toEqual([]);
    world.advance(11);
    expect(fired).toEqual(['first', 'second', 'late']);
  });

  it('shows a timer the time it was set for', () => {
    const world = new ManualWorld({ startMs: 0 });
    const seen: number[] = [];
    world.setTimer(() => seen.push(world.nowMs()), 7);
    world.advance(100);
    expect([seen, world.nowMs()]).toEqual([[7], 100]);
  });

  it('fires a timer that a timer has set, if it falls due', () => {
    const world = new ManualWorld();
    const fired: number[] = [];
    world.setTimer(() => world.setTimer(() => fired.push(world.monotonicMs()), 5), 5);
    world.advance(10);
    expect(fired).toEqual([10]);
  });

  it('draws the same names from the same seed, two digits a byte', () => {
    const names = [1, 1, 2].map((seed) => new ManualWorld({ seed }).randomName(12));
    expect(names[0]).toMatch(/^[0-9a-f]{24}$/);
    expect(names[1]).toBe(names[0]);
    expect(names[2]).not.toBe(names[0]);
  });

  it('forgets a cancelled timer', () => {
    const world = new ManualWorld();
    let fired = false;
    const timer = world.setTimer(() => {
      fired = true;
    }, 1);
    timer.cancel();
    timer.cancel();
    world.advance(5);
    expect(fired).toBe(false);
  });

  it('refuses to go back', () => {
    expect(() => new ManualWorld().advance(-1)).toThrow(RangeError);
    expect(() => new ManualWorld().advance(Number.NaN)).toThrow(RangeError);
  });

  it('repeats its chance from a seed', () => {
    const draw = (seed: number): number[] => {
      const world = new ManualWorld({ seed });
      return Array.from({ length: 5 }, () => world.random());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7).every((n) => n >= 0 && n < 1)).toBe(true);
  });
});

describe('the real world', () => {
  it('agrees with itself in every unit', () => {
    const world = new RealWorld();
    expect(Math.abs(world.nowMicros() / 1000 - world.nowMs())).toBeLessThan(1000);
    expect(world.monotonicMs()).toBeLessThanOrEqual(world.monotonicMs());
  });
});
