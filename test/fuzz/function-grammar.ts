/**
 * FUNCTION and FCALL. A library registers one function that others may have too, and one of its own: of two that
 * are taken, which one the server names is chance.
 */
import fc from 'fast-check';
import { bytes } from '../../src/base/bytes.ts';
import { writeLibraries } from '../../src/persist/function-payload.ts';
import { lit, opt, pick, type Rule, seq, some } from './words.ts';

const library = fc.constantFrom('l', 'm', 'L', 'x-');
const name = fc.constantFrom('f', 'g', 'F', 'f-');
const flags = fc.constantFrom(
  '',
  "flags={'no-writes'}",
  "flags={'allow-oom','no-writes'}",
  "flags={'x'}",
  'flags=1',
);
const body = fc.constantFrom(
  'return {keys, args}',
  "return redis.call('set', keys[1], args[1])",
  "return redis.call('incr', keys[1])",
  "return redis.pcall('lpush', keys[1], 1)",
  "redis.call('sadd', keys[1], 'm') error('late')",
  "return redis.call('get', keys[1])",
  'n = n + 1 return n',
  'm = 1',
  'return KEYS',
  "error({err = 'MY own'})",
  "redis.setresp(3) return redis.call('hgetall', keys[1])",
);
const tail = fc.constantFrom('', '', '', '', ' x y', ' foo()', " redis.register_function('own', 1)");

const source = fc
  .tuple(library, name, flags, body, tail)
  .map(
    ([lib, fn, flag, code, rest]) =>
      `#!lua name=${lib}\nlocal n = 0 redis.register_function{function_name='${fn}', ` +
      `callback=function(keys, args) ${code} end, ${flag}}\n` +
      `redis.register_function('${lib === 'L' ? 'upper' : lib}_own', function() n = n + 1 return n end)${rest}`,
  );
const payload = fc
  .array(source, { minLength: 1, maxLength: 2 })
  .map((sources) => writeLibraries(sources.map(bytes)));

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const called = fc.constantFrom('f', 'g', 'F', 'l_own', 'm_own', 'UPPER_OWN', 'nosuch');

export const FUNCTIONS: readonly Rule[] = [
  [3, 'exact', seq('FUNCTION', 'LOAD', opt('REPLACE'), source)],
  [
    4,
    'exact',
    seq(pick('FCALL', 'FCALL', 'FCALL_RO'), called, '1', key, some(fc.constantFrom('1', 'v'), 0, 2)),
  ],
  [1, 'exact', seq('FCALL', called, fc.constantFrom('0', '2', '-1', 'x'), key)],
  [1, 'exact', seq('FUNCTION', 'DELETE', library)],
  [
    1,
    'deep',
    seq('FUNCTION', 'LIST', opt('WITHCODE'), opt(seq('LIBRARYNAME', fc.constantFrom('*', 'l', 'x*')))),
  ],
  [1, 'exact', lit('FUNCTION', 'STATS')],
  [1, 'exact', seq('FUNCTION', 'FLUSH', opt(pick('SYNC', 'ASYNC')))],
  [1, 'any', seq('FUNCTION', 'RESTORE', payload, opt(pick('FLUSH', 'APPEND', 'REPLACE')))],
  [1, 'any', lit('FUNCTION', 'DUMP')],
];
