/**
 * One process of the soak: workers that take locks in every way there is, claim at the witness while they
 * hold one, and count what has settled. Ends by itself, or something was left open.
 */
import { Redis } from 'ioredis';
import { type Lock, LockLost, LockUnavailable, Redlock } from 'tidelock/redlock';
import { ManualWorld, RealWorld, type Timer, type World } from '../../src/base/world.ts';
import { Witness } from './witness.ts';

export interface WorkerPlan {
  readonly name: string;
  readonly ports: readonly number[];
  readonly workers: number;
  readonly seconds: number;
  readonly seed: number;
  readonly file: string;
}

export interface WorkerReport {
  readonly settled: number;
  readonly held: number;
  /** Calls that had not settled when their time was over. */
  readonly open: number;
  /** Errors that no lock should give. */
  readonly strange: readonly string[];
  /** Timers of the locks that were left when they were closed. */
  readonly timers: number;
  /** Workers that got a lock when all was well again. */
  readonly alive: number;
}

/** The longest lock, and so the longest quarantine. */
export const TTL_MS = 500;
export const TOMBSTONE_MS = 2_000;
const RESOURCES = 8;
const WAIT_MS = 2_000;
/** After the faults are over: an election of nobody, a quarantine, a recovery, and everybody's turn. */
const HEALED_WAIT_MS = 20_000;
/** A call has so much more than its own limit before it counts as lost. */
const GRACE_MS = 3_000;

/** Real time, with every timer counted. */
class CountingWorld extends RealWorld implements World {
  timers = 0;

  override setTimer(...[callback, delayMs, options]: Parameters<World['setTimer']>): Timer {
    let isLive = true;
    const end = () => {
      if (isLive) this.timers--;
      isLive = false;
    };
    this.timers++;
    const fire = () => {
      end();
      callback();
    };
    const timer = super.setTimer(fire, delayMs, options);
    return {
      cancel: () => {
        end();
        timer.cancel();
      },
    };
  }
}

class Crew {
  settled = 0;
  held = 0;
  open = 0;
  alive = 0;
  readonly strange: string[] = [];
  readonly #plan: WorkerPlan;
  readonly #locks: Redlock;
  readonly #witness: Witness;
  readonly #chance: ManualWorld;

  constructor(plan: WorkerPlan, locks: Redlock, witness: Witness) {
    this.#plan = plan;
    this.#locks = locks;
    this.#witness = witness;
    this.#chance = new ManualWorld({ seed: plan.seed });
  }

  async work(index: number): Promise<void> {
    const holder = `${this.#plan.name}.${index}`;
    const endMs = performance.now() + this.#plan.seconds * 1_000;
    while (performance.now() < endMs) await this.#settles(() => this.#oneLock(holder));
    await this.#settles(async () => {
      const lock = await this.#locks.acquire(this.#resource(), { waitMs: HEALED_WAIT_MS });
      this.alive++;
      await lock.release();
    });
  }

  /** Each way to a lock has its share. */
  async #oneLock(holder: string): Promise<void> {
    const chance = this.#chance.random();
    const resources = chance < 0.1 ? [this.#resource(), this.#resource()] : [this.#resource()];
    if (chance < 0.2) return this.#use(await this.#locks.tryAcquire(resources), holder);
    if (chance < 0.4) {
      const signal = AbortSignal.timeout(Math.floor(this.#chance.random() * 200));
      return this.#use(await this.#locks.acquire(resources, { waitMs: WAIT_MS, signal }), holder);
    }
    if (chance < 0.6) {
      const pauses = 1 + Math.floor(this.#chance.random() * 60);
      return this.#locks.using(resources, { waitMs: WAIT_MS }, (lock) => this.#claim(lock, holder, pauses));
    }
    return this.#use(await this.#locks.acquire(resources, { waitMs: WAIT_MS }), holder);
  }

  async #use(lock: Lock | undefined, holder: string): Promise<void> {
    if (lock === undefined) return pause(this.#chance.random() * 20);
    await using held = lock;
    await this.#claim(held, holder, 1 + Math.floor(this.#chance.random() * 4));
  }

  async #claim(lock: Lock, holder: string, times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      const atNanos = process.hrtime.bigint();
      lock.ensureValid();
      for (const resource of lock.resources)
        this.#witness.write({ resource, token: lock.token, holder, atNanos });
      if (i === 0) this.held++;
      await pause(this.#chance.random() * 15);
    }
  }

  async #settles(call: () => Promise<void>): Promise<void> {
    this.open++;
    try {
      await call();
    } catch (error) {
      if (!isExpected(error)) this.strange.push(String(error));
    }
    this.open--;
    this.settled++;
  }

  #resource(): string {
    return `r${Math.floor(this.#chance.random() * RESOURCES)}`;
  }
}

function isExpected(error: unknown): boolean {
  if (error instanceof LockUnavailable || error instanceof LockLost) return true;
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function main(plan: WorkerPlan): Promise<WorkerReport> {
  const clients = plan.ports.map((port) =>
    new Redis(port, { retryStrategy: () => 50 }).on('error', () => {}),
  );
  const world = new CountingWorld();
  const locks = new Redlock(clients, {
    world,
    restart: 'run-id',
    ttlMs: TTL_MS,
    maxTtlMs: TTL_MS,
    tombstoneMs: TOMBSTONE_MS,
  });
  const witness = new Witness(plan.file);
  const crew = new Crew(plan, locks, witness);
  const all = Promise.all(Array.from({ length: plan.workers }, (_, index) => crew.work(index)));
  const limit = new AbortController();
  const limitMs = plan.seconds * 1_000 + WAIT_MS + HEALED_WAIT_MS + GRACE_MS;
  const late = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, limitMs);
    limit.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  await Promise.race([all, late]);
  limit.abort();
  await locks.close();
  for (const client of clients) client.disconnect();
  witness.close();
  const { settled, held, open, strange, alive } = crew;
  return { settled, held, open, strange, timers: world.timers, alive };
}

process.on('message', (plan: WorkerPlan) => {
  main(plan).then((report) => {
    process.send?.(report, () => process.disconnect());
  });
});
