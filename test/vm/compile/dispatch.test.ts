import { expect, it } from 'vitest';
import { MAX_STRUCTURED_BLOCKS } from '../../../src/vm/compile/dispatch.ts';
import { makeVm } from '../library.ts';
import { readPrograms } from '../program.ts';
import { printedByVm } from '../program-world.ts';

/** Statements that make a function too large for structured code and do nothing. */
const BALLAST = 'if false == nil then nothing = nil end '.repeat(MAX_STRUCTURED_BLOCKS / 2 + 1);

/** Those about control flow; they print their own lines, so the ballast stands in their first. */
const programs = readPrograms('vm').filter(({ name }) => /^(control|coroutine)\//.test(name));

it.each(programs)('$name prints the same where its main function is dispatched', (program) => {
  expect(printedByVm({ ...program, source: BALLAST + program.source })).toBe(program.expected);
});

it('a dispatched function can be suspended, and its loops make fresh variables', () => {
  const { vm } = makeVm();
  const body = `${BALLAST} local fs = {} for i = 1, 3 do fs[i] = function() return i end end
    for i = 1, 3 do coroutine.yield(fs[i]()) end return 'end'`;
  const source = `local co = coroutine.wrap(function() ${body} end) return co(), co(), co(), co()`;
  expect(vm.call(vm.compile(source, '=large'))).toEqual([1, 2, 3, 'end']);
});

it.each([
  ['or', (n: number) => `return ${'nil or '.repeat(n)}1`],
  ['elseif', (n: number) => `local x if x then return 0 ${'elseif x then return 0 '.repeat(n)} end return 1`],
  ['break', (n: number) => `while true do ${'if x then break end '.repeat(n)} break end return 1`],
  ['loops', (n: number) => `${'for i = 1, 1 do x = i end '.repeat(n)} return x`],
])('compiles and runs thousands of `%s`', (_, make) => {
  const { vm } = makeVm();
  expect(vm.call(vm.compile(make(5000), '=long'))).toBe(1);
});
