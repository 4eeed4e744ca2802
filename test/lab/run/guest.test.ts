/** Runs of libraries that misbehave: each ends within its bound, and the history says what was found. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ClientAdapter, LockLibrary } from '../../../src/lab/adapter/adapter.ts';
import { judge } from '../../../src/lab/check/judge.ts';
import { EnginePool } from '../../../src/lab/instance/engine-pool.ts';
import type { CompiledFiles } from '../../../src/lab/process/module-graph.ts';
import { planOf } from '../../../src/lab/run/plan.ts';
import { run } from '../../../src/lab/run/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidelock-guest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const pool = new EnginePool();
const compiled: CompiledFiles = new Map();
let files = 0;

/** A library whose `acquire` has this body; the lock is a local fancy. */
function guest(body: string): ClientAdapter {
  const file = join(folder, `${++files}.cjs`);
  writeFileSync(file, `exports.acquire = async (clients) => { ${body} }`);
  return {
    name: 'guest',
    fenced: false,
    client: 'ioredis',
    readLock: () => undefined,
    startOn: ({ require, clients }): LockLibrary => {
      const { acquire } = require(file) as { acquire: (clients: unknown) => Promise<unknown> };
      return {
        acquire: () => acquire(clients),
        release: () => Promise.resolve(),
        remainingMs: () => 1_000,
        isRefusal: () => false,
      };
    },
  };
}

interface Bounds {
  readonly level?: 'port' | 'socket';
  readonly limitMs?: number;
}

/** What the world noticed. */
async function findings(body: string, { level = 'port', limitMs = 20_000 }: Bounds = {}) {
  const plan = planOf({
    clients: 1,
    instances: 1,
    workload: { rounds: 2 },
    promises: { settleUs: 2_000_000 },
  });
  const sockets = { client: 'ioredis', compiled, folder: import.meta.dirname } as const;
  const request = { seed: 1, plan, adapter: guest(body), pool, limitMs };
  const history = await run({
    ...request,
    ...(level === 'socket' ? { sockets } : { packages: { compiled } }),
  });
  expect(history.events.at(-1)?.kind).toBe('end');
  const said = history.events.flatMap((event) =>
    ['busy-loop', 'real-time', 'threw', 'unhandled-rejection', 'leaked-timer'].includes(event.kind) &&
    'text' in event
      ? [`${event.kind}: ${event.text}`]
      : [],
  );
  return { said, violations: judge(history).violations.map(({ promise }) => promise) };
}

describe('a library in a run', () => {
  it.each(['port', 'socket'] as const)('behaves, and nothing is found (%s)', async (level) => {
    const { said, violations } = await findings("await clients[0].set('k', 'v')", { level });
    expect([said, violations]).toEqual([[], []]);
  });

  it.each([
    ['loops', 'for (;;);', 1_000, 'busy-loop: a turn did not end by itself'],
    ['awaits nothing for ever', 'for (;;) await null;', 1_000, 'busy-loop: a turn did not end by itself'],
    [
      'waits for the clock',
      'while (Date.now() < 1e15);',
      20_000,
      'busy-loop: asked for the time or a tick more than 100000',
    ],
  ])('that %s is ended', async (_, body, limitMs, text) => {
    const { said, violations } = await findings(body, { limitMs });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(text);
    expect(violations).toContain('clean');
  });

  it.each(['port', 'socket'] as const)('that uses real time is found out (%s)', async (level) => {
    const { said, violations } = await findings("Function('return setTimeout')()(() => {}, 1)", { level });
    expect(said).toEqual(['real-time: it made a real Timeout']);
    expect(violations).toContain('clean');
  });

  it('that throws where nobody can catch it is heard', async () => {
    const { said } = await findings(
      "setTimeout(() => { throw new Error('late') }, 1); Promise.reject(new Error('lost'))",
    );
    expect(new Set(said)).toEqual(new Set(['threw: Error: late', 'unhandled-rejection: Error: lost']));
  });

  it('that leaks a timer is found out, and one that is unreferenced is not', async () => {
    const leaks = await findings('setInterval(() => {}, 1e6)');
    expect(leaks.said).toEqual(['leaked-timer: 2 timers were left']);
    const lets = await findings('setInterval(() => {}, 1e6).unref(); AbortSignal.timeout(1e6)');
    expect(lets.said).toEqual([]);
  });

  it('that never settles is named, and the run ends', async () => {
    const { violations } = await findings('await new Promise(() => {})');
    expect(violations).toContain('settles');
  });

  it('that throws at once has failed, and no more', async () => {
    const { said, violations } = await findings("throw new TypeError('no')");
    expect([said, violations]).toEqual([[], []]);
  });
});
