/**
 * The round under every order of events. A model keeps, beside the reducer, what each instance truly did;
 * the promises are checked against the model after every event.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quorumOf } from '../../../src/redlock/round/quorum.ts';
import {
  askedOf,
  missingOf,
  openRound,
  type Round,
  type RoundEffect,
  type RoundEvent,
  type RoundRule,
  stepRound,
} from '../../../src/redlock/round/round.ts';
import type { Vote } from '../../../src/redlock/round/vote.ts';

const granted = (token: number): Vote => ({ kind: 'granted', token });
const HELD: Vote = { kind: 'held', pttlMs: 50, token: 3 };
const LOST: Vote = { kind: 'lost' };
const DOWN: Vote = { kind: 'down', cause: new Error('ECONNREFUSED') };

function ruleOf(instances: number, changes: Partial<RoundRule> = {}): RoundRule {
  return { instances, votes: quorumOf(instances).votes, budgetMs: 100, givesBack: 'all', ...changes };
}

function vote(instance: number, given: Vote, elapsedMs = 1): RoundEvent {
  return { kind: 'vote', instance, vote: given, elapsedMs };
}

function raised(instance: number, given: Vote, elapsedMs = 1): RoundEvent {
  return { kind: 'raise-vote', instance, vote: given, elapsedMs };
}

const TIME_OUT: RoundEvent = { kind: 'time-out', afterMs: 20, elapsedMs: 20 };

/** Runs events and writes what the round made of them: `phase token: effects`. */
function play(
  rule: RoundRule,
  events: readonly RoundEvent[],
  spares: readonly number[] = [],
): readonly string[] {
  let round = openRound(rule, spares);
  return events.map((event) => {
    const [next, effects] = stepRound(round, event);
    round = next;
    return `${round.phase} ${round.token}: ${effects.map(say).join(' ')}`.trimEnd();
  });
}

function say(effect: RoundEffect): string {
  if (effect.kind === 'raise') return `raise${effect.instance}→${effect.token}`;
  return effect.kind === 'decide' ? 'decide' : `${effect.kind}${effect.instance}`;
}

