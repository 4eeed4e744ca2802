/**
 * Exploring: every order in which the messages of a small run can arrive, up to a bound. All links take the same time,
 * and at most so many messages are late, each by one of a few delays: short enough to be overtaken by the next, or about
 * as long as a lock lives. The runs are gone through depth first, those with the fewest late messages before the others,
 * so that what is found first is as small as it gets.
 */
import { RealWorld } from '../../base/world.ts';
import type { LabAdapter } from '../adapter/adapter.ts';
import { judge, type Verdict } from '../check/judge.ts';
import type { PromiseName } from '../check/violation.ts';
import type { History } from '../history/history.ts';
import { EnginePool } from '../instance/engine-pool.ts';
import { type Late, type Plan, type PlanChanges, planOf } from '../run/plan.ts';
import { type Packages, run } from '../run/run.ts';
import { requestOf } from './search.ts';
import type { Replay } from './token.ts';

/** What is gone through. */
export interface ExploreOptions {
  readonly adapter: LabAdapter;
  /** The most messages of a run that are late. Default 2. */
  readonly late?: number;
  /** By how much one may be late, ms. Default: one and a half ways, three fifths of the TTL, a little more than it. */
  readonly delaysMs?: readonly number[];
  /** Changes of the small run: two clients, three instances, one round each, a TTL of 100 ms. */
  readonly plan?: PlanChanges;
  /** The folder in which published packages are looked for. Default the working directory. */
  readonly folder?: string;
  /** Real time, s. Default: no bound. */
  readonly seconds?: number;
  /** Called after each run. */
  readonly onRun?: (runs: number) => void;
  readonly signal?: AbortSignal;
}

/** A promise broken, with as few late messages as there can be. */
export interface ExploreFinding {
  readonly promise: PromiseName;
  readonly verdict: 'inside' | 'outside';
  readonly late: readonly Late[];
  /** Runs and real seconds until it was found. */
  readonly runsUntil: number;
  readonly secondsUntil: number;
  readonly token: string;
  /** With its messages. */
  readonly history: History;
  readonly judged: Verdict;
}

/** What exploring came to. */
export interface Exploration {
  readonly runs: number;
  readonly seconds: number;
  /** Every run within the bound was made. */
  readonly isComplete: boolean;
  /** Messages of the run in which none is late, and the delays that were tried of each. */
  readonly messages: number;
  readonly delaysMs: readonly number[];
  /** The first of each promise and label, the smallest first. */
  readonly findings: readonly ExploreFinding[];
}

const DEFAULT_LATE = 2;
const ONE_WAY_US = 1_000;
const TTL_MS = 100;
const SEED = 1;
const MS_PER_S = 1_000;
const US_PER_MS = 1_000;

/** Goes through the runs; resolves when all were made, or the time is over. */
export function explore(options: ExploreOptions): Promise<Exploration> {
  return new Exploring(options).run();
}

class Exploring {
  readonly #options: ExploreOptions;
  readonly #plan: Plan;
  readonly #delaysMs: readonly number[];
  readonly #findings = new Map<string, ExploreFinding>();
  readonly #pool = new EnginePool();
  readonly #packages: Packages;
  readonly #world = new RealWorld();
  readonly #beganMs = this.#world.monotonicMs();
  #runs = 0;

  constructor(options: ExploreOptions) {
    this.#options = options;
    this.#plan = smallPlan(options.plan);
    this.#delaysMs = options.delaysMs ?? delaysOf(this.#plan);
    this.#packages = { compiled: new Map(), ...(options.folder !== undefined && { folder: options.folder }) };
  }

  async run(): Promise<Exploration> {
    const { late = DEFAULT_LATE } = this.#options;
    const messages = await this.#visit([], 0);
    for (let depth = 1; depth <= late && this.#mayGoOn; depth++) await this.#descend([], messages, depth);
    return {
      runs: this.#runs,
      seconds: this.#seconds,
      isComplete: this.#mayGoOn,
      messages,
      delaysMs: this.#delaysMs,
      findings: [...this.#findings.values()],
    };
  }

  /** Makes each message after the last late one late, and more of those after it until so many are. */
  async #descend(late: readonly Late[], messages: number, more: number): Promise<void> {
    const first = (late.at(-1)?.nth ?? 0) + 1;
    for (let nth = first; nth <= messages; nth++)
      for (const byMs of this.#delaysMs) {
        if (!this.#mayGoOn) return;
        const next = [...late, { nth, byMs }];
        // What comes after a late message may be another message than before.
        const count = await this.#visit(next, more - 1);
        if (more > 1) await this.#descend(next, count, more - 1);
      }
  }

  /** Runs once. @returns how many messages were sent */
  async #visit(late: readonly Late[], more: number): Promise<number> {
    const plan = { ...this.#plan, late };
    const { adapter } = this.#options;
    const replay: Replay = { library: adapter.name, level: 'port', seed: SEED, plan };
    const request = requestOf(adapter, replay, this.#packages);
    const history = await run({ ...request, pool: this.#pool, messages: true });
    this.#runs++;
    this.#options.onRun?.(this.#runs);
    // A run that others go on from was judged when it was the last of its line.
    if (more === 0) this.#look(history, late);
    return history.events.filter(({ kind }) => kind === 'sent').length;
  }

  #look(history: History, late: readonly Late[]): void {
    const judged = judge(history);
    for (const { promise, verdict } of judged.violations) {
      const kind = `${promise} ${verdict}`;
      if (this.#findings.has(kind)) continue;
      const found = {
        runsUntil: this.#runs,
        secondsUntil: this.#seconds,
        token: history.header.replay,
        history,
        judged,
      };
      this.#findings.set(kind, { promise, verdict, late, ...found });
    }
  }

  get #seconds(): number {
    return (this.#world.monotonicMs() - this.#beganMs) / MS_PER_S;
  }

  get #mayGoOn(): boolean {
    const { seconds = Number.POSITIVE_INFINITY, signal } = this.#options;
    return this.#seconds < seconds && signal?.aborted !== true;
  }
}

function smallPlan(changes: PlanChanges = {}): Plan {
  return planOf({
    instances: 3,
    clients: 2,
    network: { leastUs: ONE_WAY_US, mostUs: ONE_WAY_US, lossShare: 0, jitterShare: 1 },
    ...changes,
    workload: { rounds: 1, ttlMs: TTL_MS, waitMs: 4 * TTL_MS, thinkMs: 2, workMs: 10, ...changes.workload },
  });
}

function delaysOf({ network, workload }: Plan): readonly number[] {
  const { ttlMs } = workload;
  const overtakenMs = Math.ceil((1.5 * network.mostUs) / US_PER_MS);
  return [overtakenMs, Math.ceil(0.6 * ttlMs), Math.ceil(1.2 * ttlMs)];
}
