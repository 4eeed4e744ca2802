/**
 * Plans inside what our Redlock declares of its world, drawn from a seed: clocks at the edges of their rates, wall
 * clocks of clients that step, every fault of links and processes, and one instance at a time that forgets.
 */
import { Chance } from '../world/chance.ts';
import { type Fault, type Plan, planOf, type Workload } from './plan.ts';

/** The rate bound that the locks are told, in parts per million. */
const DRIFT_PPM = 5_000;
const RATE_BOUND = 0.005;
/** Faults of one run. */
const MOST_FAULTS = 12;
/** A quorum has begun by then. */
const BEGUN_MS = 200;

type Draw = (chance: Chance, scene: Scene) => Fault;

interface Scene {
  readonly atMs: number;
  readonly ttlMs: number;
  readonly client: string;
  readonly instance: string;
}

/** Times that matter lie about the TTL: a part of it, all of it, or a little more. */
function aboutTtl(chance: Chance, ttlMs: number): number {
  const share = chance.whole(0, 3);
  if (share === 0) return chance.whole(1, 50);
  if (share === 1) return chance.whole(1, ttlMs);
  return Math.max(1, ttlMs + chance.whole(-30, share === 2 ? 30 : ttlMs));
}

const WAYS = ['to', 'from', 'both'] as const;

/** Faults that no library may be hurt by: nothing is forgotten, and no server's clock jumps. */
const HARMLESS: readonly Draw[] = [
  (chance, { atMs, ttlMs, client }) => ({
    kind: 'pause',
    node: client,
    atMs,
    forMs: aboutTtl(chance, ttlMs),
  }),
  (chance, { atMs, ttlMs, client }) => ({
    kind: 'suspend',
    node: client,
    atMs,
    forMs: aboutTtl(chance, ttlMs),
  }),
  (chance, { atMs, ttlMs, client }) => ({ kind: 'kill', node: client, atMs, forMs: aboutTtl(chance, ttlMs) }),
  (chance, { atMs, ttlMs, instance }) => ({
    kind: 'pause',
    node: instance,
    atMs,
    forMs: aboutTtl(chance, ttlMs),
  }),
  (chance, { atMs, ttlMs, instance }) => ({
    kind: 'crash',
    node: instance,
    atMs,
    forMs: aboutTtl(chance, ttlMs),
    losesMs: 0,
  }),
  (chance, { atMs, ttlMs, client, instance }) => ({
    kind: 'partition',
    client,
    instance,
    atMs,
    forMs: aboutTtl(chance, ttlMs),
    way: WAYS[chance.whole(0, 2)] ?? 'both',
  }),
  (chance, { atMs, ttlMs, client, instance }) => ({
    kind: 'slow',
    client,
    instance,
    atMs,
    forMs: aboutTtl(chance, ttlMs),
    byMs: aboutTtl(chance, ttlMs),
  }),
  (chance, { atMs, ttlMs, client, instance }) => ({
    kind: 'loss',
    client,
    instance,
    atMs,
    forMs: aboutTtl(chance, ttlMs),
    share: 0.3,
  }),
  (_, { atMs, client, instance }) => ({ kind: 'reset', client, instance, atMs }),
  (chance, { atMs, ttlMs, client }) => ({
    kind: 'clock-step',
    node: client,
    atMs,
    byMs: chance.whole(-2 * ttlMs, 2 * ttlMs),
  }),
];

/** A plan for a seed: a swarm, in which each run has a few kinds of faults and habits only. */
export function insidePlan(seed: number, rounds: number): Plan {
  const chance = new Chance(seed, 'inside');
  const instances = chance.happens(0.7) ? 3 : 5;
  const clients = chance.whole(1, 4);
  const ttlMs = [50, 200, 1_000][chance.whole(0, 2)] ?? 200;
  const workload = drawWorkload(chance, ttlMs, rounds);
  const faults = drawFaults(chance, { instances, clients, ttlMs, spanMs: rounds * (workload.workMs + 10) });
  return planOf({
    instances,
    clients,
    workload,
    faults,
    network: {
      leastUs: chance.whole(50, 500),
      mostUs: chance.whole(500, 8_000),
      lossShare: chance.happens(0.3) ? 0.01 : 0,
    },
    clocks: { driftPpm: DRIFT_PPM, offsetMs: 1_000 },
    assumptions: {
      clockRateBound: RATE_BOUND,
      clockStepUs: 2_000_000,
      amnesia: faults.some(isForgetful) ? 1 : 0,
      pauseUs: 60_000_000,
      delayUs: 60_000_000,
    },
  });
}

function drawWorkload(
  chance: Chance,
  ttlMs: number,
  rounds: number,
): Pick<Workload, 'workMs'> & Partial<Workload> {
  const sometimes = (share: number) => (chance.happens(0.5) ? share : 0);
  return {
    rounds,
    ttlMs,
    resources: chance.whole(1, 3),
    waitMs: ttlMs * chance.whole(1, 4),
    thinkMs: chance.whole(1, 20),
    workMs: chance.whole(1, Math.min(ttlMs, 40)),
    extends: sometimes(0.3),
    overruns: sometimes(0.05),
    releasesTwice: sometimes(0.1),
    abandons: sometimes(0.02),
    aborts: sometimes(0.05),
  };
}

interface Span {
  readonly instances: number;
  readonly clients: number;
  readonly ttlMs: number;
  readonly spanMs: number;
}

function drawFaults(chance: Chance, { instances, clients, ttlMs, spanMs }: Span): readonly Fault[] {
  const kinds = HARMLESS.filter(() => chance.happens(0.4));
  const forgetful = chance.happens(0.3) ? `i${chance.whole(1, instances)}` : undefined;
  const faults: Fault[] = [];
  const count = kinds.length === 0 ? 0 : chance.whole(0, MOST_FAULTS);
  for (let i = 0; i < count; i++) {
    const draw = kinds[chance.whole(0, kinds.length - 1)];
    const scene = {
      atMs: BEGUN_MS + chance.whole(0, spanMs),
      ttlMs,
      client: `c${chance.whole(1, clients)}`,
      instance: `i${chance.whole(1, instances)}`,
    };
    if (draw !== undefined) faults.push(draw(chance, scene));
  }
  if (forgetful !== undefined) faults.push(forgets(chance, forgetful, BEGUN_MS + chance.whole(0, spanMs)));
  return faults;
}

function isForgetful(fault: Fault): boolean {
  return fault.kind === 'flush' || (fault.kind === 'crash' && fault.losesMs !== 0);
}

function forgets(chance: Chance, node: string, atMs: number): Fault {
  if (chance.happens(0.5)) return { kind: 'flush', node, atMs };
  return { kind: 'crash', node, atMs, forMs: chance.whole(1, 500), losesMs: 'all' };
}
