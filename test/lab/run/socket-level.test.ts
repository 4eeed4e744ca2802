/** Runs at the socket level: our locks on real clients that nobody has changed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidelockAdapter } from '../../../src/lab/adapter/tidelock.ts';
import { judge } from '../../../src/lab/check/judge.ts';
import type { History } from '../../../src/lab/history/history.ts';
import { hashHistory } from '../../../src/lab/history/history.ts';
import { EnginePool } from '../../../src/lab/instance/engine-pool.ts';
import type { ClientName } from '../../../src/lab/network/redis-client.ts';
import type { CompiledFiles } from '../../../src/lab/process/module-graph.ts';
import { planOf } from '../../../src/lab/run/plan.ts';
import { run } from '../../../src/lab/run/run.ts';
import { planner } from '../../../src/lab/search/plan-arbitrary.ts';

const adapter = tidelockAdapter();
const pool = new EnginePool();
const compiled: CompiledFiles = new Map();
const planFor = planner(fc, { rounds: 6 });

function runOn(client: ClientName, seed: number, plan = planFor(seed)): Promise<History> {
  return run({ seed, plan, adapter, pool, messages: true, sockets: { client, compiled } });
}

describe.each(['ioredis', 'ioredis6', 'redis'] as const)('our locks on %s', (client) => {
  it('break no promise inside what they declare', async () => {
    let granted = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const history = await runOn(client, seed);
      granted += history.events.filter(({ kind }) => kind === 'granted').length;
      expect(judge(history).violations, `seed ${seed}`).toEqual([]);
    }
    expect(granted).toBeGreaterThan(10);
  });

  it('write the same history for the same seed, whatever ran before', async () => {
    const first = hashHistory(
      await run({ seed: 5, plan: planFor(5), adapter, messages: true, sockets: { client } }),
    );
    await runOn(client, 6);
    expect(hashHistory(await runOn(client, 5))).toBe(first);
  });

  it('speak RESP over the links, and hear of resets and crashes', async () => {
    const faults = [
      { kind: 'reset', client: 'c1', instance: 'i1', atMs: 50 },
      { kind: 'crash', node: 'i2', atMs: 60, forMs: 100, losesMs: 0 },
    ] as const;
    const { events } = await runOn(client, 1, planOf({ clients: 1, faults, workload: { rounds: 5 } }));
    const said = events.flatMap((event) => (event.kind === 'sent' ? [event.text] : []));
    expect(said.some((text) => /^EVALSHA [0-9a-f]{40}/i.test(text))).toBe(true);
    expect(said.filter((text) => text === 'reset').length).toBeGreaterThanOrEqual(2);
    expect(events.filter(({ kind }) => kind === 'granted')).toHaveLength(5);
  });
});
