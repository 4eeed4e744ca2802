/** Linearizability: what the clients saw of a mutex fits one order of grants and releases, with rising tokens. */
import { formatInstant } from '../../history/instant.ts';
import type { Hold } from '../ledger/claim.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { byResource } from '../ledger/overlap.ts';
import { leaseOf } from '../promise/exclusion.ts';
import type { Violation } from '../violation.ts';
import { stepsOf } from './mutex.ts';
import { type Linearity, linearize } from './search.ts';

/** The promise in one sentence. */
export const LINEARIZABLE =
  'What clients see of a mutex fits one order of grants and releases, tokens rising.';

/** What was found; `undecided` names the resources whose search reached its bound. */
export interface LinearFinding {
  readonly violations: readonly Violation[];
  readonly undecided: readonly string[];
}

/** Checks each mutex on its own, for mutexes do not see each other; semaphores and readers have no such model. */
export function checkLinear({ holds }: Ledger): LinearFinding {
  const violations: Violation[] = [];
  const undecided: string[] = [];
  for (const [resource, ofResource] of byResource(holds)) {
    if (!ofResource.every(isMutex)) continue;
    const answer = linearize(stepsOf(ofResource));
    if (answer.kind === 'illegal') violations.push(explain(resource, answer));
    if (answer.kind === 'unknown') undecided.push(resource);
  }
  return { violations, undecided };
}

function isMutex({ asked }: Hold): boolean {
  return asked.mode === 'exclusive' && asked.limit === 1;
}

function explain(resource: string, { step, open }: Linearity & { kind: 'illegal' }): Violation {
  const { hold, fromUs } = step;
  const { token } = hold.granted;
  const what = step.isGrant ? 'grant' : 'renewed claim';
  const fence = token === undefined ? '' : ` with token ${token}`;
  const others = open.filter((other) => other !== step).map((other) => other.hold);
  const beside =
    others.length === 0 ? '' : `, nor beside what ${others.map(({ name }) => name).join(', ')} asked`;
  return {
    promise: 'linearizable',
    // A counter that was once lost is lost for good.
    sinceUs: token === undefined ? hold.asked.at : 0,
    atUs: fromUs,
    untilUs: fromUs,
    locks: [hold.name, ...others.map(({ name }) => name)],
    resource,
    sentence: `The ${what} of ${resource} to ${hold.asked.client}${fence} at ${formatInstant(fromUs)} fits no order of what went before${beside}.`,
    reliesOn: leaseOf([hold, ...others]),
  };
}
