/**
 * One process of the determinism proof: `levels first count order`; prints `level seed hash` for each run. A level is
 * `port`, or a client's package for our locks on sockets, or a library's name for that library on its own client.
 */
import fc from 'fast-check';
import { LIBRARIES, libraryOf } from '../../src/lab/adapter/library.ts';
import { hashHistory } from '../../src/lab/history/history.ts';
import { EnginePool } from '../../src/lab/instance/engine-pool.ts';
import type { ClientName } from '../../src/lab/network/redis-client.ts';
import type { CompiledFiles } from '../../src/lab/process/module-graph.ts';
import { run } from '../../src/lab/run/run.ts';
import { planner } from '../../src/lab/search/plan-arbitrary.ts';

const planOf = planner(fc, { rounds: 6 });

const [levels = '', first = 1, count = 1, order] = process.argv.slice(2);
const pool = new EnginePool();
const compiled: CompiledFiles = new Map();
const seeds = Array.from({ length: Number(count) }, (_, index) => Number(first) + index);
if (order === 'backwards') seeds.reverse();

for (const level of levels.split(',')) {
  const isLibrary = LIBRARIES.some(({ name }) => name === level);
  const adapter = libraryOf(isLibrary ? level : 'tidelock').open();
  const client = 'client' in adapter ? adapter.client : (level as ClientName);
  const sockets = level === 'port' ? undefined : { client, compiled };
  for (const seed of seeds) {
    const request = { seed, plan: planOf(seed), adapter, pool, messages: true };
    const history = await run({ ...request, ...(sockets !== undefined && { sockets }) });
    console.log(`${level} ${seed} ${hashHistory(history)}`);
  }
}
