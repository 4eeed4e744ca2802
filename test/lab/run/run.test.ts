/** Runs: repeatable to the byte, without a violation inside what is declared, and with one where a safeguard is gone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidelockAdapter } from '../../../src/lab/adapter/tidelock.ts';
import { judge } from '../../../src/lab/check/judge.ts';
import { hashHistory } from '../../../src/lab/history/history.ts';
import { EnginePool } from '../../../src/lab/instance/engine-pool.ts';
import { type Fault, type Plan, planOf } from '../../../src/lab/run/plan.ts';
import { run } from '../../../src/lab/run/run.ts';
import { planner } from '../../../src/lab/search/plan-arbitrary.ts';
import { loadScripts, scriptOf } from '../../../src/redlock/instance/script.ts';

const planFor = planner(fc, { rounds: 8 });
const adapter = tidelockAdapter();
const pool = new EnginePool();

describe('a run', () => {
  it('gives the same history for the same seed and plan, and another for another seed', async () => {
    const hashes: string[] = [];
    for (const seed of [5, 5, 6]) {
      const history = await run({ seed, plan: planFor(5), adapter, pool, messages: true });
      hashes.push(hashHistory(history));
    }
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  it('is the same whether messages are written down or not', async () => {
    const plan = planFor(9);
    const loud = await run({ seed: 9, plan, adapter, pool, messages: true });
    const quiet = await run({ seed: 9, plan, adapter, pool });
    const isMessage = (kind: string) => kind === 'sent' || kind === 'delivered';
    expect(loud.events.filter(({ kind }) => !isMessage(kind))).toEqual(quiet.events);
    expect(loud.events.some(({ kind }) => kind === 'sent')).toBe(true);
  });

  it('lets every client end its rounds once faults are healed', async () => {
    const forever: Fault = {
      kind: 'partition',
      client: 'c1',
      instance: 'i1',
      atMs: 0,
      forMs: 86_400_000,
      way: 'both',
    };
    const faults = [forever, { ...forever, instance: 'i2' }];
    const plan = planOf({ faults, workload: { rounds: 2, waitMs: 100 } });
    const { events } = await run({ seed: 1, plan, adapter, pool });
    expect(events.filter(({ kind }) => kind === 'acquire')).toHaveLength(plan.clients * 2);
    expect(events.at(-1)?.kind).toBe('end');
  });

  it('waits for clients that come back, though all are dead at once', async () => {
    const faults: readonly Fault[] = ['c1', 'c2'].map((node) => ({
      kind: 'kill',
      node,
      atMs: 20,
      forMs: 500,
    }));
    const plan = planOf({ faults, clients: 2, workload: { rounds: 30, workMs: 2_500, ttlMs: 5_000 } });
    const { events } = await run({ seed: 1, plan, adapter, pool });
    const done = events.filter(({ kind }) => kind === 'acquire').length;
    expect([done >= 60, events.find(({ kind }) => kind === 'leaked-timer')]).toEqual([true, undefined]);
    expect(events.findIndex(({ kind }) => kind === 'healed')).toBeGreaterThan(events.length - 20);
  });

  it('heals when it is told to, and clients go on', async () => {
    const slow: Fault = { kind: 'slow', client: 'c1', instance: 'i1', atMs: 50, forMs: 9_000, byMs: 9_000 };
    const faults = [slow, { ...slow, atMs: 90 }];
    const { events } = await run({ seed: 1, plan: planOf({ faults, healMs: 80 }), adapter, pool });
    const about = (kind: string) => events.flatMap((event) => (event.kind === kind ? [event.at] : []));
    expect([about('delay'), about('healed')]).toEqual([[50_000], [80_000]]);
    expect(about('acquire').filter((at) => at > 80_000).length).toBeGreaterThan(10);
  });

  it('takes no plan that is out of bounds', async () => {
    const plan = planOf({ instances: 0 });
    await expect(run({ seed: 1, plan, adapter })).rejects.toThrow(
      'instances is a whole number from 1 to 9, got 0',
    );
  });
});

describe('our locks', () => {
  it('break no promise inside what they declare', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { violations } = judge(await run({ seed, plan: planFor(seed), adapter, pool }));
      expect({ seed, violations }).toEqual({ seed, violations: [] });
    }
  }, 30_000);

  it('break none as readers and writers, and who reads beside a writer is seen', async () => {
    const sharing = tidelockAdapter({ sharing: true });
    let readers = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const history = await run({ seed, plan: planFor(seed), adapter: sharing, pool });
      readers += history.events.filter((event) => event.kind === 'acquire' && event.mode === 'shared').length;
      const { violations } = judge(history);
      expect({ seed, violations }).toEqual({ seed, violations: [] });
    }
    expect(readers).toBeGreaterThan(10);
    // A reader that does not look who holds the lock as a writer.
    const scripts = loadScripts();
    const careless = scripts.share.source.replace(
      "return redis.call('PTTL', lock)",
      "redis.call('DEL', lock)",
    );
    expect(careless).not.toBe(scripts.share.source);
    const without = { scripts: { ...scripts, share: scriptOf('share', careless) } };
    const plan = planOf({ clients: 4, workload: { rounds: 5, thinkMs: 2 } });
    const broken = await run({ seed: 1, plan, adapter: tidelockAdapter({ sharing: true, without }), pool });
    expect(judge(broken).violations.map(({ promise }) => promise)).toContain('readers-writers');
  }, 30_000);

  it('break none as permits or in order of coming, and as permits are counted', async () => {
    const kinds = [{ permits: 2 }, { fair: true }].map((kind) => tidelockAdapter({ kind }));
    for (let seed = 1; seed <= 4; seed++)
      for (const of of kinds) {
        const { violations } = judge(await run({ seed, plan: planFor(seed), adapter: of, pool }));
        expect({ seed, violations }).toEqual({ seed, violations: [] });
      }
    const plan = planOf({ clients: 4, workload: { rounds: 5, thinkMs: 2 } });
    const three = { ...tidelockAdapter({ kind: { permits: 3 } }), permits: 2 };
    const { violations } = judge(await run({ seed: 1, plan, adapter: three, pool }));
    expect(violations[0]?.sentence).toMatch(/: 3 of 2 permits are out\.$/);
  }, 30_000);

  it.each<[string, Plan, string]>([
    [
      'an instance’s wall clock is set forward',
      planOf({
        workload: { rounds: 20, workMs: 800 },
        faults: [1, 2].map((i) => ({ kind: 'clock-step', node: `i${i}`, atMs: 3_000, byMs: 5_000 })),
      }),
      'clockStepUs',
    ],
    [
      'all instances forget at once',
      planOf({
        workload: { rounds: 20, workMs: 800 },
        faults: [1, 2, 3].map((i) => ({ kind: 'flush', node: `i${i}`, atMs: 3_000 })),
      }),
      'amnesia',
    ],
  ])('break one outside of it, and the verdict names the assumption: %s', async (_, plan, assumption) => {
    const broken = new Set<string>();
    for (let seed = 1; seed <= 3; seed++) {
      const verdict = judge(await run({ seed, plan, adapter, pool }));
      expect(verdict.status).not.toBe('inside');
      for (const violation of verdict.violations)
        for (const breach of violation.broken) broken.add(breach.assumption);
    }
    expect([...broken]).toEqual([assumption]);
  });
});
