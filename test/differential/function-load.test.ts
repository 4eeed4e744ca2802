/** Loading libraries: heads, redis.register_function, and what a library finds while it is loaded. */
import { differential, exact } from '../support/differential.ts';
import { library, loads, withoutLibraries } from '../support/function-row.ts';

const REGISTER = "redis.register_function('f', function() return 1 end)";
const source = (head: string) => exact('FUNCTION', 'LOAD', `${head}\n${REGISTER}`);

differential('the head of a library', [
  withoutLibraries(
    'is wanted',
    ...['', 'x', '#!lua', '#!lua name=x', ' #!lua name=x\n', '"#!lua" name=a\n', '#', '#!'].map((text) =>
      exact('FUNCTION', 'LOAD', text),
    ),
  ),
  withoutLibraries(
    'has words, quoted or not',
    ...['#!lua name=a', '#!LUA NAME=b', '#!lua "name=c"', "#!'lua' name='d'", '#!lua name="e"'].flatMap(
      (head) => [source(head), 'FUNCTION LIST', 'FUNCTION FLUSH'],
    ),
    ...['#!lua\tname=f', '#!lua name=g\r', '#!lua name="\\x61b"', `#!lua name=${'x'.repeat(300)}`].flatMap(
      (head) => [source(head), 'FUNCTION LIST', 'FUNCTION FLUSH'],
    ),
  ),
  withoutLibraries(
    'may be wrong',
    ...['#!', '#! ', '#!lua', '#!js name=a', '#! name=a', '#!  name=a', '#!js foo', '#!js name=a-b'].map(
      source,
    ),
    ...['#!lua foo=1', '#!lua name=a name=b', '#!lua name=a foo', '#!lua name', '#! lua name=a'].map(source),
    ...['#!lua name=a-b', '#!lua name=', '#!lua name="a b"', '#!lua name=\xe9', '#!lua name=a\0b'].map(
      source,
    ),
    ...['#!\0lua name=a', '#!lua name="a', "#!lua name='a'b", '#!js name=a name=b'].map(source),
    ...['#!lua name="a\\x00"', '#!lua "x\\x00y"', '#!"j\\x00s" name=a', '#!lua\v name=a'].map(source),
    'FUNCTION LIST',
  ),
]);

differential('FUNCTION LOAD', [
  withoutLibraries(
    'wants a source, and knows one option',
    'FUNCTION LOAD',
    'FUNCTION LOAD x',
    'FUNCTION LOAD REPLACE',
    'FUNCTION LOAD replace x',
    'FUNCTION LOAD foo x',
    'FUNCTION LOAD REPLACE REPLACE x',
    'FUNCTION LOAD REPLACE x y',
    exact('FUNCTION', 'LOAD', 'a\r\nb', 'x'),
    exact('FUNCTION', 'LOAD', 'a\0b', 'x'),
    exact('FUNCTION', 'LOAD', 'Replace', 'REPLACE', `#!lua name=a\n${REGISTER}`),
  ),
  withoutLibraries(
    'keeps names apart',
    source('#!lua name=a'),
    source('#!lua name=a'),
    source('#!lua name=A'),
    exact('FUNCTION', 'LOAD', "#!lua name=A\nredis.register_function('F', function() end)"),
    exact('FUNCTION', 'LOAD', "#!lua name=b\nredis.register_function('g', function() end)"),
    exact('FUNCTION', 'LOAD', 'REPLACE', "#!lua name=b\nredis.register_function('f', function() end)"),
    'FCALL g 0',
    exact('FUNCTION', 'LOAD', 'REPLACE', "#!lua name=a\nredis.register_function('h', function() end)"),
    'FCALL f 0',
    exact('FUNCTION', 'LOAD', 'REPLACE', "#!lua name=b\nredis.register_function('f', function() end)"),
    'FCALL f 0',
    'FCALL g 0',
    'FUNCTION STATS',
  ),
  withoutLibraries(
    'keeps the old library where the new one fails',
    source('#!lua name=mylib'),
    ...['x y', 'error()', 'return 1', 'redis.register_function(1)'].flatMap((body) => [
      library(body),
      'FCALL f 0',
    ]),
    'FUNCTION STATS',
  ),
  withoutLibraries(
    'in a transaction',
    'MULTI',
    source('#!lua name=a'),
    source('#!lua name=a'),
    'FCALL f 0',
    'FUNCTION DELETE a',
    'FCALL f 0',
    'EXEC',
    ...['call', 'pcall'].map((name) => exact('EVAL', `return redis.${name}('function', 'list')`, 0)),
    exact('EVAL', "return redis.call('fcall', 'f', 0)", 0),
  ),
]);

const named = (fields: string) => `redis.register_function{${fields}}`;

