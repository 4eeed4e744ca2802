/**
 * A plan: all that a run depends on beside its seed, as plain data that can be generated, shrunk, and written into
 * one line. A fault names whom it befalls, when it begins and how long it lasts.
 */
import type { Assumptions, Promises } from '../history/event.ts';
import type { LinkQuality } from '../network/link.ts';

/** Whose fault it is, by name: `c1` is a client, `i1` an instance. */
export type NodeName = string;

interface Timed {
  readonly atMs: number;
}
interface Lasting extends Timed {
  readonly forMs: number;
}
interface OnNode {
  readonly node: NodeName;
}
interface OnLink {
  readonly client: NodeName;
  readonly instance: NodeName;
}

/** What may befall the world. */
export type Fault =
  /** The process stands still, its clocks go on: a garbage collection, a slow script. */
  | (Lasting & OnNode & { readonly kind: 'pause' })
  /** As a closed lid: the monotonic clock stands too. */
  | (Lasting & OnNode & { readonly kind: 'suspend' })
  /** A client dies with what it holds, and comes back as another process. */
  | (Lasting & OnNode & { readonly kind: 'kill' })
  | (Timed & OnNode & { readonly kind: 'clock-step'; readonly byMs: number })
  | (Timed & OnNode & { readonly kind: 'clock-rate'; readonly driftPpm: number })
  | (Lasting & OnNode & { readonly kind: 'crash'; readonly losesMs: number | 'all' })
  | (Timed & OnNode & { readonly kind: 'failover'; readonly lagMs: number })
  | (Timed & OnNode & { readonly kind: 'flush' | 'evict' })
  | (Lasting & OnLink & { readonly kind: 'partition'; readonly way: 'to' | 'from' | 'both' })
  | (Lasting & OnLink & { readonly kind: 'slow'; readonly byMs: number })
  | (Lasting & OnLink & { readonly kind: 'loss'; readonly share: number })
  | (Timed & OnLink & { readonly kind: 'reset' });

/** The name of a fault's kind. */
export type FaultKind = Fault['kind'];

/** What a client does in some rounds and not in others. */
export type Habit =
  | 'extends'
  /** Works beyond the end of the lock. */
  | 'overruns'
  | 'releasesTwice'
  /** Never releases, as one who crashes. */
  | 'abandons'
  /** Gives up waiting by a signal. */
  | 'aborts'
  /** Works in a routine that the library runs under its lock, and extends for, where it has such a thing. */
  | 'uses';

/** Every habit. */
export const HABITS: readonly Habit[] = [
  'extends',
  'overruns',
  'releasesTwice',
  'abandons',
  'aborts',
  'uses',
];

/** What the clients do. Each repeats: think, acquire, work, release. Of each habit the share of rounds, 0 to 1. */
export interface Workload extends Readonly<Record<Habit, number>> {
  readonly resources: number;
  /** How often each client does so. */
  readonly rounds: number;
  readonly ttlMs: number;
  readonly waitMs: number;
  /** Longest thinking and longest work, ms; drawn evenly from 0. */
  readonly thinkMs: number;
  readonly workMs: number;
}

/** The n-th message that is sent in a run, counted from 1 over all links and both ways, is so much later. */
export interface Late {
  readonly nth: number;
  readonly byMs: number;
}

/** All that a run depends on beside its seed. */
export interface Plan {
  readonly instances: number;
  readonly clients: number;
  readonly workload: Workload;
  readonly network: LinkQuality;
  /** Clocks run within so many ppm of true time, and show the time within so many ms. */
  readonly clocks: { readonly driftPpm: number; readonly offsetMs: number };
  readonly faults: readonly Fault[];
  /** Single messages that are longer under way than their link would have it. */
  readonly late: readonly Late[];
  /** When all faults end and no other begins, while clients go on; 0: when they are done. */
  readonly healMs: number;
  readonly assumptions: Assumptions;
  readonly promises: Pick<Promises, 'settleUs' | 'progressUs' | 'orphanUs'>;
}

/** Parts of a plan to change. */
export interface PlanChanges extends Partial<Omit<Plan, 'workload' | 'assumptions' | 'promises'>> {
  readonly workload?: Partial<Workload>;
  readonly assumptions?: Partial<Assumptions>;
  readonly promises?: Partial<Plan['promises']>;
}

