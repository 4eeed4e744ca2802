/**
 * The grammar of the command fuzzer: requests over a few keys, all families mixed, with arguments that are
 * mostly sensible and sometimes not.
 */
import fc from 'fast-check';
import type { Order } from '../support/canonical.ts';
import { FUNCTIONS } from './function-grammar.ts';
import { lit, opt, pick, type Rule, seq, some, type Words } from './words.ts';

/** One request, and how its reply may vary between two correct servers. */
export interface FuzzRequest {
  readonly argv: readonly string[];
  readonly order: Order | 'any';
}

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const field = fc.constantFrom('f1', 'f2', 'f3', '7', '', 'x'.repeat(70));
const member = fc.constantFrom('1', '2', '3', '10', '-5', 'm', 'n', 'o', 'y'.repeat(70), '');
const text = fc.constantFrom(
  '',
  '0',
  '1',
  '-1',
  '12',
  '3.5',
  'abc',
  'hello world',
  '9223372036854775807',
  'z'.repeat(50),
);
const integer = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -6, max: 12 }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '9223372036854775807',
      '-9223372036854775808',
      '9223372036854775808',
      'x',
      '1.5',
      '',
      ' 1',
      '+1',
      '01',
    ),
  },
);
const count = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 5 }).map(String) },
  { weight: 1, arbitrary: integer },
);
const float = fc.constantFrom(
  '0',
  '1',
  '-1',
  '1.5',
  '2.25',
  '-0',
  '1e3',
  'inf',
  '-inf',
  '+inf',
  'nan',
  'x',
  '3.0e-5',
  '0.1',
);
const bound = fc.constantFrom('-inf', '+inf', '0', '1', '(1', '2', '(2', '-5', '10', '(x', 'nan');
const lexBound = fc.constantFrom('-', '+', '[1', '(1', '[m', '(n', '[z', 'x', '');
const streamId = fc.constantFrom(
  '-',
  '+',
  '0',
  '1',
  '1-1',
  '1-2',
  '2-0',
  '(1-1',
  '3-*',
  '5-5',
  '9',
  '0-0',
  'x',
  '$',
  '*',
);
const futureAt = fc.integer({ min: 1, max: 5 }).map((n) => String(4102444800000 + n * 1000));

const expiry = seq(
  pick(seq('EXAT', '4102444900'), seq('PXAT', futureAt), 'KEEPTTL', seq('EX', integer), 'PERSIST'),
);
const numKeys = (max = 3): Words =>
  fc
    .array(key, { minLength: 1, maxLength: max })
    .chain((keys) => pick(lit(String(keys.length), ...keys), seq(count, lit(...keys))));
const zrangeOptions = seq(
  opt(pick('BYSCORE', 'BYLEX')),
  opt('REV'),
  opt(seq('LIMIT', integer, integer)),
  opt('WITHSCORES'),
);
const aggregate = seq(
  opt(seq('WEIGHTS', some(float, 1, 3))),
  opt(seq('AGGREGATE', pick('SUM', 'MIN', 'MAX', 'AVG'))),
);

const STRINGS: readonly Rule[] = [
  [
    6,
    'exact',
    seq('SET', key, text, opt(pick('NX', 'XX', 'GET')), opt(expiry), opt(pick('NX', 'XX', 'GET'))),
  ],
  [4, 'exact', seq('GET', key)],
  [2, 'exact', seq('APPEND', key, text)],
  [1, 'exact', seq('STRLEN', key)],
  [3, 'exact', seq(pick('INCR', 'DECR'), key)],
  [3, 'exact', seq(pick('INCRBY', 'DECRBY'), key, integer)],
  [2, 'exact', seq('INCRBYFLOAT', key, float)],
  [1, 'exact', seq(pick('GETRANGE', 'SUBSTR'), key, integer, integer)],
  [1, 'exact', seq('SETRANGE', key, count, text)],
  [1, 'exact', seq(pick('SETNX', 'GETSET'), key, text)],
  [1, 'exact', seq('GETDEL', key)],
  [1, 'exact', seq('GETEX', key, opt(expiry))],
  [1, 'exact', seq('MGET', some(key))],
  [1, 'exact', seq(pick('MSET', 'MSETNX'), some(seq(key, text), 1, 3))],
  [
    1,
    'exact',
    seq('LCS', key, key, opt(pick('LEN', 'IDX', seq('IDX', 'WITHMATCHLEN', 'MINMATCHLEN', count)))),
  ],
];

