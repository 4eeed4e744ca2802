/** Permits: a semaphore of k permits is claimed by at most k at the same time. */
import { formatInstant } from '../../history/instant.ts';
import { type Claimed, claimsInOrder } from '../ledger/overlap.ts';
import type { Checker, Violation } from '../violation.ts';
import { leaseOf } from './exclusion.ts';

export const permits: Checker = {
  promise: 'permits',
  about: 'A semaphore of k permits is claimed by at most k at the same time.',
  isMade: ({ holds }) => holds.some(({ asked }) => asked.limit > 1),
  *find({ holds }) {
    const semaphores = holds.filter(({ asked }) => asked.mode === 'exclusive' && asked.limit > 1);
    for (const { entering, present } of claimsInOrder(semaphores)) {
      const others = [...present.exclusive].filter(({ hold }) => hold !== entering.hold);
      if (others.length >= entering.hold.asked.limit) yield tooMany(entering, others);
    }
  },
};

function tooMany(entering: Claimed, others: readonly Claimed[]): Violation {
  const all = [...others, entering];
  const { client, resource, limit } = entering.hold.asked;
  const names = others.map(({ hold }) => hold.asked.client).join(', ');
  return {
    promise: 'permits',
    sinceUs: Math.min(...all.map(({ hold }) => hold.asked.at)),
    atUs: entering.fromUs,
    untilUs: Math.min(...all.map(({ untilUs }) => untilUs)),
    locks: all.map(({ hold }) => hold.name),
    resource,
    sentence: `${client} is granted a permit of ${resource} at ${formatInstant(entering.fromUs)} beside ${names}: ${all.length} of ${limit} permits are out.`,
    reliesOn: leaseOf(all.map(({ hold }) => hold)),
  };
}
