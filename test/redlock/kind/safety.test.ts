/**
 * The promises of the kinds, as properties over a small world of clocks at the edges of their rates, requests
 * slow and lost, holders that die and instances that come back empty (test/support/lock-simulation.ts); and that
 * outside of the declared bounds the same worlds break them.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contest, type SimulationPlan, simulate } from '../../support/lock-simulation.ts';

/** Fixed, so that every run is the same run. */
const SEED = 20_260_101;
const RUNS = 8;
/** Each broken world shows itself within 25 seeds. */
const MAX_SEEDS = 80;

/** A contest that notes how many there were at one time. */
interface Watched extends Contest {
  together: number;
}

function semaphore(permits: number): Watched {
  return {
    together: 0,
    ask: (locks) => ({ part: 'permit-', lock: locks.acquire('a', { permits }) }),
    clash(parts) {
      this.together = Math.max(this.together, parts.length);
      if (parts.length > permits) return 'more than the permits were out';
      return new Set(parts).size < parts.length ? 'one permit was out twice' : undefined;
    },
    mayFollow: (part, token, before) => token > (before.get(part) ?? 0),
  };
}

function readersAndWriters(): Watched {
  return {
    together: 0,
    ask: (locks, chance) => {
      const part = chance < 0.6 ? 'read' : 'write';
      return { part, lock: locks.acquire('a', { shared: part === 'read' }) };
    },
    clash(parts) {
      this.together = Math.max(this.together, parts.length);
      return parts.length > 1 && parts.includes('write') ? 'a writer was not alone' : undefined;
    },
    mayFollow: (part, token, before) => {
      const [read, written] = [before.get('read') ?? 0, before.get('write') ?? 0];
      return token > (part === 'read' ? written : Math.max(read, written));
    },
  };
}

function fair(): Watched {
  return {
    together: 0,
    ask: (locks) => ({ part: 'a', lock: locks.acquire('a', { fair: true }) }),
    clash(parts) {
      this.together = Math.max(this.together, parts.length);
      return parts.length > 1 ? 'two held the lock at once' : undefined;
    },
    mayFollow: (part, token, before) => token > (before.get(part) ?? 0),
  };
}

const faults = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  instances: fc.constantFrom(3, 5),
  restarts: fc.boolean(),
  steps: fc.boolean(),
});

describe('within the declared bounds', () => {
  it.each<[string, Watched, number]>([
    ['no more than two permits are out, each once, and the tokens of each grow', semaphore(2), 2],
    ['no more than three permits are out, each once, and the tokens of each grow', semaphore(3), 3],
    ['a writer is alone, readers come together, and tokens tell who came later', readersAndWriters(), 2],
    ['a fair lock has one holder, and its tokens grow', fair(), 1],
  ])(
    '%s; nothing dead is handed out and nothing is left',
    async (_, contest, together) => {
      await fc.assert(
        fc.asyncProperty(faults, async (plan) => {
          expect(await simulate({ ...plan, contest })).toEqual([]);
        }),
        { seed: SEED, numRuns: RUNS },
      );
      expect(contest.together).toBeGreaterThanOrEqual(together);
    },
    60_000,
  );
});

describe('outside of them', () => {
  const forgetful = { restarts: true, options: { restart: 'nothing' } } as const;
  it.each<[string, Omit<SimulationPlan, 'seed'>, string]>([
    [
      'an instance that forgets and votes, permits',
      { ...forgetful, contest: semaphore(2) },
      'one permit was out twice',
    ],
    [
      'an instance that forgets and votes, readers and writers',
      { ...forgetful, contest: readersAndWriters() },
      'a writer was not alone',
    ],
    [
      'clocks beyond their bound, permits',
      { strayRate: 0.2, contest: semaphore(2) },
      'one permit was out twice',
    ],
    [
      'clocks beyond their bound, readers and writers',
      { strayRate: 0.2, contest: readersAndWriters() },
      'a writer was not alone',
    ],
  ])(
    '%s: the property fails',
    async (_, plan, violation) => {
      for (let seed = 1; seed <= MAX_SEEDS; seed++)
        if ((await simulate({ seed, ...plan })).includes(violation)) return;
      expect.fail(`${MAX_SEEDS} seeds, and never: ${violation}`);
    },
    60_000,
  );
});
