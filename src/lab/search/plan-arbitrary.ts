/**
 * Plans as an arbitrary of fast-check: a swarm, in which each run has a few kinds of faults and habits only, with
 * times that lie about the TTL. What is drawn is inside what the space declares, unless it says beyond what to go.
 */
import type * as FastCheck from 'fast-check';
import type { AssumptionName } from '../check/violation.ts';
import { type Fault, type FaultKind, type Habit, type Plan, planOf, type Workload } from '../run/plan.ts';
import { NEEDS, type SearchSpace, SPACE } from './space.ts';

/** fast-check as it is imported: an optional peer, so whoever draws plans brings it along. */
export type Fast = typeof FastCheck.default;

/** Numbers that are scaled later: a share of a span that is not known yet. */
const FULL = 65_535;
/** Faults of a run that is troubled from its first request on lie this close together. */
const OPENING_MS = 400;
/** A quorum has begun by then. */
const BEGUN_MS = 200;
const US_PER_MS = 1_000;
const PPM = 1e6;
/** Within this of the TTL is its edge, ms. */
const EDGE_MS = 30;
/** What lasts long lasts for so many TTLs more than others at most. */
const LONG_LIVES = 20;
/** The longest that an instance is away when it forgets, ms. */
const AWAY_MS = 500;
/** Beyond what is declared, by up to so many times, and at least so many ms. */
const TIMES_BEYOND = 10;
const LEAST_BEYOND_MS = 100;
const WAYS = ['to', 'from', 'both'] as const;

/** Numbers of one fault before its run is known. */
interface Draft {
  readonly kind: FaultKind;
  readonly at: number;
  readonly edge: number;
  readonly length: number;
  readonly client: number;
  readonly instance: number;
  readonly amount: number;
  readonly sign: number;
  /** Of an instance rather than a client, where both can be befallen. */
  readonly isServer: boolean;
}

/** What a fault is made in. */
interface Scene {
  readonly space: SearchSpace;
  readonly clients: number;
  readonly instances: number;
  readonly ttlMs: number;
  /** Faults come from here on, for so long, ms. */
  readonly fromMs: number;
  readonly spanMs: number;
  /** The one instance that may forget inside what is declared. */
  readonly forgetful: number;
}

/** Plans of a space. @param fc fast-check */
export function planArbitrary(fc: Fast, changes: Partial<SearchSpace> = {}): FastCheck.Arbitrary<Plan> {
  const space: SearchSpace = { ...SPACE, ...changes };
  const kinds = space.faults.filter((kind) => hasRoom(space, kind));
  const scaled = fc.integer({ min: 0, max: FULL });
  return fc
    .record<DraftPlan>({
      instances: fc.constantFrom(...space.instances),
      clients: fc.constantFrom(...space.clients),
      work: workArbitrary(fc, space),
      workShare: scaled,
      lives: fc.integer({ min: 1, max: 4 }),
      network: fc.record({
        leastUs: fc.integer({ min: 50, max: 500 }),
        mostUs: fc.integer({ min: 500, max: 8_000 }),
        lossShare: fc.constantFrom(0, 0, 0.01),
        jitterShare: fc.constantFrom(1, 1, 0.02),
      }),
      swarm: fc.subarray(kinds),
      forgetful: fc.nat(8),
      opens: fc.constantFrom(false, false, false, true),
      heals: fc.boolean(),
      healing: scaled,
      faults: fc.array(faultArbitrary(fc, kinds), { maxLength: space.mostFaults, size: 'max' }),
    })
    .map((draft) => planOfDraft(draft, space));
}

/** A plan before its times are known: shares of spans, and numbers of nodes. */
interface DraftPlan {
  readonly instances: number;
  readonly clients: number;
  readonly work: Omit<Workload, 'waitMs' | 'workMs'>;
  readonly workShare: number;
  /** How many TTLs a caller waits. */
  readonly lives: number;
  readonly network: Plan['network'];
  readonly swarm: readonly FaultKind[];
  readonly forgetful: number;
  /** Whether the faults come while the quorum begins. */
  readonly opens: boolean;
  /** Whether clients go on after the faults, and when those end. */
  readonly heals: boolean;
  readonly healing: number;
  readonly faults: readonly Draft[];
}

/** The share of rounds in which one who has a habit gives in to it. */
const SHARES: Readonly<Record<Habit, number>> = {
  extends: 0.3,
  overruns: 0.05,
  releasesTwice: 0.1,
  abandons: 0.02,
  aborts: 0.05,
  uses: 0.5,
};

