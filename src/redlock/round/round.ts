/**
 * One round as a pure reducer: (round, event) → (round, effects). No clock, no instance, no promise: events
 * carry the time that has passed, effects say what the shell must send. Every order of votes, losses,
 * duplicates and late answers is therefore a list of events, and the tests go through them.
 *
 * A quorum is asked at once, the others (spares) a moment later, or as soon as those who were asked have not
 * settled it. Three of five then decide most rounds, and a lock that is over before the moment has come costs
 * the spares nothing.
 *
 * What must hold. A won round has q instances that are *confirmed*: each holds our value, and its counter
 * was at least our token while it did. The token is the largest that any of the grants counted carries. A
 * later holder meets one of the q, gets more than our token there, and takes the largest of what it gets:
 * tokens are ordered as ownership is, with no clock involved. (An earlier grant with a larger token than a
 * fixed one, `surplus`, is therefore ours, but never counted.)
 */
import type { Vote } from './vote.ts';

/** Where one instance stands in the round. */
export type Seat =
  /** Not asked so far. */
  | { readonly kind: 'spare' }
  | { readonly kind: 'asked' }
  /** Granted with a smaller token, as long as no quorum has granted. */
  | { readonly kind: 'granted'; readonly token: number }
  /** Asked to raise its counter to the round's token. */
  | { readonly kind: 'raising' }
  | { readonly kind: 'confirmed' }
  /** Granted with a larger token after the round's token was fixed. */
  | { readonly kind: 'surplus' }
  /** Said no, failed, or was not heard in time; the answer may still come, unless it was a raise's. */
  | { readonly kind: 'against'; readonly vote: Vote; readonly hasAnswered?: true };

/** What a round is judged by. */
export interface RoundRule {
  readonly instances: number;
  /** Confirmed instances that win. */
  readonly votes: number;
  /** The round must be won before so much time has passed: TTL less drift less the least validity. */
  readonly budgetMs: number;
  /** Whether losing gives back: at all instances, at those that granted, or not at all (an extension). */
  readonly givesBack: 'all' | 'granted' | 'nothing';
}

export interface Round {
  readonly rule: RoundRule;
  readonly phase: 'voting' | 'raising' | 'won' | 'lost';
  /** The fencing token; fixed when a quorum has granted, 0 before. */
  readonly token: number;
  readonly seats: readonly Seat[];
  /** The round was lost because its time was over. */
  readonly isLate: boolean;
}

export type RoundEvent =
  /** An instance's vote, to the first request or to a raise. */
  | { readonly kind: 'vote'; readonly instance: number; readonly vote: Vote; readonly elapsedMs: number }
  | {
      readonly kind: 'raise-vote';
      readonly instance: number;
      readonly vote: Vote;
      readonly elapsedMs: number;
    }
  /** Who was asked and has not answered by now has not answered. */
  | { readonly kind: 'time-out'; readonly afterMs: number; readonly elapsedMs: number }
  /** The moment has come to ask the spares too. */
  | { readonly kind: 'ask-spares' }
  /** The caller does not want the lock any more. */
  | { readonly kind: 'cancel' }
  /** The lock that was won is over; whoever held it releases it. Grants that come now are late. */
  | { readonly kind: 'over' };

export type RoundEffect =
  | { readonly kind: 'ask'; readonly instance: number }
  | { readonly kind: 'raise'; readonly instance: number; readonly token: number }
  | { readonly kind: 'release'; readonly instance: number }
  /** Decided: once a round. */
  | { readonly kind: 'decide' };

export type Step = readonly [Round, readonly RoundEffect[]];

const NONE: readonly RoundEffect[] = [];
const SPARE: Seat = { kind: 'spare' };
const DECIDE: readonly RoundEffect[] = [{ kind: 'decide' }];
const ASKED: Seat = { kind: 'asked' };
const RAISING: Seat = { kind: 'raising' };
const CONFIRMED: Seat = { kind: 'confirmed' };
const SURPLUS: Seat = { kind: 'surplus' };

