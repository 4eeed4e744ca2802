/** What rows beside the server cannot show of functions: time, chance, forks, payloads that nobody vouches for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../../src/base/bytes.ts';
import { ManualWorld } from '../../../src/base/world.ts';
import { sealPayload } from '../../../src/persist/dump-payload.ts';
import { writeLibraries } from '../../../src/persist/function-payload.ts';
import { Engine } from '../../../src/redis.ts';
import { LibraryStore } from '../../../src/script/function/library-store.ts';

const COUNTER = `#!lua name=counter
local n = 0
redis.register_function('next', function() n = n + 1 return n end)
redis.register_function{function_name='peek', callback=function() return n end, flags={'no-writes'}}`;

const ENDLESS = '#!lua name=endless\nwhile true do end';
const TIMEOUT = 'ERR Error registering functions: ERR FUNCTION LOAD timeout';

function withCounter(): Engine {
  const engine = new Engine();
  engine.call('FUNCTION', 'LOAD', COUNTER);
  return engine;
}

describe('loading a library', () => {
  it('ends after half a second', () => {
    let reads = 0;
    class Ticking extends ManualWorld {
      override monotonicMs(): number {
        return reads++ * 100;
      }
    }
    const engine = new Engine({ world: new Ticking() });
    reads = 0;
    expect(() => engine.call('FUNCTION', 'LOAD', ENDLESS)).toThrow(TIMEOUT);
    expect(reads).toBeGreaterThanOrEqual(7);
    expect(reads).toBeLessThan(12);
  });

  it('ends even where the clock stands still', () => {
    const engine = new Engine({ clock: 'manual' });
    expect(() => engine.call('FUNCTION', 'LOAD', ENDLESS)).toThrow(TIMEOUT);
    expect(() =>
      engine.call('FUNCTION', 'RESTORE', Buffer.from(writeLibraries([bytes(ENDLESS)]), 'latin1')),
    ).toThrow(TIMEOUT);
    engine.call('FUNCTION', 'LOAD', COUNTER);
    expect(engine.call('FCALL', 'next', 0)).toBe(1);
  });

  it('leaves no limit on the functions', () => {
    const engine = new Engine({ clock: 'manual' });
    engine.call(
      'FUNCTION',
      'LOAD',
      "#!lua name=a\nredis.register_function('f', function() for i = 1, 2e7 do end return 1 end)",
    );
    expect(engine.call('FCALL', 'f', 0)).toBe(1);
  });
});

describe('functions and scripts', () => {
  it('draw from one generator, which no flush resets', () => {
    const engine = new Engine();
    const draw = 'return tostring(math.random())';
    engine.call('FUNCTION', 'LOAD', `#!lua name=a\nredis.register_function('f', function() ${draw} end)`);
    const drawn = [engine.eval(draw), engine.call('FCALL', 'f', 0)];
    engine.call('SCRIPT', 'FLUSH');
    engine.call('FUNCTION', 'FLUSH');
    expect([...drawn, engine.eval(draw)]).toEqual([
      '0.39646477363839',
      '0.84048536971234',
      '0.35333609737146',
    ]);
  });
});

describe('a fork', () => {
  it('has the libraries, begun anew, and goes its own way', () => {
    const engine = withCounter();
    expect([engine.call('FCALL', 'next', 0), engine.call('FCALL', 'next', 0)]).toEqual([1, 2]);
    const fork = engine.fork();
    expect(fork.call('FCALL', 'next', 0)).toBe(1);
    expect(engine.call('FCALL', 'next', 0)).toBe(3);
    fork.call('FUNCTION', 'FLUSH');
    expect(engine.call('FCALL_RO', 'peek', 0)).toBe(3);
  });

  it('as a snapshot brings libraries back, and takes away those that came later', () => {
    const engine = withCounter();
    const before = engine.snapshot();
    engine.call('FUNCTION', 'DELETE', 'counter');
    engine.call('FUNCTION', 'LOAD', "#!lua name=late\nredis.register_function('late', function() end)");
    engine.restore(before);
    expect(engine.call('FCALL', 'next', 0)).toBe(1);
    expect(() => engine.call('FCALL', 'late', 0)).toThrow('ERR Function not found');
  });
});

describe('FUNCTION RESTORE', () => {
  const names = fc.constantFrom('counter', 'other', 'a', '-');
  const functions = fc.constantFrom('next', 'f', 'g', '');
  const source = fc
    .record({ name: names, fn: functions, body: fc.constantFrom('', 'x y', 'error()', 'return') })
    .map(
      ({ name, fn, body }) => `#!lua name=${name}\nredis.register_function('${fn}', function() end) ${body}`,
    );
  const damage = fc.record({ at: fc.nat(200), byte: fc.nat(255) });
  const policies = fc.constantFrom('APPEND', 'REPLACE', 'FLUSH');

  it('does all or nothing, whatever the payload', () => {
    const engine = withCounter();
    const state = () => JSON.stringify(engine.call('FUNCTION', 'LIST', 'WITHCODE'));
    const property = fc.property(
      fc.array(source, { maxLength: 3 }),
      fc.array(damage, { maxLength: 2 }),
      policies,
      (sources, damages, policy) => {
        const content = Buffer.from(writeLibraries(sources.map(bytes)), 'latin1').subarray(0, -10);
        for (const { at, byte } of damages) if (at < content.length) content[at] = byte;
        const payload = Buffer.from(sealPayload(content), 'latin1');
        const before = state();
        try {
          engine.call('FUNCTION', 'RESTORE', payload, policy);
        } catch {
          expect(state()).toBe(before);
        }
      },
    );
    fc.assert(property, { numRuns: 1000 });
  });
});

describe('the store of libraries', () => {
  const fn = (name: string) => ({
    name: bytes(name),
    description: undefined,
    flags: new Set<never>(),
    body: () => undefined,
    keepsState: false,
  });
  const library = (name: string, ...names: string[]) => ({
    name: bytes(name),
    source: bytes(''),
    functions: names.map(fn),
  });

  it('finds the first of two functions of a library whose names differ in case only', () => {
    const store = LibraryStore.EMPTY.with([library('a', 'F', 'f')]);
    expect(store.find('f')?.name).toBe('F');
    expect(store.functionCount).toBe(1);
    expect(store.without(bytes('a')).find('f')).toBeUndefined();
  });

  it('is not changed by what is made of it', () => {
    const store = LibraryStore.EMPTY.with([library('a', 'f')]);
    store.with([library('b', 'g')]);
    store.without(bytes('a'));
    expect(() => store.with([library('b', 'F')])).toThrow();
    expect([...store.libraries.keys()]).toEqual(['a']);
    expect(LibraryStore.EMPTY.functionCount).toBe(0);
  });
});
