/** MessagePack to Lua values. */
import { detached, LuaError, type LuaHost, LuaTable, type LuaValue, raise } from '../../vm/index.ts';

/** More values at once than Lua's stack holds. */
const MAX_VALUES = 7999;
/** Nesting at which Lua's stack is full. */
const MAX_DEPTH = 3995;
const cell = new DataView(new ArrayBuffer(8));

/** The complaint of a stack that is full, save where an array begins. */
const TOO_MANY = 'stack overflow (too many return values at once; use unpack_one or unpack_limit instead.)';

/** Reads items until `limit` or the end of the data. */
export function unpackItems(
  host: LuaHost,
  data: string,
  limit: number,
  offset: number,
): { values: LuaValue[]; end: number } {
  const cursor = new Cursor(host, data, offset);
  const values: LuaValue[] = [];
  while (cursor.at < data.length && values.length < limit) {
    if (values.length >= MAX_VALUES) raise(TOO_MANY);
    values.push(cursor.value());
  }
  return { values, end: cursor.at };
}

/** A table being filled. */
class Frame {
  readonly table = new LuaTable();
  readonly #isMap: boolean;
  #left: number;
  #index = 0;
  #key: LuaValue = undefined;
  #hasKey = false;

  constructor(isMap: boolean, length: number) {
    this.#isMap = isMap;
    this.#left = length;
  }

  get isFull(): boolean {
    return this.#left === 0;
  }

  put(value: LuaValue): void {
    if (!this.#isMap) {
      this.#left--;
      this.#index++;
      if (value !== undefined) this.table.setNumber(this.#index, value);
    } else if (this.#hasKey) {
      this.#left--;
      this.#hasKey = false;
      if (this.#key === undefined) throw new LuaError('table index is nil');
      if (Number.isNaN(this.#key)) throw new LuaError('table index is NaN');
      this.table.set(this.#key, value);
    } else {
      this.#key = value;
      this.#hasKey = true;
    }
  }
}

/** What an item costs, which is paid for while the table grows; so many items at a time. */
const ITEM_FUEL = 2;
const TURNS = 64;

class Cursor {
  readonly #host: LuaHost;
  readonly #data: string;
  at: number;
  #items = 0;
  /** The tables that the next item stands in, outermost first: no recursion, for nesting is deep. */
  readonly #frames: Frame[] = [];
  /** The table that the last item has begun. */
  #begun: Frame | undefined;

  constructor(host: LuaHost, data: string, at: number) {
    this.#host = host;
    this.#data = data;
    this.at = at;
  }

  /** The next item with all that it holds. */
  value(): LuaValue {
    for (;;) {
      this.#begun = undefined;
      if (++this.#items % TURNS === 0) this.#host.charge(TURNS * ITEM_FUEL);
      let value = this.#item();
      if (this.#begun !== undefined && !(this.#begun as Frame).isFull) {
        this.#frames.push(this.#begun);
        continue;
      }
      for (;;) {
        const frame = this.#frames.at(-1);
        if (frame === undefined) return value;
        frame.put(value);
        if (!frame.isFull) break;
        value = frame.table;
        this.#frames.pop();
      }
    }
  }

  /** A scalar, or the beginning of a table; the ranges of short ones are told by the tag's bits. */
  #item(): LuaValue {
    if (this.at >= this.#data.length) missing();
    const tag = this.#data.charCodeAt(this.at++);
    if (tag < 0x80) return tag;
    if (tag >= 0xe0) return tag - 256;
    if (tag < 0xa0) return this.#begin(tag < 0x90, tag & 15);
    return tag < 0xc0 ? this.#take(tag & 31) : this.#tagged(tag);
  }

  #begin(isMap: boolean, length: number): LuaTable {
    if (this.#frames.length >= MAX_DEPTH)
      raise(isMap ? TOO_MANY : 'stack overflow (in function mp_decode_to_lua_array)');
    this.#begun = new Frame(isMap, length);
    return this.#begun.table;
  }

  #tagged(tag: number): LuaValue {
    if (tag >= 0xca && tag <= 0xd3) return this.#number(tag);
    switch (tag) {
      case 0xc0:
        return undefined;
      case 0xc2:
      case 0xc3:
        return tag === 0xc3;
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#take(this.#unsigned(2 ** (tag - 0xd9)));
      case 0xdc:
      case 0xdd:
        return this.#begin(false, this.#unsigned(tag === 0xdc ? 2 : 4));
      case 0xde:
      case 0xdf:
        return this.#begin(true, this.#unsigned(tag === 0xde ? 2 : 4));
      default:
        return raise('Bad data format in input.');
    }
  }

  /** Floats, then unsigned and signed integers of 1, 2, 4 and 8 bytes. */
  #number(tag: number): number {
    if (tag === 0xca) return this.#fill(4).getFloat32(0);
    if (tag === 0xcb) return this.#fill(8).getFloat64(0);
    const size = 2 ** ((tag - 0xcc) & 3);
    // Lua 5.1 pushes both kinds of 64 bits as signed.
    if (size === 8) return Number(this.#fill(8).getBigInt64(0));
    const value = this.#unsigned(size);
    const limit = 2 ** (8 * size - 1);
    return tag >= 0xd0 && value >= limit ? value - 2 * limit : value;
  }

  #take(length: number): string {
    const end = this.at + length;
    if (end > this.#data.length) missing();
    const text = detached(this.#data.slice(this.at, end), this.#data.length);
    this.at = end;
    return text;
  }

  #unsigned(size: number): number {
    const end = this.at + size;
    if (end > this.#data.length) missing();
    let value = 0;
    while (this.at < end) value = value * 256 + this.#data.charCodeAt(this.at++);
    return value;
  }

  #fill(size: number): DataView {
    const text = this.#take(size);
    for (let i = 0; i < size; i++) cell.setUint8(i, text.charCodeAt(i));
    return cell;
  }
}

function missing(): never {
  return raise('Missing bytes in input.');
}