/** A round in which every instance has just been asked, but for the spares. */
export function openRound(rule: RoundRule, spares: readonly number[] = []): Round {
  const seats = new Array<Seat>(rule.instances).fill(ASKED);
  for (const spare of spares) seats[spare] = SPARE;
  return { rule, phase: 'voting', token: 0, seats, isLate: false };
}

/** The step that an event makes. */
export function stepRound(round: Round, event: RoundEvent): Step {
  switch (event.kind) {
    case 'vote':
      return takeVote(round, event.instance, event.vote, event.elapsedMs);
    case 'raise-vote':
      return takeRaise(round, event.instance, event.vote, event.elapsedMs);
    case 'time-out':
      return timeOut(round, event.afterMs, event.elapsedMs);
    case 'ask-spares':
      return isOpen(round) ? askSpares(round) : [round, NONE];
    case 'cancel':
      return isOpen(round) ? lose(round, false) : [round, NONE];
    case 'over':
      return [round.phase === 'won' ? { ...round, phase: 'lost' } : round, NONE];
  }
}

/** Instances that do not hold the lock with the round's token, as far as is known. */
export function missingOf(round: Round): readonly number[] {
  return indexesOf(round.seats, ({ kind }) => kind === 'against' || kind === 'spare');
}

/** Instances that have been asked: only they may hold anything of ours. */
export function askedOf(round: Round): readonly number[] {
  return indexesOf(round.seats, ({ kind }) => kind !== 'spare');
}

function takeVote(round: Round, instance: number, vote: Vote, elapsedMs: number): Step {
  const seat = round.seats[instance];
  if (seat === undefined || !awaits(seat)) return [round, NONE];
  if (vote.kind !== 'granted') return judge(withSeat(round, instance, { kind: 'against', vote }), elapsedMs);
  switch (round.phase) {
    case 'voting':
      return judge(withSeat(round, instance, vote), elapsedMs);
    case 'raising':
    case 'won':
      return grantAfterToken(round, instance, vote.token, elapsedMs);
    case 'lost':
      return [withSeat(round, instance, { kind: 'against', vote }), giveBackLate(round, instance)];
  }
}

/** A grant that came when the token was fixed already. */
function grantAfterToken(round: Round, instance: number, token: number, elapsedMs: number): Step {
  if (token === round.token) return judge(withSeat(round, instance, CONFIRMED), elapsedMs);
  if (token > round.token) return judge(withSeat(round, instance, SURPLUS), elapsedMs);
  const [next, effects] = judge(withSeat(round, instance, RAISING), elapsedMs);
  if (next.phase === 'lost') return [next, effects];
  return [next, [...effects, { kind: 'raise', instance, token: round.token }]];
}

function takeRaise(round: Round, instance: number, vote: Vote, elapsedMs: number): Step {
  if (round.seats[instance]?.kind !== 'raising') return [round, NONE];
  const seat: Seat = vote.kind === 'granted' ? CONFIRMED : { kind: 'against', vote };
  return judge(withSeat(round, instance, seat), elapsedMs);
}

function timeOut(round: Round, afterMs: number, elapsedMs: number): Step {
  const late: Seat = { kind: 'against', vote: { kind: 'timed-out', afterMs } };
  const seats = round.seats.map((seat): Seat => {
    if (seat.kind === 'asked') return late;
    return seat.kind === 'raising' ? { ...late, hasAnswered: true } : seat;
  });
  return judge({ ...round, seats }, elapsedMs);
}

/** Decides, if the seats allow it. A round whose time is over can only be lost. */
function judge(round: Round, elapsedMs: number): Step {
  if (!isOpen(round)) return [round, NONE];
  if (elapsedMs >= round.rule.budgetMs) return lose(round, true);
  return round.phase === 'voting' ? judgeVoting(round) : judgeRaising(round);
}