function workArbitrary(
  fc: Fast,
  { ttlMs, rounds, habits }: SearchSpace,
): FastCheck.Arbitrary<DraftPlan['work']> {
  const sometimes = (habit: Habit) => fc.constantFrom(0, habits.includes(habit) ? SHARES[habit] : 0);
  return fc.record({
    ttlMs: fc.constantFrom(...ttlMs),
    rounds: fc.integer({ min: Math.min(2, rounds), max: rounds }),
    resources: fc.integer({ min: 1, max: 3 }),
    thinkMs: fc.integer({ min: 1, max: 20 }),
    extends: sometimes('extends'),
    overruns: sometimes('overruns'),
    releasesTwice: sometimes('releasesTwice'),
    abandons: sometimes('abandons'),
    aborts: sometimes('aborts'),
    uses: sometimes('uses'),
  });
}

function faultArbitrary(fc: Fast, kinds: readonly FaultKind[]): FastCheck.Arbitrary<Draft> {
  const scaled = fc.integer({ min: 0, max: FULL });
  return fc.record<Draft>({
    kind: kinds.length === 0 ? fc.constant('reset') : fc.constantFrom(...kinds),
    at: scaled,
    edge: fc.integer({ min: 0, max: 4 }),
    length: scaled,
    client: fc.nat(63),
    instance: fc.nat(8),
    amount: scaled,
    sign: fc.constantFrom(1, -1),
    isServer: fc.boolean(),
  });
}

function planOfDraft(draft: DraftPlan, space: SearchSpace): Plan {
  const { instances, clients, work, network, forgetful } = draft;
  const { ttlMs, rounds } = work;
  const workMs = 1 + scale(draft.workShare, Math.min(ttlMs, 40) - 1);
  // Half of the routines last for a TTL on average.
  const spanMs = Math.ceil(rounds * (workMs + 10 + (work.uses * ttlMs) / 2));
  const scene: Scene = {
    space,
    clients,
    instances,
    ttlMs,
    fromMs: draft.opens ? 0 : BEGUN_MS,
    spanMs: draft.opens ? OPENING_MS : spanMs,
    forgetful: 1 + (forgetful % instances),
  };
  const isIn = new Set(draft.swarm);
  const faults = draft.faults.filter(({ kind }) => isIn.has(kind)).flatMap((one) => faultOf(one, scene));
  return planOf({
    instances,
    clients,
    network,
    late: [],
    faults: faults.sort((one, other) => one.atMs - other.atMs),
    healMs: draft.heals ? BEGUN_MS + scale(draft.healing, spanMs) : 0,
    workload: { ...work, workMs, waitMs: ttlMs * draft.lives },
    clocks: { driftPpm: Math.floor(space.assume.clockRateBound * PPM), offsetMs: 1_000 },
    assumptions: space.assume,
    promises: space.promises,
  });
}

/** Plans by their seed: the same for the same seed, space and release of fast-check. */
export function planner(fc: Fast, changes: Partial<SearchSpace> = {}): (seed: number) => Plan {
  const arbitrary = planArbitrary(fc, changes);
  return (seed) => {
    const [plan] = fc.sample(arbitrary, { seed, numRuns: 1 });
    return plan as Plan;
  };
}

/** Whether the declared assumptions, or the wish to go beyond them, leave room for a kind. */
function hasRoom({ assume, beyond }: SearchSpace, kind: FaultKind): boolean {
  const needed = NEEDS[kind];
  if (needed === undefined || beyond.includes(needed)) return true;
  // A promoted replica may lack what was acknowledged, and no run id tells its clients: that is no restart.
  return kind !== 'failover' && assume[needed] > 0;
}

/** Times that matter lie about the TTL: a part of it, all of it, a little more; or as long as nobody waits. */
function aboutTtl({ edge, length }: Draft, ttlMs: number): number {
  if (edge === 0) return 1 + scale(length, 49);
  if (edge === 1) return 1 + scale(length, ttlMs - 1);
  if (edge === 4) return 2 * ttlMs + scale(length, LONG_LIVES * ttlMs);
  const least = Math.max(1, ttlMs - EDGE_MS);
  return least + scale(length, edge === 2 ? 2 * EDGE_MS : ttlMs + EDGE_MS);
}

function scale(share: number, most: number): number {
  return Math.floor((share / (FULL + 1)) * (most + 1));
}

