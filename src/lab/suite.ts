/**
 * The lock-safety suite: one test a promise, for whatever runs tests. All of them look at one search, which goes on for
 * so many seconds; what is broken fails its test with the smallest run that shows it, told and repeatable.
 */
import type { LabAdapter, Level } from './adapter/adapter.ts';
import { CHECKERS } from './check/judge.ts';
import { LINEARIZABLE } from './check/linear/linearizable.ts';
import type { PromiseName } from './check/violation.ts';
import { loadFastCheck } from './search/fast-check.ts';
import { planner } from './search/plan-arbitrary.ts';
import { type Finding, type SearchResult, search } from './search/search.ts';
import type { SearchSpace } from './search/space.ts';
import { tellStory } from './story/story.ts';
import { writeTimeline } from './story/timeline.ts';

/** What defines tests: `describe` and `it` of vitest, jest or node:test. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>, timeoutMs?: number) => unknown;
}

/** How long and in what world a library is judged. */
export interface SuiteOptions {
  /** Real time of the search, s. Default 10. */
  readonly seconds?: number;
  /** Or so many seeds, whichever ends first. */
  readonly seeds?: number;
  /** The first seed. Default 1, so that a run of the tests is repeatable. */
  readonly seed?: number;
  /** `socket` runs real clients over simulated sockets, `port` is faster. Default `port`. */
  readonly level?: Level;
  /** What may befall a run, and what each run declares. */
  readonly space?: Partial<SearchSpace>;
  /** The most plans that are tried to make one finding smaller. Default 500. */
  readonly shrinkRuns?: number;
  /** The folder in which published packages are looked for. Default the working directory. */
  readonly folder?: string;
  /** Default: the globals of vitest and jest. */
  readonly runner?: TestRunner;
}

const SECONDS = 10;
/** What a test may take beyond the search, ms: findings are shrunk. */
const SHRINKING_MS = 120_000;
const MS_PER_S = 1_000;

/**
 * Defines a test for each promise of a lock library.
 *
 * @throws TypeError when there is no `describe` and `it`
 */
export function lockSafetySuite(adapter: LabAdapter, options: SuiteOptions = {}): void {
  const { seconds = SECONDS, runner = globalRunner() } = options;
  let searching: Promise<SearchResult> | undefined;
  const timeoutMs = seconds * MS_PER_S + SHRINKING_MS;
  runner.describe(`${adapter.name} in the lab`, () => {
    for (const [promise, about] of promises())
      runner.it(
        `${promise}: ${about}`,
        async () => {
          searching ??= searchFor(adapter, { ...options, seconds });
          const { findings } = await searching;
          const broken = findings.find((finding) => finding.promise === promise);
          if (broken !== undefined) throw new BrokenPromise(broken);
        },
        timeoutMs,
      );
  });
}

/** A promise that a lock library broke inside what was declared. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
  /** The one-line token that repeats it: `tidelock lab replay TOKEN`. */
  readonly token: string;
  readonly promise: PromiseName;

  constructor(finding: Finding) {
    const { history, judged } = finding;
    const story = tellStory(history, judged).map(({ text }) => text);
    super(`${writeTimeline(history, judged)}\n${story.join('\n')}`);
    this.token = finding.token;
    this.promise = finding.promise;
  }
}

function promises(): readonly (readonly [PromiseName, string])[] {
  const all = CHECKERS.map(({ promise, about }) => [promise, about] as const);
  return [...all, ['linearizable', LINEARIZABLE]];
}

async function searchFor(adapter: LabAdapter, options: SuiteOptions): Promise<SearchResult> {
  const { seconds, seeds, seed, level, space, folder, shrinkRuns } = options;
  return search({
    adapter,
    planOf: planner(await loadFastCheck(), space),
    ...(seconds !== undefined && { seconds }),
    ...(seeds !== undefined && { seeds }),
    ...(seed !== undefined && { seed }),
    ...(level !== undefined && { level }),
    ...(folder !== undefined && { folder }),
    ...(shrinkRuns !== undefined && { shrinkRuns }),
  });
}

function globalRunner(): TestRunner {
  const { describe, it } = globalThis as Partial<TestRunner>;
  if (describe === undefined || it === undefined)
    throw new TypeError('there is no global describe and it: give them, as { runner: { describe, it } }');
  return { describe, it };
}
