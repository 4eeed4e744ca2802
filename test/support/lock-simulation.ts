/**
 * A small world of clients, instances and links, with a seed: clocks at the edges of their bound, requests
 * that are slow or lost, holders that die, instances that come back empty. What it reports is what must
 * never be: two holders at once, a token that does not grow, a lock that was dead when it was handed out,
 * a key that nobody asked for any more.
 */
import type { Safeguards } from '../../src/redlock/house.ts';
import type { Lock } from '../../src/redlock/lock.ts';
import type { RedlockOptions } from '../../src/redlock/option.ts';
import type { QuorumLocks } from '../../src/redlock/quorum-locks.ts';
import { DriftingWorld, type Node, type Passage, type QuorumFixture, quorumFixture } from './quorum.ts';

export interface SimulationPlan {
  readonly seed: number;
  /** Default 3. */
  readonly instances?: number;
  /** How far rates stray from 1. Default: the bound that the clients state, 0.05. */
  readonly strayRate?: number;
  /** Instances come back empty, one at a time. Default false. */
  readonly restarts?: boolean;
  /** How slow a slow request or answer is, ms. Default 60. */
  readonly slowMs?: number;
  /** Wall clocks of clients are stepped. Default false. */
  readonly steps?: boolean;
  readonly options?: RedlockOptions;
  readonly without?: Partial<Safeguards>;
}

const RATE_BOUND = 0.05;
const TTL_MS = 300;
const CLIENTS = 3;
const END_MS = 1_500;
const STEP_MS = 2;
/** Beyond the longest TTL of any plan. */
const PATIENCE_MS = 12_000;
/** Long enough for what is under way to arrive, short of a TTL. */
const QUIET_MS = 200;

/** Runs one plan; the violations it saw, in words. */
export async function simulate(plan: SimulationPlan): Promise<readonly string[]> {
  return new Simulation(plan).run();
}

class Simulation {
  readonly #plan: SimulationPlan;
  readonly #quorum: QuorumFixture;
  readonly #violations = new Set<string>();
  readonly #held = new Map<string, Lock>();
  /** Values of holders that died: their keys expire. */
  readonly #mayBeLeft = new Set<string>();
  readonly #worlds: DriftingWorld[] = [];
  #lastToken = 0;
  #hasRestarted = false;

