import { describe, expect, it } from 'vitest';
import { ManualWorld } from '../../../src/base/world.ts';
import { Engine } from '../../../src/redis.ts';
import type { PaceOptions } from '../../../src/script/run/pace.ts';
import { joinScripts } from '../../../src/script-runner.ts';
import { OurConnection } from '../../support/differential.ts';

/** Scripts in whose middle a run may be made again; what they leave must tell a command that ran twice. */
const SCRIPTS: readonly (readonly [title: string, source: string])[] = [
  ['counters', "local n for i = 1, 20 do n = redis.call('INCR', 'n') end return n"],
  [
    'its arguments, which it changes',
    "KEYS[1] = KEYS[1] .. '!' ARGV[2] = nil redis.call('RPUSH', 'l', KEYS[1], #ARGV) return KEYS",
  ],
  [
    'lists, sets and hashes as replies',
    "redis.call('RPUSH', 'l', 1, 2, 3) redis.call('HSET', 'h', 'a', 1, 'b', 2) redis.call('SADD', 's', 1, 2) local all = {redis.call('LRANGE', 'l', 0, -1), redis.call('HGETALL', 'h'), redis.call('SMEMBERS', 's')} redis.call('LPOP', 'l') redis.call('HDEL', 'h', 'a') all[1][1] = 'changed' return {all, redis.call('LRANGE', 'l', 0, -1)}",
  ],
  [
    'errors, caught and raised',
    "redis.call('SET', 'k', 'v') local a = redis.pcall('INCR', 'k') local ok, b = pcall(redis.call, 'LPUSH', 'k', 1) redis.call('INCR', 'n') return {a.err, tostring(ok), b, redis.pcall('nosuch').err, redis.call('INCR', 'k')}",
  ],
  ['an error that ends it', "for i = 1, 9 do redis.call('INCR', 'n') end error('here')"],
  [
    'random numbers, which go on',
    "local t = {} for i = 1, 8 do t[i] = math.random(1000) redis.call('RPUSH', 'l', t[i]) end return t",
  ],
  [
    'addresses',
    "local t = {} for i = 1, 5 do t[i] = tostring({}) redis.call('RPUSH', 'l', t[i]) end return t",
  ],
  [
    'the options of cjson',
    "local t = {} for i = 1, 5 do t[i] = cjson.encode(1 / 3) cjson.encode_number_precision(i + 2) end redis.call('RPUSH', 'l', unpack(t)) return t",
  ],
  [
    'the protocol',
    "redis.call('HSET', 'h', 'a', 1) local a = redis.call('HGETALL', 'h') redis.setresp(3) local b = redis.call('HGETALL', 'h') return {#a, b.map and 'map' or 'none'}",
  ],
  [
    'set_repl',
    "redis.call('INCR', 'n') redis.set_repl(redis.REPL_NONE) redis.call('INCR', 'm') redis.set_repl(redis.REPL_ALL) redis.call('INCR', 'n') return redis.call('INCR', 'm')",
  ],
  [
    'another database',
    "redis.call('SET', 'a', 1) redis.call('SELECT', 3) redis.call('SET', 'b', 1) for i = 1, 5 do redis.call('INCR', 'b') end return redis.call('DBSIZE')",
  ],
  [
    'coroutines',
    "local co = coroutine.wrap(function() for i = 1, 9 do coroutine.yield(redis.call('INCR', 'n')) end return 'end' end) local last for i = 1, 10 do last = co() end return last",
  ],
  [
    'a comparator',
    "local t = {} for i = 1, 9 do t[i] = i * 7 % 10 end table.sort(t, function(a, b) redis.call('INCR', 'n') return a < b end) return t",
  ],
  [
    "iterators at the end of C's stack",
    'local n, out = 0, {} local function f() n = n + 1 for a in next, {1} do out[#out + 1] = tostring(select(2, pcall(f))) end end return {n, {pcall(f)}, out[1], out[2], #out}',
  ],
  [
    'gsub with commands',
    "return string.gsub('abcdef', '%w', function(c) return redis.call('APPEND', 'k', c) end)",
  ],
  [
    'metamethods with commands',
    "local m = {__add = function(a, b) return redis.call('INCR', 'n') end, __index = function(t, k) return redis.call('INCR', k) end} local t = setmetatable({}, m) return {t + 1, t.x, t.x, t + t, t.y}",
  ],
  [
    'deep recursion',
    "local function f(n) if n == 0 then return redis.call('INCR', 'n') end return 1 + f(n - 1) end return f(900)",
  ],
  [
    'protected recursion',
    "local function f(n) redis.call('INCR', 'n') if n == 0 then error('deep') end local ok, e = pcall(f, n - 1) return ok and e or 'caught' end return f(50)",
  ],
];

