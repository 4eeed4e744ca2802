/**
 * The checkers against the promises taken word by word: small histories by chance, and at every single instant the
 * question who claims, whose keys stand and who waits, asked of the events themselves.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECKERS } from '../../../src/lab/check/judge.ts';
import { openLedger } from '../../../src/lab/check/ledger/ledger.ts';
import type { PromiseName } from '../../../src/lab/check/violation.ts';
import type { LabEvent } from '../../../src/lab/history/event.ts';
import type { History } from '../../../src/lab/history/history.ts';
import { ALL } from '../../support/history.ts';
import { end, healed, kill, lock, script } from '../../support/lab-script.ts';

/** The last instant of every history, and how long a free resource may be waited for. */
const END = 40;
const PATIENCE = 8;
const QUORUM = 2;
const INSTANCES = ['i1', 'i2', 'i3'];
const RUNS = 1_000;

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

/** One client and its one lock. */
const someLock = fc.record({
  askedAt: fc.nat(20),
  calling: fc.nat(8),
  fate: fc.constantFrom('granted', 'granted', 'granted', 'refused', 'pending', 'aborted'),
  promised: optional(fc.integer({ min: -2, max: 12 })),
  token: optional(fc.nat(4)),
  mode: fc.constantFrom('exclusive', 'exclusive', 'shared'),
  extended: optional(fc.record({ after: fc.nat(14), until: fc.integer({ min: -1, max: 8 }) })),
  asked: optional(fc.record({ after: fc.nat(16), held: fc.boolean() })),
  over: optional(fc.record({ after: fc.nat(12), how: fc.constantFrom('released', 'told', 'killed') })),
  keys: fc.array(
    fc.record({ instance: fc.nat(2), from: fc.integer({ min: -4, max: 3 }), lives: fc.nat(16) }),
    { maxLength: 4 },
  ),
} as const);

type Drawn = typeof someLock extends fc.Arbitrary<infer T> ? T : never;

function eventsOf(drawn: Drawn, index: number, limit: number): readonly LabEvent[] {
  const client = 'abcdef'[index] as string;
  const one = lock(client, index);
  const grantedAt = drawn.askedAt + drawn.calling;
  const { mode } = drawn;
  const events: LabEvent[] = [one.acquire(drawn.askedAt, { mode, limit })];
  if (drawn.fate === 'refused') events.push(one.refused(grantedAt));
  if (drawn.fate === 'aborted') events.push(one.abort(grantedAt));
  if (drawn.fate !== 'granted') return events;
  events.push(
    one.granted(
      grantedAt,
      drawn.promised === undefined ? undefined : grantedAt + drawn.promised,
      drawn.token,
    ),
  );
  const { extended, asked, over } = drawn;
  const overAt = grantedAt + (over?.after ?? 99);
  const extendedAt = grantedAt + (extended?.after ?? 99);
  if (extended !== undefined && !(over?.how === 'killed' && overAt <= extendedAt))
    events.push(...one.extend(grantedAt, extendedAt, extendedAt + extended.until));
  if (asked !== undefined) events.push(one.asked(grantedAt + asked.after, asked.held));
  if (over?.how === 'released') events.push(...one.release(overAt, overAt + 1));
  if (over?.how === 'told') events.push(one.told(overAt));
  if (over?.how === 'killed') events.push(kill(client, overAt));
  const keys = drawn.keys.flatMap(({ instance, from, lives }) => {
    const at = Math.max(0, grantedAt + from);
    return one.keys(at, at + lives, [INSTANCES[instance] as string]);
  });
  return [...events, ...keys];
}

const someHistory = fc
  .record({
    locks: fc.array(someLock, { minLength: 1, maxLength: 6 }),
    limit: fc.constantFrom(1, 2),
    healedAt: fc.nat(20),
  })
  .map(({ locks, limit, healedAt }) =>
    script(
      [
        ...locks.map((drawn, index) => eventsOf(drawn, index, limit).filter(({ at }) => at <= END)),
        healed(healedAt),
        end(END),
      ],
      {
        promises: { ...ALL, progressUs: PATIENCE, bypass: 1 },
      },
    ),
  );

