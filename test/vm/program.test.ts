import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Oracle, oracleAvailable, requireOracle } from '../support/oracle.ts';
import { type Program, readPrograms } from './program.ts';
import { printedByServer, printedByStock, printedByVm, scriptPrinter } from './program-world.ts';

/** Each program above what it should print, so that a difference names its program. */
function labelled(list: readonly Program[], printed: readonly (string | undefined)[]): readonly string[] {
  return list.map(({ name }, i) => `${name}\n${printed[i]}`);
}

function expected(list: readonly Program[]): readonly string[] {
  return labelled(
    list,
    list.map((program) => program.expected),
  );
}

describe('every program', () => {
  it('says in its first line what it pins', () => {
    const silent = readPrograms().filter(({ source }) => !/^-- (?!\w+: )\S+ /.test(source));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});

it.each(readPrograms('vm'))('$name prints what its comments say', (program) => {
  expect(printedByVm(program)).toBe(program.expected);
});

const printedByScript = scriptPrinter();

it.each(readPrograms('script'))('$name prints the same as a script', (program) => {
  expect(printedByScript(program)).toBe(program.expected);
});

it('lua5.1 prints the same', () => {
  const list = readPrograms('lua5.1');
  const printed = printedByStock(list);
  if (printed === undefined) return console.info('skipped: lua5.1 is not installed');
  expect(labelled(list, printed)).toEqual(expected(list));
});

describe.skipIf(!oracleAvailable)('redis-server (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle();
  });
  afterAll(() => oracle?.stop());

  it('prints the same', async () => {
    const list = readPrograms('redis-server');
    expect(labelled(list, await printedByServer(oracle, list))).toEqual(expected(list));
  });
});
