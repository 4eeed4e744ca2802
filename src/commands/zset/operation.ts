/** Union, intersection and difference of sorted sets and sets: weighted inputs in, entries in order out. */
import { type ByteString, compareBytes } from '../../base/bytes.ts';
import { SetValue } from '../../engine/value/set.ts';
import type { ZSetValue } from '../../engine/value/zset.ts';
import { Dict } from '../../structs/dict.ts';
import type { Result } from './result.ts';

export type Aggregate = 'sum' | 'min' | 'max';

/** One input; undefined where there is no key. */
export interface Input {
  readonly value: ZSetValue | SetValue | undefined;
  weight: number;
}

export type Operation = (inputs: readonly Input[], aggregate: Aggregate) => Result;

/** In a plain set every member has this score. */
const SET_SCORE = 1;

function sizeOf({ value }: Input): number {
  return value?.size ?? 0;
}

function scoreIn({ value }: Input, member: ByteString): number | undefined {
  if (value instanceof SetValue) return value.has(member) ? SET_SCORE : undefined;
  return value?.entries.scoreOf(member);
}

/** Visits the entries of an input. */
function eachEntry({ value }: Input, visit: (score: number, member: ByteString) => void): void {
  if (value instanceof SetValue) for (const member of value.members()) visit(SET_SCORE, member);
  else value?.entries.range(0, value.size, visit);
}

/** Infinity times zero counts as nothing. */
function weighted(score: number, weight: number): number {
  const product = score * weight;
  return Number.isNaN(product) ? 0 : product;
}

/** The server's comparisons, not Math.min and Math.max: -0 and 0 are equal, and NaN replaces nothing. */
function aggregated(total: number, score: number, aggregate: Aggregate): number {
  if (aggregate === 'sum') {
    const sum = total + score;
    return Number.isNaN(sum) ? 0 : sum;
  }
  const replaces = aggregate === 'min' ? score < total : score > total;
  return replaces ? score : total;
}

export function smallestFirst(inputs: readonly Input[]): readonly Input[] {
  return [...inputs].sort((a, b) => sizeOf(a) - sizeOf(b));
}

/** Visits what all inputs, smallest first, have in common; the answer `false` ends the walk. */
export function eachCommon(
  inputs: readonly Input[],
  aggregate: Aggregate,
  visit: (score: number, member: ByteString) => boolean,
): void {
  const [smallest, ...others] = inputs;
  if (smallest === undefined) return;
  let over = false;
  eachEntry(smallest, (score, member) => {
    if (over) return;
    let total = weighted(score, smallest.weight);
    for (const other of others) {
      const its = scoreIn(other, member);
      if (its === undefined) return;
      total = aggregated(total, its * other.weight, aggregate);
    }
    over = !visit(total, member);
  });
}

export function intersection(inputs: readonly Input[], aggregate: Aggregate): Result {
  const scores: number[] = [];
  const members: ByteString[] = [];
  eachCommon(smallestFirst(inputs), aggregate, (score, member) => {
    scores.push(score);
    members.push(member);
    return true;
  });
  return inOrder(scores, members);
}

export function union(inputs: readonly Input[], aggregate: Aggregate): Result {
  const totals = new Dict<number>();
  for (const input of smallestFirst(inputs))
    eachEntry(input, (score, member) => {
      const value = weighted(score, input.weight);
      const slot = totals.enter(member, value);
      if (slot >= 0) totals.setAt(slot, aggregated(totals.valueAt(slot), value, aggregate));
    });
  return inOrder(totals.values, totals.keys);
}

export function difference(inputs: readonly Input[]): Result {
  const [first, ...others] = inputs;
  const scores: number[] = [];
  const members: ByteString[] = [];
  if (first !== undefined)
    eachEntry(first, (score, member) => {
      if (others.some((other) => scoreIn(other, member) !== undefined)) return;
      scores.push(score);
      members.push(member);
    });
  return inOrder(scores, members);
}

/** Sorts places rather than pairs; infinities may be among the scores, so none are subtracted. */
function inOrder(scores: readonly number[], members: readonly ByteString[]): Result {
  const places = members.map((_, place) => place);
  places.sort((a, b) => {
    const one = scores[a] as number;
    const other = scores[b] as number;
    if (one !== other) return one < other ? -1 : 1;
    return compareBytes(members[a] as ByteString, members[b] as ByteString);
  });
  return {
    scores: places.map((place) => scores[place] as number),
    members: places.map((place) => members[place] as ByteString),
  };
}
