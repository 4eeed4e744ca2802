/**
 * A small world of readers, writers and holders of permits, with a seed: clocks at the edges of their bound,
 * requests that are slow or lost, holders that die, instances that come back empty. What it reports is what
 * must never be: a writer beside anybody, more holders than permits, a call that does not settle.
 */
import type { Lock } from '../../src/redlock/lock.ts';
import type { LockOptions, RedlockOptions } from '../../src/redlock/option.ts';
import type { QuorumLocks } from '../../src/redlock/quorum-locks.ts';
import { DriftingWorld, type Passage, type QuorumFixture, quorumFixture } from './quorum.ts';

export interface KindPlan {
  readonly seed: number;
  readonly instances: number;
  /** 0: readers and writers of one lock. */
  readonly permits: number;
  /** An instance comes back empty, once. */
  readonly restarts: boolean;
  /** How far rates stray from 1. Default: the bound that the clients state, 0.05. */
  readonly strayRate?: number;
  readonly options?: RedlockOptions;
}

const RATE_BOUND = 0.05;
const TTL_MS = 300;
const CLIENTS = 4;
const END_MS = 1_200;
const STEP_MS = 3;
const PATIENCE_MS = 4_000;

/** Runs one plan; the violations it saw, in words, and how many locks were given. */
export function simulateKinds(plan: KindPlan): Promise<KindReport> {
  return new KindSimulation(plan).run();
}

export interface KindReport {
  readonly violations: readonly string[];
  readonly given: number;
  /** The most that were held at one time. */
  readonly together: number;
}

class KindSimulation {
  readonly #plan: KindPlan;
  readonly #quorum: QuorumFixture;
  readonly #violations = new Set<string>();
  readonly #held = new Map<Lock, boolean>();
  #given = 0;
  #together = 0;
  #hasRestarted = false;

  constructor(plan: KindPlan) {
    this.#plan = plan;
    const rates = Array.from({ length: plan.instances }, (_, i) => this.#rate(plan.seed + i));
    this.#quorum = quorumFixture(plan.instances, plan.seed, rates);
  }

  async run(): Promise<KindReport> {
    const clients = Array.from({ length: CLIENTS }, (_, i) => this.#client(i));
    await (await clients[0]?.acquire('begin'))?.release();
    for (const node of this.#quorum.nodes) node.passage = (script) => this.#passage(script);
    let isOver = false;
    void Promise.all(clients.map((client) => this.#work(client))).then(() => {
      isOver = true;
    });
    while (!isOver && this.#now() < END_MS + PATIENCE_MS) await this.#tick();
    if (!isOver) this.#violations.add('a call did not settle');
    return { violations: [...this.#violations], given: this.#given, together: this.#together };
  }

  #rate(salt: number): number {
    return 1 + (this.#plan.strayRate ?? RATE_BOUND) * ((salt % 3) - 1);
  }

  #client(index: number): QuorumLocks {
    return this.#quorum.client({
      world: new DriftingWorld(this.#quorum.truth, this.#rate((this.#plan.seed >> 2) + index)),
      clockRateBound: RATE_BOUND,
      ttlMs: TTL_MS,
      maxTtlMs: 20 * TTL_MS,
      waitMs: 2 * TTL_MS,
      instanceTimeoutMs: 25,
      retry: { baseMs: 4, capMs: 20 },
      ...this.#plan.options,
    });
  }

  #passage(script: string): Passage {
    const { truth } = this.#quorum;
    const chance = truth.random();
    const quick = { thereMs: truth.random() * 3, backMs: truth.random() * 3 };
    if (script === 'release' || chance > 0.3) return quick;
    if (chance < 0.1) return { ...quick, fault: 'request-lost' };
    if (chance < 0.2) return { ...quick, fault: 'answer-lost' };
    return { thereMs: 10 + truth.random() * 60, backMs: truth.random() * 60 };
  }

  async #work(locks: QuorumLocks): Promise<void> {
    const { truth } = this.#quorum;
    while (this.#now() < END_MS) {
      const isShared = this.#plan.permits === 0 && truth.random() < 0.7;
      const kind: LockOptions = isShared ? { shared: true } : {};
      const options = this.#plan.permits > 0 ? { permits: this.#plan.permits } : kind;
      const lock = await locks.acquire('a', options).catch(() => undefined);
      if (lock !== undefined) await this.#hold(lock, isShared);
      await this.#pause(5);
    }
  }

  async #hold(lock: Lock, isShared: boolean): Promise<void> {
    const { truth, nodes } = this.#quorum;
    this.#given++;
    this.#held.set(lock, isShared);
    if (this.#plan.restarts && !this.#hasRestarted && truth.random() < 0.3) {
      this.#hasRestarted = true;
      nodes[Math.floor(truth.random() * nodes.length)]?.restartEmpty();
    }
    const chance = truth.random();
    await this.#pause(chance * 120);
    if (chance < 0.3) await lock.extend().catch(() => {});
    if (chance < 0.6) await this.#untilTold(lock);
    this.#held.delete(lock);
    if (chance >= 0.3 && chance < 0.6) return;
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
    await new Promise(setImmediate);
    this.#look();
  }

  #look(): void {
    const alive = [...this.#held].filter(([lock]) => lock.isHeld);
    const writers = alive.filter(([, isShared]) => !isShared).length;
    this.#together = Math.max(this.#together, alive.length);
    const { permits } = this.#plan;
    if (permits > 0 && alive.length > permits) this.#violations.add('more than the permits were held');
    if (permits === 0 && writers > 0 && alive.length > 1) this.#violations.add('a writer was not alone');
  }

  #now(): number {
    return this.#quorum.truth.monotonicMs();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#quorum.truth.setTimer(resolve, ms));
  }
}