const KEYS: readonly Rule[] = [
  [3, 'exact', seq(pick('DEL', 'UNLINK'), some(key, 1, 3))],
  [1, 'exact', seq(pick('EXISTS', 'TOUCH'), some(key, 1, 3))],
  [2, 'exact', seq('PEXPIREAT', key, futureAt, opt(pick('NX', 'XX', 'GT', 'LT')))],
  [
    1,
    'exact',
    seq(
      pick('EXPIRE', 'PEXPIRE'),
      key,
      fc.constantFrom('-1', '0', 'x', '100000000'),
      opt(pick('NX', 'XX', 'GT', 'LT')),
    ),
  ],
  [1, 'exact', seq(pick('PEXPIRETIME', 'EXPIRETIME'), key)],
  [1, 'exact', seq('PERSIST', key)],
  [1, 'exact', seq(pick('RENAME', 'RENAMENX'), key, key)],
  [1, 'exact', seq('COPY', key, key, opt('REPLACE'))],
  [1, 'exact', seq('MOVE', key, count)],
  [1, 'exact', seq('TYPE', key)],
  [1, 'unordered', seq('KEYS', fc.constantFrom('*', '[a-c]', '?', '[^a]', 'x*'))],
  [2, 'exact', seq('OBJECT', 'ENCODING', key)],
  [1, 'exact', lit('DBSIZE')],
];

const HASHES: readonly Rule[] = [
  [4, 'exact', seq('HSET', key, some(seq(field, text), 1, 3))],
  [1, 'exact', seq('HSETNX', key, field, text)],
  [1, 'exact', seq('HGET', key, field)],
  [1, 'exact', seq('HMGET', key, some(field))],
  [1, 'pairs', seq('HGETALL', key)],
  [2, 'exact', seq('HDEL', key, some(field, 1, 3))],
  [1, 'exact', seq(pick('HLEN', seq('HEXISTS')), key)],
  [1, 'unordered', seq(pick('HKEYS', 'HVALS'), key)],
  [1, 'exact', seq('HSTRLEN', key, field)],
  [2, 'exact', seq('HINCRBY', key, field, integer)],
  [2, 'exact', seq('HINCRBYFLOAT', key, field, float)],
  [1, 'any', seq('HRANDFIELD', key, opt(seq(count, opt('WITHVALUES'))))],
];

const LISTS: readonly Rule[] = [
  [5, 'exact', seq(pick('LPUSH', 'RPUSH'), key, some(text, 1, 4))],
  [1, 'exact', seq(pick('LPUSHX', 'RPUSHX'), key, some(text, 1, 2))],
  [2, 'exact', seq(pick('LPOP', 'RPOP'), key, opt(integer))],
  [1, 'exact', seq('LLEN', key)],
  [2, 'exact', seq('LRANGE', key, integer, integer)],
  [1, 'exact', seq('LINDEX', key, integer)],
  [1, 'exact', seq('LSET', key, integer, text)],
  [1, 'exact', seq('LINSERT', key, pick('BEFORE', 'AFTER', 'x'), text, text)],
  [1, 'exact', seq('LREM', key, integer, text)],
  [1, 'exact', seq('LTRIM', key, integer, integer)],
  [
    1,
    'exact',
    seq(
      'LPOS',
      key,
      text,
      opt(seq('RANK', integer)),
      opt(seq('COUNT', integer)),
      opt(seq('MAXLEN', integer)),
    ),
  ],
  [1, 'exact', seq('LMOVE', key, key, pick('LEFT', 'RIGHT'), pick('LEFT', 'RIGHT', 'UP'))],
  [1, 'exact', seq('RPOPLPUSH', key, key)],
  [1, 'exact', seq('LMPOP', numKeys(), pick('LEFT', 'RIGHT'), opt(seq('COUNT', integer)))],
];