differential('redis.register_function', [
  loads(
    'by position',
    "redis.register_function('f', function() end)",
    'redis.register_function(1, function() end)',
    'redis.register_function(1.5, function() end)',
    "redis.register_function('f')",
    'redis.register_function()',
    'redis.register_function(1, 2, 3)',
    'redis.register_function(1)',
    'redis.register_function(nil)',
    "redis.register_function('f', 1)",
    "redis.register_function('f', nil)",
    "redis.register_function('f', function() end, nil)",
    'redis.register_function({}, function() end)',
    'redis.register_function(nil, function() end)',
    'redis.register_function({}, 1)',
    "redis.register_function('a-b', function() end)",
    "redis.register_function('', function() end)",
    "redis.register_function('f\\0', function() end)",
    `redis.register_function('${'x'.repeat(300)}', function() end)`,
    "redis.register_function('f', redis.log)",
    "redis.register_function('f', redis.register_function)",
    "redis.register_function('f', ('x').rep)",
    "local r = redis.register_function r('f', function() end)",
    "('x'):gsub('x', function() redis.register_function('f', function() end) end)",
    "redis.register_function('f', function() end) redis.register_function('f', function() end)",
  ),
  loads(
    'by name',
    named(''),
    named("function_name='f'"),
    named('callback=function() end'),
    named("function_name='f', callback=function() end"),
    named("FUNCTION_NAME='f', CallBack=function() end"),
    named("['function_name\\0x']='f', callback=function() end"),
    named("function_name='f', callback=1"),
    named('function_name=1, callback=function() end'),
    named('function_name={}, callback=function() end'),
    named("function_name='a b', callback=function() end"),
    named("function_name='f', callback=function() end, description='d\\r\\n\\0'"),
    named("function_name='f', callback=function() end, description=1"),
    named("function_name='f', callback=function() end, description={}"),
    named("function_name='f', callback=function() end, foo=1"),
    named("function_name='f', callback=function() end, [1]=1"),
    named("function_name='f', callback=function() end, [{}]=1"),
    named("function_name='f', callback=function() end, [true]=1"),
    named("function_name='f', function_name='g', callback=function() end"),
    ...['__proto__', 'constructor', 'toString'].map((key) =>
      named(`function_name='f', callback=function() end, ${key}=1`),
    ),
  ),
  loads(
    'with flags',
    ...[
      '1',
      "'no-writes'",
      '{}',
      '{1}',
      "{'x'}",
      '{{}}',
      "{'no-writes'}",
      "{'NO-writes'}",
      "{'no-writes\\0x'}",
      "{'no-writes', 'no-writes'}",
      "{['no-writes']=true}",
      "{'no-writes', nil, 'x'}",
      "{'no-writes', [3]='x'}",
      "{'allow-cross-slot-keys', 'no-cluster', 'allow-stale', 'allow-oom', 'no-writes'}",
    ].map((flags) => named(`function_name='f', callback=function() end, flags=${flags}`)),
  ),
]);

differential('while a library is loaded', [
  loads('nothing may be registered', '', 'return 1, 2, 3', 'local x = 1', '\0'),
  loads(
    'its errors are told',
    'x = = y',
    'x y',
    "local x='\n",
    '\n\nx = 1',
    'err',
    'redis.foo = 1',
    'redis.log(1)',
    'local x = nil + 1',
    'local t = {} t[nil] = 1',
    'local x = #nil',
    "('x')()",
    "('x'):rep()",
    "('x').y.z = 1",
    'local function r() return r() + 1 end r()',
    'redis.log(redis.LOG_WARNING)',
    "redis.log('x', 'y')",
  ),
  loads(
    'it finds redis and nothing else',
    ...['string', 'table', 'math', 'cjson', 'bit', 'struct', 'cmsgpack', 'coroutine', '_G', '_VERSION'].map(
      (name) => `local x = ${name} ${REGISTER}`,
    ),
    ...['error', 'pcall', 'type', 'tostring', 'pairs', 'load', 'debug', 'KEYS', 'ARGV', 'foo', 'server'].map(
      (name) => `local x = ${name} ${REGISTER}`,
    ),
    ...['log', 'LOG_DEBUG', 'REDIS_VERSION', 'REDIS_VERSION_NUM', 'register_function'].map(
      (name) => `local x = redis.${name} ${REGISTER}`,
    ),
    ...['call', 'pcall', 'sha1hex', 'error_reply', 'status_reply', 'setresp', 'set_repl', 'breakpoint'].map(
      (name) => `local x = redis.${name} ${REGISTER}`,
    ),
    ...['redis[1]', 'redis[{}]', "redis['a\\0b']", 'redis.call()', '({})[nil]'].map(
      (expression) => `local x = ${expression} ${REGISTER}`,
    ),
    "redis.log(redis.LOG_DEBUG, 'loaded') redis.register_function('f', function() end)",
  ),
  withoutLibraries(
    'functions see the same as it does, until they are called',
    library("redis.register_function('f', function() return type(string) end) local x = 1"),
    'FCALL f 0',
    library("local function g() return string end g() redis.register_function('f', g)"),
    library("local function g() return type(string) end redis.register_function('f', g)"),
    'FCALL f 0',
    library("local a = {...} redis.register_function('f', function() return #a end)"),
    'FCALL f 0',
  ),
]);
