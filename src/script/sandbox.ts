/**
 * The sandbox: the globals that the server gives to scripts, all of them read-only, and a complaint for
 * whoever asks for one that is not there.
 */
import { bytes } from '../base/bytes.ts';
import { untilNul } from '../base/errors.ts';
import { type Library, type LuaPosition, LuaTable, type LuaValue, LuaVm, raise } from '../vm/index.ts';
import { mathLibrary } from '../vm/stdlib/math.ts';
import type { Random } from '../vm/stdlib/random.ts';
import { stringLibrary } from '../vm/stdlib/string.ts';
import { tableLibrary } from '../vm/stdlib/table.ts';
import { makeBit } from './lib/bit.ts';
import { cjsonLibrary } from './lib/cjson.ts';
import { type CjsonOptions, defaultOptions } from './lib/cjson-option.ts';
import { cmsgpackLibrary } from './lib/cmsgpack.ts';
import { makeStruct } from './lib/struct.ts';
import { fieldTable } from './to-lua.ts';

export interface Sandbox {
  readonly vm: LuaVm;
  readonly globals: LuaTable;
  /** Notes what scripts leave behind in the VM, and brings it back: for a run that is made again. */
  mark(): void;
  rewind(): void;
}

/** What differs between the VM of scripts and the one of functions. */
export interface SandboxOptions {
  /** The members of `redis`, in the order in which the server registers them. */
  readonly redis: Library;
  /** The generator behind math.random; the server has one for all its VMs. */
  readonly random: Random;
  /** The server's own error handler stands among the globals of scripts. */
  readonly showsErrorHandler: boolean;
}

/** A VM with everything that a script finds on redis-server. */
export function makeSandbox({ redis, random, showsErrorHandler }: SandboxOptions): Sandbox {
  const vm = new LuaVm();
  const options = defaultOptions();
  vm.register('table', tableLibrary(vm.host));
  vm.host.stringMetatable.set('__index', vm.register('string', stringLibrary(vm.host)));
  vm.register('math', mathLibrary(random));
  // It goes again before a script can see it, but its place stays, and the globals are larger for it.
  vm.register('debug', {});
  vm.register(
    'cjson',
    cjsonLibrary(vm.host, (library: Library) => vm.host.library(library), options),
  );
  vm.globals.set('struct', makeStruct(vm.host));
  vm.register('cmsgpack', cmsgpackLibrary(vm.host));
  vm.globals.set('bit', makeBit(vm.host));
  vm.globals.set(bytes('redis'), growingTable(vm, redis));
  if (showsErrorHandler) vm.registerGlobals({ __redis__err__handler: (value) => complete(vm, value) });
  vm.globals.set('debug', undefined);
  vm.pcallFailure = (value) => failure(vm, value);
  vm.host.stringMetatable.readonly = true;
  protect(vm, vm.globals);
  return { vm, globals: vm.globals, ...makeMemory(vm, random, options) };
}

/** What outlives a run: the random generator, the addresses that tostring shows, and cjson's options. */
function makeMemory(
  vm: LuaVm,
  random: Random,
  options: CjsonOptions,
): { mark: () => void; rewind: () => void } {
  const marked = { random: random.state, address: vm.host.nextAddress, cjson: { ...options } };
  let { draws } = random;
  return {
    mark() {
      marked.address = vm.host.nextAddress;
      if (random.draws !== draws) {
        marked.random = random.state;
        draws = random.draws;
      }
      if (options.changes !== marked.cjson.changes) marked.cjson = { ...options };
    },
    rewind() {
      random.state = marked.random;
      vm.host.nextAddress = marked.address;
      Object.assign(options, marked.cjson);
    },
  };
}

/**
 * The globals that a library finds while it is loaded: a `redis` that can register functions and write to the
 * log, and nothing else.
 */
export function loadGlobals(vm: LuaVm, redis: Library): LuaTable {
  const globals = new LuaTable();
  const table = growingTable(vm, redis);
  table.metatable = complainingMetatable(vm);
  globals.set(bytes('redis'), table);
  protect(vm, globals);
  return globals;
}

/** Makes globals and the tables among them read-only, and has them complain of names that are not there. */
function protect(vm: LuaVm, globals: LuaTable): void {
  for (let at = globals.advance(0); at >= 0; at = globals.advance(at)) {
    const value = globals.valueAt(at);
    if (value instanceof LuaTable) value.readonly = true;
  }
  globals.metatable = complainingMetatable(vm);
  globals.readonly = true;
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
      return raise(
        `Script attempted to access nonexistent global variable '${untilNul(vm.host.rawText(name))}'`,
      );
    },
  });
  metatable.readonly = true;
  return metatable;
}
