import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LuaError, LuaVm, Unwind } from '../../src/vm/index.ts';
import { ENDLESS } from './endless.ts';
import { makeVm } from './library.ts';
import { readPrograms } from './program.ts';

/** Runs to the end in slices of so much fuel. */
function inSlices(
  vm: LuaVm,
  source: string,
  fuel: number,
  name = '@user_script',
): { values: readonly unknown[]; slices: number } {
  vm.onFuel = () => 0;
  vm.fuel = fuel;
  const run = vm.begin(vm.compile(source, name));
  for (let slices = 1; ; slices++) {
    const values = run.step();
    if (values !== undefined) return { values, slices };
    vm.fuel = fuel;
  }
}

describe('a run that stands still between slices', () => {
  it.each([0, 7, 1000])('prints what it prints in one go, with %i units a slice', (fuel) => {
    for (const program of readPrograms('vm').filter(({ name }) => !name.startsWith('limit/'))) {
      const { vm, output } = makeVm();
      try {
        inSlices(vm, program.source, fuel, `@${basename(program.path)}`);
      } catch (error) {
        if (!(error instanceof LuaError)) throw error;
        output.push(`error: ${error.message}\n`);
      }
      expect(output.join(''), program.name).toBe(program.expected);
    }
  });

  it('gives its results, and the VM can be used again', () => {
    const vm = new LuaVm();
    const { values, slices } = inSlices(vm, 'local n = 0 for i = 1, 100 do n = n + i end return n, "x"', 10);
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
