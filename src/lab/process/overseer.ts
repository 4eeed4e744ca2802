/** What the lab hears of a simulated process while its code runs, and how it ends a loop that would not end. */
import type { Timer, World } from '../../base/world.ts';

export interface Overseer {
  /** The process asked for the time or for a tick. May throw, to end a loop that waits for time to pass. */
  asked(): void;
  /** The process drew random text, as names of locks are: in hex, or as a UUID. */
  drew(text: string): void;
}

/** Nobody watches. */
export const NO_OVERSEER: Overseer = { asked: () => {}, drew: () => {} };

/** A World whose clocks tell an overseer that they were read. */
export class WatchedWorld implements World {
  readonly #world: World;
  readonly #overseer: Overseer;

  constructor(world: World, overseer: Overseer) {
    this.#world = world;
    this.#overseer = overseer;
  }

  nowMs(): number {
    this.#overseer.asked();
    return this.#world.nowMs();
  }

  nowMicros(): number {
    this.#overseer.asked();
    return this.#world.nowMicros();
  }

  monotonicMs(): number {
    this.#overseer.asked();
    return this.#world.monotonicMs();
  }

  random(): number {
    return this.#world.random();
  }

  randomName(bytes: number): string {
    return this.#world.randomName(bytes);
  }

  setTimer(callback: () => void, delayMs: number): Timer {
    return this.#world.setTimer(callback, delayMs);
  }

  defer(callback: () => void): void {
    this.#world.defer(callback);
  }
}
