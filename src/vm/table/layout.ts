/**
 * Lua 5.1's table (ltable.c), slot for slot: an array part, and a hash part of nodes chained through free
 * positions. The order of `next` and the border that `#` finds are those of the C code.
 * Here keys are never nil or NaN: callers refuse them. Nothing is known of metatables.
 */
import { hashNumber, hashString } from './hash.ts';
import { END, extendedArray, newArray, newNodes, type Slot, STRIDE } from './slots.ts';

export const VALUE = 1;
const NEXT = 2;
const HASH = 3;
const MAX_ARRAY_BITS = 26;

/** ltable.c's dummynode, shared by all tables with an empty hash part and never written. */
const NO_NODES: Slot[] = [undefined, undefined, END, 0];

/** Place 0 of an array part is never used, so that keys are places. */
const NO_ARRAY: Slot[] = [undefined];

/** `nextCursor`'s answer where the key is not in the table. */
export const INVALID_KEY = -2;

function ceilLog2(value: number): number {
  return value <= 1 ? 0 : 32 - Math.clz32(value - 1);
}

/** The main position of a key of this kind and hash (lmod for strings and booleans, a modulus for the rest). */
export function mainPosition(key: unknown, hash: number, mask: number): number {
  if (typeof key === 'string' || typeof key === 'boolean') return (hash & mask) * STRIDE;
  return ((hash >>> 0) % (mask | 1)) * STRIDE;
}

/** How many live integer keys fall into (2^(i-1), 2^i]; ltable.c's nums. */
type Census = { readonly counts: number[]; integers: number; total: number };

function countKey(key: unknown, census: Census): void {
  if (typeof key !== 'number' || key < 1 || key > 2 ** MAX_ARRAY_BITS || (key | 0) !== key) return;
  const bucket = ceilLog2(key);
  census.counts[bucket] = (census.counts[bucket] as number) + 1;
  census.integers++;
}

/** ltable.c computesizes: the largest power of two of which more than half would be in use. */
function chooseArraySize(census: Census): { size: number; used: number } {
  let sum = 0;
  let size = 0;
  let used = 0;
  for (let i = 0, power = 1; power / 2 < census.integers; i++, power *= 2) {
    const count = census.counts[i] as number;
    if (count > 0) {
      sum += count;
      if (sum > power / 2) {
        size = power;
        used = sum;
      }
    }
    if (sum === census.integers) break;
  }
  return { size, used };
}

export class TableLayout<V> {
  /** Public for compiled code, which reads it in place. `array[k]` is t[k]; length − 1 is sizearray. */
  array: (V | undefined)[];
  /** Public for compiled code: the nodes, flat. */
  nodes: Slot[];
  /** Nodes − 1, a mask, for their number is a power of two. */
  mask: number;
  /** ltable.c's lastfree, as an offset: all nodes from it on are taken. */
  lastFree: number;
  /** Tables, functions and the like by identity: their offset; their "address" is the order of arrival. */
  #objects: Map<unknown, number> | undefined = undefined;
  #addresses = 0;

  constructor(arraySize = 0, hashSize = 0) {
    this.array = (arraySize === 0 ? NO_ARRAY : newArray(arraySize)) as (V | undefined)[];
    if (hashSize === 0) {
      this.nodes = NO_NODES;
      this.mask = 0;
      this.lastFree = 0;
    } else {
      const size = 2 ** ceilLog2(hashSize);
      this.nodes = newNodes(size);
      this.mask = size - 1;
      this.lastFree = size * STRIDE;
    }
  }

  /** Gives a table without a hash part these nodes, which become its own (see constructor-layout.ts). */
  withNodes(nodes: Slot[], lastFree: number): this {
    this.nodes = nodes;
    this.mask = nodes.length / STRIDE - 1;
    this.lastFree = lastFree;
    return this;
  }

  /** The value of any key; nil and NaN are simply absent. */
  get(key: unknown): V | undefined {
    if (typeof key === 'string') return this.getString(key, hashString(key));
    if (typeof key === 'number') return this.getNumber(key);
    if (key === undefined) return undefined;
    const at = this.#findOther(key);
    return at === END ? undefined : (this.nodes[at + VALUE] as V | undefined);
  }

  /** The node of a string, of a field that has become nil, too; END if there is none. */
  placeOf(key: string, hash: number): number {
    const nodes = this.nodes;
    let at = (hash & this.mask) * STRIDE;
    while (at !== END && nodes[at] !== key) at = nodes[at + NEXT] as number;
    return at;
  }

  getString(key: string, hash: number): V | undefined {
    const at = this.placeOf(key, hash);
    return at === END ? undefined : (this.nodes[at + VALUE] as V | undefined);
  }

  getNumber(key: number): V | undefined {
    const array = this.array;
    if ((key | 0) === key && key > 0 && key < array.length) return array[key];
    if (this.nodes === NO_NODES) return undefined;
    const at = this.#findNumber(key);
    return at === END ? undefined : (this.nodes[at + VALUE] as V | undefined);
  }

