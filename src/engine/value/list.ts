/**
 * ListValue: the elements of a list, in a ring. The server's name for it is always quicklist, at any size.
 */
import type { ByteString } from '../../base/bytes.ts';
import { Ring } from '../../structs/ring.ts';
import type { Held } from './value.ts';

/** An end of a list: `left` is its head. */
export type Side = 'left' | 'right';

export class ListValue implements Held {
  readonly items: Ring<ByteString>;

  constructor(items: Ring<ByteString> = new Ring()) {
    this.items = items;
  }

  /** A list of these elements, in order. */
  static from(elements: readonly ByteString[]): ListValue {
    return new ListValue(Ring.from(elements));
  }

  get type(): 'list' {
    return 'list';
  }

  get length(): number {
    return this.items.length;
  }

  push(side: Side, element: ByteString): void {
    if (side === 'left') this.items.pushFront(element);
    else this.items.pushBack(element);
  }

  pop(side: Side): ByteString | undefined {
    return side === 'left' ? this.items.popFront() : this.items.popBack();
  }

  /** Takes up to `count` elements, in the order in which one pop after another would give them. */
  popMany(side: Side, count: number): ByteString[] {
    const { items } = this;
    const taken = Math.min(count, items.length);
    if (side === 'left') {
      const popped = items.slice(0, taken);
      items.removeRange(0, taken);
      return popped;
    }
    const start = items.length - taken;
    const popped = items.slice(start).reverse();
    items.removeRange(start, items.length);
    return popped;
  }

  /** Puts an element before or after the first `pivot`; false when there is no such pivot. */
  insert(where: 'before' | 'after', pivot: ByteString, element: ByteString): boolean {
    const at = this.items.indexOf(pivot);
    if (at < 0) return false;
    this.items.insert(where === 'before' ? at : at + 1, element);
    return true;
  }

  /**
   * Removes elements equal to `element` and returns how many: the first `count` from the head, for a
   * negative count from the tail, for 0 all of them.
   */
  remove(element: ByteString, count: number): number {
    const { items } = this;
    if (count === 1 || count === -1) {
      const at = count === 1 ? items.indexOf(element) : items.lastIndexOf(element);
      return items.removeAt(at) === undefined ? 0 : 1;
    }
    if (count === 0) return items.filter((each) => each !== element);
    const last = count > 0 ? this.#reach(element, count) : items.length - 1;
    const first = count < 0 ? this.#reachBack(element, -count) : 0;
    return items.filter((each, at) => each !== element || at < first || at > last);
  }

  encoding(): string {
    return 'quicklist';
  }

  clone(): ListValue {
    return new ListValue(this.items.clone());
  }

  /** The position of the `count`-th occurrence from the head, or of the last one when there are fewer. */
  #reach(element: ByteString, count: number): number {
    let at = -1;
    for (let left = count; left > 0; left--) {
      const next = this.items.indexOf(element, at + 1);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  /** The same from the tail; the length of the list when there is none. */
  #reachBack(element: ByteString, count: number): number {
    let at = this.items.length;
    for (let left = count; left > 0; left--) {
      const next = this.items.lastIndexOf(element, at - 1);
      if (next < 0) break;
      at = next;
    }
    return at;
  }
}
