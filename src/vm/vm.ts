/**
 * LuaVm: one long-lived Lua 5.1. It knows no Redis: libraries beyond Lua's basic functions are registered from
 * outside, and so is what happens when the fuel is out.
 */
import { compileChunk } from './compile/chunk.ts';
import type { LuaPosition, Unwind } from './error.ts';
import { Parser } from './front/parser.ts';
import { OP, opOf, type Proto } from './front/proto.ts';
import { LuaRun } from './run.ts';
import type { Library } from './runtime/builtin.ts';
import { Host } from './runtime/host.ts';
import { type Kits, makeKits, makeRuntime } from './runtime/kit.ts';
import { FUEL, State } from './runtime/state.ts';
import { Threads } from './runtime/thread.ts';
import { baseLibrary, makeFamiliar } from './stdlib/base.ts';
import { coroutineLibrary } from './stdlib/coroutine.ts';
import { loadLibrary } from './stdlib/load.ts';
import { protectedLibrary } from './stdlib/protected.ts';
import { hashString } from './table/hash.ts';
import { VALUE } from './table/layout.ts';
import type { LuaFunction, LuaResult, LuaTable, LuaValue } from './value.ts';

/**
 * The basic functions as lbaselib.c lists them. The sandbox refuses those that are missing here, but their names
 * take their places in the table of globals all the same.
 */
const BASICS = (
  'assert collectgarbage dofile error gcinfo getfenv getmetatable loadfile load loadstring next pcall print ' +
  'rawequal rawget rawset select setfenv setmetatable tonumber tostring type unpack xpcall'
).split(' ');
const BASICS_AFTER_VERSION = ['ipairs', 'pairs', 'newproxy'];

export class LuaVm {
  readonly #state = new State();
  readonly #parser = new Parser();
  readonly #kits: Kits;
  readonly #threads: Threads;
  /** What builtins are written against. */
  readonly host: Host;

