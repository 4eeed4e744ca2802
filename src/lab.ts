/**
 * The public face of the lock-safety lab: a deterministic world in which any lock library runs unchanged and is
 * judged.
 */
export type {
  AcquireRequest,
  ClientAdapter,
  ClientDoor,
  LabAdapter,
  Level,
  LibraryTerms,
  LockKeyReader,
  LockLibrary,
  PortAdapter,
  PortDoor,
  UsingScope,
} from './lab/adapter/adapter.ts';
export { type KnownLibrary, LIBRARIES, libraryOf } from './lab/adapter/library.ts';
export { type TidelockOptions, tidelockAdapter } from './lab/adapter/tidelock.ts';
export { type JudgedViolation, judge, type PromiseResult, type Verdict } from './lab/check/judge.ts';
export type { AssumptionName, PromiseName } from './lab/check/violation.ts';
export type { Assumptions, LabEvent, RunHeader } from './lab/history/event.ts';
export { type History, HistoryError, hashHistory, readHistory, writeHistory } from './lab/history/history.ts';
export { EnginePool } from './lab/instance/engine-pool.ts';
export { renderPage } from './lab/picture/page.ts';
export { reportJson } from './lab/report/json.ts';
export { reportJunit } from './lab/report/junit.ts';
export { matrixHtml } from './lab/report/matrix-html.ts';
export { matrixMarkdown } from './lab/report/matrix-markdown.ts';
export { type LibraryTally, type PromiseTally, Tally } from './lab/report/tally.ts';
export { type Fault, type FaultKind, type Late, type Plan, planOf, type Workload } from './lab/run/plan.ts';
export { type RunRequest, run } from './lab/run/run.ts';
export {
  type Exploration,
  type ExploreFinding,
  type ExploreOptions,
  explore,
} from './lab/search/explore.ts';
export { planArbitrary, planner } from './lab/search/plan-arbitrary.ts';
export {
  type Finding,
  type Progress,
  repeat,
  type SearchOptions,
  type SearchResult,
  search,
} from './lab/search/search.ts';
export { shrink } from './lab/search/shrink.ts';
export { type SearchSpace, SPACE } from './lab/search/space.ts';
export { type Replay, readToken, TokenError, writeToken } from './lab/search/token.ts';
export { type StoryLine, tellStory } from './lab/story/story.ts';
export { writeTimeline } from './lab/story/timeline.ts';
export { BrokenPromise, lockSafetySuite, type SuiteOptions, type TestRunner } from './lab/suite.ts';
