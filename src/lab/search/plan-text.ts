/**
 * Plans as plain data from outside: only what differs from a calm plan is written, and every field that is read is
 * held against its judge, so that a token from anywhere makes a plan or a clear error.
 */
import {
  amount,
  count,
  isRow,
  type Judge,
  judge,
  judgeFields,
  oneOf,
  quote,
  type Row,
  text,
  whole,
} from '../history/field.ts';
import { ASSUMPTIONS } from '../history/shape.ts';
import {
  type Fault,
  type FaultKind,
  judgePlan,
  MOST,
  type Plan,
  type PlanChanges,
  planOf,
} from '../run/plan.ts';

/** What is no plan, and why. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

const share: Judge = judge(
  'a number from 0 to 1',
  (value) => amount.accepts(value) && (value as number) <= 1,
);
const loss: Judge = judge(
  "a whole number from 0, or 'all'",
  (value) => value === 'all' || count.accepts(value),
);

const onNode = { kind: text, node: text, atMs: count };
const onLink = { kind: text, client: text, instance: text, atMs: count };

/** The fields of each kind of fault. */
const FAULTS: {
  readonly [Kind in FaultKind]: Readonly<Record<keyof Extract<Fault, { kind: Kind }>, Judge>>;
} = {
  pause: { ...onNode, forMs: count },
  suspend: { ...onNode, forMs: count },
  kill: { ...onNode, forMs: count },
  'clock-step': { ...onNode, byMs: whole },
  'clock-rate': { ...onNode, driftPpm: whole },
  crash: { ...onNode, forMs: count, losesMs: loss },
  failover: { ...onNode, lagMs: count },
  flush: onNode,
  evict: onNode,
  partition: { ...onLink, forMs: count, way: oneOf('to', 'from', 'both') },
  slow: { ...onLink, forMs: count, byMs: count },
  loss: { ...onLink, forMs: count, share },
  reset: onLink,
};

/** Every kind of fault. */
export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

const LATE = { nth: count, byMs: count };

const WORKLOAD: Readonly<Record<keyof Plan['workload'], Judge>> = {
  resources: count,
  rounds: count,
  ttlMs: count,
  waitMs: count,
  thinkMs: count,
  workMs: count,
  extends: share,
  overruns: share,
  releasesTwice: share,
  abandons: share,
  aborts: share,
  uses: share,
};

const PARTS: Readonly<Record<string, Readonly<Record<string, Judge>>>> = {
  workload: WORKLOAD,
  network: { leastUs: count, mostUs: count, lossShare: share, jitterShare: share },
  clocks: { driftPpm: count, offsetMs: count },
  assumptions: ASSUMPTIONS,
  promises: { settleUs: count, progressUs: count, orphanUs: count },
};

/** What differs from a calm plan: `planOf` of it gives the plan back. */
export function changesOf(plan: Plan): PlanChanges {
  const calm = planOf() as unknown as Row;
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(plan)) {
    const before = calm[name];
    if (isRow(value) && isRow(before)) {
      const fields = Object.entries(value).filter(([field, one]) => one !== before[field]);
      if (fields.length > 0) changes[name] = Object.fromEntries(fields);
    } else if (Array.isArray(value) ? value.length > 0 : value !== before) changes[name] = value;
  }
  return changes as PlanChanges;
}

/** The plan of changes that come from outside. @throws PlanError that says what is wrong */
export function readPlan(changes: unknown): Plan {
  if (!isRow(changes)) throw new PlanError('a plan is an object');
  const { faults = [], late = [], instances, clients, healMs, ...parts } = changes;
  for (const [name, value] of Object.entries({ instances, clients, healMs }))
    if (value !== undefined && !count.accepts(value)) throw new PlanError(`${name} is ${count.is}`);
  for (const [name, part] of Object.entries(parts)) readPart(name, part);
  if (!Array.isArray(faults) || faults.length > MOST.faults)
    throw new PlanError(`faults is a list of at most ${MOST.faults}`);
  faults.forEach(readFault);
  if (!Array.isArray(late) || late.length > MOST.faults)
    throw new PlanError(`late is a list of at most ${MOST.faults}`);
  late.forEach(readLate);
  const calm = planOf() as unknown as Row;
  const whole: Record<string, unknown> = { ...calm, faults, late };
  if (instances !== undefined) whole.instances = instances;
  if (clients !== undefined) whole.clients = clients;
  if (healMs !== undefined) whole.healMs = healMs;
  for (const [name, part] of Object.entries(parts))
    whole[name] = { ...(calm[name] as Row), ...(part as Row) };
  const plan = whole as unknown as Plan;
  try {
    judgePlan(plan);
  } catch (error) {
    throw new PlanError((error as Error).message);
  }
  return plan;
}

function readPart(name: string, part: unknown): void {
  if (!Object.hasOwn(PARTS, name)) throw new PlanError(`a plan has no ${quote(name)}`);
  if (!isRow(part)) throw new PlanError(`${name} is an object`);
  const judges = PARTS[name] ?? {};
  const known = Object.fromEntries(Object.entries(judges).filter(([field]) => Object.hasOwn(part, field)));
  const wrong = judgeFields(part, known);
  if (wrong !== undefined) throw new PlanError(`${name}: ${wrong}`);
}

function readLate(late: unknown): void {
  const wrong = isRow(late) ? judgeFields(late, LATE) : 'each is an object';
  if (wrong !== undefined) throw new PlanError(`late: ${wrong}`);
}

function readFault(fault: unknown): void {
  if (!isRow(fault)) throw new PlanError('a fault is an object');
  const { kind } = fault;
  if (typeof kind !== 'string' || !Object.hasOwn(FAULTS, kind))
    throw new PlanError(`no fault is of kind ${quote(kind)}`);
  const wrong = judgeFields(fault, FAULTS[kind as FaultKind]);
  if (wrong !== undefined) throw new PlanError(`${kind}: ${wrong}`);
}
