/** Limits of scripts for callers in the process: deadline, steps, memory, signal. */
import { describe, expect, it } from 'vitest';
import { CommandError, Engine, type ScriptLimits } from '../../src/index.ts';
import { ENDLESS } from '../vm/endless.ts';

const LONG = "for i = 1, 2e7 do end return redis.call('INCR', 'n')";

describe('a script within limits', () => {
  it.each<[string, ScriptLimits, RegExp]>([
    [
      'timeoutMs',
      { timeoutMs: 20 },
      /^ERR Script stopped after 20 ms\.\.\. script: [0-9a-f]{40}, on \S.*\.$/,
    ],
    ['maxSteps', { maxSteps: 1e5 }, /^ERR Script stopped after 100000 steps\.\.\. script: /],
    ['both', { timeoutMs: 1e6, maxSteps: 5 }, /^ERR Script stopped after 5 steps/],
  ])('is stopped by %s, in whatever loop it is', (_name, limits, message) => {
    const engine = new Engine();
    for (const source of ENDLESS) expect(() => engine.eval(source, [], [], limits), source).toThrow(message);
    expect(engine.eval('return 1')).toBe(1);
  });

  it('is stopped by maxMemoryBytes', () => {
    const engine = new Engine();
    const source = 'local t = {} while true do t[#t + 1] = {} end';
    expect(() => engine.eval(source, [], [], { maxMemoryBytes: 32 * 2 ** 20 })).toThrow(
      /^ERR Script stopped at 33554432 bytes of memory\.\.\./,
    );
  });

  it('keeps what it has written, and pcall is no refuge', () => {
    const engine = new Engine();
    const source = "redis.call('SET', 'k', 'v') while true do pcall(function() while true do end end) end";
    expect(() => engine.eval(source, [], [], { maxSteps: 1000 })).toThrow(CommandError);
    expect(engine.call('GET', 'k')).toBe('v');
  });

  it('counts the same steps each time, and the limits are those of one call', () => {
    const engine = new Engine();
    const fits = (steps: number): boolean => {
      try {
        engine.eval('for i = 1, 1000 do end', [], [], { maxSteps: steps });
        return true;
      } catch {
        return false;
      }
    };
    expect([999, 1010].map(fits)).toEqual([false, true]);
    expect(engine.eval('for i = 1, 1e6 do end return 1')).toBe(1);
    expect(engine.evalsha(String(engine.call('SCRIPT', 'LOAD', LONG)), [], [], { timeoutMs: 60_000 })).toBe(
      1,
    );
  });

  it.each([0, -1, Number.NaN, '5' as unknown as number])('no limit is %s', (value) => {
    const engine = new Engine();
    for (const name of ['timeoutMs', 'maxSteps', 'maxMemoryBytes'])
      expect(() => engine.eval('return 1', [], [], { [name]: value }), name).toThrow(RangeError);
  });
});

describe('evalAsync', () => {
  it('gives the reply of a short script, and the error of one that fails', async () => {
    const engine = new Engine();
    expect(await engine.evalAsync('return {KEYS[1], ARGV[1]}', ['k'], ['a'])).toEqual(['k', 'a']);
    await expect(engine.evalAsync("return redis.call('NOPE')")).rejects.toThrow(CommandError);
    await expect(engine.evalAsync('return 1', [], [], { maxSteps: 0 })).rejects.toThrow(RangeError);
  });

  it('lets the event loop have its turn, and others wait until it is over', async () => {
    const engine = new Engine();
    const order: string[] = [];
    const first = engine.evalAsync(LONG).then((n) => order.push(`first ${n}`));
    const second = engine.evalAsync("return redis.call('INCR', 'n')").then((n) => order.push(`second ${n}`));
    setImmediate(() => order.push('turn'));
    await Promise.all([first, second]);
    expect(order).toEqual(['turn', 'first 1', 'second 2']);
  });

  it('is ended by its signal, wherever it stands', async () => {
    const engine = new Engine();
    for (const source of ENDLESS) {
      const controller = new AbortController();
      const ended = engine.evalAsync(source, [], [], { signal: controller.signal });
      setImmediate(() => controller.abort(new Error('enough')));
      await expect(ended, source).rejects.toThrow('enough');
    }
    expect(engine.eval('return 1')).toBe(1);
  });

  it('is taken back by its signal while it waits for its turn', async () => {
    const engine = new Engine();
    const first = engine.evalAsync(LONG);
    const controller = new AbortController();
    const second = engine.evalAsync(LONG, [], [], { signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toThrow(/abort/);
    expect(await first).toBe(1);
    expect(engine.call('GET', 'n')).toBe('1');
  });

  it('does not begin under a signal that is aborted', async () => {
    const engine = new Engine();
    const signal = AbortSignal.abort();
    await expect(engine.evalAsync(LONG, [], [], { signal })).rejects.toThrow(/abort/);
    expect(engine.call('EXISTS', 'n')).toBe(0);
  });

  it('obeys its limits, and SCRIPT KILL', async () => {
    const engine = new Engine();
    await expect(engine.evalAsync('while true do end', [], [], { timeoutMs: 60 })).rejects.toThrow(
      /^ERR Script stopped after 60 ms/,
    );
    const killed = engine.evalAsync('while true do end');
    engine.call('SCRIPT', 'KILL');
    await expect(killed).rejects.toThrow(/^ERR Script killed by user/);
  });

  it('is settled when the engine is closed', async () => {
    const engine = new Engine();
    const running = engine.evalAsync('while true do end');
    const waiting = engine.evalAsync('return 1');
    await engine.close();
    await expect(running).rejects.toThrow('the engine was closed');
    await expect(waiting).rejects.toThrow('the engine was closed');
  });

  it('keeps copies from being made between its slices', async () => {
    const engine = new Engine();
    const snapshot = engine.snapshot();
    const running = engine.evalAsync(LONG);
    for (const act of [() => engine.fork(), () => engine.snapshot(), () => engine.restore(snapshot)])
      expect(act).toThrow('a script is running');
    expect(await running).toBe(1);
    expect(engine.fork().call('GET', 'n')).toBe('1');
  });
});
