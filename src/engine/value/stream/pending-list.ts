/**
 * PendingList: entries that were delivered and not yet acknowledged, in order of their ids. Sorted leaves
 * of bounded length: most entries join at the end and leave near the front, any other place costs one
 * search and a short move. A group and each of its consumers hold the same Nack objects in lists of their own.
 */
import { compareStreamIds, type StreamId, type Uint64 } from '../../../structs/stream-id.ts';
import type { Consumer } from './group.ts';

/** One delivery that waits for its acknowledgement. */
export class Nack implements StreamId {
  readonly ms: Uint64;
  readonly seq: Uint64;
  consumer: Consumer;
  deliveredAtMs: number;
  deliveryCount: Uint64;

  constructor(id: StreamId, consumer: Consumer, deliveredAtMs: number, deliveryCount: Uint64 = 1) {
    this.ms = id.ms;
    this.seq = id.seq;
    this.consumer = consumer;
    this.deliveredAtMs = deliveredAtMs;
    this.deliveryCount = deliveryCount;
  }
}

/** A leaf that grows past this is split. */
const LEAF_LIMIT = 128;
/** Neighbours that fit into this together become one leaf. */
const MERGE_LIMIT = LEAF_LIMIT / 2;

export class PendingList {
  /** Never empty leaves, each sorted, each after the one before it. */
  readonly #leaves: Nack[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  first(): Nack | undefined {
    return this.#leaves[0]?.[0];
  }

  last(): Nack | undefined {
    return this.#leaves.at(-1)?.at(-1);
  }

  get(id: StreamId): Nack | undefined {
    const found = this.ceiling(id);
    return found !== undefined && compareStreamIds(found, id) === 0 ? found : undefined;
  }

  /** The first entry that is not before an id. */
  ceiling(id: StreamId): Nack | undefined {
    const index = this.#leafOf(id);
    const leaf = this.#leaves[index];
    if (leaf === undefined) return undefined;
    const at = lowerBound(leaf, id);
    return at < leaf.length ? leaf[at] : this.#leaves[index + 1]?.[0];
  }

  /** The first entry after an id. */
  after(id: StreamId): Nack | undefined {
    const index = this.#leafOf(id);
    const leaf = this.#leaves[index];
    if (leaf === undefined) return undefined;
    let at = lowerBound(leaf, id);
    const here = leaf[at];
    if (here !== undefined && compareStreamIds(here, id) === 0) at++;
    return at < leaf.length ? leaf[at] : this.#leaves[index + 1]?.[0];
  }

  /** Adds an entry whose id is not in the list. */
  add(nack: Nack): void {
    this.#size++;
    const last = this.last();
    if (last === undefined || compareStreamIds(last, nack) < 0) {
      this.#append(nack);
      return;
    }
    const index = this.#leafOf(nack);
    const leaf = this.#leaves[index] as Nack[];
    leaf.splice(lowerBound(leaf, nack), 0, nack);
    if (leaf.length > LEAF_LIMIT) this.#leaves.splice(index + 1, 0, leaf.splice(leaf.length >>> 1));
  }

  /** Takes an entry out; undefined when it is not there. */
  remove(id: StreamId): Nack | undefined {
    const index = this.#leafOf(id);
    const leaf = this.#leaves[index];
    if (leaf === undefined) return undefined;
    const at = lowerBound(leaf, id);
    const nack = leaf[at];
    if (nack === undefined || compareStreamIds(nack, id) !== 0) return undefined;
    this.#size--;
    leaf.splice(at, 1);
    if (leaf.length === 0) this.#leaves.splice(index, 1);
    else this.#mergeWithNext(index, leaf);
    return nack;
  }

  /** Every entry in order; nothing may be added or removed meanwhile. */
  *[Symbol.iterator](): IterableIterator<Nack> {
    for (const leaf of this.#leaves) yield* leaf;
  }

  #append(nack: Nack): void {
    const leaf = this.#leaves.at(-1);
    if (leaf === undefined || leaf.length >= LEAF_LIMIT) this.#leaves.push([nack]);
    else leaf.push(nack);
  }

  #mergeWithNext(index: number, leaf: Nack[]): void {
    const next = this.#leaves[index + 1];
    if (next === undefined || leaf.length + next.length > MERGE_LIMIT) return;
    for (const nack of next) leaf.push(nack);
    this.#leaves.splice(index + 1, 1);
  }

  /** The last leaf that begins at or before an id; the first leaf when all begin after it. */
  #leafOf(id: StreamId): number {
    let low = 0;
    let high = this.#leaves.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const first = this.#leaves[middle]?.[0] as Nack;
      if (compareStreamIds(first, id) <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

function lowerBound(leaf: readonly Nack[], id: StreamId): number {
  let low = 0;
  let high = leaf.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareStreamIds(leaf[middle] as Nack, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
