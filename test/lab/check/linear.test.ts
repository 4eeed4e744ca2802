/** Linearizability of a fenced mutex: histories by hand, the bound, and every small history against all orders. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../../src/lab/check/ledger/ledger.ts';
import { type Step, stepsOf } from '../../../src/lab/check/linear/mutex.ts';
import { linearize } from '../../../src/lab/check/linear/search.ts';
import type { LabEvent } from '../../../src/lab/history/event.ts';
import { lock, script } from '../../support/lab-script.ts';

const a = lock('a', 1);
const b = lock('b', 2);

function steps(...events: readonly (LabEvent | readonly LabEvent[])[]): readonly Step[] {
  return stepsOf(openLedger(script(events)).holds);
}

describe('a mutex', () => {
  it.each<[string, 'legal' | 'illegal', readonly (LabEvent | readonly LabEvent[])[]]>([
    ['one after another', 'legal', [a.acquire(0), a.granted(1, 5, 1), b.acquire(2), b.granted(6, 9, 2)]],
    ['two at once', 'illegal', [a.acquire(0), a.granted(1, 5, 1), b.acquire(2), b.granted(4, 9, 2)]],
    [
      'let go in the course of the call',
      'legal',
      [a.acquire(0), a.granted(1, 9, 1), a.release(3, 8), b.acquire(2), b.granted(4, 9, 2)],
    ],
    [
      'a smaller token later',
      'illegal',
      [a.acquire(0), a.granted(1, 5, 2), b.acquire(6), b.granted(7, 9, 1)],
    ],
    [
      'a lock extended while another had it',
      'illegal',
      [a.acquire(0), a.granted(1, 5), b.acquire(2), b.granted(6, 9), a.extend(7, 10, 20)],
    ],
    [
      'a lock extended late, and nobody between',
      'legal',
      [a.acquire(0), a.granted(1, 5), a.extend(4, 8, 20), b.acquire(9), b.granted(21, 30)],
    ],
  ])('with %s is %s', (_, kind, events) => expect(linearize(steps(...events)).kind).toBe(kind));

  it('is undecided where the search reaches its bound', () => {
    const many = Array.from({ length: 9 }, (_, op) => [
      lock('a', op).acquire(0),
      lock('a', op).granted(50 + op, 50 + op),
    ]);
    expect(linearize(steps(...many.flat()), 8).kind).toBe('unknown');
  });

  it('names the grant at which no order is left', () => {
    const found = linearize(steps(a.acquire(0), a.granted(1, 5), b.acquire(2), b.granted(3, 9)));
    expect(found).toMatchObject({ kind: 'illegal', step: { hold: { name: 'b/2' } } });
  });
});

/** Claims of a few locks within a few instants. */
const someSteps = fc
  .array(
    fc.record({
      askedUs: fc.nat(8),
      calling: fc.nat(6),
      claimed: fc.nat(5),
      token: fc.option(fc.nat(4), { nil: undefined }),
      again: fc.option(fc.record({ gap: fc.nat(4), calling: fc.nat(4), claimed: fc.nat(4) }), {
        nil: undefined,
      }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((drawn) =>
    steps(
      ...drawn.map(({ askedUs, calling, claimed, token, again }, index): readonly LabEvent[] => {
        const one = lock('abcd'[index] as string, index);
        const grantedAt = askedUs + calling;
        const untilUs = grantedAt + 1 + claimed;
        const events: LabEvent[] = [one.acquire(askedUs), one.granted(grantedAt, untilUs, token)];
        if (again === undefined) return events;
        const extendedAt = untilUs + 1 + again.gap;
        const calledAt = Math.max(grantedAt, extendedAt - again.calling);
        return [...events, ...one.extend(calledAt, extendedAt, extendedAt + 1 + again.claimed)];
      }),
    ),
  );

/** All orders: each step somewhere between its call and its return, each claim let go at some instant after its end. */
function fitsSomeOrder(all: readonly Step[]): boolean {
  const place = (left: readonly Step[], nowUs: number, holder: Step | undefined, token: number): boolean =>
    left.length === 0 ||
    left.some((step) => {
      const rest = left.filter((other) => other !== step);
      const freeAt = (atUs: number) => holder === undefined || holder.untilUs <= atUs;
      for (let atUs = Math.max(nowUs, step.askedUs); atUs <= step.fromUs; atUs++) {
        const { token: own } = step.hold.granted;
        if (!step.isGrant && holder?.hold === step.hold && place(rest, atUs, step, token)) return true;
        const rises = own === undefined || own > token;
        if (step.isGrant && freeAt(atUs) && rises && place(rest, atUs, step, own ?? token)) return true;
      }
      return false;
    });
  return place(all, 0, undefined, -1);
}

describe('the search', () => {
  it('answers as a trial of all orders does', () => {
    let legal = 0;
    let count = 0;
    fc.assert(
      fc.property(someSteps, (all) => {
        const fits = fitsSomeOrder(all);
        count++;
        if (fits) legal++;
        expect(linearize(all).kind).toBe(fits ? 'legal' : 'illegal');
      }),
      { numRuns: 3_000, seed: 20261126 },
    );
    expect(legal).toBeGreaterThan(count / 10);
    expect(legal).toBeLessThan((count * 9) / 10);
  });
});
