/**
 * Claim: the same ioredis client is faster without a socket than over loopback.
 * Run: npx tsx bench/ioredis.ts
 */
import { Redis } from 'ioredis';
import { Redis as Redis6 } from 'ioredis6';
import { Engine } from 'tidelock';
import { isInstalled, startRedis } from './part/server-process.ts';
import { median, printTable, type Row, rateAsync } from './part/table.ts';

if (!isInstalled('redis-server')) {
  console.log('skipped: redis-server is not installed');
  process.exit(0);
}

/** The median of single round trips with a pause between them, so that cores are idle: microseconds. */
async function idleRoundTrip(client: Redis): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 1000; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const start = performance.now();
    await client.get('key');
    times.push((performance.now() - start) * 1000);
  }
  return median(times);
}

const inFlight = (client: Redis): Promise<number> =>
  rateAsync(20_000, async (n) => {
    for (let done = 0; done < n; done += 1000)
      await Promise.all(Array.from({ length: 1000 }, () => client.get('key')));
  });

const oneByOne = async (client: Redis): Promise<number> =>
  1e6 /
  (await rateAsync(20_000, async (n) => {
    for (let i = 0; i < n; i++) await client.get('key');
  }));

const redis = await startRedis();
const rows: Row[] = [];
for (const [name, Client] of [
  ['ioredis 5', Redis],
  ['ioredis 6', Redis6 as unknown as typeof Redis],
] as const) {
  const engine = new Engine();
  const ours = new Client({ ...engine.ioredis(), enableAutoPipelining: false });
  const theirs = new Client(redis.port, '127.0.0.1');
  await Promise.all([ours.set('key', 'value'), theirs.set('key', 'value')]);
  rows.push({
    what: `${name}, 1000 in flight`,
    ours: await inFlight(ours),
    peer: await inFlight(theirs),
    against: 'loopback',
    unit: '/s',
    better: 'higher',
    reach: 2,
  });
  rows.push({
    what: `${name}, one by one`,
    ours: await oneByOne(ours),
    peer: await idleRoundTrip(theirs),
    against: 'loopback, idle',
    unit: 'µs',
    better: 'lower',
    reach: 0.1,
  });
  ours.disconnect();
  theirs.disconnect();
}
printTable('ioredis, socketless against loopback', rows);
redis.stop();
process.exit(0);
