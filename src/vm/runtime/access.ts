/**
 * Reading and writing of table entries where compiled code does not do it in place: other places of the hash
 * part, new keys, metamethods, and the errors (lvm.c luaV_gettable and luaV_settable).
 */
import { LuaError } from '../error.ts';
import { hashString } from '../table/hash.ts';
import { INVALID_KEY, VALUE } from '../table/layout.ts';
import { END } from '../table/slots.ts';
import { first, LuaTable, type LuaValue } from '../value.ts';
import type { Calls, Metacall } from './call.ts';
import { indexedName } from './name.ts';
import { failAt, type Site, type State } from './state.ts';

/** MAXTAGLOOP. */
const MAX_LOOP = 100;

const INDEX = hashString('__index');
const NEW_INDEX = hashString('__newindex');

export const READONLY = 'Attempt to modify a readonly table';

export class Access {
  readonly #calls: Calls;
  readonly #state: State;
  readonly #meta: Metacall;

  constructor(calls: Calls, state: State, meta: Metacall) {
    this.#calls = calls;
    this.#state = state;
    this.#meta = meta;
  }

  getField(object: LuaValue, key: string, hash: number, site: Site): LuaValue {
    let current = object;
    for (let i = 0; i < MAX_LOOP; i++) {
      let handler: LuaValue;
      if (current instanceof LuaTable) {
        const at = current.placeOf(key, hash);
        const value = at === END ? undefined : (current.nodes[at + VALUE] as LuaValue);
        if (i === 0 && at !== END) site.place = at;
        if (value !== undefined || current.metatable === undefined) return value;
        handler = current.metatable.getString('__index', INDEX);
        if (handler === undefined) return undefined;
      } else handler = this.#foreignHandler(current, '__index', i, site);
      if (typeof handler === 'function') return this.#meta(handler, current, key, undefined, site);
      current = handler;
    }
    return failAt(site, 'loop in gettable');
  }

  getIndex(object: LuaValue, key: LuaValue, site: Site): LuaValue {
    if (typeof key === 'string') return this.getField(object, key, hashString(key), site);
    let current = object;
    for (let i = 0; i < MAX_LOOP; i++) {
      let handler: LuaValue;
      if (current instanceof LuaTable) {
        const value = current.get(key);
        if (value !== undefined || current.metatable === undefined) return value;
        handler = current.metatable.getString('__index', INDEX);
        if (handler === undefined) return undefined;
      } else handler = this.#foreignHandler(current, '__index', i, site);
      if (typeof handler === 'function') return this.#meta(handler, current, key, undefined, site);
      current = handler;
    }
    return failAt(site, 'loop in gettable');
  }

  /** What is returned matters to a twin only: the twin of `__newindex`, or nothing. */
  setField(object: LuaValue, key: string, hash: number, value: LuaValue, site: Site): LuaValue {
    if (object instanceof LuaTable && object.metatable === undefined && !object.readonly) {
      const at = object.setString(key, hash, value);
      if (at !== END) site.place = at;
      return undefined;
    }
    return this.#setSlowly(object, key, value, site);
  }

  setIndex(object: LuaValue, key: LuaValue, value: LuaValue, site: Site): LuaValue {
    if (object instanceof LuaTable && object.metatable === undefined && !object.readonly) {
      if (typeof key === 'number' && !Number.isNaN(key)) object.setNumber(key, value);
      else if (typeof key === 'string') object.setString(key, hashString(key), value);
      else {
        checkKey(key, site);
        object.set(key, value);
      }
      return undefined;
    }
    return this.#setSlowly(object, key, value, site);
  }

