/** Published libraries, unchanged, at both levels: they run, they are repeatable, and they are judged. */
import { describe, expect, it } from 'vitest';
import type { Level } from '../../../src/lab/adapter/adapter.ts';
import { LIBRARIES, libraryOf } from '../../../src/lab/adapter/library.ts';
import { patienceOf } from '../../../src/lab/adapter/published/patience.ts';
import { judge } from '../../../src/lab/check/judge.ts';
import { type History, hashHistory } from '../../../src/lab/history/history.ts';
import { EnginePool } from '../../../src/lab/instance/engine-pool.ts';
import type { CompiledFiles } from '../../../src/lab/process/module-graph.ts';
import { type Plan, planOf } from '../../../src/lab/run/plan.ts';
import { run } from '../../../src/lab/run/run.ts';

const LEVELS: readonly Level[] = ['port', 'socket'];
const folder = import.meta.dirname;
const compiled: CompiledFiles = new Map();
const pool = new EnginePool();

function runOf(name: string, level: Level, plan: Plan): Promise<History> {
  const adapter = libraryOf(name).open();
  const packages = { folder, compiled };
  const sockets = { client: 'ioredis', ...packages } as const;
  return run({ seed: 3, plan, pool, adapter, packages, ...(level === 'socket' && { sockets }) });
}

function countOf({ events }: History, kind: string): number {
  return events.filter((event) => event.kind === kind).length;
}

const CONTENDED = planOf({ clients: 2, workload: { rounds: 5, extends: 0.5 } });

describe.each(LIBRARIES.map(({ name }) => name))('%s', (name) => {
  it.each(LEVELS)('takes, extends and releases a lock in peace, alike each time (%s)', async (level) => {
    const history = await runOf(name, level, CONTENDED);
    expect(judge(history).violations).toEqual([]);
    expect(countOf(history, 'enter')).toBe(10);
    expect(countOf(history, 'settled')).toBe(10);
    expect(countOf(history, 'key-granted')).toBeGreaterThanOrEqual(20);
    expect(countOf(history, 'extend') > 0).toBe(name !== 'redis-semaphore');
    expect(hashHistory(await runOf(name, level, CONTENDED))).toBe(hashHistory(history));
  });

  it('refuses a lock that another holds, as a refusal and not as a failure', async () => {
    const workload = { rounds: 1, ttlMs: 60_000, waitMs: 60, thinkMs: 0, workMs: 0, abandons: 1 };
    const history = await runOf(name, 'port', planOf({ clients: 2, workload }));
    expect([countOf(history, 'granted'), countOf(history, 'refused'), countOf(history, 'failed')]).toEqual([
      1, 1, 0,
    ]);
  });
});

describe('a library by its name', () => {
  it('is refused when nobody knows it, with those that are known', () =>
    expect(() => libraryOf('zookeeper')).toThrow(
      'no library is called zookeeper: there are tidelock, redlock@4, redlock@5,',
    ));

  it('is not run when it is not installed', async () => {
    const adapter = libraryOf('redlock@5').open();
    const packages = { folder: '/nowhere' };
    const history = await run({ seed: 1, plan: planOf({ clients: 1 }), adapter, packages });
    expect(history.events.find(({ kind }) => kind === 'threw')).toMatchObject({
      text: expect.stringContaining("Cannot find module 'redlock'"),
    });
  });
});

describe('patience', () => {
  it('tries as often as fits into the wait, at the shipped interval or sooner', () => {
    expect(patienceOf(10_000)).toEqual({ delayMs: 200, tries: 50 });
    expect(patienceOf(200)).toEqual({ delayMs: 25, tries: 8 });
    expect(patienceOf(0)).toEqual({ delayMs: 5, tries: 0 });
  });
});
