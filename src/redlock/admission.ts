/**
 * Admission: how an instance without a memory comes to vote again, and how a quorum begins.
 *
 * - All answer, and none has a record: the quorum begins, and votes at once. (Losing the memory of all
 *   instances looks the same: their locks are gone with no trace. Tokens then start at the clock.) Answers of
 *   different moments do not show it: one may have begun, voted and forgotten between them. So each reading
 *   leaves a mark where there is no record, and a later one must find all marks that were seen before: between
 *   them there was a moment at which none had a record. An instance begins only while that mark is there, and
 *   keeps the marks of all in its record.
 * - Others have a record, and one of them knows its mark: it is as it was at that moment, for the client that
 *   let the others begin died or lost its way here. It begins too.
 * - Others have a record, and none knows its mark: it has forgotten. It waits as long as the longest lock may
 *   live, then takes the largest counter of n − q + 1 others, which were not all outside of any earlier quorum;
 *   read after the wait, because until its end a lock could still be confirmed elsewhere.
 * - All have restarted at once and none votes: when every wait is over, the largest counter of all and the
 *   clock are taken. That is a fallback, outside of what is proven.
 */
import type { Verdict } from './error.ts';
import type { House } from './house.ts';
import type { Request } from './instance/request.ts';
import { instanceTimeoutOf } from './option.ts';
import { type Quorum, readersOf } from './round/quorum.ts';
import { numberOf, textOf } from './round/vote.ts';

/** Looks at all instances, at most one in so long a time when nothing came of the last. */
const LOOK_EVERY_MS = 250;
/** No two readings leave one mark. */
const NONCE_BYTES = 9;

/** The state of an instance's record. */
export type Standing =
  | { readonly kind: 'voting'; readonly high: number; readonly begunWith: readonly string[] }
  | { readonly kind: 'amnesiac'; readonly nowMs: number; readonly mark: string }
  | { readonly kind: 'quarantined'; readonly high: number }
  | { readonly kind: 'unrecovered'; readonly untilMs: number; readonly high: number }
  | { readonly kind: 'silent' };

/** One step of one instance's record. */
export type AdmissionStep = { readonly instance: number } & (
  | { readonly step: 'bootstrap'; readonly reach: number; readonly marks: readonly string[] }
  | { readonly step: 'quarantine'; readonly ms: number }
  | { readonly step: 'recover'; readonly reach: number; readonly untilMs: number }
);

/** What is known besides the standings. */
export interface AdmissionView {
  readonly quorum: Quorum;
  /** The last answers from before this reading began. */
  readonly earlier?: readonly Standing[];
  readonly quarantineMs: number;
  /** The quarantine of an instance that was known to be over before the standings were read. */
  readonly endedMs: (instance: number) => number | undefined;
}

/** The steps that follow from the standings of all instances. */
export function planAdmission(standings: readonly Standing[], view: AdmissionView): readonly AdmissionStep[] {
  if (standings.every(isAmnesiac)) return bootstrap(standings, view.earlier ?? []);
  const hasRecord = standings.some(({ kind }) => kind !== 'amnesiac' && kind !== 'silent');
  return standings.flatMap((standing, instance): readonly AdmissionStep[] => {
    if (standing.kind === 'amnesiac') {
      if (!hasRecord) return [];
      return [bootstrapWith(standings, instance, standing.mark) ?? quarantine(instance, view.quarantineMs)];
    }
    if (standing.kind !== 'unrecovered' || view.endedMs(instance) !== standing.untilMs) return [];
    const reach = recoveredHigh(standings, view);
    return reach === undefined ? [] : [{ instance, step: 'recover', reach, untilMs: standing.untilMs }];
  });
}

type Amnesiac = Extract<Standing, { readonly kind: 'amnesiac' }>;

function isAmnesiac(standing: Standing): standing is Amnesiac {
  return standing.kind === 'amnesiac';
}

/**
 * All begin with one counter, so that first tokens agree: the latest of their clocks. Not later, or a quorum
 * that loses all its memory soon after would begin again below the tokens that it has given.
 */