/** What can be said of one lock at one instant, from its events alone. */
interface Said {
  readonly asks: Extract<LabEvent, { kind: 'acquire' }>;
  readonly granted: Extract<LabEvent, { kind: 'granted' }> | undefined;
  /** Settled, given up or dead. */
  readonly waitsUntil: number;
  claims(atUs: number): boolean;
  /** Claims, by a word that is vouched for: a deadline, or the answer of this instant. */
  vouches(atUs: number): boolean;
  keysAt(atUs: number): number;
}

function said(asks: Said['asks'], all: readonly LabEvent[]): Said {
  const mine = all.filter((event) => 'client' in event && event.client === asks.client);
  const granted = mine.find((event): event is NonNullable<Said['granted']> => event.kind === 'granted');
  const isEnd = (event: LabEvent) =>
    ['release', 'told', 'kill'].includes(event.kind) || (event.kind === 'asked' && !event.held);
  const overAt = mine.find(isEnd)?.at ?? Number.POSITIVE_INFINITY;
  const yes = mine.filter(
    (event) => event.kind === 'granted' && mine.indexOf(event) < indexOrEnd(mine.findIndex(isEnd)),
  );
  const answers = mine.filter((event) => event.kind === 'asked' && event.held);
  const deadlineAt = (atUs: number) => {
    const promises = yes.flatMap((event) =>
      event.kind === 'granted' && event.at <= atUs && (event === granted || event.untilUs !== undefined)
        ? [event.untilUs]
        : [],
    );
    return promises.length === 0 ? -1 : (promises.at(-1) ?? Number.POSITIVE_INFINITY);
  };
  const isAnswer = (atUs: number) =>
    [...yes, ...answers].some((event) => event.at === atUs) && granted !== undefined;
  const claims = (atUs: number) =>
    granted !== undefined &&
    granted.at <= atUs &&
    atUs < overAt &&
    (atUs < deadlineAt(atUs) || isAnswer(atUs));
  const settles = mine.find(({ kind }) => ['granted', 'refused', 'abort', 'kill'].includes(kind));
  return {
    asks,
    granted,
    waitsUntil: settles?.at ?? END,
    claims,
    vouches: (atUs) =>
      claims(atUs) &&
      (lastDeadline(yes) !== Number.POSITIVE_INFINITY || claimBegins(claims, yes, answers, atUs)),
    keysAt: (atUs) =>
      INSTANCES.filter((instance) => {
        const keys = all.filter(
          (event) =>
            'owner' in event &&
            event.owner === `${asks.client}/${asks.op}` &&
            event.instance === instance &&
            event.at <= atUs,
        );
        return keys.at(-1)?.kind === 'key-granted';
      }).length,
  };
}

function indexOrEnd(index: number): number {
  return index === -1 ? Number.POSITIVE_INFINITY : index;
}

function lastDeadline(yes: readonly LabEvent[]): number {
  const named = yes.flatMap((event) =>
    event.kind === 'granted' && event.untilUs !== undefined ? [event.untilUs] : [],
  );
  return named.at(-1) ?? Number.POSITIVE_INFINITY;
}

/** Whether the word of this instant is the first of a claim: then it is vouched for without a deadline too. */
function claimBegins(
  claims: (atUs: number) => boolean,
  yes: readonly LabEvent[],
  answers: readonly LabEvent[],
  atUs: number,
): boolean {
  return [...yes, ...answers].some((event) => event.at === atUs) && !claims(atUs - 1);
}

