/** `tidelock lab replay`: repeats one run from its token, and tells it. */
import { libraryOf } from '../../lab/adapter/library.ts';
import { judge } from '../../lab/check/judge.ts';
import { writeHistory } from '../../lab/history/history.ts';
import { formatInstant } from '../../lab/history/instant.ts';
import { renderPage } from '../../lab/picture/page.ts';
import { buildScene } from '../../lab/picture/scene/scene.ts';
import { renderSvg } from '../../lab/picture/svg.ts';
import { repeat } from '../../lab/search/search.ts';
import { readToken } from '../../lab/search/token.ts';
import { tellStory } from '../../lab/story/story.ts';
import { writeTimeline } from '../../lab/story/timeline.ts';
import { writeReport } from './write.ts';

export interface ReplayWords {
  readonly html?: string;
  readonly svg?: string;
  readonly history?: string;
}

const TIME_WIDTH = 12;

/** Ends with code 1 when a promise was broken inside what was declared. @throws TokenError */
export async function labReplay(token: string, words: ReplayWords): Promise<void> {
  const replay = readToken(token);
  const history = await repeat(libraryOf(replay.library).open(), replay);
  const verdict = judge(history);
  console.log(writeTimeline(history, verdict));
  for (const { kind, atUs, text } of tellStory(history, verdict))
    console.log(`${formatInstant(atUs).padStart(TIME_WIDTH)} ${kind === 'violation' ? '! ' : '  '}${text}`);
  await writeReport(words.html, () => renderPage(history, verdict));
  await writeReport(words.svg, () => renderSvg(buildScene(history, verdict)));
  await writeReport(words.history, () => writeHistory(history));
  if (verdict.status === 'inside') process.exitCode = 1;
}
