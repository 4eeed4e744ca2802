/**
 * One HTML file that opens from disk and asks for nothing: the verdict, the violations, the drawing, its legend and
 * the story. Without its script it still shows all of that; with it one can zoom and ask.
 */
import type { Verdict } from '../check/judge.ts';
import type { History } from '../history/history.ts';
import { formatInstant } from '../history/instant.ts';
import { tellStory } from '../story/story.ts';
import { BEHAVIOUR } from './behaviour.ts';
import { draw } from './drawing.ts';
import { escapeJson, escapeMarkup } from './escape.ts';
import { across, GUTTER, layOut, RIGHT, UNITS, WIDTH } from './layout.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { Band, Scene } from './scene/mark.ts';
import { buildScene } from './scene/scene.ts';
import { DRAWING, THEME } from './style.ts';

/** The most violations that are listed. */
const MAX_LISTED = 100;

/** The page of a run. */
export function renderPage(history: History, verdict: Verdict): string {
  const scene = buildScene(history, verdict);
  const title = `${scene.title}, seed ${scene.seed}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeMarkup(title)}</title>
<style>${THEME}
${PAGE_STYLE}
${DRAWING}</style>
</head>
<body>
${head(history, scene)}
${violations(scene)}
${figure(scene)}
${LEGEND}
${story(history, verdict)}
<div id="tip" hidden></div>
<script type="application/json" id="facts">${escapeJson(facts(scene))}</script>
<script>${BEHAVIOUR}</script>
</body>
</html>
`;
}

function head({ header }: History, scene: Scene): string {
  const { bands } = scene;
  const inside = bands.filter((band) => band.verdict === 'inside').length;
  const [tone, verdict] =
    bands.length === 0
      ? ['kept', 'Every promise was kept']
      : inside > 0
        ? ['inside', `${count(inside, 'violation')} inside the declared assumptions: a bug`]
        : ['outside', `${count(bands.length, 'violation')}, all outside the declared assumptions`];
  const replay =
    scene.replay === ''
      ? ''
      : `<code class="replay">tidelock lab replay ${escapeMarkup(scene.replay)}</code>`;
  const facts = [
    `seed ${scene.seed}`,
    count(header.clients.length, 'client'),
    count(header.instances.length, 'instance'),
    formatInstant(scene.untilUs),
  ];
  return `<header><div><h1>${escapeMarkup(scene.title)}</h1><p>${facts.join(' · ')}</p></div>
<p class="verdict ${tone}">${verdict}</p><button id="theme" aria-label="Light or dark">◐</button>${replay}</header>`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function violations({ bands }: Scene): string {
  if (bands.length === 0) return '';
  const rest = bands.length > MAX_LISTED ? `<p>${bands.length - MAX_LISTED} more are drawn.</p>` : '';
  return `<section class="violations" aria-label="Violations"><ol>${bands.slice(0, MAX_LISTED).map(violation).join('')}</ol>${rest}</section>`;
}

function violation(band: Band, index: number): string {
  const why =
    band.verdict === 'inside'
      ? 'Nothing that was declared had been broken.'
      : band.broken.map(escapeMarkup).join(' ');
  return `<li><button class="${band.verdict}" data-band="${index}"><b>${index + 1}</b><span><strong>${escapeMarkup(band.sentence)}</strong><small>${escapeMarkup(band.promise)} · ${band.verdict} the assumptions. ${why}</small></span></button></li>`;
}

function figure(scene: Scene): string {
  const { height } = layOut(scene);
  const left = scene.leftOut > 0 ? `<p class="left">${scene.leftOut} marks are left out.</p>` : '';
  return `<figure>
<div class="bar" role="toolbar" aria-label="View">
<button data-key="+" title="Zoom in (+)">+</button><button data-key="-" title="Zoom out (-)">−</button><button data-key="0" title="The whole run (0)">all</button>
<button data-key="[" title="Earlier ([)">←</button><button data-key="]" title="Later (])">→</button>
<button data-key="n" title="The next violation (n)">next violation</button>
<span class="keys">Focus the picture, then <kbd>←</kbd><kbd>→</kbd> in a lane, <kbd>↑</kbd><kbd>↓</kbd> between lanes, <kbd>Enter</kbd> zooms; shift and wheel, or drag</span>
</div>
<div class="scroll"><svg id="picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" role="application" tabindex="0" aria-label="Timeline of clients, links and instances" aria-describedby="detail">
${draw(scene)}
<rect id="cursor" display="none" rx="3"/></svg></div>
<p id="detail" role="status" aria-live="polite">Point at anything, or choose it with the arrow keys.</p>${left}
</figure>`;
}

const LEGEND = `<details class="legend"><summary>What is what</summary><ul>
<li><i class="k wait c0"></i>a client waits<li><i class="k claim c0"></i>the library says it holds<li><i class="k real"></i>its keys really stand at a majority
<li><i class="k work"></i>it works under the lock<li><i class="k key c1"></i>a key at an instance, in its owner's colour<li><i class="k pause"></i>a process stands still
<li><i class="k down"></i>an instance is down<li><i class="k cut"></i>a link is cut<li><i class="k delay"></i>a link or an instance is slow
<li><i class="k band"></i>a violation<li><b>▼</b> told that it is over<li><b>✕</b> refused, failed or killed<li><b>■</b> a write<li><b>◆</b> a fault
<li>a slanted line: a message, down to the instance or up from it<li>an orange line: how far a clock is ahead of true time</ul></details>`;

function story(history: History, verdict: Verdict): string {
  const lines = tellStory(history, verdict).map(
    ({ kind, atUs, text }) =>
      `<li class="${kind}"><time>${formatInstant(atUs)}</time><span>${escapeMarkup(text)}</span></li>`,
  );
  return `<details class="story"><summary>The story</summary><ol>${lines.join('')}</ol></details>`;
}

/** What the script needs: for each mark its lane, its extent and its sentence, in order of time within a lane. */
function facts(scene: Scene): unknown {
  const marks = scene.marks
    .map(
      ({ lane, fromUs, untilUs, text }) =>
        [lane, across(scene, fromUs), across(scene, untilUs), text] as const,
    )
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    marks,
    bands: scene.bands.map((band) => [
      across(scene, band.fromUs),
      across(scene, band.untilUs),
      band.sentence,
    ]),
    lanes: layOut(scene).lanes.map(({ top, height }) => [top, height]),
    untilUs: scene.untilUs,
    gutter: GUTTER,
    right: RIGHT,
    units: UNITS,
    base: WIDTH,
  };
}
