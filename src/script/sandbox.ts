/**
 * The sandbox: the globals that the server gives to scripts, all of them read-only, and a complaint for
 * whoever asks for one that is not there.
 */
import { bytes } from '../base/bytes.ts';
import { type Library, LuaError, LuaTable, type LuaValue, LuaVm, raise } from '../vm/index.ts';
import type { ScriptHost } from './host.ts';
import { bitLibrary } from './lib/bit.ts';
import { cjsonLibrary } from './lib/cjson.ts';
import { cmsgpackLibrary } from './lib/cmsgpack.ts';
import { structLibrary } from './lib/struct.ts';
import { type RunState, redisLibrary } from './redis-library.ts';

export interface Sandbox {
  readonly vm: LuaVm;
  readonly globals: LuaTable;
}

/** A VM with everything that a script finds on redis-server. */
export function makeSandbox(host: ScriptHost, run: RunState): Sandbox {
  const vm = new LuaVm();
  vm.install('cjson', cjsonLibrary(vm));
  vm.install('struct', structLibrary(vm));
  vm.install('cmsgpack', cmsgpackLibrary(vm));
  vm.install('bit', bitLibrary(vm));
  vm.install('redis', redisLibrary(host, run));
  const { globals } = vm;
  for (const [, value] of globals.entries()) if (value instanceof LuaTable) value.readonly = true;
  globals.metatable = complainingMetatable(vm);
  globals.readonly = true;
  return { vm, globals };
}
