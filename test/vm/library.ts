/** A bare VM for programs and tests: Lua's own libraries, no sandbox. */
import { type Library, type LuaHost, type LuaValue, LuaVm } from '../../src/vm/index.ts';
import { mathLibrary } from '../../src/vm/stdlib/math.ts';
import { Random } from '../../src/vm/stdlib/random.ts';
import { stringLibrary } from '../../src/vm/stdlib/string.ts';
import { tableLibrary } from '../../src/vm/stdlib/table.ts';

const libraries: Readonly<Record<string, (host: LuaHost) => Library>> = {
  string: (host) => stringLibrary(host),
  table: (host) => tableLibrary(host),
  math: () => mathLibrary(new Random()),
};

/** With a print that collects. */
export function makeVm(): { vm: LuaVm; output: string[] } {
  const vm = new LuaVm();
  const output: string[] = [];
  for (const [name, library] of Object.entries(libraries)) vm.register(name, library(vm.host));
  vm.host.stringMetatable.set('__index', vm.globals.get('string'));
  vm.registerGlobals({
    print: (...values: LuaValue[]) => {
      const toText = vm.globals.get('tostring');
      output.push(`${values.map((value) => String(vm.host.call(toText, value))).join('\t')}\n`);
      return [];
    },
  });
  return { vm, output };
}