/** One draft as a fault of its run; none where nothing that is declared leaves room for it. */
function faultOf(draft: Draft, scene: Scene): readonly Fault[] {
  const { kind } = draft;
  const { ttlMs, space } = scene;
  const atMs = scene.fromMs + scale(draft.at, scene.spanMs);
  const client = `c${1 + (draft.client % scene.clients)}`;
  const instance = `i${1 + (draft.instance % scene.instances)}`;
  const limitMs = (name: 'pauseUs' | 'delayUs') => space.assume[name] / US_PER_MS;
  const forMs = aboutTtl(draft, ttlMs);
  const within = (name: 'pauseUs' | 'delayUs') =>
    goesBeyond(space, name) ? beyondMs(draft, limitMs(name)) : Math.min(forMs, Math.floor(limitMs(name)));
  switch (kind) {
    case 'pause':
      return draft.isServer
        ? [{ kind, node: instance, atMs, forMs: within('delayUs') }]
        : [{ kind, node: client, atMs, forMs: within('pauseUs') }];
    case 'suspend':
      return [{ kind, node: client, atMs, forMs: within('pauseUs') }];
    case 'kill':
      return [{ kind, node: client, atMs, forMs }];
    case 'clock-step':
      return stepOf(draft, scene, { atMs, client, instance });
    case 'clock-rate':
      return rateOf(draft, scene, { atMs, client, instance });
    case 'crash':
      return [crashOf(draft, scene, { atMs, instance, forMs })];
    case 'flush':
      return [{ kind, node: goesBeyond(space, 'amnesia') ? instance : `i${scene.forgetful}`, atMs }];
    case 'failover':
      return [{ kind, node: instance, atMs, lagMs: scale(draft.amount, ttlMs) }];
    case 'evict':
      return [{ kind, node: instance, atMs }];
    case 'partition':
      return [
        { kind, client, instance, atMs, forMs: within('delayUs'), way: WAYS[draft.amount % 3] ?? 'both' },
      ];
    case 'slow': {
      const byMs = Math.max(1, Math.min(within('delayUs'), forMs));
      return [{ kind, client, instance, atMs, forMs: within('delayUs'), byMs }];
    }
    case 'loss':
      return [{ kind, client, instance, atMs, forMs, share: 0.3 }];
    case 'reset':
      return [{ kind, client, instance, atMs }];
  }
}

interface Where {
  readonly atMs: number;
  readonly client: string;
  readonly instance: string;
}

/** Inside, wall clocks of clients only: a lock cannot outlive a server whose clock jumps. */
function stepOf(draft: Draft, { space, ttlMs }: Scene, { atMs, client, instance }: Where): readonly Fault[] {
  const kind = 'clock-step';
  const limitMs = Math.floor(space.assume.clockStepUs / US_PER_MS);
  if (goesBeyond(space, 'clockStepUs'))
    return [{ kind, node: instance, atMs, byMs: draft.sign * beyondMs(draft, limitMs) }];
  const byMs = scale(draft.amount, Math.min(2 * ttlMs, limitMs));
  return byMs === 0 ? [] : [{ kind, node: client, atMs, byMs: draft.sign * byMs }];
}

function rateOf(draft: Draft, { space }: Scene, { atMs, client, instance }: Where): readonly Fault[] {
  const limitPpm = Math.floor(space.assume.clockRateBound * PPM);
  const ppm = goesBeyond(space, 'clockRateBound')
    ? limitPpm + 1_000 + scale(draft.amount, TIMES_BEYOND * limitPpm)
    : scale(draft.amount, limitPpm);
  if (ppm === 0) return [];
  return [{ kind: 'clock-rate', node: draft.isServer ? instance : client, atMs, driftPpm: draft.sign * ppm }];
}

/** Everything is kept, except at the one instance that may forget, or where amnesia goes beyond what is declared. */
function crashOf(
  draft: Draft,
  { space, forgetful }: Scene,
  { atMs, instance, forMs }: Omit<Where, 'client'> & { readonly forMs: number },
): Fault {
  const kind = 'crash';
  if (!draft.isServer) return { kind, node: instance, atMs, forMs, losesMs: 0 };
  const awayMs = 1 + scale(draft.length, AWAY_MS - 1);
  if (goesBeyond(space, 'amnesia'))
    return {
      kind,
      node: instance,
      atMs,
      forMs: awayMs,
      losesMs: draft.edge < 2 ? 'all' : scale(draft.amount, 1_000),
    };
  if (space.assume.amnesia === 0) return { kind, node: instance, atMs, forMs, losesMs: 0 };
  return { kind, node: `i${forgetful}`, atMs, forMs: awayMs, losesMs: 'all' };
}

function goesBeyond({ beyond }: SearchSpace, name: AssumptionName): boolean {
  return beyond.includes(name);
}

function beyondMs({ amount }: Draft, limitMs: number): number {
  const least = Math.floor(limitMs) + LEAST_BEYOND_MS;
  return least + scale(amount, Math.max(TIMES_BEYOND * LEAST_BEYOND_MS, Math.floor(limitMs)));
}
