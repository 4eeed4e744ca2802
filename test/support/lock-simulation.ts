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

/** One thing that clients compete for: a mutex, or another kind of lock. */
export interface Contest {
  /** Asks for it; `chance` from 0 to 1 may decide how. `part` names what tokens are compared within. */
  ask(locks: QuorumLocks, chance: number): { readonly part: string; readonly lock: Promise<Lock> };
  /** What is wrong with those that are held at once, by part; undefined when nothing is. */
  clash(parts: readonly string[]): string | undefined;
  /** Whether a token may follow the largest of those before, which parts gave. */
  mayFollow(part: string, token: number, before: ReadonlyMap<string, number>): boolean;
}

/** One holder, tokens that grow. */
const MUTEX: Contest = {
  ask: (locks) => ({ part: 'a', lock: locks.acquire('a') }),
  clash: (parts) => (parts.length > 1 ? 'two held the lock at once' : undefined),
  mayFollow: (part, token, before) => token > (before.get(part) ?? 0),
};

export interface SimulationPlan {
  readonly seed: number;
  /** Default: a mutex. */
  readonly contest?: Contest;
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
  readonly #contest: Contest;
  readonly #held = new Map<string, { readonly part: string; readonly lock: Lock }>();
  /** Values of holders that died: their keys expire. */
  readonly #mayBeLeft = new Set<string>();
  readonly #worlds: DriftingWorld[] = [];
  /** The largest token of each part. */
  readonly #tokens = new Map<string, number>();
  #hasRestarted = false;

  constructor(plan: SimulationPlan) {
    this.#plan = plan;
    this.#contest = plan.contest ?? MUTEX;
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
      const asked = this.#contest.ask(locks, this.#quorum.truth.random());
      const lock = await asked.lock.catch(() => undefined);
      if (lock !== undefined) await this.#hold(name, lock, `${asked.part}${lock.slot ?? ''}`);
      await this.#pause(5);
    }
  }

  async #hold(name: string, lock: Lock, part: string): Promise<void> {
    if (!lock.isHeld) this.#violations.add('a lock was dead when it was handed out');
    this.#compareToken(part, lock.token);
    this.#held.set(name, { part, lock });
    this.#mayBeLeft.add(lock.value);
    this.#restart();
    this.#lookForClash();
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
    this.#lookForClash();
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

  #compareToken(part: string, token: number): void {
    if (!this.#contest.mayFollow(part, token, this.#tokens)) this.#violations.add('a token did not grow');
    this.#tokens.set(part, Math.max(this.#tokens.get(part) ?? 0, token));
  }

  #lookForClash(): void {
    const held = [...this.#held.values()].filter(({ lock }) => lock.isHeld);
    const clash = this.#contest.clash(held.map(({ part }) => part));
    if (clash !== undefined) this.#violations.add(clash);
  }

  /** Locks that were given up on are gone; those of holders that died have expired or will. */
  #lookForOrphans(): void {
    for (const value of this.#quorum.nodes.flatMap(holdersOf))
      if (!this.#mayBeLeft.has(value)) this.#violations.add('a key was left that nobody holds');
  }

  #now(): number {
    return this.#quorum.truth.monotonicMs();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#quorum.truth.setTimer(resolve, ms));
  }
}

const NO_HOLDER = /^lock:(permit:\d+:)?(record|token:|gone:|line:|alive:)/;

/** The values of all who hold something at an instance. */
function holdersOf({ engine, world }: Node): readonly string[] {
  const keys = (engine.call('KEYS', 'lock:*') as string[]).filter((key) => !NO_HOLDER.test(key));
  return keys.flatMap((key) => {
    if (engine.call('TYPE', key) === 'string')
      return [(engine.call('GET', key) as string).split('|')[0] ?? ''];
    const living = engine.call('ZRANGEBYSCORE', key, `(${world.nowMs()}`, '+inf') as string[];
    return living.filter((member) => !member.startsWith('!'));
  });
}
