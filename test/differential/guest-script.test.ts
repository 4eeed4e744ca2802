/**
 * The scripts inside other packages: all of them compile; called without sense they fail as on redis-server;
 * and what their packages send while they work has the same replies there and leaves the same keys.
 */
import { pack } from 'msgpackr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from '../support/differential.ts';
import { readGuests } from '../support/guest/guest-script.ts';
import { type Ask, keyspaceOf, withoutClock } from '../support/guest/keyspace.ts';
import { record } from '../support/guest/trace.ts';
import { WORKS } from '../support/guest/work.ts';
import { type Oracle, oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';

const guests = readGuests();

/** How many scripts each package has, or more: a new version may not hide them from us. */
const COUNTS: Readonly<Record<string, number>> = {
  bullmq: 60,
  bull: 26,
  'bee-queue': 5,
  redlock4: 3,
  redlock: 3,
  'redis-semaphore': 7,
  'rate-limiter-flexible': 1,
};

it.each(guests)('$packageName: every script compiles', ({ packageName, scripts }) => {
  expect(scripts.length).toBeGreaterThanOrEqual(COUNTS[packageName] as number);
  const engine = new Engine();
  for (const { source } of scripts) expect(engine.call('SCRIPT', 'LOAD', source)).toMatch(/^[0-9a-f]{40}$/);
});

const packed = (value: unknown): string => pack(value).latin1Slice();

/** Arguments that make no sense, less and less of none. */
const ARGUMENTS: readonly (readonly string[])[] = [
  [],
  Array.from({ length: 16 }, (_, i) => String(100_000 + i)),
  Array.from({ length: 16 }, () => packed([1, 'two', { three: 3 }])),
  [
    packed(['p:', 'id', 'name', 1, null, null, null, null, null]),
    '{"n":1}',
    packed({ attempts: 2, delay: 5 }),
  ],
];
const KEY_COUNT = 14;
const KEYS = Array.from({ length: KEY_COUNT }, (_, i) => `k${i + 1}`);

describe.skipIf(!oracleAvailable)('guests find what they find on redis-server (needs redis-server)', () => {
  let oracle: Oracle;
  let theirs: Ask;
  let connection: RawConnection;

  beforeAll(async () => {
    oracle = await requireOracle();
    connection = await RawConnection.connect(oracle.port);
    theirs = (...argv) => connection.call(...argv);
  });
  afterAll(async () => {
    connection.close();
    await oracle.stop();
  });

  async function sameOnBoth(requests: readonly (readonly string[])[]): Promise<void> {
    const session = new OurConnection(new Engine());
    const ours: Ask = (...argv) => session.callToEnd(argv);
    await theirs('FLUSHALL');
    await theirs('SCRIPT', 'FLUSH');
    for (const argv of requests) {
      const actual = withoutClock(await ours(...argv));
      const expected = withoutClock(await theirs(...argv));
      expect(actual, `${argv.join(' ').slice(0, 2000)}`).toBe(expected);
    }
    expect(await keyspaceOf(ours)).toEqual(await keyspaceOf(theirs));
  }

  it.each(guests.flatMap(({ scripts }) => scripts))('$name, called without sense', async ({ source }) => {
    const calls = ARGUMENTS.map((args) => ['EVAL', source, String(KEY_COUNT), ...KEYS, ...args]);
    await sameOnBoth(calls);
  });

  it.each(Object.keys(WORKS))('%s at work', async (packageName) => {
    const trace = await record(WORKS[packageName] as (typeof WORKS)[string]);
    expect(trace.filter(([name = '']) => /^eval/i.test(name)).length).toBeGreaterThan(1);
    await sameOnBoth(trace);
  });
});
