import { expect, it } from 'vitest';
import { makeVm } from './library.ts';
import { readPrograms } from './program.ts';

/** Their output tells the main chunk from a coroutine. */
const TELLS = new Set(['coroutine/basic.lua', 'coroutine/running.lua', 'error/overflow.lua']);

const programs = readPrograms('vm').filter(({ name }) => !TELLS.has(name));

it.each(programs)('$name prints the same inside a coroutine', ({ source, name, expected }) => {
  const { vm, output } = makeVm();
  vm.globals.set('main', vm.compile(source, `@${name.split('/').at(-1)}`));
  vm.call(vm.compile('assert(coroutine.resume(coroutine.create(main)))', '=driver'));
  expect(output.join('')).toBe(expected);
});
