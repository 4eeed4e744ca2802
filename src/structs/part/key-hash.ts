/**
 * A keyed hash of byte strings: HalfSipHash-1-2, four characters a round, so that who does not know the
 * seed cannot choose keys that collide. The seed shows nowhere: no order in any structure follows from it.
 */
import { randomBytes } from 'node:crypto';

/** The two secret words of a hash. */
export interface HashSeed {
  readonly k0: number;
  readonly k1: number;
}

/** One seed a process; drawn where chance has no visible effect, so it does not come from a World. */
export const PROCESS_SEED: HashSeed = drawSeed();

function drawSeed(): HashSeed {
  const words = randomBytes(8); // The global Web Crypto would take 4 ms to load.
  return { k0: words.readInt32LE(0), k1: words.readInt32LE(4) };
}

/** A seed from one number of up to 53 bits, for tests that want the same layout again. */
export function seedFrom(value: number): HashSeed {
  return { k0: value | 0, k1: (value / 0x1_0000_0000) ^ 0x5bd1e995 };
}

/** Hashes a byte string to a signed 32-bit integer. Jean-Philippe Aumasson and Daniel J. Bernstein, SipHash. */
export function hashKey(key: string, seed: HashSeed): number {
  const length = key.length;
  let v0 = seed.k0;
  let v1 = seed.k1;
  let v2 = v0 ^ 0x6c796765;
  let v3 = v1 ^ 0x74656462;
  const whole = length & ~3;
  for (let at = 0; at <= whole; at += 4) {
    const word = at < whole ? wordAt(key, at) : tailOf(key, at);
    v3 ^= word;
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    v0 ^= word;
  }
  v2 ^= 0xff;
  for (let round = 0; round < 2; round++) {
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
  }
  return v1 ^ v3;
}

function wordAt(key: string, at: number): number {
  return (
    key.charCodeAt(at) |
    (key.charCodeAt(at + 1) << 8) |
    (key.charCodeAt(at + 2) << 16) |
    (key.charCodeAt(at + 3) << 24)
  );
}

/** The last word: what is left over after whole words, and the length in the top byte. */
function tailOf(key: string, at: number): number {
  const length = key.length;
  let word = length << 24;
  if (at < length) word |= key.charCodeAt(at);
  if (at + 1 < length) word |= key.charCodeAt(at + 1) << 8;
  if (at + 2 < length) word |= key.charCodeAt(at + 2) << 16;
  return word;
}
