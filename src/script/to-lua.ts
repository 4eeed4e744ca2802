/**
 * Replies to Lua: what redis.call hands to a script, in the protocol that the script has chosen.
 */
import { type ByteString, bytes } from '../base/bytes.ts';
import { formatG } from '../base/number.ts';
import {
  BigNumber,
  Double,
  ErrorReply,
  MapReply,
  NullArray,
  Push,
  type Reply,
  Sequence,
  SetReply,
  Status,
  Verbatim,
} from '../base/reply.ts';
import { LuaTable, type LuaValue } from '../vm/index.ts';

/** Converts a reply for a script that speaks RESP2 or RESP3 (setresp). */
export function toLua(reply: Reply, resp: 2 | 3): LuaValue {
  if (typeof reply === 'string' || typeof reply === 'number') return reply;
  if (reply === null || reply instanceof NullArray) return resp === 2 ? false : undefined;
  if (typeof reply === 'bigint') return Number(reply);
  if (typeof reply === 'boolean') return resp === 3 ? reply : reply ? 1 : 0;
  if (Array.isArray(reply)) return listTable(reply, resp);
  if (reply instanceof Status) return fieldTable('ok', reply.text);
  if (reply instanceof ErrorReply) return fieldTable('err', reply.text);
  return resp === 2 ? plainToLua(reply) : richToLua(reply);
}

/** In RESP2 the rich kinds are the strings and flat arrays that the wire would show. */
function plainToLua(reply: Reply): LuaValue {
  if (reply instanceof Double) return formatG(reply.value, 17);
  if (reply instanceof MapReply) return listTable(reply.flat, 2);
  if (reply instanceof SetReply || reply instanceof Push) return listTable(reply.items, 2);
  if (reply instanceof Verbatim) return reply.text;
  if (reply instanceof BigNumber) return reply.digits;
  return reply instanceof Sequence ? listTable(reply.replies, 2) : false;
}

function richToLua(reply: Reply): LuaValue {
  if (reply instanceof Double) return fieldTable('double', reply.value);
  if (reply instanceof MapReply) return fieldTable('map', mapTable(reply));
  if (reply instanceof SetReply) return fieldTable('set', setTable(reply));
  if (reply instanceof Push) return listTable(reply.items, 3);
  if (reply instanceof BigNumber) return fieldTable('big_number', reply.digits);
  if (reply instanceof Verbatim) return fieldTable('verbatim_string', verbatimTable(reply));
  return reply instanceof Sequence ? listTable(reply.replies, 3) : undefined;
}

function listTable(items: readonly Reply[], resp: 2 | 3): LuaTable {
  const { length } = items;
  const table = new LuaTable(sizeSetOneByOne(length));
  const { array } = table;
  let hasNil = false;
  for (let i = 0; i < length; i++)
    if ((array[i + 1] = toLua(items[i] as Reply, resp)) === undefined) hasNil = true;
  return hasNil ? setOneByOne(array, length) : table;
}

/** Where there are nils, the layout depends on the way in which the table grew. */
function setOneByOne(array: readonly LuaValue[], length: number): LuaTable {
  const table = new LuaTable();
  for (let i = 1; i <= length; i++) table.set(i, array[i]);
  return table;
}

/** The array part of a table whose elements came one by one: room up to a power of two. */
export function sizeSetOneByOne(count: number): number {
  return count <= 2 ? count : 2 ** (32 - Math.clz32(count - 1));
}

/** A table with one field, such as `{ok = 'QUEUED'}`. */
export function fieldTable(field: string, value: LuaValue): LuaTable {
  const table = new LuaTable();
  table.set(bytes(field), value);
  return table;
}

function mapTable({ flat }: MapReply): LuaTable {
  const table = new LuaTable();
  for (let i = 0; i + 1 < flat.length; i += 2)
    setUnlessNil(table, flat[i] as Reply, toLua(flat[i + 1] as Reply, 3));
  return table;
}

function setTable({ items }: SetReply): LuaTable {
  const table = new LuaTable();
  for (const item of items) setUnlessNil(table, item, true);
  return table;
}

/** A nil cannot be a key in Lua. */
function setUnlessNil(table: LuaTable, key: Reply, value: LuaValue): void {
  const luaKey = toLua(key, 3);
  if (luaKey !== undefined) table.set(luaKey, value);
}

function verbatimTable(reply: Verbatim): LuaTable {
  const table = new LuaTable();
  table.set(bytes('string'), reply.text);
  table.set(bytes('format'), bytes(reply.format) as ByteString);
  return table;
}
