/** Machines: two clocks, timers that go by one of them, and standing still. */
import { describe, expect, it } from 'vitest';
import { Chance } from '../../../src/lab/world/chance.ts';
import { clocksOf, Machine } from '../../../src/lab/world/machine.ts';
import { Timeline } from '../../../src/lab/world/timeline.ts';
import { drive } from '../../../src/lab/world/turn.ts';

const SECOND_US = 1_000_000;

function scene(driftPpm = 0) {
  const chance = new Chance(7);
  const timeline = new Timeline(chance.fork('ties'));
  const clock = { wallUs: 1_000 * SECOND_US, monotonicUs: 0, driftPpm };
  const machine = new Machine(timeline, 'm', { chance: chance.fork('m'), clocks: clocksOf(clock) });
  const seen: string[] = [];
  const note = (word: string) => () => void seen.push(`${word} at ${timeline.nowUs}`);
  return { timeline, machine, seen, note };
}

describe('a machine', () => {
  it('fires a timer by its own clock: a slow one fires late', async () => {
    const { timeline, machine, seen, note } = scene(-100_000);
    machine.setTimer(note('timer'), 900);
    await drive(timeline, { untilUs: 2 * SECOND_US });
    expect(seen).toEqual(['timer at 1000000']);
  });

  it('holds what happens in a pause, and then lets timers go before what came in', async () => {
    const { timeline, machine, seen, note } = scene();
    machine.after(10_000, note('message'));
    machine.setTimer(note('timer'), 20);
    machine.setTimer(note('cancelled'), 21).cancel();
    machine.pause();
    timeline.planFate(50_000, () => machine.resume());
    await drive(timeline, { untilUs: SECOND_US });
    expect(seen).toEqual(['timer at 50000', 'message at 50001']);
  });

  it('stops its monotonic clock and its timers in a sleep, and not its wall clock', async () => {
    const { timeline, machine, seen, note } = scene();
    machine.setTimer(note('timer'), 100);
    timeline.planFate(50_000, () => machine.suspend());
    timeline.planFate(SECOND_US, () => machine.wake());
    await drive(timeline, { untilUs: 2 * SECOND_US });
    expect(seen).toEqual(['timer at 1050000']);
    expect({ wallMs: machine.nowMs(), monotonicMs: machine.monotonicMs() }).toEqual({
      wallMs: 1_002_000,
      monotonicMs: 1_050,
    });
  });

  it('moves no timer when its wall clock is set', async () => {
    const { timeline, machine, seen, note } = scene();
    machine.setTimer(note('timer'), 100);
    timeline.planFate(10_000, () => machine.stepWall(-5 * SECOND_US));
    await drive(timeline, { untilUs: SECOND_US });
    expect(seen).toEqual(['timer at 100000']);
    expect(machine.nowMs()).toBe(996_000);
  });

  it('does nothing once it is dead, and its successor has its clocks', async () => {
    const { timeline, machine, seen, note } = scene(-100_000);
    machine.setTimer(note('timer'), 100);
    machine.after(100_000, note('message'));
    machine.kill();
    machine.successor().setTimer(note('successor'), 90);
    await drive(timeline, { untilUs: SECOND_US });
    expect(seen).toEqual(['successor at 100000']);
  });

  it.each([true, false])(
    'ends every microtask and tick before the next event (on the loop: %s)',
    async (onLoop) => {
      const { timeline, machine, seen, note } = scene();
      machine.after(1, () => {
        process.nextTick(() => void Promise.resolve().then(() => process.nextTick(note('last'))));
      });
      machine.after(2, note('next event'));
      await drive(timeline, { untilUs: SECOND_US, onLoop });
      expect(seen).toEqual(['last at 1', 'next event at 2']);
    },
  );

  it('says whose turn threw', async () => {
    const { timeline, machine } = scene();
    const thrown: string[] = [];
    timeline.onThrown = ({ name }, error) => void thrown.push(`${name}: ${String(error)}`);
    machine.after(1, () => {
      throw new Error('at once');
    });
    machine.after(2, () => {
      process.nextTick(() => {
        throw new Error('in a tick');
      });
    });
    await drive(timeline, { untilUs: SECOND_US });
    expect(thrown).toEqual(['m: Error: at once', 'm: Error: in a tick']);
  });
});

describe('chance', () => {
  it('is the same for a seed and a label, and another for another', () => {
    const draws = (chance: Chance) => Array.from({ length: 5 }, () => chance.whole(0, 999));
    expect(draws(new Chance(1).fork('a'))).toEqual(draws(new Chance(1).fork('a')));
    expect(draws(new Chance(1).fork('a'))).not.toEqual(draws(new Chance(1).fork('b')));
    expect(draws(new Chance(1))).toEqual(FIRST_DRAWS);
  });
});

/** Written down once: a machine that draws others has broken every replay line there is. */
const FIRST_DRAWS: readonly number[] = [489, 502, 232, 525, 980];