  /** Sets any key but nil and NaN. As in C, a new key takes a node even when the value is nil. */
  set(key: unknown, value: V | undefined): void {
    if (typeof key === 'string') this.setString(key, hashString(key), value);
    else if (typeof key === 'number') this.setNumber(key, value);
    else {
      const at = this.#findOther(key);
      if (at !== END) this.nodes[at + VALUE] = value;
      else this.#insert(key, typeof key === 'boolean' ? Number(key) : ++this.#addresses, value);
    }
  }

  /** Gives the node where the string was already; END where it is new. */
  setString(key: string, hash: number, value: V | undefined): number {
    const at = this.placeOf(key, hash);
    if (at === END) this.#insert(key, hash, value);
    else this.nodes[at + VALUE] = value;
    return at;
  }

  setNumber(key: number, value: V | undefined): void {
    const array = this.array;
    if ((key | 0) === key && key > 0 && key < array.length) {
      array[key] = value;
      return;
    }
    const at = this.nodes === NO_NODES ? END : this.#findNumber(key);
    if (at !== END) this.nodes[at + VALUE] = value;
    else this.#insert(key, hashNumber(key), value);
  }

  /** Lua's `#`: the border that luaH_getn finds. */
  length(): number {
    const array = this.array;
    const size = array.length - 1;
    if (size > 0 && array[size] === undefined) return this.#borderInArray(size);
    return this.nodes === NO_NODES ? size : this.#borderBeyond(size);
  }

  /**
   * The cursor of the entry after `key` (nil: the first), `-1` at the end, INVALID_KEY if `key` is not here.
   * `keyAt` and `valueAt` read a cursor; `advance` goes on from one without a search.
   */
  nextCursor(key: unknown): number {
    if (key === undefined) return this.advance(0);
    if (typeof key === 'number' && (key | 0) === key && key > 0 && key < this.array.length)
      return this.advance(key);
    let at: number;
    if (typeof key === 'string') at = this.#findString(key);
    else at = typeof key === 'number' ? this.#findNumber(key) : this.#findOther(key);
    return at === END ? INVALID_KEY : this.advance(this.array.length + at / STRIDE);
  }

  /** The cursor of the first entry after `cursor`, or -1. Start from 0. */
  advance(cursor: number): number {
    const array = this.array;
    let next = cursor + 1;
    for (; next < array.length; next++) if (array[next] !== undefined) return next;
    const nodes = this.nodes;
    for (let at = (next - array.length) * STRIDE; at < nodes.length; at += STRIDE) {
      if (nodes[at + VALUE] !== undefined) return array.length + at / STRIDE;
    }
    return END;
  }

  keyAt(cursor: number): unknown {
    const size = this.array.length;
    return cursor < size ? cursor : this.nodes[(cursor - size) * STRIDE];
  }

  valueAt(cursor: number): V | undefined {
    const size = this.array.length;
    return cursor < size
      ? this.array[cursor]
      : (this.nodes[(cursor - size) * STRIDE + VALUE] as V | undefined);
  }

  /** Gives an empty table these values as its array part; false if it is not empty. */
  replaceArray(values: readonly (V | undefined)[]): boolean {
    if (this.array.length > 1 || this.nodes !== NO_NODES) return false;
    const array = newArray(values.length) as (V | undefined)[];
    for (let i = 0; i < values.length; i++) array[i + 1] = values[i];
    this.array = array;
    return true;
  }

