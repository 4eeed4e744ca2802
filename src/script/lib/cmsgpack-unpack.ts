/** MessagePack to Lua values. */
import { LuaTable, type LuaValue, raise } from '../../vm/index.ts';

/** More values at once than Lua's stack holds. */
const MAX_VALUES = 7999;
/** Nesting at which Lua's stack is full. */
const MAX_DEPTH = 3995;
const cell = new DataView(new ArrayBuffer(8));

/** Reads items until `limit` or the end of the data. */
export function unpackItems(
  data: string,
  limit: number,
  offset: number,
): { values: LuaValue[]; end: number } {
  const cursor = new Cursor(data, offset);
  const values: LuaValue[] = [];
  while (cursor.at < data.length && values.length < limit) {
    if (values.length >= MAX_VALUES)
      raise('stack overflow (too many return values at once; use unpack_one or unpack_limit instead.)');
    values.push(cursor.value(0));
  }
  return { values, end: cursor.at };
}

type Reader = (cursor: Cursor, depth: number) => LuaValue;

/** Tags that stand for themselves; the ranges of short items are told by their bits. */
const READERS: ReadonlyMap<number, Reader> = new Map<number, Reader>([
  [0xc0, () => undefined],
  [0xc2, () => false],
  [0xc3, () => true],
  [0xca, (c) => c.number(4, () => cell.getFloat32(0))],
  [0xcb, (c) => c.number(8, () => cell.getFloat64(0))],
  [0xcc, (c) => c.unsigned(1)],
  [0xcd, (c) => c.unsigned(2)],
  [0xce, (c) => c.unsigned(4)],
  [0xcf, (c) => c.number(8, () => Number(cell.getBigUint64(0)))],
  [0xd0, (c) => c.number(1, () => cell.getInt8(0))],
  [0xd1, (c) => c.number(2, () => cell.getInt16(0))],
  [0xd2, (c) => c.number(4, () => cell.getInt32(0))],
  [0xd3, (c) => c.number(8, () => Number(cell.getBigInt64(0)))],
  [0xd9, (c) => c.take(c.unsigned(1))],
  [0xda, (c) => c.take(c.unsigned(2))],
  [0xdb, (c) => c.take(c.unsigned(4))],
  [0xdc, (c, depth) => c.array(c.unsigned(2), depth)],
  [0xdd, (c, depth) => c.array(c.unsigned(4), depth)],
  [0xde, (c, depth) => c.map(c.unsigned(2), depth)],
  [0xdf, (c, depth) => c.map(c.unsigned(4), depth)],
]);

class Cursor {
  readonly #data: string;
  at: number;

  constructor(data: string, at: number) {
    this.#data = data;
    this.at = at;
  }

  value(depth: number): LuaValue {
    const tag = this.take(1).charCodeAt(0);
    if (tag < 0x80) return tag;
    if (tag >= 0xe0) return tag - 256;
    if (tag < 0x90) return this.map(tag & 15, depth);
    if (tag < 0xa0) return this.array(tag & 15, depth);
    if (tag < 0xc0) return this.take(tag & 31);
    const reader = READERS.get(tag);
    return reader === undefined ? raise('Bad data format in input.') : reader(this, depth);
  }

  take(length: number): string {
    if (this.at + length > this.#data.length) raise('Missing bytes in input.');
    const text = this.#data.slice(this.at, this.at + length);
    this.at += length;
    return text;
  }

  unsigned(size: number): number {
    let value = 0;
    for (const char of this.take(size)) value = value * 256 + char.charCodeAt(0);
    return value;
  }

  /** Puts `size` bytes into the cell for the reader. */
  number(size: number, read: () => number): number {
    const text = this.take(size);
    for (let i = 0; i < size; i++) cell.setUint8(i, text.charCodeAt(i));
    return read();
  }

  array(length: number, depth: number): LuaTable {
    if (depth >= MAX_DEPTH) raise('stack overflow (in function mp_decode_to_lua_array)');
    const table = new LuaTable();
    for (let i = 1; i <= length; i++) {
      const value = this.value(depth + 1);
      if (value !== undefined) table.set(i, value);
    }
    return table;
  }

  map(length: number, depth: number): LuaTable {
    if (depth >= MAX_DEPTH) raise('stack overflow (in function mp_decode_to_lua_hash)');
    const table = new LuaTable();
    for (let i = 0; i < length; i++) {
      const key = this.value(depth + 1);
      const value = this.value(depth + 1);
      if (key === undefined) raise('table index is nil');
      if (Number.isNaN(key)) raise('table index is NaN');
      table.set(key, value);
    }
    return table;
  }
}
