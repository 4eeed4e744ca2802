/** The colours of a picture, in light and in dark, and the style of what is drawn. The page adds its own. */

const LIGHT =
  '--bg:#fff;--fg:#1b1f24;--dim:#626d79;--line:#e1e6ec;--alt:#f5f7f9;--bad:#cf222e;--warn:#b25d00;--real:#15803d;' +
  '--c0:#2563d9;--c1:#c2570a;--c2:#7c3aed;--c3:#0e7c86;--c4:#b8327f;--c5:#64720a;--c6:#8a5a44;--c7:#4f6272;--on:#fff';
const DARK =
  '--bg:#11151a;--fg:#e8ecf1;--dim:#98a3b0;--line:#2a323c;--alt:#181d24;--bad:#ff6b6b;--warn:#f5a742;--real:#4ade80;' +
  '--c0:#6ea2ff;--c1:#f09a52;--c2:#b79bff;--c3:#4fc9d4;--c4:#f083bd;--c5:#b5c64c;--c6:#d3a58f;--c7:#9fb3c8;--on:#11151a';

/** How many colours clients have before they begin anew. */
export const COLOURS = 8;

/** Both themes: the reader's system chooses, unless the page says `data-theme`. */
export const THEME = `:root{color-scheme:light dark;${LIGHT}}
@media(prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
:root[data-theme=light]{color-scheme:light}`;

const clients = Array.from({ length: COLOURS }, (_, number) => `.c${number}{--c:var(--c${number})}`).join('');

/** What is drawn. Strokes keep their width however far one zooms. */
export const DRAWING = `${clients}
svg{font:12px/1.3 system-ui,sans-serif;background:var(--bg)}
svg text{fill:var(--fg)}
.lane{fill:var(--alt)}.link.lane{fill:none}
.name{font-weight:600}.link.name{font-weight:400;font-size:10.5px;fill:var(--dim)}
.tick{stroke:var(--line)}.when{fill:var(--dim);font-size:11px;text-anchor:middle}
.m{vector-effect:non-scaling-stroke;stroke-width:1}
.wait{fill:var(--c);fill-opacity:.22;stroke:var(--c);stroke-opacity:.5}
.claim,.key{fill:var(--c);stroke:var(--c)}.key{fill-opacity:.82}
.work{fill:var(--on);fill-opacity:.75;stroke:none}
.real{fill:var(--real);stroke:var(--real)}
.pause{fill:var(--dim);fill-opacity:.32;stroke:var(--dim);stroke-dasharray:3 3}
.down{fill:var(--fg);fill-opacity:.6;stroke:var(--fg)}
.slow,.delay{fill:var(--warn);fill-opacity:.22;stroke:var(--warn);stroke-opacity:.6}
.cut{fill:var(--bad);fill-opacity:.16;stroke:var(--bad);stroke-opacity:.6;stroke-dasharray:4 3}
.msg{fill:none;vector-effect:non-scaling-stroke;stroke:var(--c);stroke-width:1.2;stroke-opacity:.75}
.msg.lost{stroke:var(--bad);stroke-dasharray:2 2;stroke-opacity:1}
.skew{fill:none;vector-effect:non-scaling-stroke;stroke:var(--warn);stroke-width:1.5}
.zero{stroke:var(--line);vector-effect:non-scaling-stroke}
.band{fill:var(--bad);fill-opacity:.09;stroke:var(--bad);stroke-opacity:.55;stroke-dasharray:4 3}
.outside.band{fill:var(--warn);stroke:var(--warn)}
.clash{fill:var(--bad);fill-opacity:.42;stroke:var(--bad);stroke-width:1.5}
.outside.clash{fill:var(--warn);stroke:var(--warn)}
.point{fill:var(--fg);stroke:var(--bg);stroke-width:1}.fault{fill:var(--warn);stroke:var(--bg);stroke-width:1}
.in{fill:var(--on);font-size:11px;pointer-events:none}.in.plain{fill:var(--fg)}
.no circle{fill:var(--bad)}.no.outside circle{fill:var(--warn)}
.no text{fill:var(--on);font-weight:700;font-size:11px;text-anchor:middle}
.say{fill:var(--bad);font-weight:600}.say.outside{fill:var(--warn)}
.ahead{fill:var(--warn);font-size:10px}`;
