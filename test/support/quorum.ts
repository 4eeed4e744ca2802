/**
 * Quorums of embedded engines under a clock that is moved by hand: each instance behind a link that can
 * delay, lose and break, each with a clock of its own rate.
 */
import { ManualWorld, type Timer, type World } from '../../src/base/world.ts';
import { toInstance } from '../../src/doors/instance/to-instance.ts';
import { Engine } from '../../src/redis.ts';
import type { Safeguards } from '../../src/redlock/house.ts';
import type { Instance } from '../../src/redlock/instance/instance.ts';
import type { RedlockOptions } from '../../src/redlock/option.ts';
import { QuorumLocks } from '../../src/redlock/quorum-locks.ts';

/** A clock that runs at a rate of its own beside the true one, and can be stepped. */
export class DriftingWorld implements World {
  readonly #truth: ManualWorld;
  readonly #rate: number;
  #stepMs = 0;

  constructor(truth: ManualWorld, rate = 1) {
    this.#truth = truth;
    this.#rate = rate;
  }

  /** Moves the wall clock, and only it. */
  step(ms: number): void {
    this.#stepMs += ms;
  }

  nowMs(): number {
    return Math.floor(this.#wallMs());
  }

  nowMicros(): number {
    return Math.floor(this.#wallMs() * 1_000);
  }

  monotonicMs(): number {
    return this.#truth.monotonicMs() * this.#rate;
  }

  random(): number {
    return this.#truth.random();
  }

  randomName(bytes: number): string {
    return this.#truth.randomName(bytes);
  }

  setTimer(callback: () => void, delayMs: number): Timer {
    return this.#truth.setTimer(callback, delayMs / this.#rate);
  }

  defer(callback: () => void): void {
    this.#truth.defer(callback);
  }

  #wallMs(): number {
    return 1_700_000_000_000 + this.monotonicMs() + this.#stepMs;
  }
}

/** What a link does with one request: delays each way in ms (0 is the same moment), or a fault. */
export interface Passage {
  readonly thereMs?: number;
  readonly backMs?: number;
  /** The request never arrives, or its answer never comes back, or the connection refuses. */
  readonly fault?: 'request-lost' | 'answer-lost' | 'refused';
}

/** One engine and the link to it. */
export class Node {
  engine: Engine;
  readonly world: DriftingWorld;
  readonly instance: Instance;
  /** Scripts that arrived, by name. */
  readonly arrived: string[] = [];
  passage: (script: string) => Passage = () => ({});
  readonly #truth: ManualWorld;

  constructor(truth: ManualWorld, name: string, rate = 1) {
    this.#truth = truth;
    this.world = new DriftingWorld(truth, rate);
    this.engine = new Engine({ world: this.world });
    this.instance = {
      name,
      evaluate: (script, keys, args, signal) =>
        this.#pass(this.passage(script.name), () => {
          this.arrived.push(script.name);
          return toInstance(this.engine, name).evaluate(script, keys, args, signal);
        }),
      subscribe: async (channel, onMessage) =>
        (await toInstance(this.engine, name).subscribe?.(channel, onMessage)) ?? (() => {}),
    };
  }

  /** Comes back without its memory. */
  restartEmpty(): void {
    this.engine = new Engine({ world: this.world });
  }

  /** Comes back with the memory of an earlier moment, as another process. */
  restartWith(engine: Engine): void {
    this.engine = engine;
  }

  /** The holder of a resource here: its value and token, as stored. */
  holder(resource: string): string | null {
    return this.engine.call('GET', `lock:{${resource}}`) as string | null;
  }

  #pass({ thereMs = 0, backMs = 0, fault }: Passage, run: () => unknown): unknown {
    if (fault === 'refused') return Promise.reject(new Error('connect ECONNREFUSED'));
    if (fault === 'request-lost') return new Promise(() => {});
    if (thereMs === 0 && backMs === 0 && fault === undefined) return run();
    return new Promise((resolve, reject) => {
      const answer = (settle: () => void) => {
        if (fault !== 'answer-lost') this.#truth.setTimer(settle, backMs);
      };
      this.#truth.setTimer(() => {
        try {
          const reply = run();
          answer(() => resolve(reply));
        } catch (error) {
          answer(() => reject(error));
        }
      }, thereMs);
    });
  }
}

export interface QuorumFixture {
  readonly truth: ManualWorld;
  readonly nodes: readonly Node[];
  /** Locks of one more client process on these instances; it asks all at once unless it is told not to. */
  client(options?: RedlockOptions, without?: Partial<Safeguards>): QuorumLocks;
}

export function quorumFixture(instances: number, seed = 1, rates: readonly number[] = []): QuorumFixture {
  const truth = new ManualWorld({ seed });
  const nodes = Array.from({ length: instances }, (_, i) => new Node(truth, `node-${i + 1}`, rates[i]));
  return {
    truth,
    nodes,
    client: (options = {}, without = {}) =>
      new QuorumLocks(
        nodes.map(({ instance }) => instance),
        { world: truth, spareAfterMs: 0, ...options },
        without,
      ),
  };
}

/** Everything that can happen without time passing has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
}

/** Lets time pass in small steps, with everything that happens at each. */
export async function pass(truth: ManualWorld, ms: number, stepMs = 1): Promise<void> {
  await settled();
  for (let left = ms; left > 0; left -= stepMs) {
    truth.advance(Math.min(stepMs, left));
    await settled();
  }
}

const PATIENCE_MS = 120_000;

/** Lets time pass until a promise is settled, and says how much it took. */
export async function timed<T>(
  truth: ManualWorld,
  promise: Promise<T>,
  stepMs = 1,
): Promise<{ readonly value: T | Error; readonly tookMs: number }> {
  const startMs = truth.monotonicMs();
  let value: T | Error | undefined;
  let isSettled = false;
  promise.then(
    (result) => {
      value = result;
      isSettled = true;
    },
    (error: Error) => {
      value = error;
      isSettled = true;
    },
  );
  await settled();
  while (!isSettled) {
    if (truth.monotonicMs() - startMs > PATIENCE_MS) throw new Error('did not settle');
    truth.advance(stepMs);
    await settled();
  }
  return { value: value as T | Error, tookMs: truth.monotonicMs() - startMs };
}
