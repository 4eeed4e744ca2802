/**
 * A quorum of engines in one process: the same locks as over five servers, for tests and for services on one
 * machine.
 * Run: npm run example -- examples/06-embedded-quorum.ts
 */
import { Engine } from 'tidelock';
import { LockUnavailable, Redlock } from 'tidelock/redlock';

const engines = Array.from({ length: 5 }, () => new Engine());
const locks = new Redlock(engines, { ttlMs: 10_000 });

/** Two accounts at once: all of them or none, whoever comes in whatever order. */
const balance = { alice: 100, bob: 100 };
async function transfer(from: 'alice' | 'bob', to: 'alice' | 'bob', amount: number): Promise<void> {
  await using lock = await locks.acquire([`account:${from}`, `account:${to}`]);
  const [left, right] = [balance[from], balance[to]];
  await new Promise(setImmediate); // somewhere else in the program; nobody else gets in between
  lock.ensureValid();
  balance[from] = left - amount;
  balance[to] = right + amount;
}

await Promise.all([
  ...Array.from({ length: 30 }, () => transfer('alice', 'bob', 1)),
  ...Array.from({ length: 20 }, () => transfer('bob', 'alice', 2)),
]);
console.log(`after 50 transfers at once: alice ${balance.alice}, bob ${balance.bob}`);

// Another process would be a Redlock of its own; a refusal says who holds the lock and for how long.
const elsewhere = new Redlock(engines, { waitMs: 0 });
const held = await locks.acquire('report');
const refusal = await elsewhere.acquire('report').catch((error: unknown) => error);
if (refusal instanceof LockUnavailable)
  console.log(`refused: ${refusal.verdicts.filter(({ kind }) => kind === 'held').length} instances say held`);

await held.release();
const next = await elsewhere.acquire('report');
console.log(`then given, with a larger token: ${next.token > held.token}`);

await Promise.all([locks.close(), elsewhere.close()]);
await Promise.all(engines.map((engine) => engine.close()));
