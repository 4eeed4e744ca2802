/**
 * Shrinking: a plan that breaks a promise becomes the smallest one that still does: the fewest faults, clients and
 * rounds, no habit that is not needed, the shortest and roundest times. Greedy and bounded; the same question gives
 * the same answer.
 */
import { type Fault, HABITS, type NodeName, type Plan, type Workload } from '../run/plan.ts';

/** Whether a plan still shows what is looked for. */
export type StillFails = (plan: Plan) => Promise<boolean>;

export interface ShrinkOptions {
  /** The most plans that are tried. Default 500. */
  readonly mostRuns?: number;
  /** Ends it early: what has been reached is the answer. */
  readonly signal?: AbortSignal;
}

/** What shrinking came to. */
export interface Shrunk {
  readonly plan: Plan;
  readonly runs: number;
  /** Nothing smaller was found, rather than no more runs were allowed. */
  readonly isSmallest: boolean;
}

/** Smaller plans, the boldest first. */
type Move = (plan: Plan) => Iterable<Plan>;

const MOST_RUNS = 500;
/** Fewer than these say nothing about a quorum. */
const LEAST_INSTANCES = 3;

const TIMES = ['thinkMs', 'workMs', 'waitMs'] as const;

const MOVES: readonly Move[] = [
  fewerFaults,
  fewerLate,
  fewerNodes,
  fewerRounds,
  fewerHabits,
  calmer,
  shorter,
];

/** Looks for the smallest plan; asks `stillFails` of each that is smaller than the last that did. */
export async function shrink(
  plan: Plan,
  stillFails: StillFails,
  options: ShrinkOptions = {},
): Promise<Shrunk> {
  const { mostRuns = MOST_RUNS, signal } = options;
  const tried = new Set([JSON.stringify(plan)]);
  let smallest = plan;
  let runs = 0;
  const mayGoOn = () => runs < mostRuns && signal?.aborted !== true;
  const step = async (move: Move): Promise<boolean> => {
    for (const candidate of move(smallest)) {
      if (!mayGoOn()) return false;
      const key = JSON.stringify(candidate);
      if (tried.has(key)) continue;
      tried.add(key);
      runs++;
      if (!(await stillFails(candidate))) continue;
      smallest = candidate;
      return true;
    }
    return false;
  };
  let hasMoved = true;
  while (hasMoved && mayGoOn()) {
    hasMoved = false;
    for (const move of MOVES) while (await step(move)) hasMoved = true;
  }
  return { plan: smallest, runs, isSmallest: !hasMoved && mayGoOn() };
}

/** None; then without each half, each quarter, each one. */
function* fewerFaults(plan: Plan): Iterable<Plan> {
  const { faults } = plan;
  for (let size = faults.length; size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from < faults.length; from += size)
      yield { ...plan, faults: [...faults.slice(0, from), ...faults.slice(from + size)] };
}

function* fewerLate(plan: Plan): Iterable<Plan> {
  for (let i = 0; i < plan.late.length; i++)
    yield { ...plan, late: plan.late.filter((_, other) => other !== i) };
}

function* fewerNodes(plan: Plan): Iterable<Plan> {
  const { clients, instances } = plan;
  for (const fewer of fewerThan(clients, 1)) yield withNodes(plan, { clients: fewer, instances });
  for (const fewer of fewerThan(instances, LEAST_INSTANCES))
    yield withNodes(plan, { clients, instances: fewer });
  // Whoever is left out is the last: so let each of the others be the last once.
  for (let client = 1; client < clients; client++) {
    const faults = plan.faults.map((fault) => swapped(fault, `c${client}`, `c${clients}`));
    yield withNodes({ ...plan, faults }, { clients: clients - 1, instances });
  }
}

/** Faults of those who are left out go with them. */
function withNodes(plan: Plan, { clients, instances }: Pick<Plan, 'clients' | 'instances'>): Plan {
  const isThere = (node: NodeName) => Number(node.slice(1)) <= (node.startsWith('c') ? clients : instances);
  const faults = plan.faults.filter((fault) =>
    'node' in fault ? isThere(fault.node) : isThere(fault.client) && isThere(fault.instance),
  );
  return { ...plan, clients, instances, faults };
}

function swapped(fault: Fault, one: NodeName, other: NodeName): Fault {
  const swap = (node: NodeName) => (node === one ? other : node === other ? one : node);
  return 'node' in fault ? { ...fault, node: swap(fault.node) } : { ...fault, client: swap(fault.client) };
}

function* fewerRounds(plan: Plan): Iterable<Plan> {
  const { workload } = plan;
  for (const rounds of fewerThan(workload.rounds, 1)) yield withWork(plan, { rounds });
  for (const resources of fewerThan(workload.resources, 1)) yield withWork(plan, { resources });
}

function* fewerHabits(plan: Plan): Iterable<Plan> {
  for (const habit of HABITS) if (plan.workload[habit] > 0) yield withWork(plan, { [habit]: 0 });
}

/** A network and clocks without a life of their own. */
function* calmer(plan: Plan): Iterable<Plan> {
  const { network, clocks } = plan;
  const { leastUs } = network;
  if (plan.healMs > 0) yield { ...plan, healMs: 0 };
  yield { ...plan, network: { ...network, mostUs: leastUs, lossShare: 0 } };
  yield { ...plan, network: { ...network, lossShare: 0 } };
  yield { ...plan, clocks: { driftPpm: 0, offsetMs: 0 } };
  yield { ...plan, clocks: { ...clocks, offsetMs: 0 } };
}

/** Shorter times, of faults first. */
function* shorter(plan: Plan): Iterable<Plan> {
  const { faults, workload } = plan;
  for (const [index, fault] of faults.entries())
    for (const field of ['forMs', 'atMs', 'byMs', 'lagMs', 'driftPpm'] as const) {
      const value = (fault as unknown as Readonly<Record<string, number>>)[field];
      if (value === undefined) continue;
      for (const less of nearerTo0(value)) {
        const changed = { ...fault, [field]: less } as Fault;
        yield { ...plan, faults: faults.with(index, changed) };
      }
    }
  for (const field of TIMES)
    for (const less of nearerTo0(workload[field])) yield withWork(plan, { [field]: less });
}

function withWork(plan: Plan, work: Partial<Workload>): Plan {
  return { ...plan, workload: { ...plan.workload, ...work } };
}

function* fewerThan(value: number, least: number): Iterable<number> {
  if (value <= least) return;
  yield least;
  const half = Math.floor((least + value) / 2);
  if (half > least) yield half;
  if (value - 1 > half) yield value - 1;
}

/** Nothing, half of it, and the rounder numbers below it. */
function* nearerTo0(value: number): Iterable<number> {
  const size = Math.abs(value);
  const sign = Math.sign(value);
  if (size === 0) return;
  yield 0;
  const half = Math.floor(size / 2);
  if (half > 0) yield sign * half;
  for (let grain = 10 ** Math.floor(Math.log10(size)); grain >= 1; grain /= 10) {
    const round = Math.floor(size / grain) * grain;
    if (round < size && round > half) yield sign * round;
  }
  if (size - 1 > half) yield sign * (size - 1);
}
