/**
 * table.sort: the quicksort of ltablib.c, step for step, so that comparators see the same pairs in the same
 * order and an order that is none is found out at the same place. Once for plain calls, once as a twin.
 */
import { badType, LuaError, raise } from '../error.ts';
import { READONLY } from '../runtime/access.ts';
import { checkTable } from '../runtime/argument.ts';
import type { LuaHost, TwoForms } from '../runtime/builtin.ts';
import {
  first,
  isTruthy,
  type LuaFunction,
  type LuaTable,
  type LuaValue,
  NONE,
  type Twin,
} from '../value.ts';
import { lessThanTwin } from './metamethod.ts';

type Less = (a: LuaValue, b: LuaValue) => boolean;
type LessTwin = (a: LuaValue, b: LuaValue) => Twin<boolean>;

/** `sort(t, less)` */
export function makeSort(host: LuaHost): TwoForms {
  return {
    plain(...args) {
      const { table, length, comparator } = prepare(host, args);
      if (comparator === undefined && sortAlike(table, length)) return NONE;
      const less: Less =
        comparator === undefined
          ? (a, b) => host.lessThan(a, b)
          : (a, b) => isTruthy(first(host.callPair(comparator, a, b)));
      sortRange(table, 1, length, less);
      return NONE;
    },
    *twin(...args) {
      const { table, length, comparator } = prepare(host, args);
      if (comparator === undefined && sortAlike(table, length)) return NONE;
      const less: LessTwin =
        comparator === undefined
          ? (a, b) => lessThanTwin(host, a, b)
          : function* (a, b) {
              return isTruthy(first(yield* host.callTwin(comparator, a, b)));
            };
      yield* sortRangeTwin(table, 1, length, less);
      return NONE;
    },
  };
}

interface SortJob {
  readonly table: LuaTable;
  readonly length: number;
  readonly comparator: LuaFunction | undefined;
}

function prepare(host: LuaHost, args: readonly LuaValue[]): SortJob {
  const table = checkTable(1, args[0], args.length);
  const comparator = args[1];
  if (comparator !== undefined && typeof comparator !== 'function') badType(2, 'function', comparator);
  const length = table.length();
  host.charge(length);
  return { table, length, comparator };
}

/** Strings alone, or numbers alone without NaN and -0: equal ones cannot be told apart, so any sort will do. */
function sortAlike(table: LuaTable, length: number): boolean {
  if (length < 2 || table.readonly) return false;
  const values: LuaValue[] = [];
  const kind = typeof table.getNumber(1);
  if (kind !== 'string' && kind !== 'number') return false;
  for (let i = 1; i <= length; i++) {
    const value = table.getNumber(i);
    if (typeof value !== kind || Number.isNaN(value) || Object.is(value, -0)) return false;
    values.push(value);
  }
  if (kind === 'number') values.sort((a, b) => (a as number) - (b as number));
  else values.sort((a, b) => ((a as string) < (b as string) ? -1 : a === b ? 0 : 1));
  for (let i = 1; i <= length; i++) table.setNumber(i, values[i - 1]);
  return true;
}

/** Elements are looked up anew each time, for a comparator may change the table. */
function at(table: LuaTable, i: number): LuaValue {
  const { array } = table;
  return i > 0 && i < array.length ? array[i] : table.getNumber(i);
}

function put(table: LuaTable, i: number, value: LuaValue): void {
  const { array } = table;
  if (i > 0 && i < array.length) array[i] = value;
  else table.setNumber(i, value);
}

function swap(table: LuaTable, i: number, a: LuaValue, j: number, b: LuaValue): void {
  if (table.readonly) throw new LuaError(READONLY);
  put(table, i, a);
  put(table, j, b);
}

function invalidOrder(): never {
  return raise('invalid order function for sorting');
}

/** ltablib.c auxsort. Recurses into the smaller part only, so its depth is the logarithm of the length. */
function sortRange(table: LuaTable, low: number, high: number, less: Less): void {
  let l = low;
  let u = high;
  while (l < u) {
    let i = orderEnds(table, l, u, less);
    if (u - l <= 2) break;
    i = partition(table, l, u, i, less);
    if (i - l < u - i) {
      sortRange(table, l, i - 1, less);
      l = i + 1;
    } else {
      sortRange(table, i + 1, u, less);
      u = i - 1;
    }
  }
}

/** Orders t[l], the middle and t[u]; the place of the middle. */
function orderEnds(table: LuaTable, l: number, u: number, less: Less): number {
  let a = at(table, l);
  let b = at(table, u);
  if (less(b, a)) swap(table, l, b, u, a);
  if (u - l === 1) return l;
  const i = Math.floor((l + u) / 2);
  b = at(table, i);
  a = at(table, l);
  if (less(b, a)) swap(table, i, a, l, b);
  else {
    a = at(table, u);
    if (less(a, b)) swap(table, i, a, u, b);
  }
  return i;
}

function partition(table: LuaTable, l: number, u: number, middle: number, less: Less): number {
  const pivot = at(table, middle);
  swap(table, middle, at(table, u - 1), u - 1, pivot);
  let i = l;
  let j = u - 1;
  for (;;) {
    let a = at(table, ++i);
    while (less(a, pivot)) {
      if (i > u) invalidOrder();
      a = at(table, ++i);
    }
    let b = at(table, --j);
    while (less(pivot, b)) {
      if (j < l) invalidOrder();
      b = at(table, --j);
    }
    if (j < i) break;
    swap(table, i, b, j, a);
  }
  const last = at(table, u - 1);
  swap(table, u - 1, at(table, i), i, last);
  return i;
}

function* sortRangeTwin(table: LuaTable, low: number, high: number, less: LessTwin): Twin<void> {
  let l = low;
  let u = high;
  while (l < u) {
    let i = yield* orderEndsTwin(table, l, u, less);
    if (u - l <= 2) break;
    i = yield* partitionTwin(table, l, u, i, less);
    if (i - l < u - i) {
      yield* sortRangeTwin(table, l, i - 1, less);
      l = i + 1;
    } else {
      yield* sortRangeTwin(table, i + 1, u, less);
      u = i - 1;
    }
  }
}

function* orderEndsTwin(table: LuaTable, l: number, u: number, less: LessTwin): Twin<number> {
  let a = at(table, l);
  let b = at(table, u);
  if (yield* less(b, a)) swap(table, l, b, u, a);
  if (u - l === 1) return l;
  const i = Math.floor((l + u) / 2);
  b = at(table, i);
  a = at(table, l);
  if (yield* less(b, a)) swap(table, i, a, l, b);
  else {
    a = at(table, u);
    if (yield* less(a, b)) swap(table, i, a, u, b);
  }
  return i;
}

function* partitionTwin(table: LuaTable, l: number, u: number, middle: number, less: LessTwin): Twin<number> {
  const pivot = at(table, middle);
  swap(table, middle, at(table, u - 1), u - 1, pivot);
  let i = l;
  let j = u - 1;
  for (;;) {
    let a = at(table, ++i);
    while (yield* less(a, pivot)) {
      if (i > u) invalidOrder();
      a = at(table, ++i);
    }
    let b = at(table, --j);
    while (yield* less(pivot, b)) {
      if (j < l) invalidOrder();
      b = at(table, --j);
    }
    if (j < i) break;
    swap(table, i, b, j, a);
  }
  const last = at(table, u - 1);
  swap(table, u - 1, at(table, i), i, last);
  return i;
}
