/**
 * What the page does: zoom and pan, the sentence of whatever is under the pointer or chosen by the keys, and a walk
 * through the violations. Text, because it runs in a browser that has nothing of ours; it only ever sets textContent.
 */

/** The script of the page. It reads the marks and bands from the page's data and finds the rest by id. */
export const BEHAVIOUR = `'use strict';
(() => {
const $ = (id) => document.getElementById(id);
const { marks, bands, lanes, untilUs, gutter, right, units, base } = JSON.parse($('facts').textContent);
const svg = $('picture'), plot = $('plot'), detail = $('detail'), tip = $('tip'), cursor = $('cursor');
const moved = [...document.querySelectorAll('#words [data-x]')].map((node) => ({
  node, x: +node.dataset.x, room: node.dataset.w === undefined ? -1 : +node.dataset.w, letters: +node.dataset.n,
}));
const perLane = lanes.map(() => []);
marks.forEach((mark, number) => perLane[mark[0]].push(number));
let from = 0, to = units, chosen = -1, band = -1, width = base;
const NEAREST = units / 1e7;
const scale = () => (width - gutter - right) / (to - from);
const toX = (unit) => gutter + (unit - from) * scale();
const seconds = (us, step) => (us / 1e6).toFixed(step >= 1000 ? 3 : 6) + ' s';

function ticks() {
  const [a, b] = [from / units * untilUs, to / units * untilUs];
  const rough = Math.max(1, (b - a) / (width < 700 ? 5 : 10)), power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const axis = $('axis'), bottom = svg.viewBox.baseVal.height;
  axis.replaceChildren();
  for (let at = Math.ceil(a / step) * step; at <= b; at += step) {
    const x = toX(at / untilUs * units);
    const line = document.createElementNS(svg.namespaceURI, 'line'), text = document.createElementNS(svg.namespaceURI, 'text');
    for (const [name, value] of [['class', 'tick'], ['x1', x], ['x2', x], ['y1', 40], ['y2', bottom]]) line.setAttribute(name, value);
    text.setAttribute('class', 'when'); text.setAttribute('x', x); text.setAttribute('y', 34);
    text.textContent = seconds(at, step);
    axis.append(line, text);
  }
}
let queued = false;
function draw() {
  if (queued) return;
  queued = true;
  requestAnimationFrame(() => {
    queued = false;
    const k = scale();
    plot.setAttribute('transform', 'translate(' + (gutter - from * k) + ' 0) scale(' + k + ' 1)');
    for (const { node, x, room, letters } of moved) {
      const shown = room < 0 ? x >= from && x <= to : room * k > letters * 6.2 + 8 && x + room >= from && x <= to;
      if (shown) {
        node.removeAttribute('display');
        node.setAttribute('transform', 'translate(' + (room < 0 ? toX(x) : Math.max(toX(x), gutter)) + ' 0)');
      } else node.setAttribute('display', 'none');
    }
    ticks();
    mark();
  });
}
function view(a, b) {
  const size = Math.min(units, Math.max(NEAREST, b - a));
  from = Math.min(Math.max(0, (a + b - size) / 2), units - size);
  to = from + size;
  draw();
}
function zoom(factor, centre = (from + to) / 2) {
  view(centre - (centre - from) * factor, centre + (to - centre) * factor);
}
function fit() {
  const box = svg.parentElement.clientWidth;
  width = Math.max(640, box);
  const height = svg.viewBox.baseVal.height;
  svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
  svg.setAttribute('width', width);
  for (const rect of document.querySelectorAll('#lanes .lane')) rect.setAttribute('width', width);
  document.querySelector('#clip rect').setAttribute('width', width - gutter - right);
  draw();
}
function mark() {
  if (chosen < 0) return cursor.setAttribute('display', 'none');
  const [lane, a, b] = marks[chosen], left = Math.max(toX(a), gutter);
  cursor.removeAttribute('display');
  cursor.setAttribute('x', left - 3);
  cursor.setAttribute('width', Math.max(6, Math.min(toX(b), width - right) - left + 6));
  cursor.setAttribute('y', lanes[lane][0]);
  cursor.setAttribute('height', lanes[lane][1]);
}
function choose(number) {
  if (number === undefined || number < 0) return;
  chosen = number;
  const [, a, b, text] = marks[number];
  const us = Math.round(a / units * untilUs);
  detail.textContent = seconds(us, us % 1000 === 0 ? 1000 : 1) + '  ' + text;
  if (b < from || a > to) view(a - (to - from) / 2, a + (to - from) / 2); else draw();
}
function showBand(number) {
  if (bands.length === 0) return;
  band = (number + bands.length) % bands.length;
  const [a, b, text] = bands[band], room = Math.max(b - a, units / 400) * 1.5;
  detail.textContent = text;
  for (const button of document.querySelectorAll('[data-band]')) button.setAttribute('aria-current', String(+button.dataset.band === band));
  view(a - room, b + room);
}
function find(lane, unit) {
  const reach = 6 / scale();
  let best, least = Infinity;
  for (const number of perLane[lane] ?? []) {
    const [, a, b] = marks[number], away = unit < a ? a - unit : unit > b ? unit - b : 0;
    const cost = away * 1e6 + (b - a);
    if (away <= reach && cost < least) { least = cost; best = number; }
  }
  return best;
}
function under(event) {
  const box = svg.getBoundingClientRect(), factor = width / box.width;
  const x = (event.clientX - box.left) * factor, y = (event.clientY - box.top) * factor;
  const lane = lanes.findIndex(([top, height]) => y >= top && y <= top + height + 1);
  return lane < 0 || x < gutter ? undefined : find(lane, from + (x - gutter) / scale());
}
let dragged;
svg.addEventListener('pointermove', (event) => {
  if (dragged !== undefined) {
    const by = (dragged.x - event.clientX) / scale();
    view(dragged.from + by, dragged.to + by);
    return;
  }
  const number = under(event);
  tip.hidden = number === undefined;
  if (number === undefined) return;
  tip.textContent = marks[number][3];
  tip.style.left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8) + 'px';
  tip.style.top = Math.min(event.clientY + 16, innerHeight - tip.offsetHeight - 8) + 'px';
});
svg.addEventListener('pointerleave', () => { tip.hidden = true; });
svg.addEventListener('pointerdown', (event) => {
  if (event.button !== 0) return;
  choose(under(event));
  dragged = { x: event.clientX, from, to };
  svg.setPointerCapture(event.pointerId);
});
svg.addEventListener('pointerup', () => { dragged = undefined; });
svg.addEventListener('pointercancel', () => { dragged = undefined; });
svg.addEventListener('wheel', (event) => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
  event.preventDefault();
  const box = svg.getBoundingClientRect();
  zoom(event.deltaY + event.deltaX > 0 ? 1.25 : 0.8, from + ((event.clientX - box.left) * width / box.width - gutter) / scale());
}, { passive: false });
function step(by) {
  if (chosen < 0) return hop(1);
  const all = perLane[marks[chosen][0]];
  choose(all[Math.min(Math.max(0, all.indexOf(chosen) + by), all.length - 1)]);
}
function hop(by) {
  const centre = chosen < 0 ? (from + to) / 2 : marks[chosen][1];
  for (let lane = (chosen < 0 ? -1 : marks[chosen][0]) + by; lane >= 0 && lane < lanes.length; lane += by) {
    const all = perLane[lane];
    if (all.length === 0) continue;
    return choose(all.reduce((best, number) => Math.abs(marks[number][1] - centre) < Math.abs(marks[best][1] - centre) ? number : best));
  }
}
const KEYS = {
  ArrowRight: () => step(1), ArrowLeft: () => step(-1), ArrowDown: () => hop(1), ArrowUp: () => hop(-1),
  '+': () => zoom(0.5), '=': () => zoom(0.5), '-': () => zoom(2), 0: () => view(0, units),
  '[': () => view(from - (to - from) / 3, to - (to - from) / 3), ']': () => view(from + (to - from) / 3, to + (to - from) / 3),
  n: () => showBand(band + 1), p: () => showBand(band < 0 ? -1 : band - 1),
  Enter: () => { if (chosen >= 0) { const [, a, b] = marks[chosen], room = Math.max(b - a, units / 1000); view(a - room, b + room); } },
};
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isOnPicture = document.activeElement === svg;
  if (!isOnPicture && !'+=-0np[]'.includes(event.key)) return;
  if (!Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});
for (const button of document.querySelectorAll('[data-band]')) button.addEventListener('click', () => showBand(+button.dataset.band));
for (const button of document.querySelectorAll('[data-key]')) button.addEventListener('click', () => KEYS[button.dataset.key]());
$('theme').addEventListener('click', () => {
  const root = document.documentElement, isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = (root.dataset.theme ?? (isDark ? 'dark' : 'light')) === 'dark' ? 'light' : 'dark';
});
addEventListener('resize', fit);
fit();
})();`;
