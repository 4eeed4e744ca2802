/**
 * A scene drawn. Whatever has a length stands in one group whose x axis is the run, so that a page zooms by changing
 * one transform; words and glyphs stand in another and are moved, not stretched. Messages of a link are one path.
 */
import { formatInstant, formatLength } from '../history/instant.ts';
import { escapeMarkup } from './escape.ts';
import {
  across,
  barOf,
  GUTTER,
  type Layout,
  layOut,
  type PlacedLane,
  RIGHT,
  TOP,
  ticks,
  UNITS,
  WIDTH,
} from './layout.ts';
import type { Mark, Scene, SkewPoint } from './scene/mark.ts';
import { COLOURS } from './style.ts';

/** Pixels a unit across before anyone zooms. */
const SCALE = (WIDTH - GUTTER - RIGHT) / UNITS;
/** The most violations that get a number; the page lists them all. */
const MAX_NUMBERS = 50;
/** About how wide a letter of a label is. */
const LETTER = 6.2;

/** The inside of the `<svg>` element, without its style. */
export function draw(scene: Scene): string {
  const layout = layOut(scene);
  return [
    `<g id="lanes">${layout.lanes.map(drawLane).join('')}</g>`,
    `<g id="axis">${drawAxis(scene, layout)}</g>`,
    `<clipPath id="clip"><rect x="${GUTTER}" y="0" width="${WIDTH - GUTTER - RIGHT}" height="${layout.height}"/></clipPath>`,
    `<g clip-path="url(#clip)"><g id="plot" transform="translate(${GUTTER} 0) scale(${SCALE} 1)">`,
    scene.bands.map((band) => drawBand(scene, layout, band)).join(''),
    ORDER.flatMap((kind) => scene.marks.filter((mark) => mark.kind === kind))
      .map((mark) => drawBar(scene, layout, mark))
      .join(''),
    drawMessages(scene, layout),
    layout.lanes.map((placed) => drawSkew(scene, placed)).join(''),
    scene.bands.map((band) => drawClash(scene, layout, band)).join(''),
    `</g><g id="words">`,
    scene.marks.map((mark) => drawWord(scene, layout, mark)).join(''),
    scene.marks.map((mark) => drawPoint(scene, layout, mark)).join(''),
    scene.bands
      .slice(0, MAX_NUMBERS)
      .map((band, index) => drawNumber(scene, band, index))
      .join(''),
    '</g></g>',
  ].join('\n');
}

/** Bars from the back to the front. */
const ORDER: readonly Mark['kind'][] = [
  'cut',
  'delay',
  'slow',
  'pause',
  'wait',
  'claim',
  'real',
  'work',
  'key',
  'down',
];

function drawLane({ lane, top, height, skewTop }: PlacedLane): string {
  const y = top + (skewTop - top) / 2 + 4;
  const colour = lane.client < 0 ? '' : ` c${lane.client % COLOURS}`;
  const swatch =
    lane.kind === 'client'
      ? `<rect class="claim${colour}" x="8" y="${top + 12}" width="4" height="${skewTop - top - 22}"/>`
      : '';
  const skew =
    lane.skew.length > 0
      ? `<text class="ahead" x="18" y="${skewTop + 11}">clock ${escapeMarkup(skewWord(farthest(lane.skew)))}</text>`
      : '';
  return (
    `<rect class="lane ${lane.kind}" x="0" y="${top}" width="${WIDTH}" height="${height}"/>${swatch}` +
    `<text class="name ${lane.kind}" x="18" y="${y}">${escapeMarkup(short(lane.name))}</text>${skew}`
  );
}

function short(name: string): string {
  return name.length > 17 ? `${name.slice(0, 16)}…` : name;
}

function drawAxis(scene: Scene, { height }: Layout): string {
  return ticks(0, scene.untilUs)
    .map((us) => {
      const x = round(GUTTER + across(scene, us) * SCALE);
      return `<line class="tick" x1="${x}" x2="${x}" y1="${TOP - 6}" y2="${height}"/><text class="when" x="${x}" y="${TOP - 12}">${formatInstant(us)}</text>`;
    })
    .join('');
}

function drawBar(scene: Scene, layout: Layout, mark: Mark): string {
  const placed = layout.lanes[mark.lane];
  if (placed === undefined) return '';
  const [top, height] = barOf(mark.kind, placed.lane.kind);
  const colour = mark.client < 0 ? '' : ` c${mark.client % COLOURS}`;
  return `<rect class="m ${mark.kind}${colour}" ${extent(scene, mark)} y="${placed.top + top}" height="${height}"/>`;
}

function extent(scene: Scene, { fromUs, untilUs }: { fromUs: number; untilUs: number }): string {
  const x = across(scene, fromUs);
  return `x="${x}" width="${round(across(scene, untilUs) - x)}"`;
}

function drawBand(scene: Scene, { height }: Layout, band: Scene['bands'][number]): string {
  return `<rect class="m band ${band.verdict}" ${extent(scene, band)} y="${TOP}" height="${height - TOP}"/>`;
}

