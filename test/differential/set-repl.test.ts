/** What set_repl lets reach a replica, beside what redis-server sends to one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/redis.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../support/oracle.ts';
import { sameEffects } from '../support/side-by-side-effects.ts';

const set = (key: string) => `redis.call('SET','${key}','1');`;
const SCRIPTS: Readonly<Record<string, string>> = {
  'everything, as by default': `redis.set_repl(redis.REPL_ALL);${set('a')}${set('b')}`,
  nothing: `redis.set_repl(redis.REPL_NONE);${set('a')}${set('b')}`,
  'one write for the AOF alone': `redis.set_repl(redis.REPL_AOF);${set('a')}`,
  'several for the AOF alone': `redis.set_repl(1);${set('a')}${set('b')}`,
  'one write for replicas alone': `redis.set_repl(redis.REPL_REPLICA);${set('a')}`,
  'some of each': `${set('a')}redis.set_repl(1);${set('b')}redis.set_repl(2);${set('c')}redis.set_repl(0);${set('d')}redis.set_repl(3);${set('e')}`,
  'a write as another command': `redis.set_repl(1);redis.call('INCRBYFLOAT','n','1');redis.set_repl(2);redis.call('INCRBYFLOAT','n','1')`,
};

describe.skipIf(!oracleAvailable)('set_repl beside redis-server (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle(['--repl-diskless-sync', 'no']);
  });
  afterAll(() => oracle.stop());

  it.each(Object.entries(SCRIPTS))('%s', (_, script) =>
    sameEffects(oracle, [
      ['w', `EVAL ${script} 0`],
      ['w', 'SET after 1'],
    ]),
  );
});

it('listeners are told where each write may go', () => {
  const engine = new Engine();
  const seen: unknown[] = [];
  engine.on('effect', (group) => seen.push(group.map(({ argv, only }) => [argv.join(' '), only])));
  engine.eval(`${set('a')}redis.set_repl(1)${set('b')}redis.set_repl(2)${set('c')}`, [], []);
  engine.call('SET', 'd', '1');
  expect(seen).toEqual([
    [
      ['SET a 1', undefined],
      ['SET b 1', 'aof'],
      ['SET c 1', 'replicas'],
    ],
    [['SET d 1', undefined]],
  ]);
});
