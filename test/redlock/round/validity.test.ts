import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualWorld } from '../../../src/base/world.ts';
import {
  CLOCK_GRAIN_MS,
  driftMs,
  elapsedMs,
  type Lease,
  momentOf,
  remainingMs,
} from '../../../src/redlock/round/validity.ts';

const TTL_MS = 10_000;

/** The client's view at the very moment at which a server's key ends, when both clocks err by their rates. */
function remainingAtExpiry(rateBound: number, clientRate: number, serverRate: number): number {
  const realMs = TTL_MS / serverRate;
  const lease: Lease = {
    since: { wallMs: 0, monotonicMs: 0 },
    ttlMs: TTL_MS,
    driftMs: driftMs(TTL_MS, rateBound) - CLOCK_GRAIN_MS,
  };
  const shownMs = realMs * clientRate;
  return remainingMs(lease, { wallMs: shownMs, monotonicMs: shownMs });
}

describe('the validity of a lease', () => {
  it.each([
    // the client's clock, the server's clock, what the client believes at the key's end
    [1, 1, 'over'],
    [0.995, 1.005, 'over'],
    [1.005, 0.995, 'over'],
    [0.9949, 1.0051, 'valid'],
    [0.994, 1.005, 'valid'],
    [0.995, 1.0061, 'valid'],
  ])('with ρ = 0.005, a client at %d and a server at %d: %s at the end of the key', (client, server, is) => {
    expect(remainingAtExpiry(0.005, client, server) > 0 ? 'valid' : 'over').toBe(is);
  });

  it('is over when the key ends, for every pair of rates within the bound', () => {
    const bound = fc.double({ min: 0, max: 0.1, noNaN: true });
    const part = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(bound, part, part, (rho, client, server) => {
        expect(remainingAtExpiry(rho, 1 + client * rho, 1 + server * rho)).toBeLessThanOrEqual(1e-6);
      }),
    );
  });

  it('needs the factor of two: a drift of one ρ leaves a dead lease valid', () => {
    const rho = 0.005;
    expect(remainingAtExpiry(rho / 2, 1 - rho, 1 + rho)).toBeGreaterThan(0);
  });

  it('costs two milliseconds more than the rates, for the grain of both clocks', () => {
    expect(driftMs(10_000, 0.005)).toBe(102);
    expect(driftMs(10_000, 0)).toBe(2);
  });

  it.each([
    ['both clocks run', 300, 300, 300],
    ['the wall clock stepped back an hour', -3_599_700, 300, 300],
    ['the wall clock stepped forward a minute', 60_300, 300, 60_300],
    ['the machine was suspended, so that the monotonic clock stood', 60_300, 0, 60_300],
  ])('takes the larger elapsed time when %s', (_, wallMs, monotonicMs, expected) => {
    expect(elapsedMs({ wallMs: 0, monotonicMs: 0 }, { wallMs, monotonicMs })).toBe(expected);
  });

  it('is told by both clocks of a world', () => {
    const world = new ManualWorld({ startMs: 5_000 });
    const lease: Lease = { since: momentOf(world), ttlMs: 100, driftMs: 3 };
    world.advance(96);
    expect(remainingMs(lease, momentOf(world))).toBe(1);
    world.advance(1);
    expect(remainingMs(lease, momentOf(world))).toBe(0);
  });
});
