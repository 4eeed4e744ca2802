/**
 * The search: runs a library seed after seed, each with a plan of its own, judges every run, and shrinks the first
 * that breaks a promise to the smallest that still does. What is found carries its replay token.
 */
import { RealWorld } from '../../base/world.ts';
import type { LabAdapter, Level } from '../adapter/adapter.ts';
import { type JudgedViolation, judge, type Verdict } from '../check/judge.ts';
import type { PromiseName } from '../check/violation.ts';
import type { History } from '../history/history.ts';
import { EnginePool } from '../instance/engine-pool.ts';
import { type LibraryTally, Tally } from '../report/tally.ts';
import type { Plan } from '../run/plan.ts';
import { type Packages, type RunRequest, run } from '../run/run.ts';
import { shrink } from './shrink.ts';
import { type Replay, writeToken } from './token.ts';

/** What is run and for how long: so many seeds, or so many seconds, whichever ends first. */
export interface SearchOptions {
  readonly adapter: LabAdapter;
  /** The plan of each seed: `planner` draws them. */
  readonly planOf: (seed: number) => Plan;
  readonly level?: Level;
  /** The folder in which published packages are looked for. Default the working directory. */
  readonly folder?: string;
  /** The first seed; the others follow. Default 1. */
  readonly seed?: number;
  /** Default: no bound. */
  readonly seeds?: number;
  /** Real time for the runs, s. What is found is shrunk beside it. Default: no bound. */
  readonly seconds?: number;
  /** The most plans that are tried to shrink one finding; 0 leaves it as it was found. Default 500. */
  readonly shrinkRuns?: number;
  /** Ends at the first finding that `wanted` accepts. Default false. */
  readonly stopsAtFirst?: boolean;
  /** Which violations are worth shrinking. Default: bugs. */
  readonly wanted?: (violation: JudgedViolation) => boolean;
  /** Called after each run. */
  readonly onRun?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** How far a search is. */
export interface Progress {
  readonly seeds: number;
  readonly acquisitions: number;
  /** Runs with at least one violation that is wanted. */
  readonly broken: number;
  /** Real time since the search began, s. */
  readonly seconds: number;
}

/** A promise broken, as small as it was made. */
export interface Finding {
  readonly promise: PromiseName;
  readonly verdict: 'inside' | 'outside';
  /** The seed that showed it, how many were run until then, and real seconds until then. */
  readonly seed: number;
  readonly seedsUntil: number;
  readonly secondsUntil: number;
  readonly shrinkRuns: number;
  readonly replay: Replay;
  readonly token: string;
  /** The smallest run, with its messages. */
  readonly history: History;
  readonly judged: Verdict;
}

/** What a search came to. */
export interface SearchResult {
  readonly tally: LibraryTally;
  /** The first of each promise and label, in the order in which they were found. */
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

const MS_PER_S = 1_000;

/** Searches; resolves when its time or its seeds are over. */
export async function search(options: SearchOptions): Promise<SearchResult> {
  const searching = new Searching(options);
  return searching.run();
}

/** Repeats a run, with its messages. @param packages where published packages are looked for */
export function repeat(adapter: LabAdapter, replay: Replay, packages: Packages = {}): Promise<History> {
  return run({ ...requestOf(adapter, replay, packages), messages: true });
}

/** What a token stands for, as a run. */
export function requestOf(adapter: LabAdapter, replay: Replay, packages: Packages): RunRequest {
  const { seed, plan, level } = replay;
  const client = 'client' in adapter ? adapter.client : 'ioredis';
  const request = { seed, plan, adapter, replay: writeToken(replay) };
  return level === 'socket' ? { ...request, sockets: { client, ...packages } } : { ...request, packages };
}

class Searching {
  readonly #options: SearchOptions;
  readonly #tally: Tally;
  readonly #pool = new EnginePool();
  readonly #world = new RealWorld();
  readonly #beganMs = this.#world.monotonicMs();
  readonly #findings = new Map<string, Finding>();
  readonly #level: Level;
  readonly #packages: Packages;
  #shrinkingMs = 0;
  #seeds = 0;
  #broken = 0;

