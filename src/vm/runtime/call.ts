/**
 * Calls that compiled code does not make itself: of values that are no functions, from builtins and
 * metamethods, postponed tail calls, and the start of twins.
 */
import { LuaError } from '../error.ts';
import {
  first,
  type LuaFunction,
  type LuaResult,
  LuaTable,
  type LuaTwin,
  type LuaValue,
  type Twin,
  typeName,
  Userdata,
} from '../value.ts';
import type { ValueName } from './name.ts';
import { calleeName } from './name.ts';
import { failAt, type Site, type State, TAIL_CALLS, TailCall } from './state.ts';

/** Every generator object is an instance of it. */
export const Gen: { new (): LuaTwin } = makeGeneratorClass();

function makeGeneratorClass(): { new (): LuaTwin } {
  const generator = (function* (): Generator {})();
  const Class = function (this: unknown): void {};
  Class.prototype = Object.getPrototypeOf(Object.getPrototypeOf(generator));
  return Class as unknown as { new (): LuaTwin };
}

/**
 * How operations call a metamethod, and what they get of it: its first result, or in a twin (where `Calls.metaTwin`
 * stands for it) perhaps the twin that will give it, which the compiled code then drives.
 */
export type Metacall = (handler: LuaValue, a: LuaValue, b: LuaValue, c: LuaValue, site: Site) => LuaValue;

/** Tail calls in a row of which `error` can tell that they were made. */
const SHOWN_TAIL_CALLS = 8;

export class Calls {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  metatableOf(value: LuaValue): LuaTable | undefined {
    if (value instanceof LuaTable || value instanceof Userdata) return value.metatable;
    return typeof value === 'string' ? this.#state.stringMetatable : undefined;
  }

  metamethod(value: LuaValue, name: string): LuaValue {
    return this.metatableOf(value)?.get(name);
  }

  /** Raises "attempt to <action> a <type> value", with the value's name if it has one. */
  typeError(site: Site, action: string, value: LuaValue, name: ValueName | undefined): never {
    const what = name === undefined ? 'a' : `${name.kind} '${name.name}' (a`;
    return failAt(
      site,
      `attempt to ${action} ${what} ${typeName(value)} value${name === undefined ? '' : ')'}`,
    );
  }

  /** A call in Lua code of what is no function. */
  value(callee: LuaValue, args: readonly LuaValue[], site: Site): LuaResult {
    if (typeof callee === 'function') return callee(...args);
    const handler = this.metamethod(callee, '__call');
    if (typeof handler === 'function') return handler(callee, ...args);
    return this.typeError(site, 'call', callee, calleeName(site.proto, site.pc));
  }

  /** The call of a generic for's iterator, which has no name in messages. */
  iterator(callee: LuaValue, state: LuaValue, control: LuaValue, site: Site): LuaResult {
    this.#state.deepen();
    let result: LuaResult;
    if (typeof callee === 'function') result = callee(state, control);
    else result = this.#iteratorOf(callee, site)(callee, state, control);
    if (Array.isArray(result)) result = this.finish(result);
    this.#state.depth--;
    return result;
  }

  /** The same in a twin. */
  iteratorTwin(callee: LuaValue, state: LuaValue, control: LuaValue, site: Site): LuaResult | LuaTwin {
    if (!this.#state.isResumable) return this.iterator(callee, state, control, site);
    this.#state.deepen();
    const begun =
      typeof callee === 'function'
        ? this.begin(callee, [state, control])
        : this.begin(this.#iteratorOf(callee, site), [callee, state, control]);
    // A builtin has run by now; a twin goes one deeper when it does.
    this.#state.depth--;
    return begun instanceof Gen || begun instanceof TailCall ? this.#across(begun) : begun;
  }

  #iteratorOf(callee: LuaValue, site: Site): LuaFunction {
    const handler = this.metamethod(callee, '__call');
    return typeof handler === 'function' ? handler : this.typeError(site, 'call', callee, undefined);
  }

  /** Runs a twin that no coroutine may yield out of. */
  *#across(begun: LuaResult | LuaTwin): LuaTwin {
    this.#state.deepen();
    const result = yield* this.drive(begun);
    this.#state.depth--;
    return result;
  }

  /** Runs a call that has begun, and the tail calls it ends in, within a twin. */
  *drive(begun: LuaResult | LuaTwin): LuaTwin {
    let result = begun;
    while (result instanceof Gen || result instanceof TailCall)
      result = result instanceof TailCall ? this.restart(result) : yield* result as LuaTwin;
    return result as LuaResult;
  }

  /** A metamethod called by an operation at `site`. */
  metacall(handler: LuaValue, a: LuaValue, b: LuaValue, c: LuaValue, site: Site): LuaResult {
    const state = this.#state;
    state.at = site;
    state.deepen();
    let result: LuaResult;
    if (typeof handler === 'function') result = handler(a, b, c);
    else result = this.value(handler, [a, b, c], site);
    if (Array.isArray(result)) result = this.finish(result);
    state.depth--;
    return result;
  }

  readonly meta: Metacall = (handler, a, b, c, site) => first(this.metacall(handler, a, b, c, site));

