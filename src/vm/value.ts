/**
 * Lua values and the convention by which Lua functions and builtins call one another.
 *
 * CALLS. A Lua function is a JS function: arguments are positional (absent = undefined = nil); the result is
 * a bare value for exactly one, or a JS Array for none or several. Nobody writes to a result array: it may be
 * shared (`NONE`). A result that is an Array of one is allowed. See runtime/builtin.ts for writing builtins.
 */
import { TableLayout } from './table/layout.ts';

/** nil, boolean, number, string (one char a byte), table, function, thread, userdata. */
export type LuaValue = undefined | boolean | number | string | LuaTable | LuaFunction | Coroutine | Userdata;

/** One result bare; none or several as an Array. */
export type LuaResult = LuaValue | readonly LuaValue[];

/**
 * A function in resumable form. It yields nothing for a tick of the event loop, an Array for a coroutine's
 * yield, and a Handover where the JS stack would grow too deep.
 */
export type Twin<Result> = Generator<readonly LuaValue[] | Handover | undefined, Result, LuaResult>;
export type LuaTwin = Twin<LuaResult>;

/** A call that the driver is asked to make on a fresh stack; its result is sent back. */
export class Handover {
  readonly twin: LuaTwin;
  constructor(twin: LuaTwin) {
    this.twin = twin;
  }
}

/** A Lua function or a builtin. `twin` is its resumable form: absent on Lua functions until it is needed. */
export interface LuaFunction {
  (...args: LuaValue[]): LuaResult;
  /** null: a builtin that never calls back, so its plain form serves both modes. */
  twin?: ((...args: LuaValue[]) => LuaTwin) | null;
  /** Set on every builtin, so that `coroutine.create` and `string.dump` can tell. */
  isBuiltin?: true;
  /** Only coroutine.yield: in 5.1 no other builtin may be suspended by a coroutine. */
  yields?: true;
}

/** A Lua table: Lua 5.1's own layout, a metatable and Redis's read-only mark. */
export class LuaTable extends TableLayout<LuaValue> {
  metatable: LuaTable | undefined = undefined;
  /** Writes, rawset and setmetatable raise "Attempt to modify a readonly table". */
  readonly = false;

  /** Exchanges everything but the mark with another table: whoever holds this one finds what was in the other. */
  exchange(other: LuaTable): void {
    this.exchangeLayout(other);
    const { metatable } = this;
    this.metatable = other.metatable;
    other.metatable = metatable;
  }
}

/** Light userdata such as cjson.null: identity is all it has. */
export class Userdata {
  /** What tostring shows after `userdata: `. */
  readonly address: string;
  metatable: LuaTable | undefined = undefined;
  constructor(address = '(nil)') {
    this.address = address;
  }
}

export type CoroutineStatus = 'suspended' | 'running' | 'normal' | 'dead';

/** A thread; runtime/thread.ts drives it. */
export class Coroutine {
  status: CoroutineStatus = 'suspended';
  readonly body: LuaFunction;
  isStarted = false;
  /** How deep in builtins and metamethods it was resumed: only there may it yield. */
  depth = 0;
  /** Twins on stacks of their own, each waiting for the next: the body first, then what was handed over. */
  readonly frames: LuaTwin[] = [];
  /** How deep the calls nest on the last of these stacks. */
  nesting = 0;
  /** Who resumed it. */
  resumer: Coroutine | undefined = undefined;
  constructor(body: LuaFunction) {
    this.body = body;
  }
}

/** No results. Not frozen, for a frozen array has another hidden class and would slow every call site. */
export const NONE: readonly LuaValue[] = [];

/** The name that Lua's `type` gives. */
export function typeName(value: LuaValue): string {
  switch (typeof value) {
    case 'undefined':
      return 'nil';
    case 'object':
      return value instanceof LuaTable ? 'table' : value instanceof Coroutine ? 'thread' : 'userdata';
    default:
      return typeof value;
  }
}

/** Only nil and false are false. */
export function isTruthy(value: LuaValue): boolean {
  return value !== undefined && value !== false;
}

/** True for none or several results (or an Array of one), false for one bare. */
export function isList(result: LuaResult): result is readonly LuaValue[] {
  return Array.isArray(result);
}

/** The first of the results, nil if there is none. */
export function first(result: LuaResult): LuaValue {
  return isList(result) ? result[0] : result;
}

/** All results as an array, which the caller must not change. */
export function listOf(result: LuaResult): readonly LuaValue[] {
  return isList(result) ? result : [result];
}
