/**
 * Defects of published libraries that were known before the lab was: each is hunted by search, seed after seed, in a
 * space that gives it its chance. The names are those of the list that the lab began with.
 */
import fc from 'fast-check';
import type { LabAdapter } from '../../src/lab/adapter/adapter.ts';
import { libraryOf } from '../../src/lab/adapter/library.ts';
import { semaphoreAdapter } from '../../src/lab/adapter/published/semaphore.ts';
import { type JudgedViolation, judge } from '../../src/lab/check/judge.ts';
import type { PromiseName } from '../../src/lab/check/violation.ts';
import type { History } from '../../src/lab/history/history.ts';
import { EnginePool } from '../../src/lab/instance/engine-pool.ts';
import type { CompiledFiles } from '../../src/lab/process/module-graph.ts';
import type { FaultKind, Plan } from '../../src/lab/run/plan.ts';
import { run } from '../../src/lab/run/run.ts';
import { planner } from '../../src/lab/search/plan-arbitrary.ts';
import type { SearchSpace } from '../../src/lab/search/space.ts';

/** What is known of some libraries. */
export interface Defect {
  readonly name: string;
  /** What goes wrong, in a few words. */
  readonly about: string;
  readonly libraries: readonly LabAdapter[];
  /** The promises by which it is seen: one of these. */
  readonly breaks: readonly PromiseName[];
  /** Whether it is this defect, where a promise can be broken in more ways than one. */
  readonly isIt?: (violation: JudgedViolation, history: History) => boolean;
  /** A run without faults of this kind keeps the promise. */
  readonly cause?: FaultKind;
  readonly space: Partial<SearchSpace>;
}

const named = (...names: readonly string[]): readonly LabAdapter[] =>
  names.map((name) => libraryOf(name).open());

const REDLOCK5 = ['redlock@5', '@sesamecare-oss/redlock'] as const;
const PUBLISHED = ['redlock@4', ...REDLOCK5, 'redlock-universal', 'redis-semaphore'] as const;
const TWO_HOLDERS: readonly PromiseName[] = ['exclusion', 'linearizable'];
const LONE: Partial<SearchSpace> = { clients: [1], habits: [] };

/** One that was granted in a routine of the library's: no deadline is named. */
function isUnderRoutine({ locks }: JudgedViolation, { events }: History): boolean {
  return events.some(
    (event) =>
      event.kind === 'granted' &&
      event.untilUs === undefined &&
      locks.includes(`${event.client}/${event.op}`),
  );
}