  readonly metaTwin: Metacall = (handler, a, b, c, site) => {
    if (!this.#state.isResumable) return first(this.metacall(handler, a, b, c, site));
    return this.#metacallTwin(handler, [a, b, c], site) as unknown as LuaValue;
  };

  *#metacallTwin(handler: LuaValue, args: LuaValue[], site: Site): Twin<LuaValue> {
    this.#state.at = site;
    return first(yield* this.#across(this.start(handler, args, site)));
  }

  /** A call from a builtin (LuaHost.call). */
  fromBuiltin(callee: LuaValue, ...args: LuaValue[]): LuaResult {
    return this.#deeper(callee, args);
  }

  /** A call of the handler of an xpcall: call-stack.ts knows it by its name. */
  asHandler(handler: LuaFunction, value: LuaValue): LuaResult {
    return this.#deeper(handler, [value]);
  }

  #deeper(callee: LuaValue, args: LuaValue[]): LuaResult {
    const state = this.#state;
    const at = state.at;
    state.at = undefined;
    state.deepen(at);
    const fn = this.callable(callee, args);
    let result: LuaResult = args.length === 0 ? fn() : fn(...args);
    if (Array.isArray(result)) result = this.finish(result);
    state.depth--;
    state.at = at;
    return result;
  }

  /** A call from outside, where a stack of Lua calls begins. */
  fromOutside(callee: LuaValue, args: readonly LuaValue[]): LuaResult {
    // Only what is no function writes to them.
    return this.#deeper(callee, typeof callee === 'function' ? (args as LuaValue[]) : [...args]);
  }

  /** The same with two arguments: a comparator is called so often that an array for them shows. */
  pairFromBuiltin(callee: LuaFunction, a: LuaValue, b: LuaValue): LuaResult {
    const state = this.#state;
    const at = state.at;
    state.at = undefined;
    state.deepen(at);
    let result: LuaResult = callee(a, b);
    if (Array.isArray(result)) result = this.finish(result);
    state.depth--;
    state.at = at;
    return result;
  }

  /** A call from a builtin's twin (LuaHost.callTwin). */
  *twinFromBuiltin(callee: LuaValue, ...args: LuaValue[]): LuaTwin {
    return yield* this.#deeperTwin(callee, args);
  }

  /** As `asHandler`, from a twin. */
  *twinAsHandler(handler: LuaFunction, value: LuaValue): LuaTwin {
    return yield* this.#deeperTwin(handler, [value]);
  }

  *#deeperTwin(callee: LuaValue, args: LuaValue[]): LuaTwin {
    const state = this.#state;
    const at = state.at;
    state.at = undefined;
    state.deepen(at);
    const result = yield* this.drive(this.begin(this.callable(callee, args), args));
    state.depth--;
    state.at = at;
    return result;
  }

  /** The function to call for a value; `__call` puts the value before `args`. */
  callable(callee: LuaValue, args: LuaValue[]): LuaFunction {
    if (typeof callee === 'function') return callee;
    const handler = this.metamethod(callee, '__call');
    if (typeof handler !== 'function') throw new LuaError(`attempt to call a ${typeName(callee)} value`);
    args.unshift(callee);
    return handler;
  }

  postpone(callee: LuaValue, args: readonly LuaValue[], site: Site): TailCall {
    this.#state.tail = TAIL_CALLS;
    const call = new TailCall();
    call.callee = callee;
    call.args = args;
    call.site = site;
    return call;
  }

  /** Makes postponed tail calls until there is a result. */
  finish(result: LuaResult): LuaResult {
    let current = result;
    while (current instanceof TailCall) {
      this.#state.at = current.site;
      if (current.error !== undefined) throw current.error;
      current = this.value(current.callee, current.args, current.site as Site);
    }
    return current;
  }

  firstOf(result: LuaResult): LuaValue {
    return first(this.finish(result));
  }

  /** In a twin: a result, or the callee's twin, not yet begun. */
  start(callee: LuaValue, args: LuaValue[], site: Site): LuaResult | LuaTwin {
    if (typeof callee === 'function') return this.begin(callee, args);
    const handler = this.metamethod(callee, '__call');
    if (typeof handler === 'function') return this.begin(handler, [callee, ...args]);
    return this.typeError(site, 'call', callee, calleeName(site.proto, site.pc));
  }

  begin(fn: LuaFunction, args: readonly LuaValue[]): LuaResult | LuaTwin {
    const state = this.#state;
    const twin = fn.twin === undefined ? state.twinOf(fn) : fn.twin;
    return twin === null || (fn.isBuiltin && !fn.yields && !state.isResumable) ? fn(...args) : twin(...args);
  }

  /** In a twin: makes the tail calls that a call has ended in, one after the other. */
  restart(call: TailCall): LuaResult | LuaTwin {
    const begun = this.#beginAgain(call);
    return begun instanceof Gen ? this.restarted(begun as LuaTwin, SHOWN_TAIL_CALLS) : begun;
  }

  /** One such frame for a tail call, for so many of them: call-stack.ts counts them by its name. */
  *restarted(begun: LuaTwin, room: number): LuaTwin {
    let result: LuaResult | LuaTwin = yield* begun;
    while (result instanceof TailCall) {
      const next = this.#beginAgain(result);
      if (!(next instanceof Gen)) return next as LuaResult;
      result = yield* room > 1 ? this.restarted(next as LuaTwin, room - 1) : (next as LuaTwin);
    }
    return result;
  }

  #beginAgain(call: TailCall): LuaResult | LuaTwin {
    this.#state.at = call.site;
    if (call.error !== undefined) throw call.error;
    return this.start(call.callee, [...call.args], call.site as Site);
  }
}
