/** Drawn plans: inside what the space declares unless they are to go beyond, valid, and a swarm. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssumptionName } from '../../../src/lab/check/violation.ts';
import { type Fault, judgePlan } from '../../../src/lab/run/plan.ts';
import { planArbitrary, planner } from '../../../src/lab/search/plan-arbitrary.ts';
import { SPACE } from '../../../src/lab/search/space.ts';

const { assume } = SPACE;
const RUNS = { numRuns: 300 };

function kindsOf(changes: Parameters<typeof planArbitrary>[1]): ReadonlySet<string> {
  return new Set(
    fc
      .sample(planArbitrary(fc, changes), { seed: 1, numRuns: 300 })
      .flatMap(({ faults }) => faults.map(({ kind }) => kind)),
  );
}

describe('a drawn plan', () => {
  it('is a plan, with its faults in order of time', () => {
    fc.assert(
      fc.property(planArbitrary(fc), (plan) => {
        expect(() => judgePlan(plan)).not.toThrow();
        const times = plan.faults.map(({ atMs }) => atMs);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
      RUNS,
    );
  });

  it('stays inside what is declared', () => {
    fc.assert(
      fc.property(planArbitrary(fc), ({ faults, clocks }) => {
        expect(clocks.driftPpm / 1e6).toBeLessThanOrEqual(assume.clockRateBound);
        for (const fault of faults) expect(breaks(fault)).toBe(false);
        const forgetful = faults.filter(forgets).map((fault) => ('node' in fault ? fault.node : ''));
        expect(new Set(forgetful).size).toBeLessThanOrEqual(assume.amnesia);
        expect(faults.some(({ kind }) => kind === 'evict' || kind === 'failover')).toBe(false);
      }),
      RUNS,
    );
  });

  it('has no fault for which nothing is declared', () => {
    const none = { clockRateBound: 0, clockStepUs: 0, amnesia: 0, evictions: 0, pauseUs: 0, delayUs: 0 };
    expect([...kindsOf({ assume: none })].sort()).toEqual(['crash', 'kill', 'loss', 'reset']);
    expect([...kindsOf({ faults: ['pause', 'reset'] })].sort()).toEqual(['pause', 'reset']);
    expect([...kindsOf({ faults: [] })]).toEqual([]);
  });

  it('has no habit and no limit but those of its space', () => {
    const changes = { habits: ['extends'], promises: { orphanUs: 7 } } as const;
    const plans = fc.sample(planArbitrary(fc, changes), { seed: 1, numRuns: 100 });
    const habits = plans.map(({ workload }) => [workload.extends > 0, workload.abandons > 0]);
    expect(new Set(habits.map(String))).toEqual(new Set(['true,false', 'false,false']));
    expect(plans.every(({ promises }) => promises.orphanUs === 7)).toBe(true);
    expect(new Set(plans.map(({ healMs }) => healMs > 0)).size).toBe(2);
  });

  const beyond: readonly (readonly [AssumptionName, (fault: Fault) => boolean])[] = [
    ['clockStepUs', (fault) => fault.kind === 'clock-step' && breaks(fault)],
    ['clockRateBound', (fault) => fault.kind === 'clock-rate' && breaks(fault)],
    ['amnesia', (fault) => fault.kind === 'failover' || forgets(fault)],
    ['evictions', ({ kind }) => kind === 'evict'],
    ['pauseUs', (fault) => fault.kind === 'suspend' && breaks(fault)],
    ['delayUs', (fault) => fault.kind === 'partition' && breaks(fault)],
  ];
  for (const [name, isBeyond] of beyond)
    it(`goes beyond ${name} where that is asked for`, () => {
      const plans = fc.sample(planArbitrary(fc, { beyond: [name] }), { seed: 1, numRuns: 300 });
      expect(plans.some(({ faults }) => faults.some(isBeyond))).toBe(true);
    });

  it('is a swarm: many plans have few kinds of faults, and few have all', () => {
    const counts = fc
      .sample(planArbitrary(fc), { seed: 1, numRuns: 300 })
      .map(({ faults }) => new Set(faults.map(({ kind }) => kind)).size);
    expect(counts.filter((count) => count <= 3).length).toBeGreaterThan(60);
    expect(counts.filter((count) => count >= 5).length).toBeGreaterThan(20);
  });

  it('is the same for the same seed', () => {
    const [one, other] = [planner(fc), planner(fc)];
    expect(one(17)).toEqual(other(17));
    expect(one(17)).not.toEqual(other(18));
  });
});

function breaks(fault: Fault): boolean {
  if (fault.kind === 'clock-step')
    return Math.abs(fault.byMs) * 1_000 > assume.clockStepUs || fault.node.startsWith('i');
  if (fault.kind === 'clock-rate') return Math.abs(fault.driftPpm) / 1e6 > assume.clockRateBound;
  if (fault.kind === 'pause' || fault.kind === 'suspend') return fault.forMs * 1_000 > assume.pauseUs;
  return fault.kind === 'partition' && fault.forMs * 1_000 > assume.delayUs;
}

function forgets(fault: Fault): boolean {
  return fault.kind === 'flush' || (fault.kind === 'crash' && fault.losesMs !== 0);
}
