/**
 * Lua to replies: what a script returns, as the client gets it. Fields are read raw: a metatable never fires.
 * Without recursion, for a script may nest as deep as the server's Lua stack allows.
 */
import { type ByteString, bytes } from '../base/bytes.ts';
import { oneLine, untilNul } from '../base/errors.ts';
import {
  BigNumber,
  Double,
  ErrorReply,
  MapReply,
  type Reply,
  SetReply,
  Status,
  Verbatim,
} from '../base/reply.ts';
import { LuaTable, type LuaValue } from '../vm/index.ts';

/** Places on the server's Lua stack; a value that finds none left ends in an error. */
const MAX_STACK = 7995;
/** What a table in a map lies upon: the outer table, the map, the key and the value (or the key again). */
const VALUE_STACK = 3;
const KEY_STACK = 4;
const TOO_DEEP = new ErrorReply('ERR reached lua stack limit');
const INT64_MIN = -(2n ** 63n);

/** A table whose contents are still to be put into its reply. */
interface Pending {
  readonly kind: 'list' | 'map' | 'set';
  readonly table: LuaTable;
  readonly into: Reply[];
  /** Places of the Lua stack below it. */
  readonly stack: number;
}

/** Converts a returned value; `resp` is what the script chose with setresp, for booleans. */
export function fromLua(value: LuaValue, resp: 2 | 3): Reply {
  if (!(value instanceof LuaTable)) return fromPlain(value, resp);
  return new Conversion(resp).convert(value);
}

function fromPlain(value: LuaValue, resp: 2 | 3): Reply {
  if (typeof value === 'string') return bytes(value);
  if (typeof value === 'number') return truncated(value);
  if (typeof value === 'boolean') return resp === 3 ? value : value ? 1 : null;
  return null;
}

/** C's conversion to a 64-bit integer: toward zero, and one fixed value for what does not fit. */
function truncated(value: number): number | bigint {
  const whole = Math.trunc(value);
  if (Number.isSafeInteger(whole)) return whole === 0 ? 0 : whole;
  if (!(whole >= -(2 ** 63) && whole < 2 ** 63)) return INT64_MIN;
  return BigInt(whole);
}

class Conversion {
  readonly #resp: 2 | 3;
  readonly #pending: Pending[] = [];

  constructor(resp: 2 | 3) {
    this.#resp = resp;
  }

  convert(root: LuaTable): Reply {
    const reply = this.#begin(root, 0);
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      if (next.kind === 'list') this.#fillList(next);
      else this.#fillPairs(next);
    }
    return reply;
  }

  #item(value: LuaValue, stack: number): Reply {
    if (stack >= MAX_STACK) return TOO_DEEP;
    return value instanceof LuaTable ? this.#begin(value, stack) : fromPlain(value, this.#resp);
  }

  /** The reply of a table, whose contents come later if it has any. */
  #begin(table: LuaTable, stack: number): Reply {
    return simpleFromTable(table) ?? this.#container(table, stack) ?? this.#list(table, stack);
  }

  #container(table: LuaTable, stack: number): Reply | undefined {
    if (!hasFields(table)) return undefined;
    const map = table.get('map');
    const set = map instanceof LuaTable ? undefined : table.get('set');
    const into: Reply[] = [];
    if (map instanceof LuaTable) {
      this.#pending.push({ kind: 'map', table: map, into, stack });
      return new MapReply(into);
    }
    if (!(set instanceof LuaTable)) return undefined;
    this.#pending.push({ kind: 'set', table: set, into, stack });
    return new SetReply(into);
  }

  #list(table: LuaTable, stack: number): Reply {
    const into: Reply[] = [];
    if (table.getNumber(1) !== undefined) this.#pending.push({ kind: 'list', table, into, stack });
    return into;
  }

  /** Elements from 1 up to the first nil. */
  #fillList({ table, into, stack }: Pending): void {
    for (let i = 1; ; i++) {
      const value = table.getNumber(i);
      if (value === undefined) return;
      into.push(this.#item(value, stack + 1));
    }
  }

  #fillPairs({ kind, table, into, stack }: Pending): void {
    for (let at = table.advance(0); at >= 0; at = table.advance(at)) {
      const isMap = kind === 'map';
      into.push(this.#item(table.keyAt(at) as LuaValue, stack + (isMap ? KEY_STACK : VALUE_STACK)));
      if (isMap) into.push(this.#item(table.valueAt(at), stack + VALUE_STACK));
    }
  }
}

/** A table without a hash part has no field of any name: most lists. */
function hasFields(table: LuaTable): boolean {
  return table.mask !== 0 || table.nodes[0] !== undefined;
}

/** The replies that hold no others, in the order in which the server looks for them. */
function simpleFromTable(table: LuaTable): Reply | undefined {
  if (!hasFields(table)) return undefined;
  const err = table.get('err');
  if (typeof err === 'string') return errorFromTable(err, table);
  const ok = table.get('ok');
  if (typeof ok === 'string') return new Status(bytes(oneLine(untilNul(ok))));
  const double = table.get('double');
  if (typeof double === 'number') return new Double(double);
  const big = table.get('big_number');
  if (typeof big === 'string') return new BigNumber(bytes(oneLine(big)));
  const verbatim = table.get('verbatim_string');
  return verbatim instanceof LuaTable ? fromVerbatim(verbatim) : undefined;
}

function errorFromTable(err: string, table: LuaTable): ErrorReply {
  const isCounted = table.get('ignore_error_stats_update') === true;
  return new ErrorReply(errorLine(err), isCounted);
}

/** An error's text on one line: line ends at its end go, others become spaces. */
export function errorLine(text: string): string {
  return oneLine(untilNul(text).replace(/[\r\n]+$/, ''));
}

function fromVerbatim(table: LuaTable): Reply | undefined {
  const text = table.get('string');
  const format = table.get('format');
  return typeof text === 'string' && typeof format === 'string'
    ? new Verbatim(bytes(text), (bytes(format) as ByteString).slice(0, 3).padEnd(3))
    : undefined;
}
