/**
 * Operations of twins that do something with what a metamethod gives: comparisons, and concatenation of several.
 * Each gives its result, or the twin that will give it.
 */
import { isTruthy, type LuaTable, type LuaValue, type Twin } from '../value.ts';
import { type Arithmetic, firstOperand } from './arithmetic.ts';
import { type Calls, Gen } from './call.ts';
import type { Site, State } from './state.ts';

interface Operations {
  readonly state: State;
  readonly calls: Calls;
  /** Whose metamethods may give twins. */
  readonly arithmetic: Arithmetic;
  /** That of plain code. */
  readonly plain: Arithmetic;
}

/** The operations by the names that compiled code calls them by. */
export function twinComparison({
  state,
  calls,
  arithmetic,
  plain,
}: Operations): Readonly<Record<string, unknown>> {
  function* truthOf(handler: LuaValue, a: LuaValue, b: LuaValue, site: Site): Twin<boolean> {
    const value: unknown = calls.metaTwin(handler, a, b, undefined, site);
    return isTruthy(value instanceof Gen ? yield* value as Twin<LuaValue> : (value as LuaValue));
  }

  function* notLess(handler: LuaValue, a: LuaValue, b: LuaValue, site: Site): Twin<boolean> {
    return !(yield* truthOf(handler, b, a, site));
  }

  function* joined(values: readonly LuaValue[], site: Site): Twin<LuaValue> {
    const base = firstOperand(values, site);
    let result = values.at(-1);
    for (let i = values.length - 2; i >= 0; i--) {
      const value: unknown = arithmetic.join(values[i], result, site, base + i);
      result = value instanceof Gen ? yield* value as Twin<LuaValue> : (value as LuaValue);
    }
    return result;
  }

  return {
    equalTables(a: LuaTable, b: LuaValue, site: Site): boolean | Twin<boolean> {
      const handler = plain.equalityHandler(a, b);
      return handler !== undefined && truthOf(handler, a, b, site);
    },
    less(a: LuaValue, b: LuaValue, site: Site): boolean | Twin<boolean> {
      const handler = typeof a === 'object' ? plain.orderHandler(a, b, '__lt') : undefined;
      return handler === undefined ? plain.less(a, b, site) : truthOf(handler, a, b, site);
    },
    lessEqual(a: LuaValue, b: LuaValue, site: Site): boolean | Twin<boolean> {
      if (typeof a !== 'object') return plain.lessEqual(a, b, site);
      const handler = plain.orderHandler(a, b, '__le');
      if (handler !== undefined) return truthOf(handler, a, b, site);
      const reverse = plain.orderHandler(b, a, '__lt');
      return reverse === undefined ? plain.lessEqual(a, b, site) : notLess(reverse, a, b, site);
    },
    concatAll(values: readonly LuaValue[], site: Site): LuaValue | Twin<LuaValue> {
      const isPlain = !state.isResumable || values.every((value) => typeof value !== 'object');
      return isPlain ? plain.concatAll(values, site) : joined(values, site);
    },
  };
}
