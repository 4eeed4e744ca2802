/** Where things stand in a picture, in pixels down and in thousandths of the run across. */
import type { Lane, Mark, Scene } from './scene/mark.ts';

/** Across: the run is this many units wide, whatever it lasts and however far one zooms. */
export const UNITS = 1000;
export const GUTTER = 132;
export const WIDTH = 1200;
export const RIGHT = 34;
/** Room above the lanes for the numbers of violations and for the axis. */
export const TOP = 46;
const BOTTOM = 10;
const GROUP_GAP = 12;
const SKEW_HEIGHT = 16;

const HEIGHTS: Readonly<Record<Lane['kind'], number>> = { client: 40, link: 15, instance: 26 };

/** A lane with its place. */
export interface PlacedLane {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
  /** Where the band of the clock's skew begins; the height of the lane when it has none. */
  readonly skewTop: number;
}

/** The lanes from top to bottom, and how high the picture is. */
export interface Layout {
  readonly lanes: readonly PlacedLane[];
  readonly height: number;
}

export function layOut(scene: Scene): Layout {
  let top = TOP;
  let last: Lane['kind'] | undefined;
  const lanes = scene.lanes.map((lane) => {
    if (last !== undefined && last !== lane.kind) top += GROUP_GAP;
    last = lane.kind;
    const bare = HEIGHTS[lane.kind];
    const height = bare + (lane.skew.length > 0 ? SKEW_HEIGHT : 0);
    const placed = { lane, top, height, skewTop: top + bare };
    top += height + 2;
    return placed;
  });
  return { lanes, height: top + BOTTOM };
}

/** How far across an instant is, in units, to three digits. */
export function across(scene: Scene, us: number): number {
  return Math.round((us / scene.untilUs) * UNITS * 1000) / 1000;
}

/** Where a bar stands within its lane: the first pixel down, and its height. */
export function barOf(kind: Mark['kind'], lane: Lane['kind']): readonly [top: number, height: number] {
  if (lane === 'link') return [3, HEIGHTS.link - 6];
  if (lane === 'instance') return kind === 'key' ? [4, 18] : [1, HEIGHTS.instance - 2];
  return CLIENT_BARS[kind] ?? [1, HEIGHTS.client - 2];
}

const CLIENT_BARS: Partial<Readonly<Record<Mark['kind'], readonly [number, number]>>> = {
  wait: [11, 6],
  claim: [5, 18],
  work: [18, 4],
  real: [27, 7],
};

/** Instants for the axis: at most about ten, at 1, 2 or 5 of a power of ten. */
export function ticks(fromUs: number, untilUs: number): readonly number[] {
  const rough = Math.max(1, (untilUs - fromUs) / 10);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const found: number[] = [];
  for (let at = Math.ceil(fromUs / step) * step; at <= untilUs; at += step) found.push(at);
  return found;
}
