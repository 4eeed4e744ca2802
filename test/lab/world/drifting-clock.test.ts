import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DriftingClock, MAX_DRIFT_PPM } from '../../../src/lab/world/drifting-clock.ts';

describe('the drifting clock', () => {
  it('runs with true time from where it starts', () => {
    expect(new DriftingClock(1_000).readAt(250)).toBe(1_250);
  });

  it('keeps what it shows when its rate changes, and goes on at the new one', () => {
    const clock = new DriftingClock(0);
    clock.setDrift(5_000, 1_000_000);
    expect(clock.readAt(1_000_000)).toBe(1_000_000);
    expect(clock.readAt(2_000_000)).toBe(2_005_000);
  });

  it('steps either way', () => {
    const clock = new DriftingClock(0);
    clock.stepBy(-60, 100);
    expect(clock.readAt(100)).toBe(40);
    clock.stepBy(100, 110);
    expect(clock.readAt(120)).toBe(160);
  });

  it('stands while stopped, even through a step, and goes on from there', () => {
    const clock = new DriftingClock(0);
    clock.stop(10);
    clock.stepBy(5, 20);
    expect(clock.whenShows(16, 30)).toBeUndefined();
    clock.resume(50);
    expect(clock.readAt(60)).toBe(25);
  });

  it('refuses a drift beyond its limit', () => {
    expect(() => new DriftingClock(0).setDrift(MAX_DRIFT_PPM + 1, 0)).toThrow(RangeError);
  });

  it('knows the first microsecond at which it shows a reading', () => {
    const driftPpm = fc.integer({ min: -MAX_DRIFT_PPM, max: MAX_DRIFT_PPM });
    fc.assert(
      fc.property(driftPpm, fc.nat(10 ** 9), fc.nat(10 ** 9), (drift, changedUs, wantedUs) => {
        const clock = new DriftingClock(0);
        clock.setDrift(drift, changedUs);
        const reading = clock.readAt(changedUs) + 1 + wantedUs;
        const atUs = clock.whenShows(reading, changedUs) ?? Number.NaN;
        expect(clock.readAt(atUs)).toBeGreaterThanOrEqual(reading);
        expect(clock.readAt(atUs - 1)).toBeLessThan(reading);
      }),
    );
  });
});
