/** `tidelock lab run`: searches one library, and shows the first of each promise that it breaks. */
import { renderPage } from '../../lab/picture/page.ts';
import { reportJson } from '../../lab/report/json.ts';
import { reportJunit } from '../../lab/report/junit.ts';
import { matrixHtml } from '../../lab/report/matrix-html.ts';
import type { LibraryTally, PromiseTally } from '../../lab/report/tally.ts';
import type { SearchResult } from '../../lab/search/search.ts';
import { writeTimeline } from '../../lab/story/timeline.ts';
import { look } from './look.ts';
import type { SearchWords } from './option.ts';
import { writeReport } from './write.ts';

export interface RunWords extends SearchWords {
  readonly library: string;
}

/** Ends with code 1 when a promise was broken inside what was declared. */
export async function labRun(words: RunWords): Promise<void> {
  const result = await look(words.library, words);
  const { tally, findings } = result;
  console.log(summary(result, words));
  // Several promises may have been shrunk to one run.
  const runs = new Map(findings.map((finding) => [finding.token, finding]));
  for (const { history, judged } of runs.values()) console.log(`\n${writeTimeline(history, judged)}`);
  const [first] = findings;
  await writeReport(words.html, () =>
    first === undefined ? matrixHtml([tally]) : renderPage(first.history, first.judged),
  );
  await writeReport(words.json, () => reportJson([tally]));
  await writeReport(words.junit, () => reportJunit([tally]));
  if (tally.promises.some(({ outcome }) => outcome === 'inside')) process.exitCode = 1;
}

function summary({ tally, seconds }: SearchResult, { level, seed }: SearchWords): string {
  const { library, runs, acquisitions, promises } = tally;
  const seeds = runs === 0 ? 'no seed' : `seeds ${seed} to ${seed + runs - 1}`;
  const head = `${library} at the ${level} level: ${seeds}, ${acquisitions} acquisitions, ${seconds.toFixed(1)} s`;
  return [head, ...promises.map((promise) => line(promise, tally))].join('\n');
}

function line(
  { promise, outcome, inside, outside, first, about }: PromiseTally,
  { runs }: LibraryTally,
): string {
  const said = {
    kept: 'kept',
    unpromised: 'not promised',
    undecided: 'undecided',
    outside: `broken in ${outside} of ${runs} runs, outside the assumptions (${first?.broken.join(', ')})`,
    inside: `BROKEN in ${inside} of ${runs} runs, first by seed ${first?.seed}`,
  }[outcome];
  return `  ${promise.padEnd(16)} ${said}${outcome === 'inside' ? `: ${about}` : ''}`;
}
