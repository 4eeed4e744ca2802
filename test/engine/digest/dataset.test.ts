import { describe, expect, it } from 'vitest';
import { Engine } from '../../../src/redis.ts';
import { differential } from '../../support/differential.ts';

const FILL = [
  'RPUSH list a b a',
  'SADD ints 3 1 2',
  'SADD words x y 1',
  'HSET hash f 1 g 2',
  'ZADD zset 1 a 2.5 b -inf c',
  'XADD stream 1-1 f v g w',
  'SET text hello',
  'SET number 12',
  'APPEND number 3',
];

differential('digests', [
  [
    'tell one value from another',
    ...FILL,
    'DEBUG DIGEST-VALUE list ints words hash zset stream text number missing',
  ],
  [
    'tell one dataset from another',
    'DEBUG DIGEST',
    ...FILL,
    'DEBUG DIGEST',
    'SELECT 3',
    'SET a 1',
    'DEBUG DIGEST',
  ],
  [
    'know that a key expires, not when',
    'SET a 1',
    'PEXPIREAT a 4102444800000',
    'DEBUG DIGEST-VALUE a',
    'PEXPIREAT a 4102444900000',
    'DEBUG DIGEST-VALUE a',
  ],
]);

describe('a digest', () => {
  it('is the same whatever the order in which keys came', () => {
    const fill = (requests: readonly string[]): unknown => {
      const engine = new Engine();
      for (const request of requests) {
        const [name = '', ...words] = request.split(' ');
        engine.call(name, ...words);
      }
      return engine.call('DEBUG', 'DIGEST');
    };
    const order = FILL.filter((request) => !request.includes('number'));
    expect(fill(order)).toEqual(fill([...order].reverse()));
    expect(fill(order)).not.toEqual(fill(order.slice(1)));
  });
});