const SETS: readonly Rule[] = [
  [5, 'exact', seq('SADD', key, some(member))],
  [2, 'exact', seq('SREM', key, some(member, 1, 3))],
  [1, 'exact', seq('SISMEMBER', key, member)],
  [1, 'exact', seq('SMISMEMBER', key, some(member))],
  [1, 'exact', seq('SCARD', key)],
  [1, 'unordered', seq('SMEMBERS', key)],
  [1, 'exact', seq('SMOVE', key, key, member)],
  [1, 'unordered', seq(pick('SINTER', 'SUNION', 'SDIFF'), some(key, 1, 3))],
  [1, 'exact', seq(pick('SINTERSTORE', 'SUNIONSTORE', 'SDIFFSTORE'), key, some(key, 1, 3))],
  [1, 'exact', seq('SINTERCARD', numKeys(), opt(seq('LIMIT', integer)))],
  [1, 'any', seq('SRANDMEMBER', key, opt(count))],
];

const ZSETS: readonly Rule[] = [
  [
    5,
    'exact',
    seq(
      'ZADD',
      key,
      opt(pick('NX', 'XX')),
      opt(pick('GT', 'LT')),
      opt('CH'),
      opt('INCR'),
      some(seq(float, member), 1, 3),
    ),
  ],
  [2, 'exact', seq('ZINCRBY', key, float, member)],
  [2, 'exact', seq('ZREM', key, some(member, 1, 3))],
  [1, 'exact', seq(pick('ZSCORE', 'ZRANK', 'ZREVRANK'), key, member)],
  [1, 'exact', seq('ZMSCORE', key, some(member))],
  [1, 'exact', seq('ZCARD', key)],
  [1, 'exact', seq('ZCOUNT', key, bound, bound)],
  [1, 'exact', seq('ZLEXCOUNT', key, lexBound, lexBound)],
  [
    3,
    'exact',
    seq('ZRANGE', key, pick(integer, bound, lexBound), pick(integer, bound, lexBound), zrangeOptions),
  ],
  [1, 'exact', seq('ZRANGESTORE', key, key, pick(integer, bound), pick(integer, bound), zrangeOptions)],
  [
    1,
    'exact',
    seq(
      pick('ZRANGEBYSCORE', 'ZREVRANGEBYSCORE'),
      key,
      bound,
      bound,
      opt('WITHSCORES'),
      opt(seq('LIMIT', integer, integer)),
    ),
  ],
  [
    1,
    'exact',
    seq(pick('ZRANGEBYLEX', 'ZREVRANGEBYLEX'), key, lexBound, lexBound, opt(seq('LIMIT', integer, integer))),
  ],
  [1, 'exact', seq('ZREMRANGEBYRANK', key, integer, integer)],
  [1, 'exact', seq('ZREMRANGEBYSCORE', key, bound, bound)],
  [1, 'exact', seq('ZREMRANGEBYLEX', key, lexBound, lexBound)],
  [1, 'exact', seq(pick('ZPOPMIN', 'ZPOPMAX'), key, opt(integer))],
  [1, 'exact', seq('ZMPOP', numKeys(), pick('MIN', 'MAX'), opt(seq('COUNT', integer)))],
  [1, 'exact', seq(pick('ZUNION', 'ZINTER'), numKeys(), aggregate, opt('WITHSCORES'))],
  [1, 'exact', seq('ZDIFF', numKeys(), opt('WITHSCORES'))],
  [1, 'exact', seq(pick('ZUNIONSTORE', 'ZINTERSTORE'), key, numKeys(), aggregate)],
  [1, 'exact', seq('ZDIFFSTORE', key, numKeys())],
  [1, 'exact', seq('ZINTERCARD', numKeys(), opt(seq('LIMIT', integer)))],
  [1, 'any', seq('ZRANDMEMBER', key, opt(seq(count, opt('WITHSCORES'))))],
];