describe('a round', () => {
  it('is won by a quorum of equal counters, without a second round trip', () => {
    expect(play(ruleOf(3), [vote(0, granted(8)), vote(2, granted(8))])).toEqual([
      'voting 0:',
      'won 8: decide',
    ]);
  });

  it('raises the counters that are behind, and is won when they have followed', () => {
    const events = [vote(0, granted(8)), vote(1, granted(9)), raised(0, granted(9))];
    expect(play(ruleOf(3), events)).toEqual(['voting 0:', 'raising 9: raise0→9', 'won 9: decide']);
  });

  it('is lost when a raise finds the lock gone and nobody else can confirm', () => {
    const events = [vote(2, DOWN), vote(0, granted(8)), vote(1, granted(9)), raised(0, LOST)];
    expect(play(ruleOf(3), events).at(-1)).toBe('lost 9: decide release0 release1 release2');
  });

  it('is lost as soon as a quorum has become impossible, and gives back everywhere', () => {
    expect(play(ruleOf(3), [vote(0, HELD), vote(1, HELD)])).toEqual([
      'voting 0:',
      'lost 0: decide release0 release1 release2',
    ]);
  });

  it('does not wait for an instance that it does not need', () => {
    const events = [
      vote(0, HELD),
      vote(1, DOWN),
      vote(2, granted(5)),
      vote(3, granted(5)),
      vote(4, granted(5)),
    ];
    expect(play(ruleOf(5), events).at(-1)).toBe('won 5: decide');
  });

  it('splits an even number of instances into two losses, and both are told', () => {
    const halves = [vote(0, granted(1)), vote(1, granted(1)), vote(2, HELD), vote(3, HELD)];
    expect(play(ruleOf(4), halves).at(-1)).toMatch(/^lost/);
  });

  it('releases a grant that comes after the loss', () => {
    const events = [TIME_OUT, vote(1, granted(4)), vote(1, granted(4))];
    expect(play(ruleOf(3), events)).toEqual([
      'lost 0: decide release0 release1 release2',
      'lost 0: release1',
      'lost 0:',
    ]);
  });

  it('raises a smaller grant that comes after the win, and leaves a larger one', () => {
    const events = [vote(0, granted(8)), vote(1, granted(8)), vote(2, granted(5)), raised(2, granted(8))];
    expect(play(ruleOf(3), events).slice(2)).toEqual(['won 8: raise2→8', 'won 8:']);
    expect(play(ruleOf(3), [vote(0, granted(8)), vote(1, granted(8)), vote(2, granted(9))]).at(-1)).toBe(
      'won 8:',
    );
  });

  it('does not count a larger grant that came after the token was fixed', () => {
    const events = [vote(0, granted(8)), vote(1, granted(9)), vote(2, granted(12)), raised(0, LOST)];
    expect(play(ruleOf(3), events)).toEqual([
      'voting 0:',
      'raising 9: raise0→9',
      'raising 9:',
      'lost 9: decide release0 release1 release2',
    ]);
  });

  it('is not won by grants that come too late for their own time', () => {
    expect(play(ruleOf(3), [vote(0, granted(8), 99), vote(1, granted(8), 99.9)]).at(-1)).toBe(
      'won 8: decide',
    );
    expect(play(ruleOf(3), [vote(0, granted(8), 99), vote(1, granted(8), 100)]).at(-1)).toBe(
      'lost 0: decide release0 release1 release2',
    );
  });

  it('of an extension gives nothing back when it is lost', () => {
    expect(play(ruleOf(3, { givesBack: 'nothing' }), [vote(0, LOST), vote(1, LOST)]).at(-1)).toBe(
      'lost 0: decide',
    );
  });

  it('that is cancelled gives back, once', () => {
    expect(play(ruleOf(1), [{ kind: 'cancel' }, { kind: 'cancel' }, vote(0, granted(2))])).toEqual([
      'lost 0: decide release0',
      'lost 0:',
      'lost 0: release0',
    ]);
  });

  it('releases what is granted after the lock that it won is over', () => {
    const events: RoundEvent[] = [
      vote(0, granted(8)),
      vote(1, granted(8)),
      { kind: 'over' },
      vote(2, granted(7)),
    ];
    expect(play(ruleOf(3), events).slice(2)).toEqual(['lost 8:', 'lost 8: release2']);
  });

  it('is decided without its spares when those who were asked agree', () => {
    const yes = [0, 1, 2].map((instance) => vote(instance, granted(5)));
    expect(play(ruleOf(5), yes, [3, 4]).at(-1)).toBe('won 5: decide');
    const no = [0, 1, 2].map((instance) => vote(instance, HELD));
    expect(play(ruleOf(5), no, [3, 4]).at(-1)).toBe('lost 0: decide release0 release1 release2');
  });

  it('asks its spares when those who were asked disagree, or keep it waiting', () => {
    const split = [vote(0, granted(5)), vote(1, HELD), vote(2, granted(5)), vote(3, granted(5))];
    expect(play(ruleOf(5), split, [3, 4])).toEqual([
      'voting 0:',
      'voting 0:',
      'voting 0: ask3 ask4',
      'won 5: decide',
    ]);
    const slow: RoundEvent[] = [vote(0, granted(5)), { kind: 'ask-spares' }, { kind: 'ask-spares' }];
    expect(play(ruleOf(3), slow, [2])).toEqual(['voting 0:', 'voting 0: ask2', 'voting 0:']);
    expect(play(ruleOf(5), [vote(0, granted(5)), TIME_OUT, TIME_OUT], [3, 4])).toEqual([
      'voting 0:',
      'voting 0: ask3 ask4',
      'lost 0: decide release0 release1 release2 release3 release4',
    ]);
  });

  it('asks a spare when one that was to be raised has lost the lock', () => {
    const events = [vote(0, granted(8)), vote(1, granted(9)), raised(0, LOST), vote(2, granted(9))];
    expect(play(ruleOf(3), events, [2]).slice(1)).toEqual([
      'raising 9: raise0→9',
      'raising 9: ask2',
      'won 9: decide',
    ]);
  });

  it('does not hear the first answer twice of one whose raise has timed out', () => {
    const events = [vote(1, granted(1)), vote(0, granted(4)), TIME_OUT, vote(1, granted(4))];
    expect(play(ruleOf(3), events, [2])).toEqual([
      'voting 0:',
      'raising 4: raise1→4',
      'raising 4: ask2',
      'raising 4:',
    ]);
  });

  it('knows who is missing', () => {
    let round = openRound(ruleOf(3));
    for (const event of [vote(0, granted(1)), vote(1, DOWN), vote(2, granted(1))])
      [round] = stepRound(round, event);
    expect(missingOf(round)).toEqual([1]);
  });
});

/** What an instance truly did, beside the reducer. */
interface Truth {
  counter: number | undefined;
  wasGranted: boolean;
}

const EVENT = fc.record({
  instance: fc.nat({ max: 6 }),
  what: fc.constantFrom(
    'granted',
    'granted',
    'granted',
    'held',
    'down',
    'raise',
    'raise',
    'lost',
    'time-out',
    'ask-spares',
    'cancel',
  ),
  token: fc.integer({ min: 1, max: 4 }),
  stepMs: fc.integer({ min: 0, max: 12 }),
});