type Trial = (locks: readonly Said[], history: History) => boolean;
const INSTANTS = Array.from({ length: 2 * END }, (_, atUs) => atUs);
const isMutex = ({ asks }: Said) => asks.mode === 'exclusive' && asks.limit === 1;
const pairs = (locks: readonly Said[]) => locks.flatMap((one) => locks.map((other) => [one, other] as const));

/** Each promise in its own words: whether it is broken. */
const TRIALS: Readonly<Partial<Record<PromiseName, Trial>>> = {
  exclusion: (locks) =>
    INSTANTS.some((atUs) => locks.filter((one) => isMutex(one) && one.claims(atUs)).length > 1),
  'readers-writers': (locks) =>
    INSTANTS.some(
      (atUs) => new Set(locks.filter((one) => one.claims(atUs)).map(({ asks }) => asks.mode)).size > 1,
    ) && locks.some(({ asks, granted }) => asks.mode === 'shared' && granted !== undefined),
  permits: (locks) =>
    INSTANTS.some(
      (atUs) =>
        locks.filter((one) => one.asks.limit === 2 && one.asks.mode === 'exclusive' && one.claims(atUs))
          .length > 2,
    ),
  deadline: (locks, { events }) =>
    locks.some(({ granted }) => granted?.untilUs !== undefined && granted.untilUs <= granted.at) ||
    (events.some(({ kind }) => kind === 'key-granted') &&
      INSTANTS.some((atUs) => locks.some((one) => one.vouches(atUs) && one.keysAt(atUs) < QUORUM))),
  tokens: (locks) => {
    const granted = locks.filter((one) => one.granted !== undefined && one.asks.limit === 1);
    const tokenOf = (one: Said) => one.granted?.token ?? -1;
    return (
      granted.some((one) => one.granted?.token === undefined) ||
      pairs(granted).some(([one, other]) => {
        const areWriters = one.asks.mode === 'exclusive' && other.asks.mode === 'exclusive';
        if (one !== other && areWriters && tokenOf(one) === tokenOf(other)) return true;
        const areReaders = one.asks.mode === 'shared' && other.asks.mode === 'shared';
        return !areReaders && (one.granted?.at ?? 99) < other.asks.at && tokenOf(one) > tokenOf(other);
      })
    );
  },
  bypass: (locks) =>
    locks.some((waiter) => {
      const passing = locks.filter(
        ({ asks, granted }) =>
          asks.at > waiter.asks.at && granted !== undefined && granted.at < waiter.waitsUntil,
      );
      return passing.length > 1;
    }),
  progress: (locks, { events }) => {
    const from = events.find(({ kind }) => kind === 'healed')?.at ?? END;
    let waited = 0;
    return INSTANTS.filter((atUs) => atUs >= from && atUs < END).some((atUs) => {
      if (locks.some(({ granted }) => granted?.at === atUs)) waited = 0;
      const waits = locks.some(({ asks, waitsUntil }) => asks.at <= atUs && atUs < waitsUntil);
      if (waits && !locks.some((one) => one.claims(atUs))) waited++;
      return waited > PATIENCE;
    });
  },
};

describe('a checker finds what the words of its promise say', () => {
  it.each(Object.entries(TRIALS))('%s', (promise, isBroken) => {
    const checker = CHECKERS.find((one) => one.promise === promise);
    let broken = 0;
    fc.assert(
      fc.property(someHistory, (history) => {
        const asks = history.events.filter((event): event is Said['asks'] => event.kind === 'acquire');
        const expected = isBroken(
          asks.map((one) => said(one, history.events)),
          history,
        );
        if (expected) broken++;
        const ledger = openLedger(history);
        const found = checker?.isMade(ledger) ? [...checker.find(ledger)] : [];
        expect(found.length > 0, found[0]?.sentence).toBe(expected);
      }),
      { numRuns: RUNS, seed: 20261126 },
    );
    expect(broken, 'the histories break the promise now and then').toBeGreaterThan(RUNS / 200);
    expect(broken).toBeLessThan(RUNS);
  });
});