const STREAMS: readonly Rule[] = [
  [
    5,
    'exact',
    seq(
      'XADD',
      key,
      opt('NOMKSTREAM'),
      opt(seq(pick('MAXLEN', 'MINID'), opt(pick('=', '~')), count)),
      fc.constantFrom('1-1', '1-2', '1-*', '2-1', '3-3', '5-*', '0-0', 'x'),
      some(seq(field, text), 1, 2),
    ),
  ],
  [1, 'exact', seq('XLEN', key)],
  [2, 'exact', seq('XRANGE', key, streamId, streamId, opt(seq('COUNT', integer)))],
  [1, 'exact', seq('XREVRANGE', key, streamId, streamId, opt(seq('COUNT', integer)))],
  [1, 'exact', seq('XDEL', key, some(streamId, 1, 2))],
  [1, 'exact', seq('XTRIM', key, pick('MAXLEN', 'MINID'), opt(pick('=', '~')), count)],
  [1, 'exact', seq('XREAD', opt(seq('COUNT', count)), 'STREAMS', key, streamId)],
  [2, 'exact', seq('XGROUP', 'CREATE', key, 'g', fc.constantFrom('0', '$', '1-1'), opt('MKSTREAM'))],
  [1, 'exact', seq('XGROUP', 'SETID', key, 'g', fc.constantFrom('0', '$', '1-2'))],
  [1, 'exact', seq('XGROUP', 'DESTROY', key, 'g')],
  [1, 'exact', seq('XGROUP', pick('CREATECONSUMER', 'DELCONSUMER'), key, 'g', 'c')],
  [
    2,
    'exact',
    seq(
      'XREADGROUP',
      'GROUP',
      'g',
      pick('c', 'd'),
      opt(seq('COUNT', count)),
      opt('NOACK'),
      'STREAMS',
      key,
      fc.constantFrom('>', '0', '1-1'),
    ),
  ],
  [1, 'exact', seq('XACK', key, 'g', some(streamId, 1, 2))],
  [1, 'exact', seq('XPENDING', key, 'g')],
  [
    1,
    'exact',
    seq(
      'XCLAIM',
      key,
      'g',
      'd',
      '0',
      some(fc.constantFrom('1-1', '1-2', '2-1'), 1, 2),
      opt('JUSTID'),
      opt('FORCE'),
    ),
  ],
  [
    1,
    'exact',
    seq(
      'XAUTOCLAIM',
      key,
      'g',
      'd',
      '0',
      fc.constantFrom('0', '1-2', '-'),
      opt(seq('COUNT', count)),
      opt('JUSTID'),
    ),
  ],
  [1, 'exact', seq('XINFO', 'STREAM', key)],
  [1, 'exact', seq('XINFO', 'GROUPS', key)],
  [1, 'exact', seq('XSETID', key, fc.constantFrom('9-9', '1-1', '0'))],
];

const RULES: readonly Rule[] = [
  ...STRINGS,
  ...KEYS,
  ...HASHES,
  ...LISTS,
  ...SETS,
  ...ZSETS,
  ...STREAMS,
  ...FUNCTIONS,
];

/** One request of the grammar; now and then one word too few or too many. */
export const fuzzRequest: fc.Arbitrary<FuzzRequest> = fc
  .tuple(
    fc.oneof(
      ...RULES.map(([weight, order, words]) => ({
        weight,
        arbitrary: words.map((argv) => ({ argv, order })),
      })),
    ),
    fc.integer({ min: 0, max: 39 }),
    text,
  )
  .map(([request, fault, extra]) => {
    if (fault === 0 && request.argv.length > 1) return { ...request, argv: request.argv.slice(0, -1) };
    if (fault === 1) return { ...request, argv: [...request.argv, extra] };
    return request;
  });

/** The keys that the grammar uses. */
export const FUZZ_KEYS = ['a', 'b', 'c', 'd', 'e'] as const;
