/**
 * Arithmetic, comparison, concatenation and length where compiled code does not do them in place: strings that
 * read as numbers, metamethods, and the errors.
 */
import { LuaError } from '../error.ts';
import { argB, argC } from '../front/proto.ts';
import { numberToString, toNumber } from '../number.ts';
import { power } from '../power.ts';
import { first, isTruthy, LuaTable, type LuaValue, typeName } from '../value.ts';
import type { Calls, Metacall } from './call.ts';
import { operandName, registerName } from './name.ts';
import { failAt, type Site, type State } from './state.ts';

type Binary = (a: LuaValue, b: LuaValue, site: Site) => LuaValue;

function isText(value: LuaValue): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

export class Arithmetic {
  readonly #state: State;
  readonly #calls: Calls;
  readonly #meta: Metacall;
  readonly add: Binary;
  readonly sub: Binary;
  readonly mul: Binary;
  readonly div: Binary;
  readonly mod: Binary;
  readonly pow: Binary;

  constructor(state: State, calls: Calls, meta: Metacall) {
    this.#state = state;
    this.#calls = calls;
    this.#meta = meta;
    this.add = this.#operator('__add', (a, b) => a + b);
    this.sub = this.#operator('__sub', (a, b) => a - b);
    this.mul = this.#operator('__mul', (a, b) => a * b);
    this.div = this.#operator('__div', (a, b) => a / b);
    this.mod = this.#operator('__mod', (a, b) => a - Math.floor(a / b) * b);
    this.pow = this.#operator('__pow', power);
  }

  #operator(event: string, compute: (a: number, b: number) => number): Binary {
    return (a, b, site) => {
      const left = toNumber(a);
      const right = left === undefined ? undefined : toNumber(b);
      if (left !== undefined && right !== undefined) return compute(left, right);
      const handler = this.#handler(a, b, event);
      if (handler !== undefined) return this.#meta(handler, a, b, undefined, site);
      const side = left === undefined ? 'left' : 'right';
      const name = operandName(site.proto, site.pc, side);
      return this.#calls.typeError(site, 'perform arithmetic on', side === 'left' ? a : b, name);
    };
  }

  /** The first operand's metamethod, else the second's. */
  #handler(a: LuaValue, b: LuaValue, event: string): LuaValue {
    return this.#calls.metamethod(a, event) ?? this.#calls.metamethod(b, event);
  }

  negate(a: LuaValue, site: Site): LuaValue {
    const number = toNumber(a);
    if (number !== undefined) return -number;
    const handler = this.#calls.metamethod(a, '__unm');
    if (handler !== undefined) return this.#meta(handler, a, a, undefined, site);
    return this.#calls.typeError(site, 'perform arithmetic on', a, operandName(site.proto, site.pc, 'left'));
  }

  /** `#` of what is neither table nor string. */
  len(a: LuaValue, site: Site): LuaValue {
    const handler = this.#calls.metamethod(a, '__len');
    if (handler !== undefined) return this.#meta(handler, a, undefined, undefined, site);
    return this.#calls.typeError(site, 'get length of', a, operandName(site.proto, site.pc, 'left'));
  }

  concat(a: LuaValue, b: LuaValue, site: Site): LuaValue {
    return this.join(a, b, site, argB(site.proto.code[site.pc] as number));
  }

  concatAll(values: readonly LuaValue[], site: Site): LuaValue {
    const base = firstOperand(values, site);
    let result = values.at(-1);
    for (let i = values.length - 2; i >= 0; i--) result = this.join(values[i], result, site, base + i);
    return result;
  }

  /** `register` is the left operand's; the right one stands after it. */
  join(a: LuaValue, b: LuaValue, site: Site, register: number): LuaValue {
    if (isText(a) && isText(b)) {
      const text = `${typeof a === 'string' ? a : numberToString(a)}${typeof b === 'string' ? b : numberToString(b)}`;
      return this.#state.joined(text, site);
    }
    const handler = this.#handler(a, b, '__concat');
    if (handler !== undefined) return this.#meta(handler, a, b, undefined, site);
    const isRight = isText(a);
    const name = registerName(site.proto, site.pc, isRight ? register + 1 : register);
    return this.#calls.typeError(site, 'concatenate', isRight ? b : a, name);
  }

  /** `==` of two values that are not the same, the first being a table. */
  equalTables(a: LuaTable, b: LuaValue, site: Site): boolean {
    const handler = this.equalityHandler(a, b);
    return handler !== undefined && isTruthy(this.#meta(handler, a, b, undefined, site));
  }

  /** The `__eq` that both tables share, if they do. */
  equalityHandler(a: LuaValue, b: LuaValue): LuaValue {
    if (!(a instanceof LuaTable) || !(b instanceof LuaTable)) return undefined;
    const handler = a.metatable?.get('__eq');
    return handler !== undefined && handler === b.metatable?.get('__eq') ? handler : undefined;
  }

  less(a: LuaValue, b: LuaValue, site: Site | undefined): boolean {
    if (typeof a === 'number' && typeof b === 'number') return a < b;
    if (typeof a === 'string' && typeof b === 'string') return a < b;
    return this.#ordered(a, b, '__lt', site) ?? orderError(a, b, site);
  }

  lessEqual(a: LuaValue, b: LuaValue, site: Site): boolean {
    if (typeof a === 'number' && typeof b === 'number') return a <= b;
    if (typeof a === 'string' && typeof b === 'string') return a <= b;
    const direct = this.#ordered(a, b, '__le', site);
    if (direct !== undefined) return direct;
    const reverse = this.#ordered(b, a, '__lt', site);
    return reverse === undefined ? orderError(a, b, site) : !reverse;
  }

  /** The answer of an order metamethod that both operands share (call_orderTM). */
  #ordered(a: LuaValue, b: LuaValue, event: string, site: Site | undefined): boolean | undefined {
    const handler = this.orderHandler(a, b, event);
    if (handler === undefined) return undefined;
    if (site === undefined) return isTruthy(first(this.#calls.fromBuiltin(handler, a, b)));
    return isTruthy(this.#meta(handler, a, b, undefined, site));
  }

  /** The order metamethod that both operands share, if they do. */
  orderHandler(a: LuaValue, b: LuaValue, event: string): LuaValue {
    if (typeName(a) !== typeName(b)) return undefined;
    const handler = this.#calls.metamethod(a, event);
    return handler === this.#calls.metamethod(b, event) ? handler : undefined;
  }
}

/** The register of the leftmost of the values that a CONCAT joins. */
export function firstOperand(values: readonly LuaValue[], site: Site): number {
  return argC(site.proto.code[site.pc] as number) - values.length + 1;
}

/** luaG_ordererror; from a builtin it has no position. */
function orderError(a: LuaValue, b: LuaValue, site: Site | undefined): never {
  const [left, right] = [typeName(a), typeName(b)];
  const message = left === right ? `two ${left} values` : `${left} with ${right}`;
  if (site === undefined) throw new LuaError(`attempt to compare ${message}`);
  return failAt(site, `attempt to compare ${message}`);
}

/** The three numbers of a numeric for. */
export function prepareFor(start: LuaValue, limit: LuaValue, step: LuaValue, site: Site): readonly number[] {
  const numbers = [toNumber(start), toNumber(limit), toNumber(step)];
  const names = ['initial value', 'limit', 'step'];
  return numbers.map((number, i) => number ?? failAt(site, `'for' ${names[i]} must be a number`));
}
