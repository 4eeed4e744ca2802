/**
 * What `engine.call` returns, in types and in truth: for each command of `Replies` one call and its reply.
 * The compiler holds the reply against the type, the run holds it against the engine.
 */
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type CommandName, Engine, type Plain, type Replies } from '../../src/index.ts';

type Sample<Name extends keyof Replies> = readonly [request: string, reply: Replies[Name]];

/** In this order, on one engine: later rows see what earlier ones wrote. */
const samples: { readonly [Name in keyof Replies]: Sample<Name> } = {
  SET: ['SET s 5', 'OK'],
  GET: ['GET s', '5'],
  SETEX: ['SETEX t 100 x', 'OK'],
  PSETEX: ['PSETEX t 100 x', 'OK'],
  SETNX: ['SETNX s 6', 0],
  GETSET: ['GETSET s 6', '5'],
  GETDEL: ['GETDEL none', null],
  GETEX: ['GETEX s', '6'],
  MGET: ['MGET s none', ['6', null]],
  MSET: ['MSET m 1 n 2', 'OK'],
  MSETNX: ['MSETNX m 1', 0],
  APPEND: ['APPEND s 0', 2],
  STRLEN: ['STRLEN s', 2],
  INCR: ['INCR s', 61],
  DECR: ['DECR s', 60],
  INCRBY: ['INCRBY s 5', 65],
  DECRBY: ['DECRBY s 5', 60],
  INCRBYFLOAT: ['INCRBYFLOAT s 0.5', '60.5'],
  GETRANGE: ['GETRANGE s 0 1', '60'],
  SETRANGE: ['SETRANGE s 1 1', 4],
  DEL: ['DEL m none', 1],
  UNLINK: ['UNLINK n', 1],
  EXISTS: ['EXISTS s s', 2],
  EXPIRE: ['EXPIRE s 100', 1],
  PEXPIRE: ['PEXPIRE s 100000', 1],
  EXPIREAT: ['EXPIREAT s 1700000100', 1],
  PEXPIREAT: ['PEXPIREAT s 1700000100000', 1],
  TTL: ['TTL s', 100],
  PTTL: ['PTTL s', 100_000],
  PERSIST: ['PERSIST s', 1],
  TYPE: ['TYPE s', 'string'],
  RENAME: ['RENAME s r', 'OK'],
  RENAMENX: ['RENAMENX r r', 0],
  COPY: ['COPY r c', 1],
  KEYS: ['KEYS c', ['c']],
  HSET: ['HSET h f 1', 1],
  HSETNX: ['HSETNX h f 2', 0],
  HGET: ['HGET h f', '1'],
  HMGET: ['HMGET h f none', ['1', null]],
  HGETALL: ['HGETALL h', { f: '1' }],
  HDEL: ['HDEL h none', 0],
  HLEN: ['HLEN h', 1],
  HEXISTS: ['HEXISTS h f', 1],
  HKEYS: ['HKEYS h', ['f']],
  HVALS: ['HVALS h', ['1']],
  HINCRBY: ['HINCRBY h f 2', 3],
  HINCRBYFLOAT: ['HINCRBYFLOAT h f 0.5', '3.5'],
  LPUSH: ['LPUSH l b a', 2],
  RPUSH: ['RPUSH l c d e', 5],
  LPOP: ['LPOP l', 'a'],
  RPOP: ['RPOP l 2', ['e', 'd']],
  LLEN: ['LLEN l', 2],
  LRANGE: ['LRANGE l 0 -1', ['b', 'c']],
  LINDEX: ['LINDEX l 7', null],
  LREM: ['LREM l 0 c', 1],
  LSET: ['LSET l 0 z', 'OK'],
  LTRIM: ['LTRIM l 0 0', 'OK'],
  SADD: ['SADD set a', 1],
  SREM: ['SREM set none', 0],
  SCARD: ['SCARD set', 1],
  SISMEMBER: ['SISMEMBER set a', 1],
  SMEMBERS: ['SMEMBERS set', ['a']],
  SMISMEMBER: ['SMISMEMBER set a b', [1, 0]],
  SINTER: ['SINTER set set', ['a']],
  SUNION: ['SUNION set none', ['a']],
  SDIFF: ['SDIFF set set', []],
  ZADD: ['ZADD z 1.5 a', 1],
  ZREM: ['ZREM z none', 0],
  ZCARD: ['ZCARD z', 1],
  ZCOUNT: ['ZCOUNT z -inf +inf', 1],
  ZSCORE: ['ZSCORE z a', 1.5],
  ZRANK: ['ZRANK z none', null],
  ZINCRBY: ['ZINCRBY z 1 a', 2.5],
  ZRANGE: ['ZRANGE z 0 -1 WITHSCORES', [['a', 2.5]]],
  XADD: ['XADD x * f v', '1700000000000-0'],
  XLEN: ['XLEN x', 1],
  XDEL: ['XDEL x 1-1', 0],
  SELECT: ['SELECT 1', 'OK'],
  PUBLISH: ['PUBLISH c x', 0],
  PING: ['PING', 'PONG'],
  ECHO: ['ECHO hi', 'hi'],
  DBSIZE: ['DBSIZE', 0],
  RANDOMKEY: ['RANDOMKEY', null],
  FLUSHALL: ['FLUSHALL', 'OK'],
  FLUSHDB: ['FLUSHDB', 'OK'],
  TIME: ['TIME', ['1700000000', '0']],
};

describe('engine.call', () => {
  const engine = new Engine({ clock: 'manual' });

  it.each(Object.entries(samples))('returns what its type says: %s', (name, [request, reply]) => {
    const words = request.split(' ');
    expect(words[0]).toBe(name);
    expect(engine.call(name, ...words.slice(1))).toEqual(reply);
  });

  it('has a type for each command it knows, and a plain one for the rest', () => {
    const fresh = new Engine();
    expectTypeOf(fresh.call('GET', 'k')).toEqualTypeOf<string | null>();
    expectTypeOf(fresh.call('get', 'k')).toEqualTypeOf<string | null>();
    expectTypeOf(fresh.call('INCR', 'n')).toBeNumber();
    expectTypeOf(fresh.call('TYPE', 'k')).toEqualTypeOf<Replies['TYPE']>();
    expectTypeOf(fresh.call('HGETALL', 'h')).toEqualTypeOf<{ readonly [field: string]: string }>();
    expectTypeOf(fresh.call('OBJECT', 'HELP')).toEqualTypeOf<Plain<string>>();
    expectTypeOf(fresh.callBuffer('GET', 'k')).toEqualTypeOf<Plain<Buffer>>();
    expectTypeOf(fresh.eval).returns.toEqualTypeOf<Plain<string>>();
    expectTypeOf<CommandName>().extract<'GET' | 'get'>().toEqualTypeOf<'GET' | 'get'>();
    expectTypeOf(fresh.on).parameter(0).toEqualTypeOf<'effect'>();
  });

  it('refuses words that are none, before it runs', () => {
    const refuse = (): void => {
      // @ts-expect-error an object is no word of a request
      engine.call('SET', 'k', {});
    };
    expect(refuse).toThrow(TypeError);
  });
});
