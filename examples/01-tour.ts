/**
 * The tour: what the package does on its embedded default, with no server and no socket.
 * Several engines in the process, the shipped scripts, and a real ioredis client whose concurrent callers
 * meet in two scripts; the figures at the end show that each script ran as one unit.
 */
import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { Engine } from 'tidelock';

const script = (name: string): string => readFileSync(new URL(`../lua/${name}.lua`, import.meta.url), 'utf8');
const COMPARE_AND_DELETE = script('compare-and-delete');
const TOKEN_BUCKET = script('token-bucket');
const RESERVE_STOCK = script('reserve-stock');

/** Prints a line, padded so that the figures stand under each other. */
function show(what: string, figure: unknown): void {
  console.log(`  ${what.padEnd(58)} ${String(figure)}`);
}

/** Milliseconds that a piece of work takes, once it is warm. */
async function timed(work: () => unknown): Promise<number> {
  await work();
  const start = performance.now();
  await work();
  return performance.now() - start;
}

console.log('\n1. Engines in the process');
const [east, west] = [new Engine(), new Engine()];
east.call('SET', 'city', 'Tōkyō');
west.call('SET', 'city', 'Lisboa');
show('two engines, two keyspaces', `${east.call('GET', 'city')} · ${west.call('GET', 'city')}`);

const sandbox = east.fork();
sandbox.call('DEL', 'city');
show('a fork is written to, the original keeps its key', east.call('EXISTS', 'city') === 1 ? 'kept' : 'lost');

console.log('\n2. Shipped Lua scripts');
east.call('SET', 'lock', 'mine', 'PX', 10_000);
show('compare-and-delete with the wrong value', east.eval(COMPARE_AND_DELETE, ['lock'], ['theirs']));
show('compare-and-delete with the right one', east.eval(COMPARE_AND_DELETE, ['lock'], ['mine']));
const sha = String(east.call('SCRIPT', 'LOAD', TOKEN_BUCKET));
show('token bucket, first request', JSON.stringify(east.evalsha(sha, ['bucket'], [3, 1, 0, 1])));

console.log('\n3. A real ioredis client, no socket');
const redis = new Redis(east.ioredis());
await redis.set('hello', 'from ioredis');
show('GET through ioredis', await redis.get('hello'));
const subscriber = redis.duplicate();
const heard = new Promise<string>((resolve) => subscriber.once('message', (_channel, text) => resolve(text)));
await subscriber.subscribe('news');
await redis.publish('news', 'the tide is in');
show('a message between two clients', await heard);

console.log('\n4. Concurrent callers, atomic scripts');
redis.defineCommand('takeToken', { numberOfKeys: 1, lua: TOKEN_BUCKET });
redis.defineCommand('reserve', { lua: RESERVE_STOCK });
interface Scripted {
  takeToken(
    key: string,
    capacity: number,
    rate: number,
    nowMs: number,
    cost: number,
  ): Promise<[number, number]>;
  reserve(keyCount: number, ...words: (string | number)[]): Promise<string>;
}
const scripted = redis as unknown as Scripted;

const CALLERS = 500;
const answers = await Promise.all(
  Array.from({ length: CALLERS }, () => scripted.takeToken('api', 100, 10, 1_000, 1)),
);
show(
  `rate limiter: ${CALLERS} callers, capacity 100, passed`,
  answers.filter(([passed]) => passed === 1).length,
);

await redis.mset('stock:cup', 300, 'stock:pot', 120);
const orders = await Promise.all(
  Array.from({ length: CALLERS }, (_, i) =>
    scripted.reserve(3, 'stock:cup', 'stock:pot', `order:${i}`, 2, 1),
  ),
);
const [cups, pots] = await redis.mget('stock:cup', 'stock:pot');
show(
  `stock: ${CALLERS} orders of 2 cups and 1 pot, reserved`,
  orders.filter((answer) => answer === 'OK').length,
);
show('cups and pots left (300 − 2 × 120, 120 − 120)', `${cups} and ${pots}`);

console.log('\n5. Figures');
const ROUNDS = 300_000;
const callMs = await timed(() => {
  for (let i = 0; i < ROUNDS; i++) east.call('GET', 'hello');
});
show('GET, synchronous, in the process', `${(ROUNDS / callMs / 1000).toFixed(2)} M/s`);
const bucketMs = await timed(() => {
  for (let i = 0; i < ROUNDS; i++) east.evalsha(sha, ['bucket'], [100, 10, i, 1]);
});
show('token bucket script, synchronous', `${((bucketMs * 1000) / ROUNDS).toFixed(2)} µs each`);
const pipelineMs = await timed(() => Promise.all(Array.from({ length: 20_000 }, () => redis.get('hello'))));
show('GET through ioredis, in flight', `${(20_000 / pipelineMs).toFixed(0)} k/s`);

subscriber.disconnect();
redis.disconnect();
await Promise.all([east, west, sandbox].map((engine) => engine.close()));
console.log();
