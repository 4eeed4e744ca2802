/** Walks over the claims of a resource in order of time, and shows at each new one who claims already. */
import type { Hold } from './claim.ts';
import type { Span } from './span.ts';

/** A claim and whose it is. */
export interface Claimed extends Span {
  readonly hold: Hold;
}

/** Who claims at a moment. */
export interface Claimants {
  readonly exclusive: ReadonlySet<Claimed>;
  readonly shared: ReadonlySet<Claimed>;
}

interface Turn {
  readonly atUs: number;
  readonly claimed: Claimed;
  readonly begins: boolean;
}

/** Every claim at its beginning, with those that hold at that moment already. */
export function* claimsInOrder(
  holds: readonly Hold[],
): Iterable<{ readonly entering: Claimed; readonly present: Claimants }> {
  for (const ofResource of byResource(holds).values()) {
    const present = { exclusive: new Set<Claimed>(), shared: new Set<Claimed>() };
    for (const { claimed, begins } of turnsOf(ofResource)) {
      const side = present[claimed.hold.asked.mode];
      if (!begins) side.delete(claimed);
      else {
        yield { entering: claimed, present };
        side.add(claimed);
      }
    }
  }
}

/** Holds by resource, in the order in which they were granted. */
export function byResource(holds: readonly Hold[]): ReadonlyMap<string, readonly Hold[]> {
  const groups = new Map<string, Hold[]>();
  for (const hold of holds) {
    const group = groups.get(hold.asked.resource);
    if (group === undefined) groups.set(hold.asked.resource, [hold]);
    else group.push(hold);
  }
  return groups;
}

/** What ends at an instant is over before another begins there. */
function turnsOf(holds: readonly Hold[]): readonly Turn[] {
  return holds
    .flatMap((hold) => hold.claims.map((claim) => ({ ...claim, hold })))
    .filter(({ fromUs, untilUs }) => fromUs < untilUs)
    .flatMap((claimed) => [
      { atUs: claimed.fromUs, claimed, begins: true },
      { atUs: claimed.untilUs, claimed, begins: false },
    ])
    .sort((a, b) => a.atUs - b.atUs || Number(a.begins) - Number(b.begins));
}
