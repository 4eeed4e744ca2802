/** Rounds in which the library runs the work under its lock: what is written down of them, and what is found. */
import { describe, expect, it } from 'vitest';
import type { PortAdapter, PortDoor, UsingScope } from '../../../src/lab/adapter/adapter.ts';
import { libraryOf } from '../../../src/lab/adapter/library.ts';
import { tidelockAdapter } from '../../../src/lab/adapter/tidelock.ts';
import { judge } from '../../../src/lab/check/judge.ts';
import { EnginePool } from '../../../src/lab/instance/engine-pool.ts';
import { type Fault, type PlanChanges, planOf } from '../../../src/lab/run/plan.ts';
import { run } from '../../../src/lab/run/run.ts';

const pool = new EnginePool();
const packages = { folder: import.meta.dirname };
const USES: PlanChanges = { workload: { uses: 1, ttlMs: 1_000, rounds: 6 } };
/** Nobody reaches a quorum for longer than a lock lives. */
const CUT_OFF: readonly Fault[] = ['i1', 'i2'].map((instance) => ({
  kind: 'partition',
  client: 'c1',
  instance,
  atMs: 2_000,
  forMs: 5_000,
  way: 'both',
}));
const LONELY: PlanChanges = { clients: 1, workload: { ...USES.workload, workMs: 3_000, thinkMs: 0 } };

async function kinds(adapter: PortAdapter, changes: PlanChanges): Promise<readonly string[]> {
  const { events } = await run({ seed: 3, plan: planOf(changes), adapter, pool });
  return events.filter((event) => 'client' in event).map(({ kind }) => kind);
}

/** Our locks, with another way to run a routine. */
function tampered(using: (run: (scope: UsingScope) => Promise<void>) => Promise<unknown>): PortAdapter {
  const ours = tidelockAdapter();
  return {
    ...ours,
    start: (door: PortDoor) => ({ ...ours.start(door), using: (_, routine) => using(routine) }),
  };
}

describe('a routine that the library runs', () => {
  it('is a round like any other, whose lock is extended for as long as it takes', async () => {
    const history = await run({ seed: 3, plan: planOf(USES), adapter: tidelockAdapter(), pool });
    expect(judge(history).violations).toEqual([]);
    const count = (kind: string) => history.events.filter((event) => event.kind === kind).length;
    expect(count('enter')).toBe(18);
    expect([count('leave'), count('write'), count('settled')]).toEqual([18, 18, 18]);
    expect(count('key-extended')).toBeGreaterThan(0);
  });

  it('stops when it is told, and its own error comes through', async () => {
    const seen = await kinds(tidelockAdapter(), { ...LONELY, faults: CUT_OFF });
    expect(seen).toContain('told');
    expect(seen[seen.indexOf('told') + 1]).toBe('leave');
    expect(seen).not.toContain('lost-error');
  });

  it('is refused when the lock is not to be had', async () => {
    const faults = CUT_OFF.map((fault) => ({ ...fault, atMs: 0 }));
    const workload = { ...LONELY.workload, rounds: 1, waitMs: 100 };
    const seen = await kinds(tidelockAdapter(), { ...LONELY, workload, faults });
    expect(seen).toEqual(expect.arrayContaining(['acquire', 'refused']));
    expect(seen).not.toContain('enter');
  });

  it('whose error does not come through is a finding', async () => {
    const aborted = AbortSignal.abort(new Error('lost'));
    const adapter = tampered(async (routine) => {
      await routine({ signal: aborted }).catch(() => {});
      throw new Error('something went wrong');
    });
    const { events } = await run({ seed: 1, plan: planOf(LONELY), adapter, pool });
    expect(events.find(({ kind }) => kind === 'lost-error')).toMatchObject({
      text: 'it threw "the routine was cut short", and the caller gets Error: something went wrong',
    });
  });

  it.each([
    ['as the cause', (own: unknown) => new Error('lost', { cause: own })],
    ['among others', (own: unknown) => new AggregateError([new Error('release'), own])],
    ['suppressed', (own: unknown) => Object.assign(new Error('release'), { suppressed: own })],
  ])('whose error comes through %s is none', async (_, wrap) => {
    const aborted = AbortSignal.abort(new Error('lost'));
    const adapter = tampered((routine) =>
      routine({ signal: aborted }).catch((error) => {
        throw wrap(error);
      }),
    );
    expect(await kinds(adapter, LONELY)).not.toContain('lost-error');
  });

  it.each(['redlock@5', '@sesamecare-oss/redlock', 'redlock-universal'])(
    'runs under the lock of %s',
    async (name) => {
      const adapter = libraryOf(name).open();
      const history = await run({ seed: 3, plan: planOf({ ...USES, clients: 1 }), adapter, packages, pool });
      const count = (kind: string) => history.events.filter((event) => event.kind === kind).length;
      expect(count('enter')).toBe(6);
      expect(count('key-extended')).toBeGreaterThan(0);
    },
  );
});
