/**
 * What readers, writers and permits promise, as properties over many small worlds
 * (test/support/kind-simulation.ts); and that outside of the declared bounds the same worlds break it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KindPlan, simulateKinds } from '../../support/kind-simulation.ts';

/** All instances that forget at once are beyond the bounds, and one alone is all. */
const world = fc
  .record({
    seed: fc.integer({ min: 1, max: 10_000 }),
    instances: fc.constantFrom(1, 3, 3, 5),
    restarts: fc.boolean(),
  })
  .map((plan) => ({ ...plan, restarts: plan.restarts && plan.instances > 1 }));

/** Each broken world shows itself within 25 seeds. */
const MAX_SEEDS = 80;

describe('within the declared bounds', () => {
  it('a writer is alone, and readers come together', async () => {
    let together = 0;
    await fc.assert(
      fc.asyncProperty(world, async (plan) => {
        const report = await simulateKinds({ ...plan, permits: 0 });
        together = Math.max(together, report.together);
        expect(report.violations).toEqual([]);
      }),
      { seed: 11, numRuns: 20 },
    );
    expect(together).toBeGreaterThan(1);
  });

  it('permits are never exceeded, and all of them are given', async () => {
    let full = 0;
    await fc.assert(
      fc.asyncProperty(world, fc.integer({ min: 1, max: 3 }), async (plan, permits) => {
        const report = await simulateKinds({ ...plan, permits });
        if (report.together === permits) full++;
        expect(report.violations).toEqual([]);
      }),
      { seed: 13, numRuns: 20 },
    );
    expect(full).toBeGreaterThan(5);
  });
});

describe('outside of them', () => {
  const base = { instances: 3, restarts: false };
  it.each<[string, Omit<KindPlan, 'seed'>, string]>([
    [
      'an instance that forgets and votes, readers and writers',
      { ...base, permits: 0, restarts: true, options: { restart: 'nothing' } },
      'a writer was not alone',
    ],
    [
      'an instance that forgets and votes, permits',
      { ...base, permits: 2, restarts: true, options: { restart: 'nothing' } },
      'more than the permits were held',
    ],
    [
      'clocks beyond their bound, readers and writers',
      { ...base, permits: 0, strayRate: 0.2 },
      'a writer was not alone',
    ],
    [
      'clocks beyond their bound, permits',
      { ...base, permits: 2, strayRate: 0.2 },
      'more than the permits were held',
    ],
  ])('%s: the property fails', async (_, plan, violation) => {
    for (let seed = 1; seed <= MAX_SEEDS; seed++)
      if ((await simulateKinds({ seed, ...plan })).violations.includes(violation)) return;
    expect.fail(`${MAX_SEEDS} seeds, and never: ${violation}`);
  });
});
