/**
 * State: what a running VM shares between compiled code, runtime and builtins. Compiled code reads and writes
 * its public fields in place, so their names are part of what compile/ writes.
 */
import { ChunkBook, type Handled, siteOfLevel } from '../call-stack.ts';
import { LuaError, type LuaPosition, Unwind } from '../error.ts';
import type { Proto } from '../front/proto.ts';
import { Ropes, SHORT_TEXT } from '../rope.ts';
import { type Coroutine, type LuaFunction, LuaTable, type LuaTwin, type LuaValue } from '../value.ts';
import { calleeName } from './name.ts';

/** An instruction as a place in the source: every call and every operation that may raise has one. */
export class Site {
  readonly proto: Proto;
  readonly pc: number;
  /** Where, among the nodes of a table, the constant key of this access was found last. */
  place = 0;
  #prefix: string | undefined = undefined;
  #position: LuaPosition | undefined = undefined;

  constructor(proto: Proto, pc: number) {
    this.proto = proto;
    this.pc = pc;
  }

  get position(): LuaPosition {
    this.#position ??= { source: this.proto.source, line: this.proto.lines[this.pc] as number };
    return this.#position;
  }

  /** What messages begin with: `source:line: `. */
  get prefix(): string {
    this.#prefix ??= `${this.proto.source}:${this.position.line}: `;
    return this.#prefix;
  }
}

/** A captured variable. */
export class Box {
  v: LuaValue;
  constructor(v: LuaValue) {
    this.v = v;
  }
}

/**
 * A tail call handed to the caller, so that the stack unwinds: or, with `error`, an error on its way to pcall as
 * a result, for a JS throw costs 0.7 µs and this 0.1. An Array, so that only results that are one get looked at.
 * Whoever does not know the difference calls `finish`, which makes the call, or throws.
 */
export class TailCall extends Array<LuaValue> {
  error: LuaError | undefined = undefined;
  callee: LuaValue = undefined;
  args: readonly LuaValue[] = [];
  site: Site | undefined = undefined;
}

/** An error on its way to pcall as a result, raised at the call of the running builtin. */
export function failing(state: State, error: LuaError): TailCall {
  const call = new TailCall();
  call.error = error;
  call.site = state.at;
  return call;
}

/** A compiled function that can be given its second form. */
export interface Unit {
  readonly proto: Proto;
  /** The twin over the same captured variables. */
  makeTwin(upvalues: readonly Box[]): (...args: LuaValue[]) => LuaTwin;
}

export interface Insides {
  readonly unit: Unit;
  readonly upvalues: readonly Box[];
}

/** Fuel is taken in this many units at a time where nobody limits it. */
export const FUEL = 2 ** 30;

/** Tail calls between two unwindings. */
export const TAIL_CALLS = 200;

/** Calls of twins within one another before the driver is asked for a fresh stack. */
export const MAX_NESTING = 200;

/** LUAI_MAXCCALLS: calls from builtins and metamethods within one another. */
export const MAX_DEPTH = 200;
/** How deep they go when errors are handled: then Lua gives up (luaD_call's LUA_ERRERR). */
export const MAX_HANDLER_DEPTH = MAX_DEPTH + MAX_DEPTH / 8;

export class State {
  /** Counts down on calls and back-edges; below zero `spend` is called. */
  fuel = FUEL;
  /** The call site of the call under way; undefined where a builtin calls. */
  at: Site | undefined = undefined;
  tail = TAIL_CALLS;
  /** Calls from builtins and metamethods within one another. */
  depth = 0;
  /** Calls of twins within one another on this JS stack. */
  nesting = 0;
  /** All that runs is a twin, so the run may stop at any look at the fuel and go on later (runtime/thread.ts). */
  isResumable = false;
  /** Why the run that stands still is to end instead of going on. */
  ending: Unwind | undefined = undefined;
  current: Coroutine | undefined = undefined;
  /** Of the size that C gives it at first. */
  readonly globals = new LuaTable(0, 2);
  readonly stringMetatable = new LuaTable();
  readonly ropes = new Ropes();
  readonly chunks = new ChunkBook<Site>();
  /** What the innermost handler of xpcall that is running stands on. */
  handled: Handled | undefined = undefined;
  /**
   * Called when the fuel is out; gives the next ration, or throws an Unwind. In a resumable run 0 or less lets
   * the event loop have its turn.
   */
  onFuel: () => number = () => FUEL;
  /** Asked when the JS stack is full: an Unwind ends the run there, nothing makes it Lua's "stack overflow". */
  onOverflow: () => Unwind | undefined = () => undefined;
  /** pcall's results for an error value. */
  pcallFailure: (value: LuaValue) => readonly LuaValue[] = (value) => [false, value];
  #isRevealing = false;
  #revealed: Insides | undefined = undefined;

  /** `at` is where the code stands; inside a builtin, its call. */
  spend(at: Site | undefined = this.at): void {
    try {
      this.fuel = this.onFuel();
    } catch (thrown) {
      if (thrown instanceof Unwind) thrown.position ??= at?.position;
      throw thrown;
    }
  }

