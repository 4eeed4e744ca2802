/** A scene as one SVG file that needs nothing beside it: the drawing, its colours, and the sentences beneath. */
import { draw } from './drawing.ts';
import { escapeMarkup } from './escape.ts';
import { GUTTER, layOut, WIDTH } from './layout.ts';
import type { Scene } from './scene/mark.ts';
import { DRAWING, THEME } from './style.ts';

/** The most sentences beneath a picture. */
const MAX_SENTENCES = 5;
const LINE = 17;
/** Letters in a line of a sentence. */
const MEASURE = 150;

/** The picture of a run, to be put into a page or a README. */
export function renderSvg(scene: Scene): string {
  const { height } = layOut(scene);
  const lines = scene.bands
    .slice(0, MAX_SENTENCES)
    .flatMap((band, index) =>
      wrap(`${index + 1}. ${band.sentence}`).map((text) => ({ text, verdict: band.verdict })),
    );
  const full = height + lines.length * LINE + (lines.length > 0 ? 14 : 0);
  const words = lines.map(
    ({ text, verdict }, index) =>
      `<text class="say ${verdict}" x="${GUTTER}" y="${height + 14 + index * LINE}">${escapeMarkup(text)}</text>`,
  );
  const title = `${scene.title}, seed ${scene.seed}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${full}" width="${WIDTH}" height="${full}" role="img">\n` +
    `<title>${escapeMarkup(title)}</title>\n<style>${THEME}\n${DRAWING}</style>\n${draw(scene)}\n${words.join('\n')}\n</svg>\n`
  );
}

function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= MEASURE) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}
