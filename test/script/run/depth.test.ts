/** Scripts that go so deep that JS's stack is full. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Engine } from '../../../src/redis.ts';
import { OurConnection } from '../../support/differential.ts';

const COMMANDS: readonly (readonly [call: string, size: readonly string[]])[] = [
  ["'RPUSH','k',n", ['LLEN', 'k']],
  ["'SADD','k','m'..n", ['SCARD', 'k']],
  ["'HSET','k','f'..n,n", ['HLEN', 'k']],
  ["'ZADD','k',n,'m'..n", ['ZCARD', 'k']],
  ["'INCR','k'", ['GET', 'k']],
  ["'SET','k'..n,n", ['DBSIZE']],
  ["'XADD','k','*','f',n", ['XLEN', 'k']],
];

/** A function that makes a command at each of its calls, within one another until there is no more room. */
function writer(call: string, locals: number): string {
  const names = Array.from({ length: locals }, (_, i) => `v${i}`);
  const declared = names.map((name) => `local ${name} = n `).join('');
  return `local function f(n) ${declared} redis.call(${call}) return f(n + 1) + ${['0', ...names].join('+')} end`;
}

describe('where JS has no more room', () => {
  it('a command is not begun: what is written is told to replicas', () => {
    const shape = fc.tuple(fc.constantFrom(...COMMANDS), fc.nat({ max: 30 }), fc.nat({ max: 400 }));
    fc.assert(
      fc.property(shape, ([[call, size], locals, before]) => {
        const engine = new Engine();
        let effects = 0;
        engine.on('effect', (group) => {
          effects += group.filter(({ argv }) => !['MULTI', 'EXEC'].includes(String(argv[0]))).length;
        });
        const nested = `local function g(n) if n == 0 then return f(1) end return 1 + g(n - 1) end pcall(g, ${before})`;
        // What keeps state between calls is not made again in the other form, so JS's stack it is.
        engine.call(
          'FUNCTION',
          'LOAD',
          `#!lua name=lib\nlocal calls = 0 redis.register_function('f', function() calls = calls + 1 ${writer(call, locals)} ${nested} end)`,
        );
        effects = 0;
        engine.call('FCALL', 'f', '0');
        expect(effects).toBeGreaterThan(1000);
        expect(Number(engine.call(...(size as [string, ...string[]])))).toBe(effects);
      }),
      { numRuns: 50 },
    );
  });

  const deep = 'local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end ';

  it('the run is made again in the form that has room for 20,000 calls, whoever waits for it', async () => {
    const source = `${deep} redis.call('INCR', 'k') return f(19000) + redis.call('INCR', 'k')`;
    const engine = new Engine();
    expect(engine.eval(source)).toBe(19_002);
    const connection = new OurConnection(engine);
    expect(connection.call(['EVAL', source, '0'])).toBe('');
    await vi.waitFor(() => expect(connection.received).toEqual([':19004\r\n']));
    expect(engine.call('GET', 'k')).toBe('4');
  });

  it("endless recursion is Lua's own error", () => {
    const source = `${deep} return {pcall(f, 1e9)}`;
    const engine = new Engine();
    expect(engine.eval(source)).toEqual([null, 'user_script:1: stack overflow']);
  });

  it('a script in the process that has done much is not made again', () => {
    const engine = new Engine();
    const loop = "for i = 1, 2000 do redis.call('INCR', 'k') end ";
    expect(() => engine.eval(`${loop}${deep} return f(19000)`)).toThrow('stack overflow');
    expect(engine.call('GET', 'k')).toBe('2000');
    expect(engine.eval(`${deep} return f(19000)`)).toBe(19_000);
  });
});
