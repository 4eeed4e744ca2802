import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LuaError, LuaVm } from '../../../src/vm/index.ts';
import { readPrograms } from '../program.ts';

const vm = new LuaVm();
const sources = readPrograms().map(({ source }) => source);
const tokens = [...new Set(sources.join(' ').match(/[A-Za-z_]\w*|\d+|"[^"\n]*"|\S/g))];

function compileOnly(source: string): void {
  try {
    vm.compile(source, '=hostile');
  } catch (error) {
    expect(error).toBeInstanceOf(LuaError);
    expect((error as LuaError).message).toMatch(/^hostile:\d+: /);
  }
}

const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));

it('random bytes compile or raise a Lua error', () => {
  fc.assert(fc.property(fc.string({ unit: byte }), compileOnly), { numRuns: 500 });
});

it('random tokens compile or raise a Lua error', () => {
  const program = fc.array(fc.constantFrom(...tokens), { maxLength: 40 }).map((words) => words.join(' '));
  fc.assert(fc.property(program, compileOnly), { numRuns: 500 });
});

it('programs with a byte changed compile or raise a Lua error', () => {
  const place = fc.tuple(fc.constantFrom(...sources), fc.nat(), byte);
  fc.assert(
    fc.property(place, ([source, at, other]) => {
      const index = at % source.length;
      compileOnly(source.slice(0, index) + other + source.slice(index + 1));
    }),
    { numRuns: 300 },
  );
});

it('compiles thousands of loops and branches in a row', () => {
  const loops = 'for i = 1, 2 do if x then break end end while y do y = nil end '.repeat(2000);
  expect(vm.call(vm.compile(`${loops} return 1`, '=long'))).toBe(1);
});

it('compiles nesting up to the limit of Lua', () => {
  const nested = `${'if true then '.repeat(150)}x = 1 ${'end '.repeat(150)}`;
  expect(vm.call(vm.compile(`${nested} return x`, '=deep'))).toBe(1);
});
