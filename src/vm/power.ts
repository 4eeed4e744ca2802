/**
 * x^y as glibc has it. V8's Math.pow may be off in the last bit even for whole exponents (10^-5 there is not
 * 1e-5); glibc is right to half a unit, so whole exponents are computed in pairs of doubles and rounded once.
 */

/** Beyond these exponents the error of the pairs would begin to show. */
const MAX_WHOLE = 1024;
/** Within these bounds splitting a double loses nothing. */
const MAX_SIZE = 2 ** 990;
const MIN_SIZE = 2 ** -900;

/** C's pow. */
export function power(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === 0.5 && x >= 0 && x < Infinity) return Math.sqrt(x);
  // C says 1 where JS says NaN.
  if (x === 1 || (x === -1 && (y === Infinity || y === -Infinity))) return 1;
  const near = x ** y;
  if (y !== Math.trunc(y) || y > MAX_WHOLE || y < -MAX_WHOLE || y === 0 || y === 1) return near;
  const size = Math.abs(near);
  return size > MIN_SIZE && size < MAX_SIZE ? wholePower(x, Math.abs(y), y < 0, near) : near;
}

/** 2^27 + 1: splits a double into two halves of 26 bits (Dekker). */
const SPLITTER = 134217729;

/** What rounding left out of `product`, the rounded a × b. */
function productError(a: number, b: number, product: number): number {
  let split = SPLITTER * a;
  const aHigh = split - (split - a);
  const aLow = a - aHigh;
  split = SPLITTER * b;
  const bHigh = split - (split - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

function wholePower(x: number, exponent: number, isInverse: boolean, near: number): number {
  let high = x;
  let low = 0;
  for (let bit = 2 ** (30 - Math.clz32(exponent)); bit >= 1; bit /= 2) {
    const square = high * high;
    low = productError(high, high, square) + 2 * high * low;
    high = square + low;
    low = square - high + low;
    if ((exponent & bit) === 0) continue;
    const product = high * x;
    low = productError(high, x, product) + low * x;
    high = product + low;
    low = product - high + low;
  }
  if (!Number.isFinite(high) || !Number.isFinite(low)) return near;
  return isInverse ? inverse(high, low) : high;
}

/** 1 / (high + low), rounded once. */
function inverse(high: number, low: number): number {
  const quotient = 1 / high;
  const product = quotient * high;
  const rest = 1 - product - productError(quotient, high, product) - quotient * low;
  return quotient + rest * quotient;
}