function drawClash(scene: Scene, { lanes }: Layout, band: Scene['bands'][number]): string {
  return band.lanes
    .map(
      (lane) =>
        `<rect class="m clash ${band.verdict}" ${extent(scene, band)} y="${(lanes[lane]?.top ?? 0) + 3}" height="22"/>`,
    )
    .join('');
}

/** One path a link and a fate: a thousand messages cost the browser as much as one. */
function drawMessages(scene: Scene, { lanes }: Layout): string {
  const paths = new Map<string, string[]>();
  for (const mark of scene.marks) {
    const placed = lanes[mark.lane];
    if (mark.kind !== 'message' || placed === undefined) continue;
    const [above, below] = [placed.top + 1, placed.top + placed.height - 1];
    const [y1, y2] = mark.way === 'to' ? [above, below] : [below, above];
    const name = `msg c${mark.client % COLOURS}${mark.isLost ? ' lost' : ''}`;
    const path = paths.get(`${mark.lane} ${name}`) ?? [];
    paths.set(`${mark.lane} ${name}`, path);
    const end = mark.isLost ? (y1 + y2) / 2 : y2;
    path.push(`M${across(scene, mark.fromUs)} ${y1}L${across(scene, mark.untilUs)} ${end}`);
  }
  return [...paths]
    .map(([name, path]) => `<path class="${name.slice(name.indexOf(' ') + 1)}" d="${path.join('')}"/>`)
    .join('');
}

function drawSkew(scene: Scene, { lane, skewTop }: PlacedLane): string {
  if (lane.skew.length === 0) return '';
  const most = Math.max(Math.abs(farthest(lane.skew)), 1);
  const middle = skewTop + 8;
  const points = lane.skew.map(
    ({ atUs, aheadUs }) => `${across(scene, atUs)},${round(middle - (aheadUs / most) * 6)}`,
  );
  return `<line class="zero" x1="0" x2="${UNITS}" y1="${middle}" y2="${middle}"/><polyline class="skew" points="${`0,${middle} ${points.join(' ')}`}"/>`;
}

/** A word stands in its bar where it fits; `data-w` lets the page judge that anew at each zoom. */
function drawWord(scene: Scene, { lanes }: Layout, mark: Mark): string {
  const placed = lanes[mark.lane];
  if (mark.label === undefined || mark.untilUs === mark.fromUs || placed?.lane.kind === 'link') return '';
  const [top, height] = barOf(mark.kind, placed?.lane.kind ?? 'client');
  const x = across(scene, mark.fromUs);
  const room = round(across(scene, mark.untilUs) - x);
  const label = short(mark.label);
  const fits = room * SCALE > label.length * LETTER + 8;
  const tone = ['claim', 'key', 'down'].includes(mark.kind) ? 'in' : 'in plain';
  const y = (placed?.top ?? 0) + top + Math.min(height, 18) - 5;
  return `<g data-x="${x}" data-w="${room}" data-n="${label.length}" transform="translate(${round(GUTTER + x * SCALE)} 0)"${fits ? '' : ' display="none"'}><text class="${tone}" x="5" y="${y}">${escapeMarkup(label)}</text></g>`;
}

const GLYPHS: Readonly<Record<string, string>> = {
  told: 'M-5 -6L5 -6L0 4Z',
  write: 'M-3 -3H3V3H-3Z',
  refused: 'M-4 -4L0 -1L4 -4L5 -3L1 0L5 3L4 4L0 1L-4 4L-5 3L-1 0L-5 -3Z',
  kill: 'M-6 -6L0 -2L6 -6L7 -4L2 0L7 4L6 6L0 2L-6 6L-7 4L-2 0L-7 -4Z',
};
const DIAMOND = 'M0 -5L5 0L0 5L-5 0Z';

function drawPoint(scene: Scene, { lanes }: Layout, mark: Mark): string {
  const placed = lanes[mark.lane];
  if (placed === undefined || (mark.kind !== 'point' && mark.kind !== 'fault')) return '';
  const x = across(scene, mark.fromUs);
  const glyph = GLYPHS[mark.label === 'failed' ? 'refused' : (mark.label ?? '')] ?? DIAMOND;
  const y = placed.top + Math.min(placed.height / 2, 14);
  return `<g data-x="${x}" transform="translate(${round(GUTTER + x * SCALE)} 0)"><path class="${mark.kind}" transform="translate(0 ${y})" d="${glyph}"/></g>`;
}

function drawNumber(scene: Scene, band: Scene['bands'][number], index: number): string {
  const x = across(scene, (band.fromUs + band.untilUs) / 2);
  return `<g class="no ${band.verdict}" data-x="${x}" transform="translate(${round(GUTTER + x * SCALE)} 0)"><circle cx="0" cy="12" r="9"/><text x="0" y="16">${index + 1}</text></g>`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** The skew farthest from true time, either way. */
function farthest(skew: readonly SkewPoint[]): number {
  return skew.reduce((most, { aheadUs }) => (Math.abs(aheadUs) > Math.abs(most) ? aheadUs : most), 0);
}

function skewWord(aheadUs: number): string {
  return `${aheadUs < 0 ? '−' : '+'}${formatLength(Math.abs(aheadUs))}`;
}
