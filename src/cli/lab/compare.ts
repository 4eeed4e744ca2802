/** `tidelock lab compare`: the same search for several libraries, as a matrix of promises. */
import { reportJson } from '../../lab/report/json.ts';
import { reportJunit } from '../../lab/report/junit.ts';
import { matrixHtml } from '../../lab/report/matrix-html.ts';
import { matrixMarkdown } from '../../lab/report/matrix-markdown.ts';
import type { LibraryTally, PromiseTally } from '../../lab/report/tally.ts';
import type { SearchResult } from '../../lab/search/search.ts';
import { installedLibraries } from './list.ts';
import { look } from './look.ts';
import type { SearchWords } from './option.ts';
import { writeReport } from './write.ts';

export interface CompareWords extends SearchWords {
  readonly libraries?: readonly string[];
}

/** Prints Markdown. That a library breaks its promises is the answer here, and no failure. */
export async function labCompare(words: CompareWords): Promise<void> {
  const tallies: LibraryTally[] = [];
  for (const library of words.libraries ?? installedLibraries())
    tallies.push(withSmallest(await look(library, words)));
  console.log(matrixMarkdown(tallies));
  await writeReport(words.html, () => matrixHtml(tallies));
  await writeReport(words.json, () => reportJson(tallies));
  await writeReport(words.junit, () => reportJunit(tallies));
}

/** The first failure of each promise is shown as small as it was made. */
function withSmallest({ tally, findings }: SearchResult): LibraryTally {
  const promises = tally.promises.map((one): PromiseTally => {
    const finding = findings.find(
      ({ promise, verdict }) => promise === one.promise && verdict === one.outcome,
    );
    const violation = finding?.judged.violations.find(
      ({ promise, verdict }) => promise === one.promise && verdict === one.outcome,
    );
    if (one.first === undefined || finding === undefined || violation === undefined) return one;
    return { ...one, first: { ...one.first, replay: finding.token, sentence: violation.sentence } };
  });
  return { ...tally, promises };
}