/** Instances, and how many of them are spares: a quorum at least is asked at once. */
const SIZES = fc
  .integer({ min: 1, max: 7 })
  .chain((n) => fc.tuple(fc.constant(n), fc.nat({ max: n - quorumOf(n).votes })));

function eventOf(
  { instance, what, token }: { instance: number; what: string; token: number },
  round: Round,
  elapsed: number,
): RoundEvent {
  const at = instance % round.rule.instances;
  if (what === 'time-out') return { kind: 'time-out', afterMs: 20, elapsedMs: elapsed };
  if (what === 'cancel' || what === 'ask-spares') return { kind: what };
  if (what === 'raise') return raised(at, granted(round.token), elapsed);
  if (what === 'lost') return raised(at, LOST, elapsed);
  return vote(at, what === 'granted' ? granted(token) : what === 'held' ? HELD : DOWN, elapsed);
}

describe('whatever the order of votes, losses, duplicates and late answers', () => {
  it('the round keeps its promises', () => {
    fc.assert(
      fc.property(SIZES, fc.array(EVENT, { maxLength: 30 }), ([n, spares], plan) => {
        const rule = ruleOf(n);
        let round = openRound(
          rule,
          Array.from({ length: spares }, (_, i) => n - 1 - i),
        );
        const truth: Truth[] = Array.from({ length: n }, () => ({ counter: undefined, wasGranted: false }));
        const raises = new Set<number>();
        let decided = 0;
        let elapsed = 0;
        for (const step of plan) {
          elapsed += step.stepMs;
          const event = eventOf(step, round, elapsed);
          const before = round;
          const [next, effects] = stepRound(round, event);
          round = next;
          observe(truth, raises, event, before);
          for (const effect of effects) {
            if (effect.kind === 'decide') decided++;
            if (effect.kind === 'raise') {
              expect(truth[effect.instance]?.wasGranted).toBe(true);
              expect(effect.token).toBe(round.token);
              raises.add(effect.instance);
            }
          }
          checkPromises({ before, round, effects, truth, elapsed, decided, event });
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

/** Only a first answer counts; a raise counts only where one was sent. */
function observe(truth: Truth[], raises: ReadonlySet<number>, event: RoundEvent, before: Round): void {
  if (event.kind === 'vote') {
    const seat = before.seats[event.instance];
    const isNews = seat?.kind === 'asked' || (seat?.kind === 'against' && seat.vote.kind === 'timed-out');
    const one = truth[event.instance];
    if (!isNews || one === undefined || event.vote.kind !== 'granted' || one.wasGranted) return;
    one.counter = event.vote.token;
    one.wasGranted = true;
  }
  if (event.kind === 'raise-vote' && event.vote.kind === 'granted' && raises.has(event.instance)) {
    const one = truth[event.instance];
    if (one !== undefined) one.counter = Math.max(one.counter ?? 0, event.vote.token);
  }
}

interface Sight {
  readonly before: Round;
  readonly round: Round;
  readonly effects: readonly RoundEffect[];
  readonly truth: readonly Truth[];
  readonly elapsed: number;
  readonly decided: number;
  readonly event: RoundEvent;
}

function checkPromises({ before, round, effects, truth, elapsed, decided, event }: Sight): void {
  const { votes, budgetMs, instances } = round.rule;
  const wasOpen = before.phase === 'voting' || before.phase === 'raising';
  const isOpen = round.phase === 'voting' || round.phase === 'raising';
  expect(decided).toBe(isOpen ? 0 : 1);
  if (wasOpen && round.phase === 'won') {
    const behind = truth.filter(({ wasGranted, counter }) => wasGranted && (counter ?? 0) >= round.token);
    expect(behind.length).toBeGreaterThanOrEqual(votes);
    expect(elapsed).toBeLessThan(budgetMs);
  }
  if (wasOpen && round.phase === 'lost')
    expect(effects.filter(({ kind }) => kind === 'release')).toHaveLength(askedOf(before).length);
  if (isOpen) {
    const hopeful = round.seats.filter((seat) => seat.kind !== 'against' && seat.kind !== 'surplus').length;
    expect(hopeful).toBeGreaterThanOrEqual(votes);
    expect(round.seats.filter((seat) => seat.kind === 'confirmed').length).toBeLessThan(votes);
    const isFirstOfTwo = askedOf(before).length < instances;
    if (!isFirstOfTwo) expect(event.kind).not.toBe('time-out');
  }
  if (!wasOpen) expect(round.phase).toBe(before.phase);
  if (before.token !== 0) expect(round.token).toBe(before.token);
  expect(round.seats).toHaveLength(instances);
}