  constructor(plan: SimulationPlan) {
    this.#plan = plan;
    const stray = plan.strayRate ?? RATE_BOUND;
    const instances = plan.instances ?? 3;
    const rates = Array.from({ length: instances }, (_, i) => 1 + stray * (((plan.seed + i) % 3) - 1));
    this.#quorum = quorumFixture(instances, plan.seed, rates);
    for (const node of this.#quorum.nodes) node.passage = (script) => this.#passage(script);
  }

  async run(): Promise<readonly string[]> {
    const clients = Array.from({ length: CLIENTS }, (_, i) => this.#client(i));
    await this.#begin(clients);
    const work = Promise.all(clients.map((client, index) => this.#work(`client-${index}`, client)));
    while (this.#now() < END_MS) await this.#tick();
    let isOver = false;
    void work.then(() => {
      isOver = true;
    });
    for (let ms = 0; !isOver && ms < PATIENCE_MS; ms += STEP_MS) await this.#tick();
    if (!isOver) this.#violations.add('a call did not settle');
    for (let ms = 0; ms < QUIET_MS; ms += STEP_MS) await this.#tick();
    this.#lookForOrphans();
    return [...this.#violations];
  }

  #client(index: number): QuorumLocks {
    const stray = this.#plan.strayRate ?? RATE_BOUND;
    const world = new DriftingWorld(
      this.#quorum.truth,
      1 - stray * (((this.#plan.seed >> 2) + index) % 3 === 2 ? -1 : 1),
    );
    this.#worlds.push(world);
    const options = {
      world,
      clockRateBound: RATE_BOUND,
      ttlMs: TTL_MS,
      maxTtlMs: 20 * TTL_MS,
      waitMs: 2 * TTL_MS,
      instanceTimeoutMs: 25,
      retry: { baseMs: 4, capMs: 20 },
      ...this.#plan.options,
    };
    return this.#quorum.client(options, this.#plan.without);
  }

  /** The quorum begins before the faults do. */
  async #begin([first]: readonly QuorumLocks[]): Promise<void> {
    const { nodes } = this.#quorum;
    for (const node of nodes) node.passage = () => ({});
    await (await first?.acquire('begin'))?.release();
    for (const node of nodes) node.passage = (script) => this.#passage(script);
  }

  /** Requests for a lock suffer; what gives it back arrives, so that an orphan is nobody's bad luck. */
  #passage(script: string): Passage {
    const { truth } = this.#quorum;
    const { slowMs = 60 } = this.#plan;
    const chance = truth.random();
    const quick = { thereMs: truth.random() * 3, backMs: truth.random() * 3 };
    if (script === 'release') return quick;
    if (script !== 'acquire') return chance < 0.1 ? { ...quick, fault: 'request-lost' } : quick;
    if (chance < 0.12) return { ...quick, fault: 'request-lost' };
    if (chance < 0.2) return { ...quick, fault: 'answer-lost' };
    if (chance < 0.24) return { thereMs: 20 + truth.random() * slowMs, fault: 'answer-lost' };
    if (chance < 0.28) return { thereMs: 20 + truth.random() * slowMs, backMs: 1 };
    if (chance < 0.34) return { thereMs: 1, backMs: truth.random() * slowMs };
    return quick;
  }

  async #work(name: string, locks: QuorumLocks): Promise<void> {
    while (this.#now() < END_MS) {
      const lock = await locks.acquire('a').catch(() => undefined);
      if (lock !== undefined) await this.#hold(name, lock);
      await this.#pause(5);
    }
  }

  async #hold(name: string, lock: Lock): Promise<void> {
    if (!lock.isHeld) this.#violations.add('a lock was dead when it was handed out');
    if (lock.token <= this.#lastToken) this.#violations.add('a token did not grow');
    this.#lastToken = Math.max(this.#lastToken, lock.token);
    this.#held.set(name, lock);
    this.#mayBeLeft.add(lock.value);
    this.#restart();
    this.#lookForTwo();
    const chance = this.#quorum.truth.random();
    await this.#pause(chance * 120);
    if (chance < 0.3) await lock.extend().catch(() => {});
    if (chance < 0.6) await this.#untilTold(lock);
    this.#held.delete(name);
    if (chance >= 0.3 && chance < 0.6) return;
    this.#mayBeLeft.delete(lock.value);
    await lock.release();
  }

  #untilTold({ signal }: Lock): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
  }

  async #tick(): Promise<void> {
    this.#quorum.truth.advance(STEP_MS);
    this.#misfortune();
    await new Promise(setImmediate);
    this.#lookForTwo();
  }

  #misfortune(): void {
    const { truth } = this.#quorum;
    if (this.#plan.steps === true && truth.random() < 0.01)
      this.#worlds[Math.floor(truth.random() * CLIENTS)]?.step((truth.random() - 0.5) * 2 * TTL_MS);
  }

  /** Just after a lock was given, when a bare majority may hold it; once, because the wait is longer than a run. */
  #restart(): void {
    const { truth, nodes } = this.#quorum;
    if (this.#plan.restarts !== true || this.#hasRestarted || truth.random() < 0.7) return;
    this.#hasRestarted = true;
    nodes[Math.floor(truth.random() * nodes.length)]?.restartEmpty();
  }

  #lookForTwo(): void {
    let holders = 0;
    for (const lock of this.#held.values()) if (lock.isHeld) holders++;
    if (holders > 1) this.#violations.add('two held the lock at once');
  }

  /** Locks that were given up on are gone; those of holders that died have expired or will. */
  #lookForOrphans(): void {
    for (const node of this.#quorum.nodes) {
      const value = holderOf(node);
      if (value !== undefined && !this.#mayBeLeft.has(value))
        this.#violations.add('a key was left that nobody holds');
    }
  }

  #now(): number {
    return this.#quorum.truth.monotonicMs();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#quorum.truth.setTimer(resolve, ms));
  }
}

function holderOf(node: Node): string | undefined {
  return node.holder('a')?.split('|')[0];
}