  #setSlowly(object: LuaValue, key: LuaValue, value: LuaValue, site: Site): LuaValue {
    let current = object;
    for (let i = 0; i < MAX_LOOP; i++) {
      let handler: LuaValue;
      if (current instanceof LuaTable) {
        if (current.readonly) failAt(site, READONLY);
        checkKey(key, site);
        handler = current.metatable?.getString('__newindex', NEW_INDEX);
        const isThere = handler === undefined || current.get(key) !== undefined;
        // As in C, the key takes its node before __newindex is looked at.
        current.set(key, isThere ? value : undefined);
        if (isThere) return undefined;
      } else handler = this.#foreignHandler(current, '__newindex', i, site);
      if (typeof handler === 'function') return this.#meta(handler, current, key, value, site);
      current = handler;
    }
    return failAt(site, 'loop in settable');
  }

  /** The handler of what is no table; only the first object of a chain has a name in messages. */
  #foreignHandler(object: LuaValue, event: string, depth: number, site: Site): LuaValue {
    const handler = this.#calls.metamethod(object, event);
    if (handler !== undefined) return handler;
    return this.#calls.typeError(
      site,
      'index',
      object,
      depth === 0 ? indexedName(site.proto, site.pc) : undefined,
    );
  }

  /** `object[key]` from a builtin: as lua_gettable, with errors that bear the builtin's caller's position. */
  forBuiltin(object: LuaValue, key: LuaValue): LuaValue {
    let current = object;
    for (let i = 0; i < MAX_LOOP; i++) {
      const value = current instanceof LuaTable ? current.get(key) : undefined;
      if (value !== undefined) return value;
      const handler = this.#calls.metamethod(current, '__index');
      if (handler === undefined) {
        if (current instanceof LuaTable) return undefined;
        throw new LuaError(`attempt to index a ${typeof current} value`);
      }
      if (typeof handler === 'function') return first(this.#calls.fromBuiltin(handler, current, key));
      current = handler;
    }
    throw new LuaError('loop in gettable');
  }

  /** The cursor after `key`'s; `cursor` is where the key was when it was last met. */
  advance(table: LuaTable, key: LuaValue, cursor: number, site: Site): number {
    if (key === undefined) return table.advance(0);
    if (table.keyAt(cursor) === key) return table.advance(cursor);
    const next = table.nextCursor(key);
    if (next !== INVALID_KEY) return next;
    this.#state.at = site;
    throw new LuaError("invalid key to 'next'");
  }
}

function checkKey(key: LuaValue, site: Site): void {
  if (key === undefined) failAt(site, 'table index is nil');
  if (Number.isNaN(key)) failAt(site, 'table index is NaN');
}

/** SETLIST: `values` from place `start` on; room is made first and the last is stored first, as in C. */
export function setList(table: LuaTable, start: number, values: readonly LuaValue[]): void {
  const last = start + values.length - 1;
  if (last >= table.array.length) {
    if (start === 1 && table.replaceArray(values)) return;
    table.reserveArray(last);
  }
  const { array } = table;
  for (let i = values.length - 1; i >= 0; i--) array[start + i] = values[i];
}

/**
 * A field of a constructor whose names collide in the nodes, where it is nil or an earlier one was: with a nil the
 * nodes fill in another way, so the table is set anew up to here and goes on field by field.
 */
export function setLaidOut(
  table: LuaTable,
  names: readonly string[],
  index: number,
  place: number,
  value: LuaValue,
): void {
  const name = names[index] as string;
  const { nodes } = table;
  if (value === undefined && nodes[place - 1] === name) {
    const before = names.slice(0, index).map((earlier) => table.get(earlier));
    const fresh = new LuaTable(0, names.length);
    table.withNodes(fresh.nodes, fresh.lastFree);
    before.forEach((each, i) => {
      table.set(names[i], each);
    });
  }
  table.set(name, value);
}

/** 5.1's implicit `arg`: the extra arguments, and how many as `n`. */
export function extraArguments(values: readonly LuaValue[]): LuaTable {
  const table = new LuaTable(values.length, 1);
  for (let i = 0; i < values.length; i++) table.setNumber(i + 1, values[i]);
  table.set('n', values.length);
  return table;
}

/** Lua's `next` for builtins: the key and value after `key`, or undefined at the end. */
export function nextEntry(table: LuaTable, key: LuaValue): readonly [LuaValue, LuaValue] | undefined {
  const cursor = table.nextCursor(key);
  if (cursor === INVALID_KEY) throw new LuaError("invalid key to 'next'");
  return cursor < 0 ? undefined : [table.keyAt(cursor) as LuaValue, table.valueAt(cursor)];
}
