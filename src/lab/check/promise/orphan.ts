/** Orphans: a key does not outlive its TTL, counted from its grant or from the last moment its owner wanted it. */
import { formatInstant, formatLength } from '../../history/instant.ts';
import type { KeyLife } from '../ledger/key-life.ts';
import { type Call, type Ledger, nameOf } from '../ledger/ledger.ts';
import { type AssumptionName, always, type Checker, CLOCKS, type Violation } from '../violation.ts';

const RELIES_ON: readonly AssumptionName[] = [...CLOCKS, 'delayUs'];

export const orphans: Checker = {
  promise: 'orphans',
  about: 'No key is left behind after its TTL.',
  isMade: always,
  *find(ledger) {
    const wanted = lastWanted(ledger);
    const lives = longestLives(ledger);
    for (const call of ledger.calls) {
      const { asked } = call;
      if (asked.kind !== 'acquire') continue;
      const name = nameOf(asked.client, asked.op);
      const wantedUs = wanted.get(name) ?? gaveUpAt(call);
      for (const life of ledger.keys.get(name) ?? []) {
        const dueUs =
          Math.max(wantedUs, life.fromUs) + (lives.get(name) ?? 0) + ledger.header.promises.orphanUs;
        if (Math.min(life.untilUs, ledger.endAt) > dueUs) yield orphan(life, call, dueUs);
      }
    }
  },
};

/** Until when each lock was claimed, or asked to be prolonged. */
function lastWanted({ holds, calls }: Ledger): ReadonlyMap<string, number> {
  const wanted = new Map(holds.map((hold) => [hold.name, hold.claims.at(-1)?.untilUs ?? 0]));
  for (const call of calls) {
    const { asked } = call;
    if (asked.kind !== 'extend') continue;
    const name = nameOf(asked.client, asked.lock);
    wanted.set(name, Math.max(wanted.get(name) ?? 0, gaveUpAt(call)));
  }
  return wanted;
}

function gaveUpAt({ outcome, killedAt }: Call): number {
  return outcome?.at ?? killedAt ?? Number.POSITIVE_INFINITY;
}

/** The longest TTL that each lock asked for, as the slowest clock measures it. */
function longestLives({ calls, header }: Ledger): ReadonlyMap<string, number> {
  const slowest = 1 - Math.min(header.assumptions.clockRateBound, 0.5);
  const lives = new Map<string, number>();
  for (const { asked } of calls) {
    if (asked.kind === 'release') continue;
    const name = nameOf(asked.client, asked.kind === 'acquire' ? asked.op : asked.lock);
    lives.set(name, Math.max(lives.get(name) ?? 0, asked.ttlUs / slowest));
  }
  return lives;
}

function orphan(
  { instance, owner, key, fromUs, untilUs }: KeyLife,
  { asked }: Call,
  dueUs: number,
): Violation {
  const atUs = Math.ceil(dueUs);
  const end = Number.isFinite(untilUs) ? `until ${formatInstant(untilUs)}` : 'to the end of the run';
  const over = Number.isFinite(untilUs) ? `, ${formatLength(untilUs - atUs)} too long` : '';
  return {
    promise: 'orphans',
    sinceUs: Math.min(asked.at, fromUs),
    atUs,
    untilUs: Number.isFinite(untilUs) ? untilUs : atUs,
    locks: [owner],
    resource: key,
    sentence: `The key of ${asked.client} on ${key} should be gone from ${instance} by ${formatInstant(atUs)}; it stands ${end}${over}.`,
    reliesOn: RELIES_ON,
  };
}