  /** Exchanges the contents of two tables, place for place. */
  protected exchangeLayout(other: TableLayout<V>): void {
    [this.array, other.array] = [other.array, this.array];
    [this.nodes, other.nodes] = [other.nodes, this.nodes];
    [this.mask, other.mask] = [other.mask, this.mask];
    [this.lastFree, other.lastFree] = [other.lastFree, this.lastFree];
    [this.#objects, other.#objects] = [other.#objects, this.#objects];
    [this.#addresses, other.#addresses] = [other.#addresses, this.#addresses];
  }

  /** Makes the array part at least this long (SETLIST with many results); never shrinks it. */
  reserveArray(size: number): void {
    if (size >= this.array.length) this.#resize(size, this.nodes === NO_NODES ? 0 : this.mask + 1);
  }

  #borderInArray(size: number): number {
    let low = 0;
    let high = size;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.array[middle] === undefined) high = middle;
      else low = middle;
    }
    return low;
  }

  #borderBeyond(size: number): number {
    let low = size;
    let high = size + 1;
    while (this.getNumber(high) !== undefined) {
      low = high;
      high *= 2;
      if (high > 0x7ffffffd) {
        let border = 1;
        while (this.getNumber(border) !== undefined) border++;
        return border - 1;
      }
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.getNumber(middle) === undefined) high = middle;
      else low = middle;
    }
    return low;
  }

  #findString(key: string): number {
    const nodes = this.nodes;
    for (let at = (hashString(key) & this.mask) * STRIDE; at !== END; at = nodes[at + NEXT] as number) {
      if (nodes[at] === key) return at;
    }
    return END;
  }

  #findNumber(key: number): number {
    const nodes = this.nodes;
    let at = ((hashNumber(key) >>> 0) % (this.mask | 1)) * STRIDE;
    for (; at !== END; at = nodes[at + NEXT] as number) if (nodes[at] === key) return at;
    return END;
  }

  #findOther(key: unknown): number {
    if (typeof key !== 'boolean') return this.#objects?.get(key) ?? END;
    const nodes = this.nodes;
    let at = (Number(key) & this.mask) * STRIDE;
    for (; at !== END; at = nodes[at + NEXT] as number) if (nodes[at] === key) return at;
    return END;
  }

  /** ltable.c newkey: a colliding node that is not in its main position gives way. */
  #insert(key: unknown, hash: number, value: V | undefined): void {
    let nodes = this.nodes;
    let at = mainPosition(key, hash, this.mask);
    if (nodes[at + VALUE] !== undefined || nodes === NO_NODES) {
      const free = this.#takeFree();
      if (free === END) {
        this.#rehash(key);
        this.#insertAfterRehash(key, hash, value);
        return;
      }
      nodes = this.nodes;
      const other = mainPosition(nodes[at], nodes[at + HASH] as number, this.mask);
      if (other !== at) this.#giveWay(other, at, free);
      else {
        nodes[free + NEXT] = nodes[at + NEXT];
        nodes[at + NEXT] = free;
        at = free;
      }
    }
    this.#place(at, key, hash, value);
  }

  #insertAfterRehash(key: unknown, hash: number, value: V | undefined): void {
    if (typeof key === 'number') this.setNumber(key, value);
    else this.#insert(key, hash, value);
  }

  #place(at: number, key: unknown, hash: number, value: V | undefined): void {
    const nodes = this.nodes;
    const old = nodes[at];
    nodes[at] = key;
    nodes[at + VALUE] = value;
    nodes[at + HASH] = hash;
    if (typeof old === 'object' || typeof old === 'function') this.#objects?.delete(old);
    if (typeof key === 'object' || typeof key === 'function') (this.#objects ??= new Map()).set(key, at);
  }

  /** Moves the node at `at` to `free`, within the chain that begins at its main position. */
  #giveWay(main: number, at: number, free: number): void {
    const nodes = this.nodes;
    let before = main;
    while (nodes[before + NEXT] !== at) before = nodes[before + NEXT] as number;
    nodes[before + NEXT] = free;
    for (let i = 0; i < STRIDE; i++) nodes[free + i] = nodes[at + i];
    const moved = nodes[free];
    if (typeof moved === 'object' || typeof moved === 'function') this.#objects?.set(moved, free);
    nodes[at] = undefined;
    nodes[at + VALUE] = undefined;
    nodes[at + NEXT] = END;
  }

  /** ltable.c getfreepos: walks down once between two rehashes. */
  #takeFree(): number {
    while (this.lastFree > 0) {
      this.lastFree -= STRIDE;
      if (this.nodes[this.lastFree] === undefined) return this.lastFree;
    }
    return END;
  }

  #rehash(extra: unknown): void {
    const census: Census = { counts: new Array<number>(MAX_ARRAY_BITS + 1).fill(0), integers: 0, total: 1 };
    this.#countArray(census);
    const nodes = this.nodes;
    for (let at = 0; at < nodes.length; at += STRIDE) {
      if (nodes[at + VALUE] === undefined) continue;
      countKey(nodes[at], census);
      census.total++;
    }
    countKey(extra, census);
    const { size, used } = chooseArraySize(census);
    this.#resize(size, census.total - used);
  }

  #countArray(census: Census): void {
    const array = this.array;
    let i = 1;
    for (let bucket = 0, power = 1; i < array.length; bucket++, power *= 2) {
      const limit = Math.min(power, array.length - 1);
      let count = 0;
      for (; i <= limit; i++) if (array[i] !== undefined) count++;
      census.counts[bucket] = (census.counts[bucket] as number) + count;
      census.integers += count;
      census.total += count;
    }
  }

  /** ltable.c resize: first what falls off the array's end, then the old nodes from the last to the first. */
  #resize(arraySize: number, hashSize: number): void {
    const oldNodes = this.nodes;
    const oldArray = this.array;
    const size = hashSize === 0 ? 0 : 2 ** ceilLog2(hashSize);
    // Before anything is changed: there may be no room.
    const array = arraySize >= oldArray.length ? extendedArray(oldArray, arraySize) : oldArray;
    this.nodes = size === 0 ? NO_NODES : newNodes(size);
    this.mask = size === 0 ? 0 : size - 1;
    this.lastFree = size * STRIDE;
    this.#objects = undefined;
    this.array = array as (V | undefined)[];
    if (arraySize < oldArray.length - 1) {
      this.array = oldArray.slice(0, arraySize + 1);
      for (let i = arraySize + 1; i < oldArray.length; i++) {
        if (oldArray[i] !== undefined) this.setNumber(i, oldArray[i]);
      }
    }
    for (let at = oldNodes.length - STRIDE; at >= 0; at -= STRIDE) {
      const value = oldNodes[at + VALUE] as V | undefined;
      if (value === undefined) continue;
      const key = oldNodes[at];
      if (typeof key === 'number') this.setNumber(key, value);
      else this.#insert(key, oldNodes[at + HASH] as number, value);
    }
  }
}
