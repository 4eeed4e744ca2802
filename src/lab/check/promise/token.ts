/** Tokens: unique for a resource, and larger for who asked after another had been granted. */
import { formatInstant } from '../../history/instant.ts';
import type { Hold } from '../ledger/claim.ts';
import { byResource } from '../ledger/overlap.ts';
import { type Checker, MEMORY, type Violation } from '../violation.ts';

export const tokens: Checker = {
  promise: 'tokens',
  about: 'Fencing tokens are unique for a resource and rise as ownership goes on.',
  isMade: ({ header }) => header.promises.fenced,
  *find({ holds }) {
    const mutexes = holds.filter(({ asked }) => asked.limit === 1);
    for (const ofResource of byResource(mutexes).values()) {
      yield* missing(ofResource);
      yield* repeated(ofResource.filter(({ asked }) => asked.mode === 'exclusive'));
      yield* falling(ofResource);
    }
  },
};

function* missing(holds: readonly Hold[]): Iterable<Violation> {
  for (const hold of holds)
    if (hold.granted.token === undefined) yield broken([hold], 'is granted without a token');
}

function* repeated(holds: readonly Hold[]): Iterable<Violation> {
  const seen = new Map<number, Hold>();
  for (const hold of holds) {
    const { token } = hold.granted;
    if (token === undefined) continue;
    const before = seen.get(token);
    if (before !== undefined) yield broken([before, hold], `gets token ${token}, which ${whose(before)} has`);
    seen.set(token, before ?? hold);
  }
}

/**
 * Whoever asks after another was granted gets a larger token. Readers may share one, and that of the writer before
 * them.
 */
function* falling(holds: readonly Hold[]): Iterable<Violation> {
  const asking = [...holds].sort((a, b) => a.asked.at - b.asked.at);
  const largest: { exclusive: Hold | undefined; shared: Hold | undefined } = {
    exclusive: undefined,
    shared: undefined,
  };
  let next = 0;
  for (const hold of asking) {
    for (; (holds[next]?.granted.at ?? Number.POSITIVE_INFINITY) < hold.asked.at; next++) {
      const earlier = holds[next] as Hold;
      if (tokenOf(earlier) > tokenOf(largest[earlier.asked.mode])) largest[earlier.asked.mode] = earlier;
    }
    const before = mostBefore(hold, largest);
    if (before !== undefined)
      yield broken(
        [before, hold],
        `gets token ${tokenOf(hold)} after token ${tokenOf(before)} of ${whose(before)}`,
      );
  }
}

function mostBefore(
  hold: Hold,
  { exclusive, shared }: { readonly exclusive: Hold | undefined; readonly shared: Hold | undefined },
): Hold | undefined {
  const token = hold.granted.token;
  if (token === undefined) return undefined;
  if (hold.asked.mode === 'shared') return token < tokenOf(exclusive) ? exclusive : undefined;
  if (token < tokenOf(exclusive)) return exclusive;
  return token < tokenOf(shared) ? shared : undefined;
}

function tokenOf(hold: Hold | undefined): number {
  return hold?.granted.token ?? -1;
}

function whose({ asked, granted }: Hold): string {
  return `${asked.client}, granted at ${formatInstant(granted.at)},`;
}

function broken(holds: readonly Hold[], what: string): Violation {
  const last = holds.at(-1) as Hold;
  const { client, resource } = last.asked;
  return {
    promise: 'tokens',
    // A counter that was once lost is lost for good.
    sinceUs: 0,
    atUs: last.granted.at,
    untilUs: last.granted.at,
    locks: holds.map(({ name }) => name),
    resource,
    sentence: `${client} ${what.replace(/,$/, '')}: ${resource} at ${formatInstant(last.granted.at)}.`,
    reliesOn: MEMORY,
  };
}
