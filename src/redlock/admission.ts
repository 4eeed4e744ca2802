/**
 * Admission: how an instance without a memory comes to vote again, and how a quorum begins.
 *
 * - All answer, and none has a record: the quorum begins, and votes at once. (Losing the memory of all
 *   instances looks the same: their locks are gone with no trace. Tokens then start at the clock.)
 * - Others have a record: it has forgotten. It waits as long as the longest lock may live, then takes the
 *   largest counter of n − q + 1 others, which were not all outside of any earlier quorum; read after the
 *   wait, because until its end a lock could still be confirmed elsewhere.
 * - All have restarted at once and none votes: when every wait is over, the largest counter of all and the
 *   clock are taken. That is a fallback, outside of what is proven.
 *
 * Bootstrap and quarantine exclude each other in time: a bootstrap is valid for a grace, and nobody is sent
 * to quarantine before one has passed since it was first seen without a record.
 */
import type { Verdict } from './error.ts';
import type { House } from './house.ts';
import type { Request } from './instance/request.ts';
import { instanceTimeoutOf } from './option.ts';
import { type Quorum, readersOf } from './round/quorum.ts';
import { numberOf, textOf } from './round/vote.ts';

/** How long a bootstrap may be under way. */
export const BOOTSTRAP_GRACE_MS = 2_000;
/** Looks at all instances, at most one in so long a time when nothing came of the last. */
const LOOK_EVERY_MS = 250;

/** The state of an instance's record. */
export type Standing =
  | { readonly kind: 'voting'; readonly high: number }
  | { readonly kind: 'amnesiac'; readonly nowMs: number }
  | { readonly kind: 'quarantined'; readonly high: number }
  | { readonly kind: 'unrecovered'; readonly untilMs: number; readonly high: number }
  | { readonly kind: 'silent' };

/** One step of one instance's record. */
export interface AdmissionStep {
  readonly instance: number;
  readonly step: 'bootstrap' | 'quarantine' | 'recover';
  readonly reach: number;
  readonly moment: number;
}

/** What is known besides the standings. */
export interface AdmissionView {
  readonly quorum: Quorum;
  readonly quarantineMs: number;
  /** Instances seen without a record for longer than a bootstrap may be under way. */
  readonly isLongAmnesiac: (instance: number) => boolean;
  /** The quarantine of an instance that was known to be over before the standings were read. */
  readonly endedMs: (instance: number) => number | undefined;
}

/** The steps that follow from the standings of all instances. */
export function planAdmission(standings: readonly Standing[], view: AdmissionView): readonly AdmissionStep[] {
  if (standings.every(({ kind }) => kind === 'amnesiac')) return bootstrap(standings);
  const hasRecord = standings.some(({ kind }) => kind !== 'amnesiac' && kind !== 'silent');
  return standings.flatMap((standing, instance): readonly AdmissionStep[] => {
    if (standing.kind === 'amnesiac') {
      if (!hasRecord || !view.isLongAmnesiac(instance)) return [];
      return [{ instance, step: 'quarantine', reach: 0, moment: view.quarantineMs }];
    }
    if (standing.kind !== 'unrecovered' || view.endedMs(instance) !== standing.untilMs) return [];
    const reach = recoveredHigh(standings, view);
    return reach === undefined ? [] : [{ instance, step: 'recover', reach, moment: standing.untilMs }];
  });
}

/**
 * All begin with one counter, so that first tokens agree: the latest of their clocks. Not later, or a quorum
 * that loses all its memory soon after would begin again below the tokens that it has given.
 */
function bootstrap(standings: readonly Standing[]): readonly AdmissionStep[] {
  const clocks = standings.map((one) => (one.kind === 'amnesiac' ? one.nowMs : 0));
  const reach = Math.max(...clocks);
  return clocks.map((nowMs, instance) => ({
    instance,
    step: 'bootstrap',
    reach,
    moment: nowMs + BOOTSTRAP_GRACE_MS,
  }));
}

function recoveredHigh(standings: readonly Standing[], view: AdmissionView): number | undefined {
  const voting = standings.flatMap((one) => (one.kind === 'voting' ? [one.high] : []));
  if (voting.length >= readersOf(view.quorum)) return Math.max(...voting);
  const known = standings.flatMap((one) =>
    one.kind === 'voting' || one.kind === 'unrecovered' ? [one.high] : [],
  );
  return known.length === standings.length ? Math.max(...known) : undefined;
}

/** What is known of one record: an instance has one, a cluster one a slot. */
interface Desk {
  readonly amnesiacSince: Map<number, number>;
  looking: Promise<boolean> | undefined;
  lastLookMs: number;
}

