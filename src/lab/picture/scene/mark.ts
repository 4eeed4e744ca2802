/** What a picture is made of, before anyone draws it: lanes, marks in them, clocks, and the violations across. */
import type { Span } from '../../check/ledger/span.ts';

/** A horizontal lane: a client, a link or an instance. */
export interface Lane {
  readonly kind: 'client' | 'link' | 'instance';
  readonly name: string;
  /** The number of the client whose colour the lane bears; -1 for an instance. */
  readonly client: number;
  /** How far the clock of the lane's node is ahead of true time, at each instant where that bends; else empty. */
  readonly skew: readonly SkewPoint[];
}

export interface SkewPoint {
  readonly atUs: number;
  readonly aheadUs: number;
}

/** Bars have a length; points have none; messages lean from when they were sent to when they came. */
export type MarkKind =
  | 'wait'
  | 'claim'
  | 'real'
  | 'work'
  | 'pause'
  | 'key'
  | 'down'
  | 'slow'
  | 'cut'
  | 'delay'
  | 'point'
  | 'fault'
  | 'message';

/** One thing in a lane, with the sentence that is shown for it. */
export interface Mark extends Span {
  readonly kind: MarkKind;
  readonly lane: number;
  /** The number of the client it belongs to, or -1. */
  readonly client: number;
  readonly text: string;
  /** A short word that stands in or beside the mark where there is room. */
  readonly label?: string;
  /** Of a message: towards the instance or from it, and whether it never came. */
  readonly way?: 'to' | 'from';
  readonly isLost?: boolean;
}

/** A violation as a band across the lanes that it concerns. */
export interface Band extends Span {
  readonly lanes: readonly number[];
  readonly promise: string;
  readonly sentence: string;
  readonly verdict: 'inside' | 'outside';
  /** Why it is outside, in sentences; empty when it is inside. */
  readonly broken: readonly string[];
}

/** All that is drawn. */
export interface Scene {
  readonly title: string;
  readonly replay: string;
  readonly seed: number;
  readonly lanes: readonly Lane[];
  readonly marks: readonly Mark[];
  readonly bands: readonly Band[];
  readonly untilUs: number;
  /** Marks beyond the bound, which are not drawn. */
  readonly leftOut: number;
}

/** Where each name has its lane. */
export interface LaneIndex {
  readonly client: ReadonlyMap<string, number>;
  readonly instance: ReadonlyMap<string, number>;
  /** By `client instance`. */
  readonly link: ReadonlyMap<string, number>;
  /** The number of a client, which is its colour. */
  numberOf(client: string): number;
}
