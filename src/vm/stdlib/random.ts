/**
 * Redis's own random generator for scripts (rand.c): the 48-bit drand48, the same on every machine. Its state
 * lives as long as the VM and can be saved, for a script that is run again must draw the same numbers.
 */

/** REDIS_LRAND48_MAX: INT32_MAX. */
export const RANDOM_MAX = 0x7fffffff;

const HALF = 2 ** 24;
const MULTIPLIER_HIGH = 0x5de;
const MULTIPLIER_LOW = 0xece66d;
const INCREMENT = 0xb;

/** The 48 bits in two halves of 24, so that products stay exact. */
export interface RandomState {
  readonly high: number;
  readonly low: number;
}

/** The generator of one VM. */
export class Random {
  #high = 0x1234ab;
  #low = 0xcd330e;
  /** How often its state has changed. */
  draws = 0;

  get state(): RandomState {
    return { high: this.#high, low: this.#low };
  }

  set state(state: RandomState) {
    this.draws++;
    this.#high = state.high;
    this.#low = state.low;
  }

  /** Starts a sequence; the seed is taken as a 32-bit integer. */
  seed(value: number): void {
    this.draws++;
    const bits = value >>> 0;
    this.#high = bits >>> 8;
    this.#low = (bits & 0xff) * 0x10000 + 0x330e;
  }

  /** A whole number from 0 to RANDOM_MAX, both possible. */
  next(): number {
    this.draws++;
    const low = this.#low * MULTIPLIER_LOW + INCREMENT;
    const carry = Math.floor(low / HALF);
    const high = this.#high * MULTIPLIER_LOW + this.#low * MULTIPLIER_HIGH + carry;
    this.#low = low - carry * HALF;
    this.#high = high - Math.floor(high / HALF) * HALF;
    return this.#high * 128 + (this.#low >>> 17);
  }
}