export class Admission {
  readonly #house: House;
  readonly #desks = new Map<string, Desk>();

  constructor(house: House) {
    this.#house = house;
  }

  /**
   * Looks after the instances that do not vote. Resolves to true when some of them do now, so that another
   * round is worth it. Never rejects.
   * @param key a lock's key: on a cluster the record of its slot is meant
   */
  heal(votes: readonly Verdict[], key: string): Promise<boolean> {
    const { settings, outboxes } = this.#house;
    if (settings.restart === 'nothing' || !votes.some(needsHelp)) return NOTHING_DONE;
    const desk = this.#deskOf(outboxes.map((outbox) => outbox.recordBeside(key)).join(' '));
    if (desk.looking !== undefined) return desk.looking;
    if (settings.world.monotonicMs() - desk.lastLookMs < LOOK_EVERY_MS) return NOTHING_DONE;
    desk.looking = this.#look(desk, votes, key).finally(() => {
      desk.looking = undefined;
    });
    return desk.looking;
  }

  #deskOf(record: string): Desk {
    let desk = this.#desks.get(record);
    if (desk === undefined) {
      desk = { amnesiacSince: new Map(), looking: undefined, lastLookMs: Number.NEGATIVE_INFINITY };
      this.#desks.set(record, desk);
    }
    return desk;
  }

  async #look(desk: Desk, votes: readonly Verdict[], key: string): Promise<boolean> {
    const { outboxes, quorum, quarantineMs, settings } = this.#house;
    const standings = await Promise.all(
      outboxes.map(async (_, index) => readStanding(await this.#ask(index, key, 'inspect', []))),
    );
    const nowMs = settings.world.monotonicMs();
    remember(desk, standings, nowMs);
    const steps = planAdmission(standings, {
      quorum,
      quarantineMs,
      isLongAmnesiac: (instance) => nowMs - (desk.amnesiacSince.get(instance) ?? nowMs) > BOOTSTRAP_GRACE_MS,
      endedMs: (instance) => {
        const vote = votes[instance];
        return vote?.kind === 'unrecovered' ? vote.untilMs : undefined;
      },
    });
    await Promise.all(
      steps.map(({ instance, step, reach, moment }) =>
        this.#ask(instance, key, 'admit', [step, String(reach), String(moment)]),
      ),
    );
    const helps = steps.some(({ step }) => step !== 'quarantine');
    desk.lastLookMs = helps ? Number.NEGATIVE_INFINITY : nowMs;
    return helps;
  }

  /** One request, with the time that an instance gets. */
  #ask(
    instance: number,
    key: string,
    script: 'inspect' | 'admit',
    args: readonly string[],
  ): Promise<unknown> {
    const { outboxes, settings } = this.#house;
    const outbox = outboxes[instance];
    if (outbox === undefined) return Promise.resolve(undefined);
    const request: Request = { script, keys: [outbox.recordBeside(key)], args };
    return new Promise((resolve) => {
      const afterMs = instanceTimeoutOf(settings, settings.maxTtlMs);
      const timer = settings.world.setTimer(() => resolve(undefined), afterMs, { keepsAlive: true });
      outbox.send(request, (answer) => {
        timer.cancel();
        resolve(answer);
      });
    });
  }
}

function needsHelp({ kind }: Verdict): boolean {
  return kind === 'amnesiac' || kind === 'unrecovered';
}

function remember({ amnesiacSince }: Desk, standings: readonly Standing[], nowMs: number): void {
  standings.forEach(({ kind }, instance) => {
    if (kind !== 'amnesiac') amnesiacSince.delete(instance);
    else if (!amnesiacSince.has(instance)) amnesiacSince.set(instance, nowMs);
  });
}

const NOTHING_DONE = Promise.resolve(false);

function readStanding(answer: unknown): Standing {
  if (!Array.isArray(answer)) return { kind: 'silent' };
  const [first, second] = [numberOf(answer[1]), numberOf(answer[2])];
  switch (textOf(answer[0])) {
    case 'voting':
      return Number.isFinite(first) ? { kind: 'voting', high: first } : { kind: 'silent' };
    case 'amnesiac':
      return Number.isFinite(first) ? { kind: 'amnesiac', nowMs: first } : { kind: 'silent' };
    case 'quarantined':
      return { kind: 'quarantined', high: second };
    case 'unrecovered':
      return Number.isFinite(first + second)
        ? { kind: 'unrecovered', untilMs: first, high: second }
        : { kind: 'silent' };
    default:
      return { kind: 'silent' };
  }
}