  /** A text that was joined of others; one that is copied costs a unit for 16 bytes. */
  joined(text: string, at: Site | undefined = this.at): string {
    if (text.length <= SHORT_TEXT || !this.ropes.isTooMuch(text)) return text;
    this.fuel -= text.length >> 4;
    if (this.fuel < 0) this.spend(at);
    return text;
  }

  /** A twin calls this when the fuel is out: true where it must yield, and then call `wake`. */
  pause(at: Site): boolean {
    this.spend(at);
    return this.isResumable && this.fuel <= 0;
  }

  /** The run goes on, or ends here. */
  wake(at: Site): void {
    const { ending } = this;
    if (ending === undefined) return;
    this.ending = undefined;
    ending.position ??= at.position;
    throw ending;
  }

  /** The head of every function calls this when the fuel is out, which also is how its insides are asked for. */
  enter(unit: Unit, upvalues: readonly Box[]): boolean {
    if (!this.#isRevealing) {
      this.spend();
      return false;
    }
    this.#isRevealing = false;
    this.#revealed = { unit, upvalues };
    return true;
  }

  /** The twin of a function, made on first need; null for a builtin that has none. */
  twinOf(fn: LuaFunction): ((...args: LuaValue[]) => LuaTwin) | null {
    if (fn.twin !== undefined) return fn.twin;
    const { unit, upvalues } = this.insidesOf(fn);
    return (fn.twin = unit.makeTwin(upvalues));
  }

  /** What a function was compiled from, and what it has captured; not for builtins. */
  insidesOf(fn: LuaFunction): Insides {
    const fuel = this.fuel;
    this.fuel = 0;
    this.#isRevealing = true;
    fn();
    this.fuel = fuel;
    const revealed = this.#revealed;
    this.#revealed = undefined;
    if (revealed === undefined) throw new Error('a JS function became a Lua value without being registered');
    return revealed;
  }

  /**
   * One more call from a builtin or a metamethod. Whoever catches resets `depth`.
   * @param caller where the builtin was called, which has no part in the message
   */
  deepen(caller?: Site): void {
    if (++this.depth < MAX_DEPTH) return;
    if (this.depth === MAX_DEPTH) {
      const error = new LuaError('C stack overflow', 'position');
      error.position = caller?.position;
      throw error;
    }
    if (this.depth >= MAX_HANDLER_DEPTH) throw new LuaError('error in error handling');
  }

  /** A resume: C allows one more of them than of calls, and complains without a position (lua_resume). */
  deepenByResume(): void {
    if (this.depth >= MAX_DEPTH) throw new LuaError('C stack overflow');
    this.depth++;
  }

  /** Makes a Lua error of what was caught, finished; throws on what is none, such as the unwind of a kill. */
  caught(thrown: unknown): LuaError {
    if (thrown instanceof LuaError) return this.settle(thrown);
    if (thrown instanceof RangeError) {
      const isStack = thrown.message.includes('call stack');
      const unwind = isStack ? this.onOverflow() : undefined;
      if (unwind !== undefined) throw unwind;
      return this.settle(
        new LuaError(isStack ? 'stack overflow' : 'not enough memory', isStack ? 'position' : 'nothing'),
      );
    }
    throw thrown;
  }

  /** What leaves the VM when this was thrown: a Lua error, finished, or an Unwind. */
  leaving(thrown: unknown): unknown {
    try {
      return this.caught(thrown);
    } catch (other) {
      return other;
    }
  }

  /** Puts position and name before a message whose raiser could not know them. */
  settle(error: LuaError): LuaError {
    const site = this.at;
    if (error.position === undefined && site !== undefined) error.position = site.position;
    if (error.pending === 'argument') error.value = this.#nameArgument(error.value as string, error.argument);
    if (error.pending !== 'nothing') error.value = `${this.where(site)}${String(error.value)}`;
    error.pending = 'nothing';
    return error;
  }

  /** luaL_where: "source:line: ", or nothing where no Lua code is. */
  where(site: Site | undefined): string {
    return site === undefined ? '' : site.prefix;
  }

  /** luaL_where with a level: 1 is who called the running builtin, 2 who called that. */
  whereLevel(level: number): string {
    return this.where(siteOfLevel(this.chunks, level, this.handled));
  }

  /** luaL_argerror. */
  #nameArgument(message: string, argument: number): string {
    const callee = this.at && calleeName(this.at.proto, this.at.pc);
    if (callee === undefined) return `bad argument #${argument} to '?' (${message})`;
    if (callee.kind !== 'method') return `bad argument #${argument} to '${callee.name}' (${message})`;
    if (argument === 1) return `calling '${callee.name}' on bad self (${message})`;
    return `bad argument #${argument - 1} to '${callee.name}' (${message})`;
  }
}

/** Raises at once, at a site of Lua code (luaG_runerror). */
export function failAt(site: Site, message: string): never {
  const error = new LuaError(site.prefix + message);
  error.position = site.position;
  throw error;
}
