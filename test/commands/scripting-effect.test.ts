/** What scripts send to replicas, beside redis-server. Requests are split at spaces, so sources have none. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Oracle, oracleAvailable, requireOracle } from '../support/oracle.ts';
import { sameEffects } from '../support/side-by-side-effects.ts';

const ROWS: readonly (readonly [title: string, ...requests: string[]])[] = [
  ['one write', "EVAL return(redis.call('set','k','v')) 0"],
  ['several writes', "EVAL redis.call('set','k','1')redis.call('incr','k')redis.call('rpush','l','a') 0"],
  ['none', "EVAL return(redis.call('get','k')) 0"],
  ['a failure after a write', "EVAL redis.call('set','k','1')error('x') 0"],
  ['no streams', "EVAL redis.set_repl(redis.REPL_NONE)redis.call('set','k','1') 0", 'SET k 2'],
  [
    'streams switched',
    "EVAL redis.call('set','a','1')redis.set_repl(0)redis.call('set','b','1')redis.set_repl(3)redis.call('set','c','1') 0",
  ],
  ['in a transaction', 'MULTI', 'SET a 1', "EVAL redis.call('set','k','1')redis.call('incr','k') 0", 'EXEC'],
  ['loading', 'SCRIPT LOAD return(1)', 'SET k v'],
  [
    'deterministic forms',
    'RPUSH l a b',
    "EVAL redis.call('blpop','l',0)redis.call('incrbyfloat','f','1.5') 0",
  ],
];

describe.skipIf(!oracleAvailable)('effects of scripts are those of redis-server (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle(['--repl-diskless-sync', 'no']);
  });
  afterAll(() => oracle?.stop());

  it.each(ROWS)('%s', async (_title, ...requests) => {
    await sameEffects(
      oracle,
      requests.map((request) => ['a', request] as const),
    );
  });
});