function bootstrap(standings: readonly Amnesiac[], earlier: readonly Standing[]): readonly AdmissionStep[] {
  if (!isSteady(standings, earlier)) return [];
  const marks = standings.map(({ mark }) => mark);
  const reach = Math.max(...standings.map(({ nowMs }) => nowMs));
  return marks.map((_, instance) => ({ instance, step: 'bootstrap', reach, marks }));
}

/** Whether each has the mark that it had before. */
function isSteady(standings: readonly Amnesiac[], earlier: readonly Standing[]): boolean {
  return standings.every(({ mark }, instance) => {
    const before = earlier[instance];
    return before !== undefined && isAmnesiac(before) && before.mark === mark;
  });
}

/** With the others that have begun, whose bootstrap it was part of. */
function bootstrapWith(
  standings: readonly Standing[],
  instance: number,
  mark: string,
): AdmissionStep | undefined {
  for (const one of standings)
    if (one.kind === 'voting' && one.begunWith.includes(mark))
      return { instance, step: 'bootstrap', reach: one.high, marks: one.begunWith };
  return undefined;
}

function quarantine(instance: number, ms: number): AdmissionStep {
  return { instance, step: 'quarantine', ms };
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
  /** The last answer of each instance. */
  seen: readonly Standing[];
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
      desk = { seen: [], looking: undefined, lastLookMs: Number.NEGATIVE_INFINITY };
      this.#desks.set(record, desk);
    }
    return desk;
  }

  async #look(desk: Desk, votes: readonly Verdict[], key: string): Promise<boolean> {
    const { quorum, quarantineMs, settings } = this.#house;
    let earlier = desk.seen;
    let standings = await this.#inspect(desk, key);
    if (standings.every(isAmnesiac) && !isSteady(standings, earlier)) {
      earlier = standings;
      standings = await this.#inspect(desk, key);
    }
    const steps = planAdmission(standings, {
      quorum,
      earlier,
      quarantineMs,
      endedMs: (instance) => {
        const vote = votes[instance];
        return vote?.kind === 'unrecovered' ? vote.untilMs : undefined;
      },
    });
    await Promise.all(steps.map((step) => this.#ask(step.instance, key, 'admit', wordsOf(step))));
    // Others may have let it begin since.
    const hasBegun = standings.some(
      ({ kind }, instance) => kind === 'voting' && earlier[instance]?.kind === 'amnesiac',
    );
    const helps = hasBegun || steps.some(({ step }) => step !== 'quarantine');
    desk.lastLookMs = helps ? Number.NEGATIVE_INFINITY : settings.world.monotonicMs();
    return helps;
  }

  /** One reading: what each instance is, each seen at a moment of its own. */
  async #inspect(desk: Desk, key: string): Promise<readonly Standing[]> {
    const { outboxes, settings } = this.#house;
    const nonce = settings.world.randomName(NONCE_BYTES);
    const standings = await Promise.all(
      outboxes.map(async (_, i) => readStanding(await this.#ask(i, key, 'inspect', [`${nonce}.${i}`]))),
    );
    desk.seen = standings.map((one, i) => (one.kind === 'silent' ? (desk.seen[i] ?? one) : one));
    return standings;
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

const NOTHING_DONE = Promise.resolve(false);

/** A step in the words of admit.lua. */
function wordsOf(step: AdmissionStep): readonly string[] {
  switch (step.step) {
    case 'bootstrap':
      return [step.step, String(step.reach), step.marks.join(' ')];
    case 'quarantine':
      return [step.step, '0', String(step.ms)];
    case 'recover':
      return [step.step, String(step.reach), String(step.untilMs)];
  }
}

function readStanding(answer: unknown): Standing {
  if (!Array.isArray(answer)) return { kind: 'silent' };
  const [first, second] = [numberOf(answer[1]), numberOf(answer[2])];
  switch (textOf(answer[0])) {
    case 'voting':
      return Number.isFinite(first)
        ? { kind: 'voting', high: first, begunWith: answer.slice(2).map((mark) => textOf(mark) ?? '') }
        : { kind: 'silent' };
    case 'amnesiac':
      return Number.isFinite(first)
        ? { kind: 'amnesiac', nowMs: first, mark: textOf(answer[2]) ?? '' }
        : { kind: 'silent' };
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
