/**
 * ExpiryHeap: the earliest of many instants, each belonging to a slot. A 4-ary heap of (instant, slot) with
 * the position of every slot beside it, so that renewing and removing need no search. Nothing is allocated
 * before the first instant is set. `as number` after a typed-array read is at indexes kept in bounds.
 */

const NOTHING = new Int32Array(0);
const NO_TIMES = new Float64Array(0);
const MIN_CAPACITY = 16;

/**
 * The earliest of many instants, by slot: set, renew and remove in O(log n), look in O(1).
 * @example
 * heap.set(slot, nowMs + 10_000);
 * while (heap.peekAtMs() <= nowMs) expire(heap.peekSlot());
 */
export class ExpiryHeap {
  #size = 0;
  /** Instants in heap order. */
  #atMs: Float64Array = NO_TIMES;
  /** Slots in heap order. */
  #slots: Int32Array = NOTHING;
  /** By slot: its place in the heap + 1, or 0. */
  #places: Int32Array = NOTHING;

  /** How many slots have an instant. */
  get size(): number {
    return this.#size;
  }

  /** The instant of a slot; undefined when it has none. */
  get(slot: number): number | undefined {
    if (slot >= this.#places.length) return undefined;
    const place = this.#places[slot] as number;
    return place === 0 ? undefined : this.#atMs[place - 1];
  }

  has(slot: number): boolean {
    return slot < this.#places.length && this.#places[slot] !== 0;
  }

  /** Gives a slot its instant, or a new one. */
  set(slot: number, atMs: number): void {
    if (slot >= this.#places.length) this.#growPlaces(slot);
    const place = this.#places[slot] as number;
    if (place === 0) {
      if (this.#size === this.#slots.length) this.#resize(Math.max(MIN_CAPACITY, this.#size * 2));
      this.#raise(this.#size++, slot, atMs);
    } else this.#put(place - 1, slot, atMs);
  }

  /** Takes the instant from a slot; false when it had none. */
  remove(slot: number): boolean {
    if (slot >= this.#places.length) return false;
    const place = this.#places[slot] as number;
    if (place === 0) return false;
    this.#places[slot] = 0;
    const last = --this.#size;
    if (place - 1 !== last) this.#put(place - 1, this.#slots[last] as number, this.#atMs[last] as number);
    if (last * 4 < this.#slots.length && this.#slots.length > MIN_CAPACITY)
      this.#resize(this.#slots.length >>> 1);
    return true;
  }

  /** The owner has moved what was at slot `from` to slot `to`, which has no instant; so moves the instant. */
  moveSlot(from: number, to: number): void {
    if (from >= this.#places.length) return;
    const place = this.#places[from] as number;
    if (place === 0) return;
    this.#places[from] = 0;
    if (to >= this.#places.length) this.#growPlaces(to);
    this.#places[to] = place;
    this.#slots[place - 1] = to;
  }

  /** The slot whose instant is the earliest, -1 when there is none. */
  peekSlot(): number {
    return this.#size === 0 ? -1 : (this.#slots[0] as number);
  }

  /** The earliest instant, Infinity when there is none. */
  peekAtMs(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#atMs[0] as number);
  }

  /** Forgets every instant and gives the memory back. */
  clear(): void {
    this.#size = 0;
    this.#atMs = NO_TIMES;
    this.#slots = NOTHING;
    this.#places = NOTHING;
  }

  clone(): ExpiryHeap {
    const copy = new ExpiryHeap();
    copy.#size = this.#size;
    copy.#atMs = this.#atMs.slice();
    copy.#slots = this.#slots.slice();
    copy.#places = this.#places.slice();
    return copy;
  }

  /** Puts an entry at a place whose old entry is gone, and restores the order. */
  #put(place: number, slot: number, atMs: number): void {
    if (place > 0 && atMs < (this.#atMs[(place - 1) >> 2] as number)) this.#raise(place, slot, atMs);
    else this.#sink(place, slot, atMs);
  }

  #raise(from: number, slot: number, atMs: number): void {
    const times = this.#atMs;
    const slots = this.#slots;
    const places = this.#places;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      const parentMs = times[parent] as number;
      if (parentMs <= atMs) break;
      const moved = slots[parent] as number;
      times[place] = parentMs;
      slots[place] = moved;
      places[moved] = place + 1;
      place = parent;
    }
    times[place] = atMs;
    slots[place] = slot;
    places[slot] = place + 1;
  }

  #sink(from: number, slot: number, atMs: number): void {
    const times = this.#atMs;
    const slots = this.#slots;
    const places = this.#places;
    const size = this.#size;
    let place = from;
    for (let child = place * 4 + 1; child < size; child = place * 4 + 1) {
      let least = child;
      let leastMs = times[child] as number;
      const end = Math.min(child + 4, size);
      for (let other = child + 1; other < end; other++) {
        const otherMs = times[other] as number;
        if (otherMs >= leastMs) continue;
        least = other;
        leastMs = otherMs;
      }
      if (leastMs >= atMs) break;
      const moved = slots[least] as number;
      times[place] = leastMs;
      slots[place] = moved;
      places[moved] = place + 1;
      place = least;
    }
    times[place] = atMs;
    slots[place] = slot;
    places[slot] = place + 1;
  }

  #resize(capacity: number): void {
    const atMs = new Float64Array(capacity);
    const slots = new Int32Array(capacity);
    atMs.set(this.#atMs.subarray(0, Math.min(capacity, this.#size)));
    slots.set(this.#slots.subarray(0, Math.min(capacity, this.#size)));
    this.#atMs = atMs;
    this.#slots = slots;
  }

  #growPlaces(slot: number): void {
    const places = new Int32Array(Math.max(MIN_CAPACITY, this.#places.length * 2, slot + 1));
    places.set(this.#places);
    this.#places = places;
  }
}
