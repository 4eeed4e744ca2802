import { describe, expect, it } from 'vitest';
import { Engine } from '../../../src/redis.ts';
import type { FunctionLibrary } from '../../../src/script/function/library.ts';

/** What `f` of a library with this body is taken for. */
function keepsState(body: string): boolean | undefined {
  const engine = new Engine();
  engine.call('FUNCTION', 'LOAD', `#!lua name=lib\n${body}`);
  const [library] = (engine.core.scripts?.functions.libraries() ?? []) as Iterable<FunctionLibrary>;
  return library?.functions.find(({ name }) => name === 'f')?.keepsState;
}

const NONE: readonly (readonly [title: string, body: string])[] = [
  ['no captures', "redis.register_function('f', function(keys) return #keys end)"],
  ['constants', "local ttl, name = 5, 'a' redis.register_function('f', function() return name .. ttl end)"],
  [
    'builtins under other names',
    "local find = ('').find redis.register_function('f', function() return find('P', 'P') end)",
  ],
  [
    'helpers, also those that call themselves',
    "local function g(n) return n == 0 and 0 or g(n - 1) end redis.register_function('f', function() return g(3) end)",
  ],
  ['locals of the call', "redis.register_function('f', function() local n = 0 n = n + 1 return n end)"],
  [
    'a counter that another function keeps',
    "local n = 0 redis.register_function('g', function() n = n + 1 return n end) redis.register_function('f', function() return 1 end)",
  ],
  ['a builtin as the function itself', "redis.register_function('f', ('').upper)"],
];

const SOME: readonly (readonly [title: string, body: string])[] = [
  ['a counter', "local n = 0 redis.register_function('f', function() n = n + 1 return n end)"],
  [
    'a counter in a function within',
    "local n = 0 redis.register_function('f', function() local function g() n = n + 1 end g() return n end)",
  ],
  [
    'a counter in a helper',
    "local n = 0 local function g() n = n + 1 return n end redis.register_function('f', function() return g() end)",
  ],
  ['a table', "local t = {} redis.register_function('f', function() t[1] = 1 end)"],
  [
    'an iterator',
    "local next_word = ('a b c'):gmatch('%a') redis.register_function('f', function() return next_word() end)",
  ],
  ['an iterator as the function itself', "redis.register_function('f', ('a b'):gmatch('%a'))"],
];

describe('of a function it is known whether it keeps state', () => {
  it.each(NONE)('none: %s', (_title, body) => expect(keepsState(body)).toBe(false));
  it.each(SOME)('some: %s', (_title, body) => expect(keepsState(body)).toBe(true));
});
