/**
 * What builtins get of the VM (LuaHost), over one Runtime.
 */
import { checkHeapRoom } from '../../base/heap.ts';
import { numberToString } from '../number.ts';
import {
  Coroutine,
  first,
  isTruthy,
  type LuaFunction,
  type LuaResult,
  LuaTable,
  type LuaTwin,
  type LuaValue,
  typeName,
  Userdata,
} from '../value.ts';
import { AddressBook } from './address.ts';
import type { Library, LuaHost, TwoForms } from './builtin.ts';
import type { Runtime } from './kit.ts';
import type { State } from './state.ts';

/** Beyond so much fuel at once, the heap must have room for what a unit may make. */
const LARGE_UNITS = 2 ** 17;
const UNIT_BYTES = 16;

export class Host implements LuaHost {
  readonly runtime: Runtime;
  readonly #addresses = new AddressBook();
  readonly #state: State;

  constructor(runtime: Runtime) {
    this.runtime = runtime;
    this.#state = runtime.state;
  }

  /** The address that the next object shows which is asked for its own. */
  get nextAddress(): number {
    return this.#addresses.next;
  }

  set nextAddress(address: number) {
    this.#addresses.next = address;
  }

  get stringMetatable(): LuaTable {
    return this.runtime.state.stringMetatable;
  }

  call(callee: LuaValue, ...args: LuaValue[]): LuaResult {
    return this.runtime.calls.fromBuiltin(callee, ...args);
  }

  callPair(callee: LuaFunction, a: LuaValue, b: LuaValue): LuaResult {
    return this.runtime.calls.pairFromBuiltin(callee, a, b);
  }

  callTwin(callee: LuaValue, ...args: LuaValue[]): LuaTwin {
    return this.runtime.calls.twinFromBuiltin(callee, ...args);
  }

  builtin(fn: (...args: LuaValue[]) => LuaResult): LuaFunction {
    const marked: LuaFunction = fn;
    marked.twin = null;
    marked.isBuiltin = true;
    return marked;
  }

  /** A builtin that calls back, in both forms. */
  twoForms({ plain, twin }: TwoForms): LuaFunction {
    const marked = this.builtin(plain);
    marked.twin = twin;
    return marked;
  }

  /** A library's members as a table of the size that C's luaL_register gives it. */
  library(members: Library): LuaTable {
    const names = Object.keys(members);
    const table = new LuaTable(0, names.length);
    for (const name of names) table.set(name, this.member(members[name]));
    return table;
  }

  member(member: LuaValue | TwoForms): LuaValue {
    if (typeof member === 'function') return member.twin === undefined ? this.builtin(member) : member;
    return typeof member === 'object' && 'plain' in member ? this.twoForms(member) : (member as LuaValue);
  }

  metatableOf(value: LuaValue): LuaTable | undefined {
    return this.runtime.calls.metatableOf(value);
  }

  metamethod(value: LuaValue, name: string): LuaValue {
    return this.runtime.calls.metamethod(value, name);
  }

  rawText(value: LuaValue): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return numberToString(value);
    if (value === undefined || typeof value === 'boolean') return value === undefined ? 'nil' : String(value);
    if (value instanceof Userdata) return `userdata: ${value.address}`;
    return `${value instanceof Coroutine ? 'thread' : typeName(value)}: ${this.#addresses.of(value)}`;
  }

  index(object: LuaValue, key: LuaValue): LuaValue {
    return this.runtime.access.forBuiltin(object, key);
  }

  lessThan(a: LuaValue, b: LuaValue): boolean {
    return this.runtime.arithmetic.less(a, b, undefined);
  }

  equals(a: LuaValue, b: LuaValue): boolean {
    if (a === b) return true;
    const handler = this.runtime.arithmetic.equalityHandler(a, b);
    if (handler === undefined) return false;
    return isTruthy(first(this.call(handler, a, b)));
  }

  joined(text: string): string {
    return this.#state.joined(text);
  }

  charge(units: number): void {
    const state = this.#state;
    if (units > LARGE_UNITS) checkHeapRoom(units * UNIT_BYTES);
    state.fuel -= units;
    if (state.fuel < 0) state.spend();
  }
}
