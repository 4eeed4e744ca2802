/**
 * Seeded chance (sfc32): whole numbers only underneath, so that a seed gives the same draws on every machine.
 * Each part of a world draws from a fork of its own: what one part draws moves nothing in another.
 */

/** FNV-1a over the label, to seed a fork. */
function hashOf(label: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const TWO_32 = 2 ** 32;
/** Draws thrown away at the start, until the seed has reached every bit. */
const WARM_UP = 12;

export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  readonly #label: string;
  readonly #seed: number;

  constructor(seed: number, label = '') {
    this.#seed = seed;
    this.#label = label;
    this.#a = seed | 0;
    this.#b = Math.floor(seed / TWO_32) | 0;
    this.#c = hashOf(label) | 0;
    for (let i = 0; i < WARM_UP; i++) this.bits();
  }

  /** Chance of its own, given by this seed and the label alone. */
  fork(label: string): Chance {
    return new Chance(this.#seed, `${this.#label}/${label}`);
  }

  /** 32 bits, as an unsigned whole number. */
  bits(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0;
    return t >>> 0;
  }

  /** A uniform number in [0, 1). */
  unit(): number {
    return this.bits() / TWO_32;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.unit() * (most - least + 1));
  }

  /** True once in so many times: `share` of 0.1 is one in ten. A share of 0 draws too. */
  happens(share: number): boolean {
    return this.unit() < share;
  }
}
