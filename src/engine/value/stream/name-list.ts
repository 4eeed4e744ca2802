/**
 * NameList: named things in the byte order of their names, which is the order in which the server lists
 * groups and consumers. A sorted array: there are few of them, and they come and go rarely.
 */
import type { ByteString } from '../../../base/bytes.ts';

/** What can stand in a NameList. */
export interface Named {
  readonly name: ByteString;
}

export class NameList<T extends Named> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  get(name: ByteString): T | undefined {
    const item = this.#items[this.#lowerBound(name)];
    return item?.name === name ? item : undefined;
  }

  /** Adds a thing whose name is not in the list. */
  add(item: T): void {
    this.#items.splice(this.#lowerBound(item.name), 0, item);
  }

  /** Takes a thing out; undefined when it is not there. */
  remove(name: ByteString): T | undefined {
    const at = this.#lowerBound(name);
    return this.#items[at]?.name === name ? this.#items.splice(at, 1)[0] : undefined;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.values();
  }

  #lowerBound(name: ByteString): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#items[middle] as T).name < name) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
