/**
 * Safety as properties, over many seeds of a small world (test/support/lock-simulation.ts): within the
 * declared bounds nothing that must never be is seen. And each safeguard is needed: with one taken away, or
 * a bound broken, the same worlds show what it was for.
 */
import { describe, expect, it } from 'vitest';
import { loadScripts, scriptOf } from '../../src/redlock/instance/script.ts';
import { Lock } from '../../src/redlock/lock.ts';
import { type SimulationPlan, simulate } from '../support/lock-simulation.ts';
import { pass, quorumFixture, settled, timed } from '../support/quorum.ts';

type World = Omit<SimulationPlan, 'seed'>;

const SEEDS = 10;
/** Each broken world shows itself within 15 seeds. */
const MAX_SEEDS = 60;

/** Answers may come when the TTL is over. */
const SLOW: World = { slowMs: 330, options: { instanceTimeoutMs: 290 } };
/** Keys outlive the run, so that one that was left behind is found. */
const LONG: World = { options: { ttlMs: 4_000 } };
const QUORUM_FIRST: World = { options: { spareAfterMs: 2 } };

describe('within the declared bounds', () => {
  it.each<[string, World]>([
    ['clocks at the edges of their rates, requests slow and lost, holders that die', {}],
    ['an instance comes back empty', { restarts: true }],
    ['wall clocks of clients are stepped', { steps: true }],
    ['five instances, all of that', { instances: 5, restarts: true, steps: true }],
    ['answers come after the TTL', SLOW],
    ['locks are long', LONG],
    ['a quorum is asked first', QUORUM_FIRST],
    ['five instances, three are asked first', { instances: 5, restarts: true, ...QUORUM_FIRST }],
  ])(
    'no two hold one lock, tokens grow, nothing dead is handed out and nothing is left: %s',
    async (_, world) => {
      for (let seed = 1; seed <= SEEDS; seed++)
        expect({ seed, violations: await simulate({ seed, ...world }) }).toEqual({ seed, violations: [] });
    },
    60_000,
  );
});

describe('what each safeguard is for', () => {
  it.each<[string, World, string]>([
    [
      'the validity check',
      { ...SLOW, without: { validity: false } },
      'a lock was dead when it was handed out',
    ],
    ['drift', { without: { drift: false } }, 'two held the lock at once'],
    ['clocks within the stated bound', { strayRate: 0.1 }, 'two held the lock at once'],
    ['release on all', { ...LONG, without: { releaseOnAll: false } }, 'a key was left that nobody holds'],
    ['the tombstone', { options: { ttlMs: 4_000, tombstoneMs: 0 } }, 'a key was left that nobody holds'],
    ['quarantine', { restarts: true, options: { restart: 'nothing' } }, 'two held the lock at once'],
  ])(
    'without %s the property fails',
    async (_, world, violation) => {
      for (let seed = 1; seed <= MAX_SEEDS; seed++)
        if ((await simulate({ seed, ...world })).includes(violation)) return;
      expect.fail(`${MAX_SEEDS} seeds, and never: ${violation}`);
    },
    60_000,
  );
});

const scripts = loadScripts();
/** A raise that does not ask whether the lock is still its own. */
const BLIND_RAISE = scriptOf(
  'raise',
  scripts.raise.source.replace(/elseif not holder or .* then\n\s*return 'lost'\n/, ''),
);

/**
 * A's grants carry 6 and 7, so node 1 must be raised to 7. Before the raise arrives, the clock of node 1
 * steps, A's key there ends, and B is granted 7 by nodes 1 and 3.
 */
async function raiseAfterLoss(raise: typeof BLIND_RAISE): Promise<readonly (number | undefined)[]> {
  const { nodes, truth, client } = quorumFixture(3);
  nodes.forEach(({ engine }, index) => {
    engine.call('HSET', 'lock:record', 'high', 1, 'run', '');
    engine.call('SET', 'lock:token:{a}', [5, 6, 6][index] as number);
  });
  const [first, , third] = nodes;
  if (first === undefined || third === undefined) throw new Error('three nodes');
  first.passage = (script) => (script === 'raise' ? { thereMs: 50 } : {});
  third.passage = () => ({ fault: 'request-lost' });
  const earlier = client({}, { scripts: { ...scripts, raise } }).acquire('a', { ttlMs: 1_000, waitMs: 0 });
  await settled();
  third.passage = () => ({});
  first.world.step(2_000);
  const later = await client().acquire('a', { ttlMs: 1_000, waitMs: 0 });
  await pass(truth, 5);
  const { value } = await timed(truth, earlier);
  return [value instanceof Lock ? value.token : undefined, later.token];
}

describe('the raise of a counter', () => {
  it('says nothing once the lock is another’s: the earlier caller does not get it', async () => {
    expect(await raiseAfterLoss(scripts.raise)).toEqual([undefined, 7]);
  });

  it('without that condition gives two holders one token', async () => {
    expect(BLIND_RAISE.source).not.toBe(scripts.raise.source);
    expect(await raiseAfterLoss(BLIND_RAISE)).toEqual([7, 7]);
  });
});
