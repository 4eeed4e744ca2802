/** Instances that answer anything: a vote each time, never an error of ours, never a call that does not settle. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LockUnavailable } from '../../src/redlock/error.ts';
import type { Instance } from '../../src/redlock/instance/instance.ts';
import { Lock } from '../../src/redlock/lock.ts';
import { quorumFixture, settled, timed } from '../support/quorum.ts';

/** Fixed, so that every run is the same run. */
const SEED = 20_260_102;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));

const word = fc.constantFrom(
  ...['granted', 'extended', 'held', 'released', 'lost', 'amnesiac', 'quarantined', 'unrecovered', 'broken'],
  ...['voting', 'admitted', 'unchanged', 'OK', ''],
);
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(2 ** 53, -1, Number.NaN, 10n ** 30n));
/** What looks like an answer of ours, and is none. */
const near = fc.array(fc.tuple(fc.oneof(word, fc.anything()), number, fc.oneof(number, fc.string())), {
  maxLength: 3,
});
const answer = fc.oneof(near, fc.anything(), fc.uint8Array());
/** How it comes: given, promised, thrown or rejected. */
const manner = fc.constantFrom('given', 'promised', 'thrown', 'rejected');

function answering(how: string, what: unknown): Instance['evaluate'] {
  return () => {
    if (how === 'thrown') throw what;
    if (how === 'given') return what;
    return how === 'promised' ? Promise.resolve(what) : Promise.reject(what);
  };
}

/** One that only seems to have granted holds nothing, so what it says of the whole is not asked. */
function seemsGranted(what: unknown): boolean {
  return Array.isArray(what) && what.some((each) => Array.isArray(each) && String(each[0]) === 'granted');
}

describe('whatever an instance answers', () => {
  it('two others give the lock, extend it and let it go', async () => {
    await fc.assert(
      fc.asyncProperty(answer, manner, async (what, how) => {
        const { nodes, truth, client } = quorumFixture(3);
        await (await client().acquire('begin')).release();
        Object.assign(nodes[0]?.instance ?? {}, { evaluate: answering(how, what) });
        const { value } = await timed(truth, client().acquire('a', { waitMs: 5_000 }));
        if (!(value instanceof Lock)) throw value;
        await timed(truth, value.extend());
        const { value: release } = await timed(truth, value.release());
        expect(release).toMatchObject({ verdicts: [{}, {}, {}] });
        await settled();
      }),
      { seed: SEED, numRuns: 75 },
    );
    expect(unhandled).toEqual([]);
  }, 60_000);

  it('alone it makes a lock or a refusal with its verdict', async () => {
    await fc.assert(
      fc.asyncProperty(answer, manner, async (what, how) => {
        const { nodes, truth, client } = quorumFixture(1);
        Object.assign(nodes[0]?.instance ?? {}, { evaluate: answering(how, what) });
        const { value } = await timed(truth, client().acquire('a', { waitMs: 0 }));
        if (seemsGranted(what)) return;
        expect(value).toBeInstanceOf(LockUnavailable);
        expect((value as LockUnavailable).verdicts).toHaveLength(1);
        expect((value as LockUnavailable).message).toMatch(/needs 1 of 1 votes \(node-1: /);
      }),
      { seed: SEED, numRuns: 75 },
    );
    expect(unhandled).toEqual([]);
  }, 60_000);
});

describe('a cluster', () => {
  it('is not asked for what lies in different slots', async () => {
    const { nodes, client } = quorumFixture(1);
    Object.assign(nodes[0]?.instance ?? {}, { isCluster: true });
    for (const acquiring of [client().acquire(['a', 'b']), client().tryAcquire(['b', 'a'])])
      await expect(acquiring).rejects.toThrow(
        new RangeError('a and b lie in different hash slots of the cluster: give them one {tag}'),
      );
    expect(nodes[0]?.arrived).toEqual([]);
  });
});
