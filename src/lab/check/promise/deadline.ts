/** The deadline: a lock is handed out before it, and while it is claimed its keys stand at a majority of the instances. */
import { formatInstant, formatLength } from '../../history/instant.ts';
import type { Hold } from '../ledger/claim.ts';
import { firstGap, type KeyLife, standingTogether } from '../ledger/key-life.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Span } from '../ledger/span.ts';
import { always, type Checker, LEASE, type Violation } from '../violation.ts';

export const deadline: Checker = {
  promise: 'deadline',
  about: 'The promised deadline does not lie beyond the real expiry at a majority.',
  isMade: always,
  *find(ledger) {
    const watched = watchedResources(ledger);
    for (const hold of ledger.holds) {
      if (isDead(hold)) {
        yield dead(hold);
        continue;
      }
      if (!watched.has(hold.asked.resource)) continue;
      const lives = ledger.keys.get(hold.name) ?? [];
      const standing = standingTogether(forgive(lives, ledger.header.assumptions.amnesia), quorumOf(ledger));
      const found = firstUncovered(hold, standing);
      if (found !== undefined) yield uncovered(hold, found, { lives, of: ledger.header.instances.length });
    }
  },
};

/** By the library's own word it is over when it is handed out. */
function isDead({ granted }: Hold): boolean {
  return granted.untilUs !== undefined && granted.untilUs <= granted.at;
}

function dead({ asked: { client, resource, at }, granted, name }: Hold): Violation {
  return {
    promise: 'deadline',
    sinceUs: at,
    atUs: granted.at,
    untilUs: granted.at,
    locks: [name],
    resource,
    sentence: `${client} is granted ${resource} at ${formatInstant(granted.at)}, when its time is over already.`,
    // To look at its own clocks once more, a library needs nobody.
    reliesOn: [],
  };
}

/** A majority of the instances. */
export function quorumOf({ header }: Ledger): number {
  return Math.floor(header.instances.length / 2) + 1;
}

/**
 * A key that an instance forgot within the budget counts as standing: what the library was told to reckon with, it
 * must have reckoned with, by a larger quorum or by letting the instance sit out.
 */
function forgive(lives: readonly KeyLife[], amnesia: number): readonly KeyLife[] {
  if (amnesia === 0) return lives;
  const forgetful = [...new Set(lives.filter(isForgotten).map(({ instance }) => instance))].slice(0, amnesia);
  return lives.map((life) =>
    isForgotten(life) && forgetful.includes(life.instance)
      ? { ...life, untilUs: Number.POSITIVE_INFINITY }
      : life,
  );
}

function isForgotten({ end }: KeyLife): boolean {
  return end === 'back' || end === 'flush' || end === 'failover';
}

/** Where the world recorded no keys, nothing is known of their lives. */
function watchedResources({ keys }: Ledger): ReadonlySet<string> {
  const names = new Set<string>();
  for (const lives of keys.values()) for (const { key } of lives) names.add(key);
  return names;
}

function firstUncovered(hold: Hold, standing: readonly Span[]): Span | undefined {
  for (const claim of hold.claims) {
    const atUs = firstGap(promised(claim, hold), standing);
    if (atUs !== undefined) return { fromUs: atUs, untilUs: claim.untilUs };
  }
  return undefined;
}

/** Without a promised deadline the library vouches for the moment of its word, and no more. */
function promised({ fromUs, untilUs }: Span, { deadlineUs }: Hold): Span {
  return { fromUs, untilUs: Number.isFinite(deadlineUs) ? untilUs : Math.min(untilUs, fromUs + 1) };
}

interface Evidence {
  readonly lives: readonly KeyLife[];
  readonly of: number;
}

function uncovered(hold: Hold, { fromUs, untilUs }: Span, { lives, of }: Evidence): Violation {
  const { client, resource, at } = hold.asked;
  const count = new Set(
    lives.filter((life) => life.fromUs <= fromUs && fromUs < life.untilUs).map(({ instance }) => instance),
  ).size;
  const early =
    fromUs === hold.granted.at
      ? `is granted ${resource} at ${formatInstant(fromUs)}`
      : `has ${resource} by promise for another ${formatLength(untilUs - fromUs)} at ${formatInstant(fromUs)}`;
  return {
    promise: 'deadline',
    sinceUs: at,
    atUs: fromUs,
    untilUs,
    locks: [hold.name],
    resource,
    sentence: `${client} ${early}, when its key stands at ${count} of ${of} instances.`,
    reliesOn: LEASE,
  };
}
