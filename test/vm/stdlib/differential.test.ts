import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Oracle, oracleAvailable, requireOracle } from '../../support/oracle.ts';
import { answersOf, answersOfOracle, gridScript, labelled, scriptOf, standardVm } from './lua-rows.ts';
import {
  FORMAT_GRID,
  FORMAT_ROWS,
  MATH_ROWS,
  PATTERN_GRID,
  STRING_ROWS,
  TABLE_ROWS,
} from './standard-rows.ts';

/** Rows in one script; a function may hold only so many. */
const BATCH = 250;

describe.skipIf(!oracleAvailable)(
  'the standard library answers as redis-server does (needs redis-server)',
  () => {
    let oracle: Oracle;
    beforeAll(async () => {
      oracle = await requireOracle();
    });
    afterAll(() => oracle?.stop());

    // Thrice, for by the third use a pattern has become a RegExp.
    it.each([
      ['patterns at their first use', PATTERN_GRID, 1],
      ['patterns at their third use', PATTERN_GRID, 3],
      ['string.format', FORMAT_GRID, 1],
    ])('%s', async (_name, grid, times) => {
      const script = gridScript(grid);
      expect(answersOf(standardVm(), script, times)).toEqual(await answersOfOracle(oracle, script));
    });

    it.each([
      ['string', STRING_ROWS],
      ['faults of string.format', FORMAT_ROWS],
      ['table', TABLE_ROWS],
      ['math', MATH_ROWS],
    ])('%s', async (_name, rows) => {
      const vm = standardVm();
      for (let from = 0; from < rows.length; from += BATCH) {
        const batch = rows.slice(from, from + BATCH);
        const script = scriptOf(batch);
        const ours = labelled(batch, answersOf(vm, script));
        // The sign of a NaN that a libm makes is its own; ours are all negative, as arithmetic on x86 has them.
        const theirs = (await answersOfOracle(oracle, script)).map((row) =>
          row.replace(/(?<!-)\bnan/g, '-nan'),
        );
        expect(ours).toEqual(labelled(batch, theirs));
      }
    });

    it('has the members that redis-server lists, in its order', async () => {
      const script = scriptOf(
        ['string', 'table', 'math'].map(
          (name) => `do local t={} for k in pairs(${name}) do t[#t+1]=k end return table.concat(t,' ') end`,
        ),
      );
      expect(answersOf(standardVm(), script)).toEqual(await answersOfOracle(oracle, script));
    });
  },
);