export const DEFECTS: readonly Defect[] = [
  {
    name: 'S1',
    about: 'votes that split, or one that is silent: the call never settles',
    libraries: named(...REDLOCK5),
    breaks: ['settles'],
    space: { instances: [2, 4], clients: [2, 3], ttlMs: [1_000], habits: [], faults: ['partition', 'slow'] },
  },
  {
    name: 'S2',
    about: 'grants that are answered after the TTL: a lock that is over is handed out',
    libraries: named(...REDLOCK5, 'redis-semaphore'),
    breaks: ['deadline'],
    space: { ttlMs: [50, 200], habits: [], faults: ['slow', 'pause', 'partition'], mostFaults: 30 },
  },
  {
    name: 'S3',
    about: 'first answers lost, nobody else there: blocked by its own keys until the TTL',
    libraries: named(...REDLOCK5),
    breaks: ['progress'],
    space: {
      ...LONE,
      ttlMs: [1_000],
      faults: ['partition', 'loss', 'reset'],
      mostFaults: 30,
      promises: { progressUs: 600_000 },
    },
  },
  {
    name: 'R3',
    about: 'three clients split 1-1-1 again and again: nobody wins',
    // redlock-universal, which has no jitter either, was known for it too: not seen in 2,000 seeds.
    libraries: named('redlock@5'),
    breaks: ['progress'],
    space: {
      instances: [3],
      clients: [3],
      ttlMs: [1_000],
      habits: [],
      faults: [],
      promises: { progressUs: 1_000_000 },
    },
  },
  {
    name: 'S4',
    about: 'extensions that are not answered: the routine is not told, another gets the lock',
    libraries: named(...REDLOCK5, 'redis-semaphore'),
    breaks: TWO_HOLDERS,
    isIt: isUnderRoutine,
    space: {
      ttlMs: [1_000],
      clients: [2, 3],
      habits: ['uses', 'overruns'],
      faults: ['partition'],
      mostFaults: 30,
    },
  },
  {
    name: 'S5',
    about: 'one instance of three or five hangs: the lease lapses, the holder is told seconds later',
    libraries: named('redlock-universal'),
    breaks: TWO_HOLDERS,
    isIt: isUnderRoutine,
    space: {
      ttlMs: [10_000],
      clients: [2],
      habits: ['uses'],
      faults: ['pause', 'partition'],
      mostFaults: 1,
      rounds: 4,
    },
  },
  {
    name: 'S5c',
    about: 'granted, but answered after its patience: not released, blocked by its own key',
    libraries: named('redlock-universal'),
    breaks: ['progress'],
    space: {
      ...LONE,
      habits: ['uses'],
      ttlMs: [20_000],
      faults: ['partition', 'slow'],
      mostFaults: 30,
      promises: { progressUs: 9_000_000 },
    },
  },
  {
    name: 'S6',
    about: 'one instance is silent: the call never settles, its time-out notwithstanding',
    libraries: named('redis-semaphore'),
    breaks: ['settles'],
    space: {
      instances: [3],
      ttlMs: [1_000],
      habits: [],
      faults: ['partition', 'pause'],
      // Four seconds are the longest that a caller waits.
      promises: { settleUs: 8_000_000 },
    },
  },
  {
    name: 'S7',
    about: 'a semaphore of two over three instances: three holders',
    libraries: [semaphoreAdapter('RedlockSemaphore', 2)],
    breaks: ['permits'],
    space: { instances: [3], clients: [3, 4], ttlMs: [1_000], habits: [], faults: [] },
  },
  {
    name: 'S8',
    about: 'a semaphore of one and a client whose clock is fast: two holders',
    libraries: [semaphoreAdapter('Semaphore', 1)],
    breaks: TWO_HOLDERS,
    cause: 'clock-step',
    space: { instances: [1], clients: [2, 3], ttlMs: [1_000], habits: [], faults: ['clock-step'] },
  },
  {
    name: 'S9',
    about: 'the wall clock of the holder is set back: a lock that is over looks valid',
    libraries: named(...REDLOCK5),
    breaks: ['deadline', 'exclusion'],
    cause: 'clock-step',
    space: { ttlMs: [200, 1_000], habits: ['overruns'], faults: ['clock-step'] },
  },
  {
    name: 'S10',
    about: 'a refresh that fails: a rejection that nobody hears, and the holder is not told',
    libraries: [semaphoreAdapter('Mutex')],
    breaks: ['clean'],
    space: { instances: [1], ttlMs: [200], habits: ['overruns'], faults: ['crash', 'reset', 'partition'] },
  },
  {
    name: 'S11',
    about: 'a routine that fails when its lock is lost: the caller gets another error',
    libraries: named('redlock@5'),
    breaks: ['clean'],
    isIt: ({ atUs }, { events }) => events.some(({ kind, at }) => kind === 'lost-error' && at === atUs),
    space: { ttlMs: [1_000], habits: ['uses'], faults: ['partition', 'crash', 'reset'], mostFaults: 30 },
  },
  {
    name: 'R1',
    about: 'one instance comes back empty: two holders',
    libraries: named(...PUBLISHED),
    breaks: TWO_HOLDERS,
    cause: 'flush',
    space: { instances: [3], clients: [3, 4], habits: [], faults: ['flush', 'loss'], mostFaults: 30 },
  },
  {
    name: 'R2',
    about: 'the wall clock of one instance steps: two holders',
    libraries: named(...PUBLISHED),
    breaks: TWO_HOLDERS,
    cause: 'clock-step',
    space: {
      instances: [3],
      clients: [3, 4],
      habits: [],
      faults: ['clock-step', 'loss'],
      mostFaults: 30,
      beyond: ['clockStepUs'],
    },
  },
];

/** What a hunt came to. */
export interface Sighting {
  readonly seeds: number;
  readonly seconds: number;
  readonly violation: JudgedViolation;
}

const pool = new EnginePool();
const compiled: CompiledFiles = new Map();
const packages = { folder: import.meta.dirname, compiled };
const MS_PER_S = 1_000;

/** Runs seeds from 1 until the defect is seen. @returns undefined when it is not */
export async function findDefect(
  defect: Defect,
  adapter: LabAdapter,
  mostSeeds: number,
): Promise<Sighting | undefined> {
  const { space, breaks, cause, isIt = () => true } = defect;
  const planOf = planner(fc, space);
  const startMs = performance.now();
  const look = async (seed: number, plan: Plan) => {
    const history = await run({ seed, plan, adapter, pool, packages });
    return judge(history).violations.find((one) => breaks.includes(one.promise) && isIt(one, history));
  };
  for (let seed = 1; seed <= mostSeeds; seed++) {
    const plan = planOf(seed);
    const violation = await look(seed, plan);
    if (violation === undefined) continue;
    if (cause !== undefined && (await look(seed, without(plan, cause))) !== undefined) continue;
    return { seeds: seed, seconds: (performance.now() - startMs) / MS_PER_S, violation };
  }
  return undefined;
}

function without(plan: Plan, kind: FaultKind): Plan {
  return { ...plan, faults: plan.faults.filter((fault) => fault.kind !== kind) };
}
