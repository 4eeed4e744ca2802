/**
 * A quorum of five servers through ioredis. The servers are this package's own, so that the example runs
 * anywhere; put the ports of your five redis-servers on the command line instead.
 * Run: npm run example -- examples/07-five-servers.ts [port port port port port]
 */
import { Redis } from 'ioredis';
import { Engine } from 'tidelock';
import { Redlock } from 'tidelock/redlock';

const given = process.argv.slice(2).map(Number);
const engines = given.length > 0 ? [] : Array.from({ length: 5 }, () => new Engine());
const servers = await Promise.all(engines.map((engine) => engine.listen({ port: 0 })));
const ports = given.length > 0 ? given : servers.map(({ address }) => Number(address.split(':').at(-1)));

// The clients stay yours. Errors of a connection are votes of its instance; the listener keeps ioredis quiet.
const clients = ports.map((port) => new Redis(port).on('error', () => {}));
const locks = new Redlock(clients, { ttlMs: 5_000, waitMs: 10_000 });
console.log(`${locks.instances.length} instances, ${locks.quorum.votes} votes make a lock`);

/** The work of one worker: the lock is extended for as long as it takes, and tells of its end by a signal. */
let running = 0;
let most = 0;
const worker = (): Promise<void> =>
  locks.using('import:customers', async ({ signal }) => {
    most = Math.max(most, ++running);
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
  });
await Promise.all(Array.from({ length: 10 }, worker));
console.log(`10 workers, at most ${most} at a time`);

if (servers.length > 0) {
  await Promise.all(servers.slice(0, 2).map((server) => server.close()));
  const startMs = performance.now();
  await Promise.all(Array.from({ length: 10 }, worker));
  console.log(`two servers gone: still at most ${most} at a time`);
  console.log(performance.now() - startMs < 2_000 ? 'and no slower for it' : 'but slower');
}

await locks.close();
for (const client of clients) client.disconnect();
await Promise.all(engines.map((engine) => engine.close()));