  /** A VM with the basic functions and `coroutine`; register the other libraries as needed. */
  constructor() {
    const runtime = makeRuntime(this.#state);
    this.host = new Host(runtime);
    this.#threads = new Threads(this.#state, runtime.calls);
    const familiar = makeFamiliar();
    for (const each of Object.values(familiar)) this.host.builtin(each);
    this.#kits = makeKits(runtime, familiar);
    this.globals.set('_G', this.globals);
    this.#registerBasics({
      ...baseLibrary(this.host, familiar),
      ...protectedLibrary(this.host),
      ...loadLibrary(this.host, (source, name) => this.#compile(source, name, this.#state.depth)),
    });
    this.register('coroutine', coroutineLibrary(this.host, this.#threads));
  }

  get globals(): LuaTable {
    return this.#state.globals;
  }

  /**
   * Compiles a chunk of one char a byte into its main function.
   * @param chunkName `@name`, `=name`, or the source itself
   * @throws LuaError with the compile message
   */
  compile(source: string, chunkName: string): LuaFunction {
    return this.#compile(source, chunkName, 0);
  }

  /** As `compile`, with the constant strings of all its functions, among them the names of the globals it uses. */
  compileWithStrings(source: string, chunkName: string): { body: LuaFunction; strings: ReadonlySet<string> } {
    const proto = this.#parser.parse(source, chunkName, 0);
    return { body: compileChunk(proto, this.#kits), strings: collectStrings(proto, new Set()) };
  }

  #compile(source: string, chunkName: string, depth: number): LuaFunction {
    return compileChunk(this.#parser.parse(source, chunkName, depth), this.#kits);
  }

  /**
   * Calls a Lua value from outside.
   * @throws LuaError, complete with position; whatever is no Lua error (an Unwind) passes through
   */
  call(callee: LuaValue, ...args: LuaValue[]): LuaResult {
    return this.callWith(callee, args);
  }

  /** `call` with the arguments in an array. */
  callWith(callee: LuaValue, args: readonly LuaValue[]): LuaResult {
    const state = this.#state;
    const { at, depth, current, nesting } = state;
    state.ropes.begin();
    try {
      return this.host.runtime.calls.fromOutside(callee, args);
    } catch (thrown) {
      const error = state.leaving(thrown);
      state.depth = depth;
      state.nesting = nesting;
      state.current = current;
      state.at = at;
      throw error;
    }
  }

  /** Begins a call that may stand still; until it is over the VM may be used for nothing else. */
  begin(body: LuaFunction, ...args: LuaValue[]): LuaRun {
    return new LuaRun(this.#state, this.#threads, body, args);
  }

  /** Makes a library's table and puts it into the globals. */
  register(name: string, members: Library): LuaTable {
    const table = this.host.library(members);
    this.globals.set(name, table);
    return table;
  }

  /** In the order in which C does it, for `pairs(_G)` shows it. */
  #registerBasics(members: Library): void {
    for (const name of BASICS) this.globals.set(name, this.host.member(members[name]));
    this.globals.set('_VERSION', 'Lua 5.1');
    for (const name of BASICS_AFTER_VERSION) this.globals.set(name, this.host.member(members[name]));
  }

  /** Puts a library's members into the globals themselves. */
  registerGlobals(members: Library): void {
    for (const name of Object.keys(members)) this.globals.set(name, this.host.member(members[name]));
  }

  /** Makes a global that is to be set often, and gives what sets it. The globals must not grow after that. */
  globalSetter(name: string): (value: LuaValue) => void {
    const { globals } = this;
    globals.set(name, false);
    const place = globals.placeOf(name, hashString(name));
    return (value) => {
      globals.nodes[place + VALUE] = value;
    };
  }

  /** Runs something while the globals hold what another table held, even for functions made before. */
  withGlobals<Result>(others: LuaTable, action: () => Result): Result {
    this.globals.exchange(others);
    try {
      return action();
    } finally {
      this.globals.exchange(others);
    }
  }

  /** Where Lua code stands that called the running builtin; undefined where no Lua code did. */
  get position(): LuaPosition | undefined {
    return this.#state.at?.position;
  }

  /** What is left of the ration; counts down on calls and back-edges. */
  get fuel(): number {
    return this.#state.fuel;
  }

  set fuel(units: number) {
    this.#state.fuel = units;
  }

  /**
   * Called when the fuel is out: gives the next ration, or throws something that is no LuaError (an Unwind, which
   * learns the position), which no Lua code can catch. In a LuaRun 0 ends the slice. Default: 2^30 units, for ever.
   */
  set onFuel(hook: (() => number) | undefined) {
    this.#state.onFuel = hook ?? (() => FUEL);
  }

  /**
   * Called when the JS stack is full, which is long before C's would be: an Unwind ends the run, wherever it is;
   * nothing, as by default, makes it Lua's "stack overflow".
   */
  set onOverflow(hook: () => Unwind | undefined) {
    this.#state.onOverflow = hook;
  }

  /** The values that a Lua function has captured; not for builtins. */
  capturesOf(fn: LuaFunction): readonly LuaValue[] {
    return this.#state.insidesOf(fn).upvalues.map(({ v }) => v);
  }

  /** Does a Lua function, or one within it, assign to a captured variable? Not for builtins. */
  assignsCaptures(fn: LuaFunction): boolean {
    return assignsCaptures(this.#state.insidesOf(fn).unit.proto);
  }

  /** True while a LuaRun is under way. */
  get isSuspended(): boolean {
    return this.#state.isResumable;
  }

  /** pcall's results for an error value. Default: false and the value. */
  set pcallFailure(hook: (value: LuaValue) => readonly LuaValue[]) {
    this.#state.pcallFailure = hook;
  }

  /** Compiles a little of everything, so that the first script does not pay for loading the compiler. */
  warm(): void {
    this.compile(
      'local t={} for i=1,2 do t[i]=function(...) return i..select("#",...) end end return #t',
      '=warm',
    );
  }
}

function collectStrings({ constants, children }: Proto, into: Set<string>): Set<string> {
  for (const constant of constants) if (typeof constant === 'string') into.add(constant);
  for (const child of children) collectStrings(child, into);
  return into;
}

function assignsCaptures({ code, children }: Proto): boolean {
  return code.some((word) => opOf(word) === OP.SETUPVAL) || children.some(assignsCaptures);
}
