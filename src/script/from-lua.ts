/**
 * Lua to replies: what a script returns, as the client gets it. Fields are read raw: a metatable never fires.
 */
import { type ByteString, bytes } from '../base/bytes.ts';
import { oneLine } from '../base/errors.ts';
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

/** Tables nested deeper than this end in an error, as the server's Lua stack does. */
const MAX_DEPTH = 7995;
const TOO_DEEP = new ErrorReply('ERR reached lua stack limit');
const INT64_MIN = -(2n ** 63n);

/** Converts a returned value; `resp` is what the script chose with setresp, for booleans. */
export function fromLua(value: LuaValue, resp: 2 | 3, depth = 0): Reply {
  if (typeof value === 'string') return bytes(value);
  if (typeof value === 'number') return truncated(value);
  if (typeof value === 'boolean') return resp === 3 ? value : value ? 1 : null;
  if (value instanceof LuaTable) return depth >= MAX_DEPTH ? TOO_DEEP : fromTable(value, resp, depth + 1);
  return null;
}

/** C's conversion to a 64-bit integer: toward zero, and one fixed value for what does not fit. */
function truncated(value: number): number | bigint {
  const whole = Math.trunc(value);
  if (Number.isSafeInteger(whole)) return whole === 0 ? 0 : whole;
  if (!(whole >= -(2 ** 63) && whole < 2 ** 63)) return INT64_MIN;
  return BigInt(whole);
}

function fromTable(table: LuaTable, resp: 2 | 3, depth: number): Reply {
  const err = table.get(bytes('err'));
  if (typeof err === 'string') return new ErrorReply(oneLine(err));
  const ok = table.get(bytes('ok'));
  if (typeof ok === 'string') return new Status(bytes(oneLine(ok)));
  return richFromTable(table, resp, depth) ?? listFromTable(table, resp, depth);
}

function richFromTable(table: LuaTable, resp: 2 | 3, depth: number): Reply | undefined {
  const double = table.get(bytes('double'));
  if (typeof double === 'number') return new Double(double);
  const map = table.get(bytes('map'));
  if (map instanceof LuaTable)
    return new MapReply(pairs(map, (k, v) => [fromLua(k, resp, depth), fromLua(v, resp, depth)]));
  const set = table.get(bytes('set'));
  if (set instanceof LuaTable) return new SetReply(pairs(set, (k) => [fromLua(k, resp, depth)]));
  const big = table.get(bytes('big_number'));
  if (typeof big === 'string') return new BigNumber(bytes(oneLine(big)));
  const verbatim = table.get(bytes('verbatim_string'));
  return verbatim instanceof LuaTable ? fromVerbatim(verbatim) : undefined;
}

function pairs(table: LuaTable, convert: (key: LuaValue, value: LuaValue) => Reply[]): Reply[] {
  const flat: Reply[] = [];
  for (let at = table.advance(0); at >= 0; at = table.advance(at))
    flat.push(...convert(table.keyAt(at) as LuaValue, table.valueAt(at)));
  return flat;
}

function fromVerbatim(table: LuaTable): Reply | undefined {
  const text = table.get(bytes('string'));
  const format = table.get(bytes('format'));
  return typeof text === 'string' && typeof format === 'string'
    ? new Verbatim(bytes(text), (bytes(format) as ByteString).slice(0, 3).padEnd(3))
    : undefined;
}

/** Elements from 1 up to the first nil. */
function listFromTable(table: LuaTable, resp: 2 | 3, depth: number): Reply {
  const items: Reply[] = [];
  for (let i = 1; ; i++) {
    const value = table.get(i);
    if (value === undefined) return items;
    items.push(fromLua(value, resp, depth));
  }
}
