/** No lost update: a write that is accepted was based on the value of the accepted write before it. */
import type { EventOf } from '../../history/event.ts';
import { formatInstant } from '../../history/instant.ts';
import { nameOf } from '../ledger/ledger.ts';
import { type Checker, MEMORY, type Violation } from '../violation.ts';

export const lostUpdate: Checker = {
  promise: 'lost-update',
  about: 'A fenced resource accepts no write that is based on an old value.',
  isMade: ({ header }) => header.promises.fenced,
  *find({ events }) {
    const last = new Map<string, EventOf<'write'>>();
    for (const event of events) {
      if (event.kind !== 'write' || !event.accepted) continue;
      const before = last.get(event.resource);
      if (before !== undefined && before.value !== event.read) yield lost(before, event);
      last.set(event.resource, event);
    }
  },
};

function lost(
  before: EventOf<'write'>,
  { at, client, lock, resource, read, value }: EventOf<'write'>,
): Violation {
  return {
    promise: 'lost-update',
    sinceUs: 0,
    atUs: at,
    untilUs: at,
    locks: [nameOf(before.client, before.lock), nameOf(client, lock)],
    resource,
    sentence: `${client} writes ${value} over ${before.value} of ${before.client} in ${resource} at ${formatInstant(at)}, having read ${read}: an update is lost.`,
    reliesOn: MEMORY,
  };
}
