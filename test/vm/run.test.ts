import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LuaError, LuaVm, Unwind } from '../../src/vm/index.ts';
import { ENDLESS } from './endless.ts';
import { makeVm } from './library.ts';
import { readPrograms } from './program.ts';

/** Runs to the end in slices; each has as much fuel as the next of `fuels`, in turn. */
function inSlices(
  vm: LuaVm,
  source: string,
  fuels: readonly number[],
  name = '@user_script',
): { values: readonly unknown[]; slices: number } {
  vm.onFuel = () => 0;
  vm.fuel = fuels[0] ?? 0;
  const run = vm.begin(vm.compile(source, name));
  for (let slices = 1; ; slices++) {
    const values = run.step();
    if (values !== undefined) return { values, slices };
    vm.fuel = fuels[slices % fuels.length] ?? 0;
  }
}

describe('a run that stands still between slices', () => {
  it('prints what it prints in one go, with one step a slice for a while, and then with more', () => {
    const fuels = [...Array.from({ length: 50 }, () => 0), 7, 100, 1000];
    for (const program of readPrograms('vm').filter(({ name }) => !name.startsWith('limit/'))) {
      const { vm, output } = makeVm();
      try {
        inSlices(vm, program.source, fuels, `@${basename(program.path)}`);
      } catch (error) {
        if (!(error instanceof LuaError)) throw error;
        output.push(`error: ${error.message}\n`);
      }
      expect(output.join(''), program.name).toBe(program.expected);
    }
  });

  it('gives its results, and the VM can be used again', () => {
    const vm = new LuaVm();
    const { values, slices } = inSlices(
      vm,
      'local n = 0 for i = 1, 100 do n = n + i end return n, "x"',
      [10],
    );
    expect(values).toEqual([5050, 'x']);
    expect(slices).toBeGreaterThan(8);
    expect(vm.isSuspended).toBe(false);
    expect(vm.call(vm.compile('return pcall(error, {})', '=after'))).toEqual([false, expect.anything()]);
  });
});

describe('a run that is ended', () => {
  it.each(ENDLESS)('%s', (source) => {
    const { vm } = makeVm();
    vm.onFuel = () => 0;
    vm.fuel = 50_000;
    const run = vm.begin(vm.compile(source, '@user_script'));
    for (let slices = 0; slices < 3; slices++) {
      expect(run.step()).toBeUndefined();
      vm.fuel = 50_000;
    }
    run.end('why');
    let thrown: unknown;
    try {
      run.step();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Unwind);
    expect(thrown).toMatchObject({ reason: 'why', position: { line: 1 } });
    vm.onFuel = undefined;
    vm.fuel = 50_000;
    expect(vm.call(vm.compile('return pcall(error, "alive")', '=after'))).toEqual([false, 'alive']);
  });
});