function judgeVoting(round: Round): Step {
  const { votes } = round.rule;
  let [granted, asked, spare, token] = [0, 0, 0, 0];
  for (const seat of round.seats) {
    if (seat.kind === 'granted') {
      granted++;
      if (seat.token > token) token = seat.token;
    } else if (seat.kind === 'asked') asked++;
    else if (seat.kind === 'spare') spare++;
  }
  if (granted + asked + spare < votes) return lose(round, false);
  // A refusal alone asks nobody else: when a quorum refuses, the others cannot help.
  if (granted < votes) return asked === 0 ? askSpares(round) : [round, NONE];
  return fixToken(round, token);
}

/** A quorum has granted: those who gave less than the largest token are asked to raise their counter to it. */
function fixToken(round: Round, token: number): Step {
  const seats = round.seats.slice();
  const raises: RoundEffect[] = [];
  for (let instance = 0; instance < seats.length; instance++) {
    const seat = seats[instance] as Seat;
    if (seat.kind !== 'granted') continue;
    seats[instance] = seat.token === token ? CONFIRMED : RAISING;
    if (seat.token < token) raises.push({ kind: 'raise', instance, token });
  }
  const [next, effects] = judgeRaising({ ...round, phase: 'raising', token, seats });
  return [next, raises.length === 0 ? effects : [...effects, ...raises]];
}

function judgeRaising(round: Round): Step {
  const { votes } = round.rule;
  const confirmed = count(round, 'confirmed');
  if (confirmed >= votes) return [{ ...round, phase: 'won' }, DECIDE];
  const open = confirmed + count(round, 'raising') + count(round, 'asked');
  if (open >= votes) return [round, NONE];
  return open + count(round, 'spare') < votes ? lose(round, false) : askSpares(round);
}

function askSpares(round: Round): Step {
  const spares = indexesOf(round.seats, ({ kind }) => kind === 'spare');
  if (spares.length === 0) return [round, NONE];
  const seats = round.seats.map((seat) => (seat.kind === 'spare' ? ASKED : seat));
  return [{ ...round, seats }, spares.map((instance): RoundEffect => ({ kind: 'ask', instance }))];
}

function lose(round: Round, isLate: boolean): Step {
  const { givesBack } = round.rule;
  const toRelease = indexesOf(
    round.seats,
    (seat) => (givesBack === 'all' && seat.kind !== 'spare') || (givesBack === 'granted' && isOurs(seat)),
  );
  const releases = toRelease.map((instance): RoundEffect => ({ kind: 'release', instance }));
  return [{ ...round, phase: 'lost', isLate }, [{ kind: 'decide' }, ...releases]];
}

/** The release that went out with the loss may have been lost itself, so a late grant gets one of its own. */
function giveBackLate(round: Round, instance: number): readonly RoundEffect[] {
  return round.rule.givesBack === 'all' ? [{ kind: 'release', instance }] : NONE;
}

/** Whether an answer of this instance still says something new. */
function awaits(seat: Seat): boolean {
  if (seat.kind === 'against') return seat.vote.kind === 'timed-out' && seat.hasAnswered !== true;
  return seat.kind === 'asked';
}

function isOpen(round: Round): boolean {
  return round.phase === 'voting' || round.phase === 'raising';
}

function isOurs(seat: Seat): boolean {
  return seat.kind !== 'spare' && seat.kind !== 'asked' && seat.kind !== 'against';
}

function count(round: Round, kind: Seat['kind']): number {
  let found = 0;
  for (const seat of round.seats) if (seat.kind === kind) found++;
  return found;
}

function indexesOf(seats: readonly Seat[], holds: (seat: Seat) => boolean): readonly number[] {
  const indexes: number[] = [];
  for (let i = 0; i < seats.length; i++) if (holds(seats[i] as Seat)) indexes.push(i);
  return indexes;
}

function withSeat(round: Round, instance: number, seat: Seat): Round {
  const seats = round.seats.slice();
  seats[instance] = seat;
  return { ...round, seats };
}
