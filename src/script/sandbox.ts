/**
 * The sandbox: the globals that the server gives to scripts, all of them read-only, and a complaint for
 * whoever asks for one that is not there.
 */
import { bytes } from '../base/bytes.ts';
import { type Library, LuaTable, type LuaValue, LuaVm, raise } from '../vm/index.ts';
import { mathLibrary } from '../vm/stdlib/math.ts';
import { Random } from '../vm/stdlib/random.ts';
import { stringLibrary } from '../vm/stdlib/string.ts';
import { tableLibrary } from '../vm/stdlib/table.ts';
import type { ScriptHost } from './host.ts';
import { makeBit } from './lib/bit.ts';
import { cjsonLibrary } from './lib/cjson.ts';
import { cmsgpackLibrary } from './lib/cmsgpack.ts';
import { makeStruct } from './lib/struct.ts';
import { type RunState, redisLibrary } from './redis-library.ts';

export interface Sandbox {
  readonly vm: LuaVm;
  readonly globals: LuaTable;
}

/** A VM with everything that a script finds on redis-server. */
export function makeSandbox(host: ScriptHost, run: RunState): Sandbox {
  const vm = new LuaVm();
  vm.register('table', tableLibrary(vm.host));
  vm.register('string', stringLibrary(vm.host));
  vm.register('math', mathLibrary(new Random()));
  vm.register(
    'cjson',
    cjsonLibrary(vm.host, (library: Library) => vm.host.library(library)),
  );
  vm.globals.set('struct', makeStruct(vm.host));
  vm.register('cmsgpack', cmsgpackLibrary(vm.host));
  vm.globals.set('bit', makeBit(vm.host));
  vm.register('redis', redisLibrary(host, run));
  vm.convertError = errorText;
  const { globals } = vm;
  for (let at = globals.advance(0); at >= 0; at = globals.advance(at)) {
    const value = globals.valueAt(at);
    if (value instanceof LuaTable) value.readonly = true;
  }
  vm.host.stringMetatable.readonly = true;
  globals.metatable = complainingMetatable(vm);
  globals.readonly = true;
  return { vm, globals };
}

/** pcall hands back the text of an error that a command raised, not its table. */
function errorText(value: LuaValue): LuaValue {
  if (!(value instanceof LuaTable)) return value;
  const err = value.get(bytes('err'));
  return typeof err === 'string' ? err : value;
}

/** Reading a global that is not there is an error: a misspelt name must not pass for nil. */
function complainingMetatable(vm: LuaVm): LuaTable {
  return vm.host.library({
    __index: (_globals, name) =>
      raise(
        `Script attempted to access nonexistent global variable '${typeof name === 'string' ? name : vm.host.rawText(name)}'`,
      ),
  });
}
