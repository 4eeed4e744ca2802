/**
 * The sandbox: the globals that the server gives to scripts, all of them read-only, and a complaint for
 * whoever asks for one that is not there.
 */
import { bytes } from '../base/bytes.ts';
import { type Library, type LuaPosition, LuaTable, type LuaValue, LuaVm, raise } from '../vm/index.ts';
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
import { fieldTable } from './to-lua.ts';

export interface Sandbox {
  readonly vm: LuaVm;
  readonly globals: LuaTable;
}

/** A VM with everything that a script finds on redis-server. */
export function makeSandbox(host: ScriptHost, run: RunState): Sandbox {
  const vm = new LuaVm();
  vm.register('table', tableLibrary(vm.host));
  vm.host.stringMetatable.set('__index', vm.register('string', stringLibrary(vm.host)));
  vm.register('math', mathLibrary(new Random()));
  vm.register(
    'cjson',
    cjsonLibrary(vm.host, (library: Library) => vm.host.library(library)),
  );
  vm.globals.set('struct', makeStruct(vm.host));
  vm.register('cmsgpack', cmsgpackLibrary(vm.host));
  vm.globals.set('bit', makeBit(vm.host));
  vm.globals.set(bytes('redis'), growingTable(vm, redisLibrary(host, run)));
  vm.registerGlobals({ __redis__err__handler: (value) => complete(vm, value) });
  vm.pcallFailure = (value) => failure(vm, value);
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

/** C's lua_newtable with a field after a field: it grows, and the order of `pairs` shows it. */
function growingTable(vm: LuaVm, members: Library): LuaTable {
  const table = new LuaTable();
  for (const name of Object.keys(members)) table.set(bytes(name), vm.host.member(members[name]));
  return table;
}

/** The server's own error handler, which stands among the globals: a table with the text and the place. */
function complete(vm: LuaVm, value: LuaValue): LuaTable {
  const table = value instanceof LuaTable ? value : fieldTable('err', bytes(`ERR ${vm.host.rawText(value)}`));
  const { position } = vm;
  table.set(bytes('source'), bytes(sourceOf(position)));
  table.set(bytes('line'), position?.line ?? -1);
  return table;
}

/** Where an error was raised, as the server shows it; no Lua code is C code. */
export function sourceOf(position: LuaPosition | undefined): string {
  return position === undefined ? '=[C]' : `@${position.source}`;
}

/**
 * pcall gives the text of an error that a command raised, not its table; of any other table it gives the table
 * and, as a third result, what stands in its field `err` (luaRedisPcall leaves it on the stack).
 */
function failure(vm: LuaVm, value: LuaValue): readonly LuaValue[] {
  if (!(value instanceof LuaTable)) return [false, value];
  const err = vm.host.index(value, bytes('err'));
  return typeof err === 'string' || typeof err === 'number' ? [false, err] : [false, value, err];
}

/** Reading a global that is not there is an error: a misspelt name must not pass for nil. */
function complainingMetatable(vm: LuaVm): LuaTable {
  const metatable = vm.host.library({
    __index: (_globals, name) => {
      if (typeof name !== 'string' && typeof name !== 'number')
        raise('Second argument to luaProtectedTableError must be a string or number');
      return raise(`Script attempted to access nonexistent global variable '${vm.host.rawText(name)}'`);
    },
  });
  metatable.readonly = true;
  return metatable;
}
