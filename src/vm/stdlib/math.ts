/**
 * The math library of Lua 5.1 (lmathlib.c) with Redis's random generator, and the members that redis-server lists.
 */
// biome-ignore-all lint/complexity/noArguments: the count tells "no value" from nil at no cost; a rest array has one.
import { badArgument, raise } from '../error.ts';
import { power } from '../power.ts';
import { checkInteger, checkNumber } from '../runtime/argument.ts';
import type { Library } from '../runtime/builtin.ts';
import type { LuaResult, LuaValue } from '../value.ts';
import { RANDOM_MAX, type Random } from './random.ts';

const RADIANS_PER_DEGREE = Math.PI / 180;

/** Makes the library; the caller keeps the generator, to save and restore its state. */
export function mathLibrary(random: Random): Library {
  const fmod = binary(remainder);
  return {
    abs: unary(Math.abs),
    acos: unary(Math.acos),
    asin: unary(Math.asin),
    atan2: binary(Math.atan2),
    atan: unary(Math.atan),
    ceil: unary(Math.ceil),
    cosh: unary(Math.cosh),
    cos: unary(Math.cos),
    deg: unary((x) => x / RADIANS_PER_DEGREE),
    exp: unary(Math.exp),
    floor,
    fmod,
    frexp,
    ldexp,
    log10: unary(Math.log10),
    log: unary(Math.log),
    max,
    min,
    modf,
    pow: binary(power),
    rad: unary((x) => x * RADIANS_PER_DEGREE),
    random: (...args) => draw(random, args),
    randomseed(seed?: LuaValue) {
      random.seed(checkInteger(1, seed, arguments.length));
      return [];
    },
    sinh: unary(Math.sinh),
    sin: unary(Math.sin),
    sqrt: unary(Math.sqrt),
    tanh: unary(Math.tanh),
    tan: unary(Math.tan),
    pi: Math.PI,
    huge: Infinity,
    mod: fmod,
  };
}

type Builtin = (...args: LuaValue[]) => LuaResult;

function unary(compute: (x: number) => number): Builtin {
  return function apply(x?: LuaValue): number {
    return compute(typeof x === 'number' ? x : checkNumber(1, x, arguments.length));
  };
}

/** The second argument is checked first: so the server's compiler orders the arguments of C's call. */
function binary(compute: (x: number, y: number) => number): Builtin {
  return function apply(x?: LuaValue, y?: LuaValue): number {
    const right = checkNumber(2, y, arguments.length);
    return compute(checkNumber(1, x, arguments.length), right);
  };
}

function remainder(x: number, y: number): number {
  return x % y;
}

function floor(x?: LuaValue): number {
  return Math.floor(typeof x === 'number' ? x : checkNumber(1, x, arguments.length));
}

function max(...args: LuaValue[]): number {
  let most = checkNumber(1, args[0], args.length);
  for (let i = 1; i < args.length; i++) {
    const value = checkNumber(i + 1, args[i]);
    if (value > most) most = value;
  }
  return most;
}

function min(...args: LuaValue[]): number {
  let least = checkNumber(1, args[0], args.length);
  for (let i = 1; i < args.length; i++) {
    const value = checkNumber(i + 1, args[i]);
    if (value < least) least = value;
  }
  return least;
}

function modf(x?: LuaValue): LuaResult {
  const value = checkNumber(1, x, arguments.length);
  if (value === Infinity || value === -Infinity) return [value, value > 0 ? 0 : -0];
  const whole = Math.trunc(value);
  return [whole, value < 0 || Object.is(value, -0) ? -Math.abs(value - whole) : value - whole];
}

/** The exponent by doubling is exact; Math.log2 is not near powers of two. */
function frexp(x?: LuaValue): LuaResult {
  const value = checkNumber(1, x, arguments.length);
  if (value === 0 || !Number.isFinite(value)) return [value, 0];
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(value))) + 1);
  let fraction = value * 2 ** -exponent;
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent--;
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent++;
  }
  return [fraction, exponent];
}

/** Past these exponents every double is infinite or zero. */
const MAX_SCALE = 2000;
/** A power of two from which every other that is needed lies within the range of doubles. */
const HALFWAY = 1000;

/** Two exact steps but for the last, so that a denormal result is rounded once. */
function ldexp(x?: LuaValue, e?: LuaValue): number {
  const wanted = checkInteger(2, e, arguments.length) | 0;
  const value = checkNumber(1, x, arguments.length);
  const [fraction, own] = frexp(value) as [number, number];
  const exponent = Math.max(-MAX_SCALE, Math.min(MAX_SCALE, own + wanted));
  const step = exponent < 0 ? -HALFWAY : HALFWAY;
  return fraction * 2 ** step * 2 ** (exponent - step);
}

function draw(random: Random, args: readonly LuaValue[]): number {
  const share = (random.next() % RANDOM_MAX) / RANDOM_MAX;
  if (args.length === 0) return share;
  if (args.length === 1) {
    const upper = checkInteger(1, args[0]) | 0;
    return upper < 1 ? badArgument(1, 'interval is empty') : Math.floor(share * upper) + 1;
  }
  if (args.length !== 2) raise('wrong number of arguments');
  const lower = checkInteger(1, args[0]) | 0;
  const upper = checkInteger(2, args[1]) | 0;
  if (lower > upper) badArgument(2, 'interval is empty');
  return Math.floor(share * ((upper - lower + 1) | 0)) + lower;
}
