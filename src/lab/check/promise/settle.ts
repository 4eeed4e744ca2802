/** Settling: every call has an outcome within the limit, its client's pauses not counted. */
import { formatInstant, formatLength } from '../../history/instant.ts';
import { type Call, nameOf } from '../ledger/ledger.ts';
import { afterOwnTime } from '../ledger/span.ts';
import { always, type Checker, CLOCKS, type Violation } from '../violation.ts';

export const settles: Checker = {
  promise: 'settles',
  about: 'Every call settles within its limit, whatever befalls the network.',
  isMade: always,
  *find({ calls, header, pauses, endAt }) {
    const { settleUs } = header.promises;
    for (const call of calls) {
      const dueUs = afterOwnTime(call.asked.at, settleUs, pauses.get(call.asked.client) ?? []);
      const settledAt = call.outcome?.at ?? call.killedAt ?? Number.POSITIVE_INFINITY;
      if (settledAt > dueUs && endAt > dueUs) yield unsettled(call, dueUs, Math.min(settledAt, endAt));
    }
  },
};

function unsettled({ asked, resource, outcome }: Call, atUs: number, untilUs: number): Violation {
  const { client, op, kind, at } = asked;
  const end = outcome === undefined ? 'has not settled at all' : 'settles only then';
  return {
    promise: 'settles',
    sinceUs: at,
    atUs,
    untilUs,
    locks: [nameOf(client, kind === 'acquire' ? op : asked.lock)],
    resource,
    sentence: `The ${kind} of ${resource} that ${client} called at ${formatInstant(at)} should settle by ${formatInstant(atUs)}; ${formatLength(untilUs - at)} after the call it ${end}.`,
    reliesOn: CLOCKS,
  };
}