/** Bodies of libraries whose `f` is called; it, or what it has captured, must not be seen to have run twice. */
const LIBRARIES: readonly (readonly [title: string, body: string])[] = [
  [
    'a function without state',
    "redis.register_function('f', function(keys, args) keys[1] = keys[1] .. '!' args[1] = nil for i = 1, 9 do redis.call('INCR', 'n') end redis.call('RPUSH', 'l', keys[1], #args) return {keys[1], redis.call('INCR', 'n')} end)",
  ],
  [
    'a counter between calls',
    "local n = 0 redis.register_function('f', function() for i = 1, 9 do n = n + 1 redis.call('SET', 'n', n) end return n end)",
  ],
  [
    'a table between calls',
    "local t = {} redis.register_function('f', function() for i = 1, 9 do t[#t + 1] = redis.call('INCR', 'n') end return t end)",
  ],
  [
    'an iterator between calls',
    "local each = ('a b c d e f g h'):gmatch('%a') redis.register_function('f', function() for i = 1, 4 do redis.call('RPUSH', 'l', each() or 'end') end return redis.call('LRANGE', 'l', 0, -1) end)",
  ],
  [
    'helpers and an error',
    "local function step(i) if i > 9 then error('at ten') end return redis.call('INCR', 'n') end redis.register_function('f', function() for i = 1, 20 do step(i) end end)",
  ],
];

function ofScript(source: string, pace: PaceOptions): Promise<unknown> {
  return run([], ['EVAL', source, '1', 'key', 'one', 'two'], pace);
}

function ofLibrary(body: string, pace: PaceOptions): Promise<unknown> {
  return run(['FUNCTION', 'LOAD', `#!lua name=lib\n${body}`], ['FCALL', 'f', '1', 'key', 'one', 'two'], pace);
}

/** What two calls answer, send to replicas and leave, once `first` was called. */
async function run(first: readonly string[], call: readonly string[], pace: PaceOptions): Promise<unknown> {
  const engine = new Engine({ world: new ManualWorld() });
  engine.core.scripts = joinScripts(engine.core, pace);
  const effects: unknown[] = [];
  engine.on('effect', (group) => effects.push(group.map(({ db, argv }) => `${db} ${argv.join(' ')}`)));
  const connection = new OurConnection(engine);
  const replies: string[] = [];
  if (first.length > 0) expect(connection.call([...first])).toBe('$3\r\nlib\r\n');
  for (let times = 0; times < 2; times++) {
    let reply = connection.call([...call]);
    while (reply === '') {
      await new Promise((resolve) => setImmediate(resolve));
      reply = connection.received.shift() ?? '';
    }
    replies.push(reply);
  }
  return { replies, effects, data: connection.call(['DEBUG', 'DIGEST']) };
}

/** Every unit of fuel at the start, then further and further apart. */
const POINTS: readonly number[] = [
  ...Array.from({ length: 30 }, (_, i) => i),
  ...Array.from({ length: 24 }, (_, i) => 30 + i * 29),
];

describe('a run that is made again in the other form', () => {
  const rows = [
    ...SCRIPTS.map(([title, source]) => ({ title, source, runOf: ofScript })),
    ...LIBRARIES.map(([title, source]) => ({ title: `${title} (a function)`, source, runOf: ofLibrary })),
  ];
  it.each(rows)('repeats nothing and loses nothing: $title', async ({ source, runOf }) => {
    const whole = await runOf(source, { first: 1e9 });
    for (const first of POINTS)
      expect(await runOf(source, { first, ration: 7, fastMs: 0 }), `switched at ${first}`).toEqual(whole);
  });
});
