/**
 * Random picks from a collection whose elements have places from 0 to size - 1, as SRANDMEMBER,
 * HRANDFIELD and ZRANDMEMBER make them. Chance is given in: a function uniform in [0, 1).
 */
import type { ByteString } from '../../base/bytes.ts';
import { ErrorReply } from '../../base/reply.ts';
import { int64Arg } from './argument.ts';

/**
 * Most picks with repetition that one reply may hold: the server would try more until its memory is gone.
 * At 2^25 the reply is 256 MiB of references before a byte of it is written.
 */
const MOST_PICKS = 2 ** 25;
const TOO_MANY_PICKS = new ErrorReply('ERR value is out of range');

const COUNT_OUT_OF_RANGE = new ErrorReply(
  'ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807',
);
const INT64_MIN = -(2n ** 63n);

/**
 * How many to pick: from 0 up different ones, below 0 as many with repetition. Beyond 2^53 the nearest
 * double stands for it.
 * @throws ErrorReply "value is not an integer or out of range", or the server's words for the one integer
 * that has no opposite
 */
export function pickCountArg(text: ByteString): number {
  const count = int64Arg(text);
  if (count === INT64_MIN) throw COUNT_OUT_OF_RANGE;
  return Number(count);
}

/** Any place, each as likely as the other; `size` is at least 1. */
export function randomPlace(size: number, random: () => number): number {
  return Math.floor(random() * size);
}

/**
 * `count` places, each drawn from all of them, so that some may come twice.
 * @throws ErrorReply "value is out of range" above 2^25 picks, a limit of ours
 */
export function repeatedPlaces(size: number, count: number, random: () => number): number[] {
  if (count > MOST_PICKS) throw TOO_MANY_PICKS;
  const places: number[] = [];
  for (let i = 0; i < count; i++) places.push(randomPlace(size, random));
  return places;
}

/**
 * `count` different places in random order: every selection and every order as likely as the other.
 * A shuffle that stops after `count` exchanges; what has been moved is kept in a map, so that the cost
 * follows `count` and not `size`.
 */
export function distinctPlaces(size: number, count: number, random: () => number): number[] {
  const moved = new Map<number, number>();
  const places: number[] = [];
  for (let i = 0; i < Math.min(count, size); i++) {
    const at = i + randomPlace(size - i, random);
    places.push(moved.get(at) ?? at);
    moved.set(at, moved.get(i) ?? i);
  }
  return places;
}
