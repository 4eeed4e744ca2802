/** One search from the command line: its bar, its interruption, its words. */
import { libraryOf } from '../../lab/adapter/library.ts';
import { loadFastCheck } from '../../lab/search/fast-check.ts';
import { planner } from '../../lab/search/plan-arbitrary.ts';
import { type SearchResult, search } from '../../lab/search/search.ts';
import { untilInterrupted } from './interrupt.ts';
import { type SearchWords, spaceOf } from './option.ts';
import { searchBar } from './progress.ts';

/** How long a search goes on when nobody says. */
const SECONDS = 10;

/** Searches one library; Ctrl-C ends it early, with what was found until then. */
export async function look(library: string, words: SearchWords): Promise<SearchResult> {
  const { seeds, seed, level, beyond, shrink } = words;
  const seconds = words.seconds ?? (seeds === undefined ? SECONDS : undefined);
  const planOf = planner(await loadFastCheck(), spaceOf(words));
  const bar = searchBar(library, { seconds, seeds });
  try {
    return await untilInterrupted((signal) =>
      search({
        adapter: libraryOf(library).open(),
        planOf,
        level,
        seed,
        shrinkRuns: shrink,
        signal,
        // Whoever goes beyond an assumption wants to see what that breaks.
        wanted: beyond.length > 0 ? () => true : ({ verdict }) => verdict === 'inside',
        onRun: (progress) => bar.show(progress),
        ...(seeds !== undefined && { seeds }),
        ...(seconds !== undefined && { seconds }),
      }),
    );
  } finally {
    bar.end();
  }
}
