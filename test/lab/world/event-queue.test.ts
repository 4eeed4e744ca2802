import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue, type PlannedEvent } from '../../../src/lab/world/event-queue.ts';

function planned(atUs: number, owner: number): PlannedEvent<number> {
  return { atUs, owner, happen: () => undefined };
}

function ownersInOrder(queue: EventQueue<number>): number[] {
  const owners: number[] = [];
  for (let event = queue.take(); event !== undefined; event = queue.take()) owners.push(event.owner);
  return owners;
}

describe('the event queue', () => {
  it('gives events by time, and those of one microsecond in the order of planning', () => {
    const queue = new EventQueue<number>();
    [30, 10, 20, 10].forEach((atUs, owner) => {
      queue.plan(planned(atUs, owner));
    });
    expect(queue.nextAtUs).toBe(10);
    expect(ownersInOrder(queue)).toEqual([1, 3, 2, 0]);
  });

  it('breaks ties by the rank that chance draws', () => {
    const ranks = [2, 0, 1];
    const queue = new EventQueue<number>(() => ranks.shift() ?? 0);
    for (const owner of [0, 1, 2]) queue.plan(planned(5, owner));
    expect(ownersInOrder(queue)).toEqual([1, 2, 0]);
  });

  it('refuses a time that is not a whole microsecond', () => {
    expect(() => new EventQueue<number>().plan(planned(0.5, 0))).toThrow(RangeError);
  });

  it('equals a sorted list, whatever is cancelled, and cancels once', () => {
    const plan = fc.record({ atUs: fc.nat(1_000), cancelled: fc.boolean() });
    fc.assert(
      fc.property(fc.array(plan, { minLength: 20, maxLength: 60 }), (plans) => {
        const queue = new EventQueue<number>();
        const events = plans.map(({ atUs }, owner) => queue.plan(planned(atUs, owner)));
        const left = plans.map(({ atUs, cancelled }, owner) => ({ atUs, cancelled, owner }));
        for (const { cancelled, owner } of left) {
          const event = events[owner];
          if (event === undefined || !cancelled) continue;
          expect(queue.cancel(event)).toBe(true);
          expect(queue.cancel(event)).toBe(false);
        }
        const expected = left.filter(({ cancelled }) => !cancelled).sort((a, b) => a.atUs - b.atUs);
        expect(queue.size).toBe(expected.length);
        expect(ownersInOrder(queue)).toEqual(expected.map(({ owner }) => owner));
      }),
      { numRuns: 500 },
    );
  });
});