  constructor(options: SearchOptions) {
    this.#options = options;
    this.#tally = new Tally(options.adapter.name);
    this.#level = options.level ?? 'port';
    const { folder } = options;
    this.#packages = { compiled: new Map(), ...(folder !== undefined && { folder }) };
  }

  async run(): Promise<SearchResult> {
    const { seed = 1, seeds = Number.POSITIVE_INFINITY, seconds = Number.POSITIVE_INFINITY } = this.#options;
    const { stopsAtFirst = false, signal, onRun } = this.#options;
    while (this.#seeds < seeds && this.#seconds < seconds && signal?.aborted !== true) {
      await this.#runSeed(seed + this.#seeds++);
      onRun?.(this.#progress);
      if (stopsAtFirst && this.#findings.size > 0) break;
    }
    return { tally: this.#tally.sum, findings: [...this.#findings.values()], seconds: this.#seconds };
  }

  /** Real time of the runs themselves. */
  get #seconds(): number {
    return (this.#world.monotonicMs() - this.#beganMs - this.#shrinkingMs) / MS_PER_S;
  }

  get #progress(): Progress {
    const { acquisitions } = this.#tally.sum;
    return { seeds: this.#seeds, acquisitions, broken: this.#broken, seconds: this.#seconds };
  }

  async #runSeed(seed: number): Promise<void> {
    const { planOf, wanted = isBug } = this.#options;
    const plan = planOf(seed);
    const replay = this.#replayOf(seed, plan);
    const [history, verdict] = await this.#judged(replay);
    this.#tally.add(history, verdict);
    const violations = verdict.violations.filter(wanted);
    if (violations.length > 0) this.#broken++;
    for (const violation of violations) {
      const { promise, verdict: label } = violation;
      const kind = `${promise} ${label}`;
      if (this.#findings.has(kind)) continue;
      const secondsUntil = this.#seconds;
      const startMs = this.#world.monotonicMs();
      this.#findings.set(kind, await this.#shrunk(replay, violation, secondsUntil));
      this.#shrinkingMs += this.#world.monotonicMs() - startMs;
      if (this.#options.stopsAtFirst === true) return;
    }
  }

  async #shrunk(found: Replay, violation: JudgedViolation, secondsUntil: number): Promise<Finding> {
    const { shrinkRuns, signal } = this.#options;
    const { promise, verdict: label } = violation;
    const { seed } = found;
    const isSame = (other: JudgedViolation) => other.promise === promise && other.verdict === label;
    const stillFails = async (plan: Plan) => {
      const [, { violations }] = await this.#judged(this.#replayOf(seed, plan));
      return violations.some(isSame);
    };
    const { plan, runs } = await shrink(found.plan, stillFails, {
      ...(shrinkRuns !== undefined && { mostRuns: shrinkRuns }),
      ...(signal !== undefined && { signal }),
    });
    const replay = this.#replayOf(seed, plan);
    const [history, judged] = await this.#judged(replay, true);
    return {
      promise,
      verdict: label,
      seed,
      seedsUntil: this.#seeds,
      secondsUntil,
      shrinkRuns: runs,
      replay,
      token: writeToken(replay),
      history,
      judged,
    };
  }

  async #judged(replay: Replay, messages = false): Promise<readonly [History, Verdict]> {
    const request = requestOf(this.#options.adapter, replay, this.#packages);
    const history = await run({ ...request, pool: this.#pool, messages });
    return [history, judge(history)];
  }

  #replayOf(seed: number, plan: Plan): Replay {
    return { library: this.#options.adapter.name, level: this.#level, seed, plan };
  }
}

function isBug({ verdict }: JudgedViolation): boolean {
  return verdict === 'inside';
}
