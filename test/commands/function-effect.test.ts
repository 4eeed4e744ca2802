/** What FUNCTION and FCALL send to replicas, beside redis-server. Requests are split at spaces. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Oracle, oracleAvailable, requireOracle } from '../support/oracle.ts';
import { sameEffects } from '../support/side-by-side-effects.ts';

/** A source without spaces but for the one in its head. */
const LOAD = 'FUNCTION LOAD';
const source = (name: string, body: string) =>
  `#!lua\tname=${name}\nredis.register_function('${name}',function(keys)${body}end)`;
const WRITE = source('w', "redis.call('set','k','1')redis.call('incr','k')");
const ONE = source('o', "return(redis.call('incrbyfloat','f','1.5'))");
const MUTED = source('m', "redis.set_repl(redis.REPL_NONE)redis.call('set','k','1')");
const NONE = source('n', "return(redis.call('get','k'))");

const ROWS: readonly (readonly [title: string, ...requests: string[]])[] = [
  [
    'loading, replacing, deleting',
    `${LOAD} ${ONE}`,
    `${LOAD} REPLACE ${ONE}`,
    `${LOAD} ${ONE}`,
    'FUNCTION DELETE o',
  ],
  ['what fails', `${LOAD} x`, 'FUNCTION DELETE nosuch', 'FUNCTION RESTORE x', 'FUNCTION FLUSH x', 'SET k v'],
  ['flushing', `${LOAD} ${ONE}`, 'FUNCTION FLUSH', 'FUNCTION FLUSH ASYNC', 'FUNCTION FLUSH'],
  ['looking', `${LOAD} ${ONE}`, 'FUNCTION LIST', 'FUNCTION STATS', 'FUNCTION DUMP', 'SET k v'],
  ['a function with several writes', `${LOAD} ${WRITE}`, 'FCALL w 0', 'FCALL w 1 k'],
  ['with one', `${LOAD} ${ONE}`, 'FCALL o 0'],
  ['with none', `${LOAD} ${NONE}`, 'FCALL n 0', 'SET k v'],
  ['with no streams', `${LOAD} ${MUTED}`, 'FCALL m 0', 'SET k v'],
  ['in a transaction', 'MULTI', `${LOAD} ${WRITE}`, 'FCALL w 0', 'FUNCTION DELETE w', 'EXEC'],
  ['on another database', 'SELECT 3', `${LOAD} ${WRITE}`, 'FCALL w 0'],
];

describe.skipIf(!oracleAvailable)(
  'effects of functions are those of redis-server (needs redis-server)',
  () => {
    let oracle: Oracle;
    beforeAll(async () => {
      oracle = await requireOracle(['--repl-diskless-sync', 'no']);
    });
    afterAll(() => oracle?.stop());

    it.each(ROWS)('%s', async (_title, ...requests) => {
      const moves = ['FUNCTION FLUSH', ...requests].map((request) => ['a', request] as const);
      await sameEffects(oracle, moves);
    });
  },
);
