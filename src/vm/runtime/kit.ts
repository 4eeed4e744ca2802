/**
 * The kit: everything that compiled code calls by name. Plain code and twins use the same names; what may end in a
 * metamethod is another in twins, for there it may give a twin instead of a value.
 */
import type { ChunkBook } from '../call-stack.ts';
import { power } from '../power.ts';
import { Handover, type LuaFunction, type LuaResult, LuaTable, type LuaValue, NONE } from '../value.ts';
import { Access, extraArguments, setLaidOut, setList } from './access.ts';
import { Arithmetic, prepareFor } from './arithmetic.ts';
import { Calls, Gen } from './call.ts';
import { Box, MAX_NESTING, type Site, type State, TailCall } from './state.ts';
import { twinComparison } from './twin-comparison.ts';

export interface Runtime {
  readonly state: State;
  readonly calls: Calls;
  readonly access: Access;
  readonly arithmetic: Arithmetic;
}

export function makeRuntime(state: State): Runtime {
  const calls = new Calls(state);
  return {
    state,
    calls,
    access: new Access(calls, state, calls.meta),
    arithmetic: new Arithmetic(state, calls, calls.meta),
  };
}

/** Builtins that compiled code recognises by identity and does in place. */
export interface Familiar {
  readonly next: LuaFunction;
  readonly ipairsStep: LuaFunction;
  readonly select: LuaFunction;
}

export type Kit = Readonly<Record<string, unknown>>;

/** The kit of plain code and that of twins. */
export interface Kits {
  /** Where generated code is known by its lines. */
  readonly chunks: ChunkBook<Site>;
  readonly plain: Kit;
  readonly twin: Kit;
}

export function makeKits(runtime: Runtime, familiar: Familiar): Kits {
  const { state, calls, arithmetic } = runtime;
  const access = new Access(calls, state, calls.metaTwin);
  const sums = new Arithmetic(state, calls, calls.metaTwin);
  const common = commonKit(runtime, familiar);
  return {
    chunks: state.chunks,
    plain: {
      ...common,
      ...accessKit(runtime.access),
      ...arithmeticKit(arithmetic),
      equalTables: (a: LuaTable, b: LuaValue, site: Site) => arithmetic.equalTables(a, b, site),
      less: (a: LuaValue, b: LuaValue, site: Site) => arithmetic.less(a, b, site),
      lessEqual: (a: LuaValue, b: LuaValue, site: Site) => arithmetic.lessEqual(a, b, site),
      concatAll: (values: readonly LuaValue[], site: Site) => arithmetic.concatAll(values, site),
      callIterator: (callee: LuaValue, a: LuaValue, b: LuaValue, site: Site) =>
        calls.iterator(callee, a, b, site),
    },
    twin: {
      ...common,
      ...accessKit(access),
      ...arithmeticKit(sums),
      ...twinComparison({ state, calls, arithmetic: sums, plain: arithmetic }),
      callIterator: (callee: LuaValue, a: LuaValue, b: LuaValue, site: Site) =>
        calls.iteratorTwin(callee, a, b, site),
    },
  };
}

function commonKit({ state, calls, access }: Runtime, familiar: Familiar): Kit {
  return {
    S: state,
    G: state.globals,
    T: LuaTable,
    Box,
    TailCall,
    Gen,
    Handover,
    MAX_NESTING,
    NONE,
    NEXT: familiar.next,
    INEXT: familiar.ipairsStep,
    SELECT: familiar.select,
    prepareFor,
    advance: (table: LuaTable, key: LuaValue, cursor: number, site: Site) =>
      access.advance(table, key, cursor, site),
    setLaidOut,
    setList,
    extraArguments,
    callValue: (callee: LuaValue, args: readonly LuaValue[], site: Site) => calls.value(callee, args, site),
    postpone: (callee: LuaValue, args: readonly LuaValue[], site: Site) => calls.postpone(callee, args, site),
    finish: (result: LuaResult) => calls.finish(result),
    firstOf: (result: LuaResult) => calls.firstOf(result),
    start: (callee: LuaValue, args: LuaValue[], site: Site) => calls.start(callee, args, site),
    restart: (call: TailCall) => calls.restart(call),
  };
}

function accessKit(access: Access): Kit {
  return {
    getField: (object: LuaValue, key: string, hash: number, site: Site) =>
      access.getField(object, key, hash, site),
    getIndex: (object: LuaValue, key: LuaValue, site: Site) => access.getIndex(object, key, site),
    setField: (object: LuaValue, key: string, hash: number, value: LuaValue, site: Site) =>
      access.setField(object, key, hash, value, site),
    setIndex: (object: LuaValue, key: LuaValue, value: LuaValue, site: Site) =>
      access.setIndex(object, key, value, site),
  };
}

function arithmeticKit(arithmetic: Arithmetic): Kit {
  return {
    add: arithmetic.add,
    sub: arithmetic.sub,
    mul: arithmetic.mul,
    div: arithmetic.div,
    mod: arithmetic.mod,
    pow: arithmetic.pow,
    power,
    negate: (a: LuaValue, site: Site) => arithmetic.negate(a, site),
    len: (a: LuaValue, site: Site) => arithmetic.len(a, site),
    concat: (a: LuaValue, b: LuaValue, site: Site) => arithmetic.concat(a, b, site),
  };
}
