/** Replay tokens: there and back for every plan, and a clear error for everything else. */

import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fault, planOf } from '../../../src/lab/run/plan.ts';
import { planArbitrary } from '../../../src/lab/search/plan-arbitrary.ts';
import { changesOf, readPlan } from '../../../src/lab/search/plan-text.ts';
import { MAX_TOKEN, readToken, TokenError, writeToken } from '../../../src/lab/search/token.ts';

const everything = {
  beyond: ['clockRateBound', 'clockStepUs', 'amnesia', 'evictions', 'pauseUs', 'delayUs'] as const,
};
const plans = fc.oneof(planArbitrary(fc), planArbitrary(fc, everything));

/** A token whose checksum fits, around any content. */
function forged(content: unknown): string {
  const packed = deflateRawSync(Buffer.from(JSON.stringify(content)));
  const check = createHash('sha256').update(packed).digest().subarray(0, 4);
  return `tl1-${Buffer.concat([check, packed]).toString('base64url')}`;
}

describe('a replay token', () => {
  it('gives back what it was written from', () => {
    fc.assert(
      fc.property(plans, fc.maxSafeInteger(), fc.constantFrom('port', 'socket'), (plan, seed, level) => {
        const replay = { library: 'redlock@5', level, seed, plan } as const;
        expect(readToken(writeToken(replay))).toEqual(replay);
      }),
    );
  });

  it('is short where little happens', () => {
    const fault: Fault = { kind: 'pause', node: 'c1', atMs: 10, forMs: 1_000 };
    const token = writeToken({ library: 'x', level: 'port', seed: 7, plan: planOf({ faults: [fault] }) });
    expect(token.length).toBeLessThan(130);
  });

  it('bears spaces around it', () => {
    const token = writeToken({ library: 'x', level: 'port', seed: 1, plan: planOf() });
    expect(readToken(` ${token}\n`).seed).toBe(1);
  });

  const rows: readonly (readonly [string, string, string])[] = [
    ['of another version', 'tl2-abc', 'begins with tl1-'],
    ['too long', `tl1-${'a'.repeat(MAX_TOKEN)}`, 'at most 65536 characters'],
    ['with other signs', 'tl1-ab c', 'is a part missing?'],
    ['empty', 'tl1-', 'is a part missing?'],
    ['damaged', `${writeToken({ library: 'x', level: 'port', seed: 1, plan: planOf() })}A`, 'damaged'],
    ['with too few parts', forged(['x', 'port', 1]), 'holds no library, level, seed and plan'],
    ['without a library', forged([1, 'port', 1, {}]), 'names no library'],
    ['without a level', forged(['x', 'tcp', 1, {}]), 'names no level'],
    ['without a seed', forged(['x', 'port', 1.5, {}]), 'has no seed'],
    ['without a plan', forged(['x', 'port', 1, []]), 'has no plan'],
    [
      'with a plan out of bounds',
      forged(['x', 'port', 1, { clients: 65 }]),
      'clients is a whole number from 1 to 64',
    ],
    ['that unfolds without end', forged(['x', 'port', 1, { a: ' '.repeat(2 ** 21) }]), 'does not unfold'],
    ['with a foreign field', forged(['x', 'port', 1, { nothing: {} }]), 'a plan has no "nothing"'],
    [
      'with a prototype',
      forged(['x', 'port', 1, JSON.parse('{"__proto__":{}}')]),
      'a plan has no "__proto__"',
    ],
  ];
  for (const [what, token, message] of rows)
    it(`${what} is refused by a clear error`, () => {
      expect(() => readToken(token)).toThrow(TokenError);
      expect(() => readToken(token)).toThrow(message);
    });

  it('is read or refused, whatever it is', () => {
    const contents = fc.tuple(
      fc.string(),
      fc.constantFrom('port', 'socket', 'x'),
      fc.integer(),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), contents.map(forged)), (token) => {
        try {
          readToken(token);
        } catch (error) {
          expect(error).toBeInstanceOf(TokenError);
        }
      }),
    );
  });
});

describe('a plan from outside', () => {
  const fault = { kind: 'pause', node: 'c1', atMs: 1, forMs: 1 };
  const rows: readonly (readonly [string, unknown, string])[] = [
    ['a fault of no kind', { faults: [{ ...fault, kind: 'rain' }] }, 'no fault is of kind "rain"'],
    ['a fault without a time', { faults: [{ kind: 'pause', node: 'c1', forMs: 1 }] }, 'pause: atMs is'],
    ['a fault of nobody', { faults: [{ ...fault, node: 'c9' }] }, 'pause befalls c9, who is not there'],
    ['a fault with more', { faults: [{ ...fault, also: 1 }] }, 'nobody knows the field "also"'],
    ['faults that are no list', { faults: {} }, 'faults is a list'],
    ['a late message that is none', { late: [{ nth: 0, byMs: 1 }] }, 'nth of late is a whole number from 1'],
    ['a late message of no number', { late: [{ byMs: 1 }] }, 'late: nth is a whole number from 0'],
    ['late that is no list', { late: 7 }, 'late is a list of at most 1000'],
    ['a share above one', { workload: { aborts: 1.5 } }, 'workload: aborts is a number from 0 to 1'],
    ['a time too long', { faults: [{ ...fault, forMs: 1e9 }] }, 'forMs of pause is a whole number from 0'],
    ['a clock that stands', { clocks: { driftPpm: 1e6 } }, 'driftPpm is a whole number from 0 to 500000'],
    [
      'a network without time',
      { network: { leastUs: 9, mostUs: 2 } },
      'leastUs is a whole number from 1 to 2',
    ],
  ];
  for (const [what, changes, message] of rows)
    it(`with ${what} is refused`, () => expect(() => readPlan(changes)).toThrow(message));

  it('comes back from what differs from a calm one', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(readPlan(changesOf(plan))).toEqual(plan);
      }),
    );
    expect(changesOf(planOf())).toEqual({});
  });
});