const CALM_WORKLOAD: Workload = {
  resources: 1,
  rounds: 20,
  ttlMs: 1_000,
  waitMs: 3_000,
  thinkMs: 20,
  workMs: 40,
  extends: 0,
  overruns: 0,
  releasesTwice: 0,
  abandons: 0,
  aborts: 0,
  uses: 0,
};

/** What Redlock states of its world, and no more. */
const ASSUMPTIONS: Assumptions = {
  clockRateBound: 0.005,
  clockStepUs: 0,
  amnesia: 0,
  evictions: 0,
  pauseUs: 0,
  delayUs: 1_000_000,
};

/** What every library is held to: it answers, goes on, and leaves nothing. */
const PROMISES: Plan['promises'] = { settleUs: 30_000_000, progressUs: 30_000_000, orphanUs: 2_000_000 };

/** A plan in which nothing goes wrong, with changes. */
export function planOf({ workload, assumptions, promises, ...rest }: PlanChanges = {}): Plan {
  return {
    instances: 3,
    clients: 3,
    network: { leastUs: 200, mostUs: 2_000, lossShare: 0, jitterShare: 1 },
    clocks: { driftPpm: 0, offsetMs: 0 },
    faults: [],
    late: [],
    healMs: 0,
    ...rest,
    workload: { ...CALM_WORKLOAD, ...workload },
    assumptions: { ...ASSUMPTIONS, ...assumptions },
    promises: { ...PROMISES, ...promises },
  };
}

/** Bounds of a plan: what is read from outside is held to them. */
export const MOST = {
  instances: 9,
  clients: 64,
  rounds: 100_000,
  faults: 1_000,
  messages: 1_000_000,
  ms: 86_400_000,
  driftPpm: 500_000,
};

/** @throws RangeError that names what is out of bounds */
export function judgePlan(plan: Plan): void {
  const { instances, clients, workload, faults, network, clocks, healMs } = plan;
  within('instances', instances, 1, MOST.instances);
  within('clients', clients, 1, MOST.clients);
  within('rounds', workload.rounds, 0, MOST.rounds);
  within('resources', workload.resources, 1, MOST.rounds);
  within('ttlMs', workload.ttlMs, 5, MOST.ms);
  for (const name of ['waitMs', 'thinkMs', 'workMs'] as const) within(name, workload[name], 0, MOST.ms);
  within('faults', faults.length, 0, MOST.faults);
  within('mostUs', network.mostUs, 1, MOST.ms);
  within('leastUs', network.leastUs, 1, network.mostUs);
  within('driftPpm', clocks.driftPpm, 0, MOST.driftPpm);
  within('offsetMs', clocks.offsetMs, 0, MOST.ms);
  within('healMs', healMs, 0, MOST.ms);
  for (const fault of faults) judgeFault(plan, fault);
  within('late', plan.late.length, 0, MOST.faults);
  for (const { nth, byMs } of plan.late) {
    within('nth of late', nth, 1, MOST.messages);
    within('byMs of late', byMs, 1, MOST.ms);
  }
}

function judgeFault({ instances, clients }: Plan, fault: Fault): void {
  const { kind } = fault;
  const isThere = (node: NodeName) => {
    const number = /^[ci]([1-9]\d*)$/.exec(node)?.[1];
    return number !== undefined && Number(number) <= (node.startsWith('c') ? clients : instances);
  };
  const nodes = 'node' in fault ? [fault.node] : [fault.client, fault.instance];
  for (const node of nodes)
    if (!isThere(node)) throw new RangeError(`${kind} befalls ${node}, who is not there`);
  within(`atMs of ${kind}`, fault.atMs, 0, MOST.ms);
  if ('forMs' in fault) within(`forMs of ${kind}`, fault.forMs, 0, MOST.ms);
  if ('byMs' in fault) within(`byMs of ${kind}`, fault.byMs, kind === 'slow' ? 0 : -MOST.ms, MOST.ms);
  if ('driftPpm' in fault) within(`driftPpm of ${kind}`, fault.driftPpm, -MOST.driftPpm, MOST.driftPpm);
  if ('lagMs' in fault) within(`lagMs of ${kind}`, fault.lagMs, 0, MOST.ms);
  if ('losesMs' in fault && fault.losesMs !== 'all') within(`losesMs of ${kind}`, fault.losesMs, 0, MOST.ms);
}

function within(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`${name} is a whole number from ${least} to ${most}, got ${String(value)}`);
}
