/** Progress: once the faults are healed, nobody waits for long while nothing is held. */
import { formatInstant, formatLength } from '../../history/instant.ts';
import type { Call, Ledger } from '../ledger/ledger.ts';
import { byResource } from '../ledger/overlap.ts';
import { type Checker, CLOCKS, type Violation } from '../violation.ts';

export const progress: Checker = {
  promise: 'progress',
  about: 'After healing, someone who waits for a free resource is granted it in time.',
  isMade: ({ healedAt }) => healedAt !== undefined,
  *find(ledger) {
    const { healedAt } = ledger;
    if (healedAt === undefined) return;
    for (const [resource, steps] of stepsByResource(ledger, healedAt)) {
      const stall = firstStall(steps, ledger.header.promises.progressUs);
      if (stall !== undefined) yield stalled(resource, stall, healedAt);
    }
  },
};

/** A change of who waits and who holds; a grant begins the count anew. */
interface Step {
  readonly atUs: number;
  readonly waiting: number;
  readonly holding: number;
  readonly isGrant: boolean;
}

interface Stall {
  readonly sinceUs: number;
  readonly atUs: number;
  readonly waitedUs: number;
}

function stepsByResource(ledger: Ledger, healedAt: number): ReadonlyMap<string, readonly Step[]> {
  const steps = new Map<string, Step[]>();
  const add = (resource: string, step: Step) => {
    const of = steps.get(resource) ?? [];
    steps.set(resource, of);
    of.push({ ...step, atUs: Math.max(step.atUs, healedAt) });
  };
  for (const call of ledger.calls) {
    if (call.asked.kind !== 'acquire' || endOf(call, ledger) < healedAt) continue;
    const isGrant = call.outcome?.kind === 'granted';
    add(call.resource, { atUs: call.asked.at, waiting: 1, holding: 0, isGrant: false });
    add(call.resource, { atUs: endOf(call, ledger), waiting: -1, holding: 0, isGrant });
  }
  for (const [resource, holds] of byResource(ledger.holds))
    for (const { fromUs, untilUs } of holds.flatMap(({ claims }) => claims)) {
      if (untilUs < healedAt) continue;
      add(resource, { atUs: fromUs, waiting: 0, holding: 1, isGrant: false });
      add(resource, { atUs: untilUs, waiting: 0, holding: -1, isGrant: false });
    }
  for (const of of steps.values()) of.sort((a, b) => a.atUs - b.atUs);
  return steps;
}

function endOf({ outcome, killedAt, abortedAt }: Call, { endAt }: Ledger): number {
  return Math.min(outcome?.at ?? endAt, killedAt ?? endAt, abortedAt ?? endAt);
}

/** Sums up the time in which someone waits and nobody holds, from grant to grant. */
function firstStall(steps: readonly Step[], patienceUs: number): Stall | undefined {
  let [waiting, holding, waitedUs, lastUs] = [0, 0, 0, 0];
  let sinceUs = steps[0]?.atUs ?? 0;
  for (const step of steps) {
    if (waiting > 0 && holding === 0) waitedUs += step.atUs - lastUs;
    if (waitedUs > patienceUs) return { sinceUs, atUs: step.atUs - (waitedUs - patienceUs), waitedUs };
    if (step.isGrant) [waitedUs, sinceUs] = [0, step.atUs];
    waiting += step.waiting;
    holding += step.holding;
    lastUs = step.atUs;
  }
  return undefined;
}

function stalled(resource: string, { sinceUs, atUs, waitedUs }: Stall, healedAt: number): Violation {
  return {
    promise: 'progress',
    sinceUs: healedAt,
    atUs,
    untilUs: atUs,
    locks: [],
    resource,
    sentence: `All is healed at ${formatInstant(healedAt)}, nobody holds ${resource}, and for ${formatLength(waitedUs)} since ${formatInstant(sinceUs)} nobody of those who wait is granted it.`,
    reliesOn: CLOCKS,
  };
}
