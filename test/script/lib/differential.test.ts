import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBit } from '../../../src/script/lib/bit.ts';
import { cjsonLibrary } from '../../../src/script/lib/cjson.ts';
import { cmsgpackLibrary } from '../../../src/script/lib/cmsgpack.ts';
import { makeStruct } from '../../../src/script/lib/struct.ts';
import type { LuaVm } from '../../../src/vm/index.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../../support/oracle.ts';
import { answersOf, answersOfOracle, labelled, scriptOf, standardVm } from '../../vm/stdlib/lua-rows.ts';
import { CJSON_DECODE_ROWS, CJSON_ENCODE_ROWS, CJSON_OPTION_ROWS } from './cjson-rows.ts';
import { BIT_ROWS, CMSGPACK_ROWS, MEMBER_ROWS, STRUCT_ROWS } from './library-rows.ts';

function libraryVm(): LuaVm {
  const vm = standardVm();
  const tables = {
    cjson: vm.host.library(cjsonLibrary(vm.host, (library) => vm.host.library(library))),
    cmsgpack: vm.host.library(cmsgpackLibrary(vm.host)),
    struct: makeStruct(vm.host),
    bit: makeBit(vm.host),
  };
  for (const [name, table] of Object.entries(tables)) {
    table.readonly = true;
    vm.globals.set(name, table);
  }
  return vm;
}

/** Rows in one script; a function may hold only so many. */
const BATCH = 250;

describe.skipIf(!oracleAvailable)('the libraries answer as redis-server does (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle();
  });
  afterAll(() => oracle?.stop());

  it.each([
    ['members, in order', MEMBER_ROWS],
    ['cjson.encode', CJSON_ENCODE_ROWS],
    ['cjson.decode', CJSON_DECODE_ROWS],
    ['options of cjson', CJSON_OPTION_ROWS],
    ['cmsgpack', CMSGPACK_ROWS],
    ['struct', STRUCT_ROWS],
    ['bit', BIT_ROWS],
  ])('%s', async (_name, rows) => {
    const vm = libraryVm();
    for (let from = 0; from < rows.length; from += BATCH) {
      const batch = rows.slice(from, from + BATCH);
      const script = scriptOf(batch);
      // A NaN read from text or bytes may be positive there; ours are all negative.
      const theirs = (await answersOfOracle(oracle, script)).map((row) =>
        row.replace(/(?<!-)\bnan\b/g, '-nan'),
      );
      expect(
        labelled(batch, answersOf(vm, script)).map((row) => row.replace(/(?<!-)\bnan\b/g, '-nan')),
      ).toEqual(labelled(batch, theirs).map((row) => row.replace(/(?<!-)\bnan\b/g, '-nan')));
    }
  });
});
