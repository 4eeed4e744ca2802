/**
 * A row of a real SQL database (SQLite, in the process) behind a fence: a worker that overslept its lock
 * cannot write over the one that came after it.
 * Run: npm run example -- examples/09-guarded-row.ts
 */
import initSqlJs from 'sql.js';
import { Engine } from 'tidelock';
import { Redlock, SqlFence, StaleToken } from 'tidelock/redlock';

const { Database } = await initSqlJs();
const db = new Database();
db.run('CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER NOT NULL, fence BIGINT)');
db.run('INSERT INTO orders (id, total) VALUES (42, 100)');

const readTotal = (): number => Number(db.exec('SELECT total FROM orders WHERE id = 42')[0]?.values[0]?.[0]);
const fence = new SqlFence((sql, params) => {
  db.run(sql, [...params] as (string | number)[]);
  return db.getRowsModified();
});
const order = { table: 'orders', key: { id: 42 } };

const locks = new Redlock(
  Array.from({ length: 3 }, () => new Engine()),
  { ttlMs: 100 },
);

const slow = await locks.acquire('order:42');
await fence.enter(slow, order); // before the first read: from now on no earlier holder can write
const seenBySlow = readTotal();
await new Promise((resolve) => setTimeout(resolve, 150)); // a pause that is longer than the lock

const quick = await locks.acquire('order:42');
await fence.enter(quick, order);
await fence.update(quick, order, { total: readTotal() + 7 });
console.log(`the next holder adds 7: ${readTotal()}`);

try {
  await fence.update(slow, order, { total: seenBySlow + 1 });
} catch (error) {
  if (!(error instanceof StaleToken)) throw error;
  console.log(`the one that overslept is turned away: ${error.message}`);
}
console.log(`nothing is lost: ${readTotal()}`);
await quick.release();
await locks.close();
db.close();
