/**
 * The proof that the lab sees: our locks with one safeguard taken away, and the promise that the lab must then find
 * broken. Each is hunted seed after seed in a space that gives it its chance, with limits that may be tighter than any
 * that the locks are held to elsewhere: a plan counts only when the locks as they are keep the promise on it.
 */
import fc from 'fast-check';
import type { LabAdapter } from '../../src/lab/adapter/adapter.ts';
import { type TidelockOptions, tidelockAdapter } from '../../src/lab/adapter/tidelock.ts';
import { type JudgedViolation, judge } from '../../src/lab/check/judge.ts';
import type { PromiseName } from '../../src/lab/check/violation.ts';
import { EnginePool } from '../../src/lab/instance/engine-pool.ts';
import type { Plan } from '../../src/lab/run/plan.ts';
import { run } from '../../src/lab/run/run.ts';
import { planner } from '../../src/lab/search/plan-arbitrary.ts';
import type { SearchSpace } from '../../src/lab/search/space.ts';
import { loadScripts, type ScriptName, type Scripts, scriptOf } from '../../src/redlock/instance/script.ts';
import type { RedlockOptions } from '../../src/redlock/option.ts';

/** Our locks without one safeguard. */
export interface Mutant {
  /** What is taken away. */
  readonly name: string;
  readonly without: Pick<TidelockOptions, 'locks' | 'without'>;
  /** What must be found broken: one of these. */
  readonly breaks: readonly PromiseName[];
  /** Where it is hunted, over the space of every search. */
  readonly space?: Partial<SearchSpace>;
  /** It takes many seeds, so `npm run lab:mutants` hunts it and the default tests do not. */
  readonly isSubtle?: true;
  /** Options of the locks with and without the safeguard. */
  readonly locks?: RedlockOptions;
}

const scripts = loadScripts();

/** One script with a part of its text replaced. @throws Error when the part is not there */
function edited(name: ScriptName, from: string | RegExp, to: string): Scripts {
  const source = scripts[name].source.replaceAll(
    typeof from === 'string' ? from : new RegExp(from.source, 'g'),
    to,
  );
  if (source === scripts[name].source) throw new Error(`${name}.lua has no ${String(from)}`);
  return { ...scripts, [name]: scriptOf(name, source) };
}

/** Keys that stay too long are found soon. */
const STRICT: Partial<SearchSpace> = { promises: { orphanUs: 100_000 } };
/** Whoever waits while nobody holds is found before the TTL has cleared the way: nobody may die with a lock here. */
const SOON: Partial<SearchSpace> = {
  ttlMs: [1_000],
  faults: ['slow', 'partition', 'pause'],
  habits: ['extends', 'aborts'],
  promises: { progressUs: 600_000 },
};

/** Every safeguard of our locks that stands between a fault and a broken promise. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'the validity check',
    isSubtle: true,
    without: { without: { validity: false } },
    breaks: ['deadline'],
    // The time-out stands still with the monotonic clock, the TTL does not.
    space: { faults: ['suspend', 'slow'], ttlMs: [50, 200], mostFaults: 40 },
  },
  { name: 'drift', without: { without: { drift: false } }, breaks: ['deadline', 'exclusion'] },
  {
    name: 'release at all instances',
    without: { without: { releaseOnAll: false } },
    breaks: ['progress'],
    space: SOON,
  },
  {
    name: 'quarantine',
    isSubtle: true,
    without: { locks: { restart: 'nothing' } },
    breaks: ['deadline', 'exclusion'],
    space: { faults: ['crash', 'flush', 'loss'], instances: [3], clients: [3, 4] },
  },
  {
    name: 'tombstones',
    without: { locks: { tombstoneMs: 0 } },
    breaks: ['progress'],
    // With one instance, one key that came late is all that it takes.
    space: { ...SOON, instances: [1], faults: ['loss', 'reset'], habits: ['aborts'], mostFaults: 60 },
  },
  {
    name: 'the owner’s name in a release',
    without: {
      without: {
        scripts: edited('release', /return string\.sub\(holder, 1, #value \+ 1\) == .*/, 'return true'),
      },
    },
    breaks: ['deadline', 'exclusion'],
  },
  {
    name: 'the owner’s name in an extension',
    isSubtle: true,
    without: {
      without: {
        scripts: edited('extend', / or string\.match\(holder, '\^\(\.\*\)\|%d\+\$'\) ~= value/, ''),
      },
    },
    breaks: ['orphans', 'deadline', 'exclusion'],
    space: { ...STRICT, habits: ['extends', 'abandons'], faults: ['slow', 'partition', 'pause'] },
  },
  {
    name: 'the condition of a raise',
    isSubtle: true,
    without: {
      without: {
        scripts: edited('raise', /elseif not holder or .* then\n\s*return 'lost'\n/, ''),
      },
    },
    breaks: ['tokens'],
    space: {
      beyond: ['evictions'],
      faults: ['evict', 'slow', 'loss'],
      instances: [3],
      clients: [3, 4],
      ttlMs: [200],
      mostFaults: 60,
    },
  },
];

/** What a hunt came to. */
export interface Caught {
  readonly seeds: number;
  readonly seconds: number;
  readonly promise: PromiseName;
  readonly sentence: string;
}

const pool = new EnginePool();
const MS_PER_S = 1_000;

/**
 * Runs seeds from 1 until a promise that the mutant must break is broken on a plan on which the locks as they are keep
 * it. @returns undefined when none is
 */
export async function hunt(mutant: Mutant, mostSeeds: number): Promise<Caught | undefined> {
  const { name, without, locks, space, breaks } = mutant;
  const whole = tidelockAdapter({ ...(locks !== undefined && { locks }) });
  const maimed = tidelockAdapter({
    name: `without ${name}`,
    ...without,
    locks: { ...locks, ...without.locks },
  });
  const planOf = planner(fc, space);
  const startMs = performance.now();
  for (let seed = 1; seed <= mostSeeds; seed++) {
    const plan = planOf(seed);
    const found = await firstBroken(maimed, seed, plan, breaks);
    if (found === undefined || (await firstBroken(whole, seed, plan, breaks)) !== undefined) continue;
    const seconds = (performance.now() - startMs) / MS_PER_S;
    return { seeds: seed, seconds, promise: found.promise, sentence: found.sentence };
  }
  return undefined;
}

async function firstBroken(
  adapter: LabAdapter,
  seed: number,
  plan: Plan,
  promises: readonly PromiseName[],
): Promise<JudgedViolation | undefined> {
  const { violations } = judge(await run({ seed, plan, adapter, pool }));
  return violations.find(({ promise }) => promises.includes(promise));
}
