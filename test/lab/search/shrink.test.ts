/** Shrinking: to the least plan that still fails, within its bound, the same way each time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fault, judgePlan, type Plan, planOf } from '../../../src/lab/run/plan.ts';
import { planArbitrary } from '../../../src/lab/search/plan-arbitrary.ts';
import { shrink } from '../../../src/lab/search/shrink.ts';

const needs = (test: (plan: Plan) => boolean) => (plan: Plan) => Promise.resolve(test(plan));
const pauses = ({ faults }: Plan) =>
  faults.filter((fault): fault is Extract<Fault, { kind: 'pause' }> => fault.kind === 'pause');

const BUSY = planOf({
  instances: 5,
  clients: 4,
  network: { leastUs: 77, mostUs: 5_000, lossShare: 0.01, jitterShare: 1 },
  clocks: { driftPpm: 5_000, offsetMs: 1_000 },
  workload: { rounds: 37, resources: 3, extends: 0.3, aborts: 0.05, waitMs: 777, thinkMs: 19, workMs: 33 },
  faults: [
    { kind: 'reset', client: 'c1', instance: 'i1', atMs: 5 },
    { kind: 'pause', node: 'c2', atMs: 312, forMs: 2_345 },
    { kind: 'kill', node: 'c4', atMs: 400, forMs: 9 },
    { kind: 'pause', node: 'i5', atMs: 512, forMs: 1_000 },
  ],
});

describe('shrinking', () => {
  it('leaves nothing of what does not matter', async () => {
    const { plan, isSmallest } = await shrink(
      BUSY,
      needs(() => true),
    );
    expect(isSmallest).toBe(true);
    expect(plan).toEqual({
      ...planOf({
        clients: 1,
        network: { leastUs: 77, mostUs: 77, lossShare: 0, jitterShare: 1 },
        workload: { rounds: 1, waitMs: 0, thinkMs: 0, workMs: 0 },
      }),
    });
  });

  it('keeps the fault that matters, as short and as early as it may be', async () => {
    const { plan } = await shrink(
      BUSY,
      needs((one) => pauses(one).some(({ forMs, atMs }) => forMs >= 1_500 && atMs >= 30)),
    );
    expect(plan.faults).toEqual([{ kind: 'pause', node: 'c1', atMs: 30, forMs: 1_500 }]);
  });

  it('keeps as many clients, rounds and habits as are needed', async () => {
    const { plan } = await shrink(
      BUSY,
      needs(({ clients, workload }) => clients >= 2 && workload.rounds >= 7 && workload.extends > 0),
    );
    expect([plan.clients, plan.workload.rounds, plan.workload.extends]).toEqual([2, 7, 0.3]);
    expect(plan.workload.aborts).toBe(0);
  });

  it('ends within its bound, with the best so far', async () => {
    let asked = 0;
    const shrunk = await shrink(
      BUSY,
      () => {
        asked++;
        return Promise.resolve(true);
      },
      { mostRuns: 3 },
    );
    expect([asked, shrunk.runs, shrunk.isSmallest]).toEqual([3, 3, false]);
    expect(shrunk.plan.faults).toEqual([]);
  });

  it('ends when it is told to', async () => {
    const { runs } = await shrink(
      BUSY,
      needs(() => true),
      { signal: AbortSignal.abort() },
    );
    expect(runs).toBe(0);
  });

  it('asks of valid plans only, never of one twice, and answers what still fails', async () => {
    await fc.assert(
      fc.asyncProperty(planArbitrary(fc), fc.nat(), async (plan, salt) => {
        const asked: string[] = [];
        const fails = (one: Plan) => (JSON.stringify(one).length * 31 + salt) % 3 > 0;
        const shrunk = await shrink(
          plan,
          needs((one) => {
            judgePlan(one);
            asked.push(JSON.stringify(one));
            return fails(one);
          }),
        );
        expect(new Set(asked).size).toBe(asked.length);
        expect(shrunk.plan === plan || fails(shrunk.plan)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
