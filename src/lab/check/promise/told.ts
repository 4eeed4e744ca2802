/** Being told: whose lock runs out hears of it by the deadline, unless it released the lock before. */
import { formatInstant, formatLength } from '../../history/instant.ts';
import type { Hold } from '../ledger/claim.ts';
import { standingTogether } from '../ledger/key-life.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { afterOwnTime } from '../ledger/span.ts';
import { type Checker, CLOCKS, type Violation } from '../violation.ts';
import { quorumOf } from './deadline.ts';

export const told: Checker = {
  promise: 'told',
  about: 'A holder is told no later than the deadline that its lock is over.',
  isMade: ({ header }) => header.promises.tellUs !== undefined,
  *find(ledger) {
    for (const hold of ledger.holds) {
      const deadlineUs = realDeadline(hold, ledger);
      if (deadlineUs === undefined || knewUs(hold) <= deadlineUs) continue;
      const dueUs = dueOf(hold, deadlineUs, ledger);
      if (dueUs < ledger.endAt && knewUs(hold) > dueUs) yield late(hold, deadlineUs, ledger.endAt);
    }
  },
};

/** The promised deadline; without one, the end of the majority under the lock. */
function realDeadline(hold: Hold, ledger: Ledger): number | undefined {
  if (Number.isFinite(hold.deadlineUs)) return Math.max(hold.deadlineUs, hold.granted.at);
  const standing = standingTogether(ledger.keys.get(hold.name) ?? [], quorumOf(ledger));
  const untilUs = standing.findLast(({ fromUs }) => fromUs <= hold.granted.at)?.untilUs;
  return untilUs !== undefined && Number.isFinite(untilUs) ? Math.max(untilUs, hold.granted.at) : undefined;
}

/** When the holder knew that it is over, by word or by its own doing. */
function knewUs({ told, leftAt }: Hold): number {
  return Math.min(told?.at ?? Number.POSITIVE_INFINITY, leftAt ?? Number.POSITIVE_INFINITY);
}

/** A clock within its bound may have changed its rate since the promise, and a paused client cannot listen. */
function dueOf({ asked, granted }: Hold, deadlineUs: number, { header, pauses }: Ledger): number {
  const driftUs = 2 * header.assumptions.clockRateBound * (deadlineUs - granted.at);
  const patienceUs = (header.promises.tellUs ?? 0) + driftUs;
  return afterOwnTime(deadlineUs, patienceUs, pauses.get(asked.client) ?? []);
}

function late(hold: Hold, deadlineUs: number, endAt: number): Violation {
  const { client, resource, at } = hold.asked;
  const untilUs = Math.min(knewUs(hold), endAt);
  const word = hold.told === undefined ? 'is not told' : 'is told';
  return {
    promise: 'told',
    sinceUs: at,
    atUs: deadlineUs,
    untilUs,
    locks: [hold.name],
    resource,
    sentence: `The lock of ${client} on ${resource} is over at ${formatInstant(deadlineUs)}; ${client} ${word} until ${formatInstant(untilUs)}, ${formatLength(untilUs - deadlineUs)} later.`,
    reliesOn: CLOCKS,
  };
}
