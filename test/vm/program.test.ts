import { expect, it } from 'vitest';
import { libraries } from './library.ts';
import { readPrograms, runHere, runThere } from './program.ts';

const programs = readPrograms();

it.each(programs)('$name prints what its comments say', (program) => {
  expect(runHere(program, libraries)).toBe(program.expected);
});

it.each(programs.filter(({ differs }) => differs === undefined))(
  '$name prints the same on lua5.1',
  (program) => {
    const output = runThere(program);
    if (output === undefined) return console.info('skipped: lua5.1 is not installed');
    expect(output).toBe(program.expected);
  },
);
