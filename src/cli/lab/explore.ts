/** `tidelock lab explore`: every order of a small run's messages, up to a bound. */
import { libraryOf } from '../../lab/adapter/library.ts';
import { renderPage } from '../../lab/picture/page.ts';
import { type Exploration, explore } from '../../lab/search/explore.ts';
import { writeTimeline } from '../../lab/story/timeline.ts';
import { untilInterrupted } from './interrupt.ts';
import { writeReport } from './write.ts';

export interface ExploreWords {
  readonly library: string;
  readonly late: number;
  readonly instances: number;
  readonly clients: number;
  readonly rounds: number;
  readonly ttl: number;
  readonly seconds?: number;
  readonly html?: string;
}

/** Ends with code 1 when a promise was broken inside what was declared. Ctrl-C ends it early, with what was found. */
export async function labExplore(words: ExploreWords): Promise<void> {
  const { library, late, instances, clients, rounds, ttl: ttlMs, seconds } = words;
  const result = await untilInterrupted((signal) =>
    explore({
      adapter: libraryOf(library).open(),
      late,
      plan: { instances, clients, workload: { rounds, ttlMs } },
      signal,
      ...(seconds !== undefined && { seconds }),
    }),
  );
  console.log(summary(result, words));
  const runs = new Map(result.findings.map((finding) => [finding.token, finding]));
  for (const { history, judged } of runs.values()) console.log(`\n${writeTimeline(history, judged)}`);
  const [first] = result.findings;
  if (first !== undefined) await writeReport(words.html, () => renderPage(first.history, first.judged));
  if (result.findings.some(({ verdict }) => verdict === 'inside')) process.exitCode = 1;
}

function summary(
  { runs, seconds, isComplete, messages, delaysMs, findings }: Exploration,
  words: ExploreWords,
) {
  const { library, late, clients, instances } = words;
  const how = isComplete ? `all ${runs} runs` : `${runs} runs, and not all`;
  const head =
    `${library}, ${clients} clients on ${instances} instances: ${how} with at most ${late} late messages ` +
    `of about ${messages}, by ${delaysMs.join(', ')} ms; ${seconds.toFixed(1)} s`;
  if (findings.length === 0) return `${head}\n  every promise kept`;
  const lines = findings.map(
    ({ promise, verdict, late: found, runsUntil }) =>
      `  ${promise.padEnd(16)} broken ${verdict} with ${found.length} late, in run ${runsUntil}`,
  );
  return [head, ...lines].join('\n');
}
