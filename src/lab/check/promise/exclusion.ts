/** Exclusion: no two exclusive locks of a resource are claimed at the same time. */
import { formatInstant, formatLength } from '../../history/instant.ts';
import type { Hold } from '../ledger/claim.ts';
import { type Claimed, claimsInOrder } from '../ledger/overlap.ts';
import { type AssumptionName, always, type Checker, LEASE, type Violation } from '../violation.ts';

export const exclusion: Checker = {
  promise: 'exclusion',
  about: 'No two exclusive locks of a resource are claimed at the same time.',
  isMade: always,
  *find({ holds }) {
    const mutexes = holds.filter(({ asked }) => asked.mode === 'exclusive' && asked.limit === 1);
    for (const { entering, present } of claimsInOrder(mutexes))
      for (const other of present.exclusive)
        if (other.hold !== entering.hold) yield overlap('exclusion', other, entering);
  },
};

/** Two claims that must not meet, and do. */
export function overlap(promise: Violation['promise'], first: Claimed, second: Claimed): Violation {
  const untilUs = Math.min(first.untilUs, second.untilUs);
  const { resource } = second.hold.asked;
  const both = [first.hold, second.hold];
  const length = formatLength(untilUs - second.fromUs);
  return {
    promise,
    sinceUs: Math.min(...both.map(({ asked }) => asked.at)),
    atUs: second.fromUs,
    untilUs,
    locks: both.map(({ name }) => name),
    resource,
    sentence: `${says(second)} ${resource} at ${formatInstant(second.fromUs)} while ${whose(first)}: two holders for ${length}.`,
    reliesOn: leaseOf(both),
  };
}

function says({ hold, fromUs }: Claimed): string {
  const { client } = hold.asked;
  return fromUs === hold.granted.at ? `${client} is granted` : `${client} is told that it has`;
}

/** How the claim that is there already will end. */
function whose({ hold, untilUs }: Claimed): string {
  const { client } = hold.asked;
  const last = hold.claims.at(-1)?.untilUs;
  const word = last === untilUs ? END_WORDS[hold.end] : 'claims it';
  return `${client}, granted at ${formatInstant(hold.granted.at)}, ${word} until ${formatInstant(untilUs)}`;
}

const END_WORDS: Readonly<Record<Hold['end'], string>> = {
  deadline: 'is promised it',
  told: 'is told of no loss',
  released: 'works and does not release it',
  killed: 'claims it',
  denied: 'is not denied it',
  open: 'claims it to the end of the run,',
};

/** A lock without a deadline also relies on its holder's not being paused: nothing else ends its claim. */
export function leaseOf(holds: readonly Hold[]): readonly AssumptionName[] {
  return holds.some(({ deadlineUs }) => deadlineUs === Number.POSITIVE_INFINITY)
    ? [...LEASE, 'pauseUs']
    : LEASE;
}
