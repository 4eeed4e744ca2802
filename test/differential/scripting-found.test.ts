/** What the Lua fuzzer has found: each row once differed from redis-server. */
import { differential } from '../support/differential.ts';
import { evaluate, evaluations } from '../support/script-row.ts';

differential('scripts that the fuzzer found', [
  evaluations(
    'an error text ends at its NUL, and the place of the error still follows',
    "error('\\0z')",
    "error({err = 'a\\0z'})",
    "assert(false, 'a\\0b')",
    "return {pcall(assert, false, 'a\\0b')}",
    "return redis.error_reply('A\\0 B').err",
  ),
  evaluations(
    'an error table with a number for its text, and one with none for pcall',
    'error({err = 1e15})',
    'error(1e20)',
    'return {pcall(error, {err = 5})}',
    'return {pcall(error, {err = {1, 2}})}',
    'return {pcall(error, {1, 2})}',
    "return {pcall(error, setmetatable({}, {__index = function(t, k) return 'idx' .. k end}))}",
  ),
  evaluations(
    'error_reply takes line ends off around what follows the code',
    "return redis.error_reply('a \\n b\\n')",
    "return redis.error_reply('\\nab\\n').err",
    "return redis.error_reply('-\\nab\\n').err",
    "return redis.error_reply('A ').err",
  ),
  evaluations(
    'a builtin called by a builtin fails in C',
    'return table.foreachi({1}, next)',
    'return table.foreachi({1}, setmetatable)',
  ),
  evaluations(
    'calls of a value in a list of targets are no statements',
    'emit, pcall(error, 1))',
    'a, redis.call(1, 2)',
    'a.b, c(f(1, 2), 3)[1], d(1, (2), {3, 4}) x',
    'f(function() a, b(1, 2) end)',
  ),
  evaluations(
    'an operation of several lines at the very end has the line of its last operand',
    "return 'abc' +\n1",
    'local t = {} return t.a ..\nt.b ..\n1',
    'return -\n{}',
  ),
  evaluations(
    'a step with `or` in it is no constant',
    'local r = {} for n = 1, -2, 1 - 3 or 2 do r[#r + 1] = n end return r',
    'local r, s = {}, -1 for n = 1, -2, s or 2 do r[#r + 1] = n end return r',
    'local r = {} for n = 1, 5, nil or 2 do r[#r + 1] = n end return r',
  ),
  evaluations(
    'calls from C nest as deep as on the server',
    'local function f() return coroutine.wrap(f)() end return {pcall(f)}',
    'local n = 0 local function f() n = n + 1 local x = {coroutine.resume(coroutine.create(f))} return x[2] end return {f(), n}',
    'local function f(...) for a in f, nil, nil do end end return {pcall(f)}',
    'local n = 0 local r = {xpcall(function() error(1) end, function() n = n + 1 error(1) end)} return {n, r}',
    'local n = 0 local r = {xpcall(function() error(1) end, function() n = n + 1 return nil + 1 end)} return {n, r}',
    `local n = 0 local function fail() error('y') end
     return {n, xpcall(function() string.gsub('a', 'a', fail) end, function(e) n = n + 1 if n > 100 then return e end error(e) end)}`,
  ),
  evaluations(
    'an error value that is no text is shown as tostring shows it',
    'error(cjson.null)',
    'error(nil)',
    'error(false)',
  ),
  evaluations(
    'set_repl takes only what fits its flags',
    'return redis.set_repl(9007199254740993)',
    'return redis.set_repl(-0.5)',
    'return redis.set_repl(-1)',
    'return redis.set_repl(0/0)',
  ),
  evaluations(
    'a key of minus zero keeps its sign',
    "local t, r = {[-0] = 1}, '' for k in pairs(t) do r = r .. tostring(k) end return r",
    "local t, r = {}, '' t[-1 * 0] = 1 for k in pairs(t) do r = r .. tostring(k) end return r",
    "local t, r = {[0] = 1}, '' t[-0] = 2 for k in pairs(t) do r = r .. tostring(k) end return r",
  ),
  evaluations(
    'a number that coroutine.wrap raises again is written as Lua writes it',
    'return {pcall(coroutine.wrap(function() error(9007199254740993, 0) end))}',
    'return {pcall(function() coroutine.wrap(function() error(-0, 0) end)() end)}',
  ),
  evaluations(
    'arguments of builtins that a builtin calls',
    'return {pcall(select, nil)}',
    'return {pcall(select)}',
    "return {pcall(collectgarbage, '\\0z')}",
  ),
  evaluations('names of locals are no list of targets', "local a, b c'x' = 1", 'local a, b c(1), d = 1'),
  evaluations(
    'an iterator needs room on the stack, even where its call is spared',
    `local out = {}
     local function f(d)
       local r = {pcall(f, d + 1)}
       for k, v in pairs({1}) do out[#out + 1] = d end
       for k, v in ipairs({1}) do out[#out + 1] = d end
       out[#out + 1] = r[#r]
       return d
     end
     f(1) return {out[1], out[2], out[3], out[4], out[5], out[6], #out}`,
  ),
  [
    'a handler that fails acts as often as on the server',
    evaluate("xpcall(function() error('') end, function() redis.call('INCR', 'k') error(1, 2) end)"),
    'GET k',
  ],
]);
