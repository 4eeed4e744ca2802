/**
 * The tour: what the package does on its embedded default, with no server to install.
 * Several engines in the process, the shipped scripts, a real ioredis client whose concurrent callers meet in
 * two scripts, and a lock over five instances of which two die; the figures show that each script ran as one
 * unit, and what each costs.
 */
import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { Engine } from 'tidelock';
import { type Lock, MemoryFence, Redlock, StaleToken } from 'tidelock/redlock';

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

console.log('\n5. A lock over five instances: three here, two over TCP');
const engines = Array.from({ length: 5 }, () => new Engine());
const servers = await Promise.all(engines.slice(3).map((engine) => engine.listen({ port: 0 })));
const remotes = servers.map(({ address }) => new Redis(`redis://${address}`).on('error', () => {}));
const locks = new Redlock([...engines.slice(0, 3), ...remotes]);
const votes = (lock: Lock): number => lock.verdicts.filter(({ kind }) => kind === 'granted').length;

const first = await locks.acquire('ledger', { ttlMs: 500 });
show(`a quorum of ${locks.quorum.votes} holds it, votes`, votes(first));
// A quorum is asked first; the others join a moment later.
await new Promise((resolve) => setTimeout(resolve, 100));
await Promise.all(servers.map((server) => server.close()));
show('two of five are killed; extended all the same, ms left', Math.round(await first.extend()));

const fence = new MemoryFence();
const ledger: string[] = [];
fence.enter(first);
await new Promise((resolve) => first.signal.addEventListener('abort', resolve));
show('its holder sleeps until it is told', String(first.signal.reason.message));
const second = await locks.acquire('ledger');
fence.enter(second);
fence.run(second, () => ledger.push('second'));
show('the next holder: votes, and a larger token', `${votes(second)}, ${second.token > first.token}`);
try {
  fence.run(first, () => ledger.push('first, too late'));
} catch (error) {
  if (!(error instanceof StaleToken)) throw error;
  show('the late writer is stopped by its token; the ledger has', ledger.join());
}
await second.release();
const cycles = 500;
const lockMs = await timed(async () => {
  for (let i = 0; i < cycles; i++) await (await locks.acquire('ledger')).release();
});
show('acquire and release with two of five dead', `${((lockMs * 1000) / cycles).toFixed(0)} µs`);
await locks.close();
for (const remote of remotes) remote.disconnect();

console.log('\n6. Figures');
const ROUNDS = 300_000;
const callMs = await timed(() => {
  for (let i = 0; i < ROUNDS; i++) east.call('GET', 'hello');
});
show('GET, synchronous, in the process', `${(ROUNDS / callMs / 1000).toFixed(2)} M/s`);
const SCRIPT_ROUNDS = 50_000;
const bucketMs = await timed(() => {
  for (let i = 0; i < SCRIPT_ROUNDS; i++) east.evalsha(sha, ['bucket'], [100, 10, i, 1]);
});
show('token bucket script, synchronous', `${((bucketMs * 1000) / SCRIPT_ROUNDS).toFixed(2)} µs each`);
const pipelineMs = await timed(() => Promise.all(Array.from({ length: 20_000 }, () => redis.get('hello'))));
show('GET through ioredis, in flight', `${(20_000 / pipelineMs).toFixed(0)} k/s`);

subscriber.disconnect();
redis.disconnect();
await Promise.all([east, west, sandbox, ...engines].map((engine) => engine.close()));
console.log();
