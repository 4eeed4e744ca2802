/**
 * World: the one door through which time, chance and timers enter.
 * Everything else in src/ asks a World; test/tidy.test.ts forbids Date.now and its kin elsewhere.
 */
import { randomBytes } from 'node:crypto';

/** A timer that can be cancelled; cancelling twice, or after it fired, does nothing. */
export interface Timer {
  cancel(): void;
}

export interface World {
  /** Wall clock, whole milliseconds since the Unix epoch. */
  nowMs(): number;
  /** Wall clock, whole microseconds since the Unix epoch. */
  nowMicros(): number;
  /** Monotonic clock, milliseconds with a fraction, from an arbitrary start. */
  monotonicMs(): number;
  /** A uniform number in [0, 1). */
  random(): number;
  /** A name that nobody else has: `bytes` bytes in hex, unpredictable where chance is real. */
  randomName(bytes: number): string;
  /** Calls back once, `delayMs` from now; does not keep the process alive unless it is told to. */
  setTimer(callback: () => void, delayMs: number, options?: TimerOptions): Timer;
  /** Calls back in a later turn of the event loop, once input that waits has been taken in. */
  defer(callback: () => void): void;
}

export interface TimerOptions {
  /** The process must not end before the timer has fired: somebody awaits it. Default false. */
  readonly keepsAlive?: boolean;
}

/** Node refuses longer timers: it would fire them at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

class RealTimer implements Timer {
  readonly #handle: NodeJS.Timeout;

  constructor(handle: NodeJS.Timeout) {
    this.#handle = handle;
  }

  cancel(): void {
    clearTimeout(this.#handle);
  }
}

/** Real time and real chance. */
export class RealWorld implements World {
  nowMs(): number {
    return Date.now();
  }

  nowMicros(): number {
    return Math.floor((performance.timeOrigin + performance.now()) * 1000);
  }

  monotonicMs(): number {
    return performance.now();
  }

  random(): number {
    return Math.random();
  }

  randomName(bytes: number): string {
    return randomBytes(bytes).toString('hex');
  }

  setTimer(callback: () => void, delayMs: number, options?: TimerOptions): Timer {
    const handle = setTimeout(callback, Math.min(Math.max(delayMs, 0), MAX_TIMEOUT_MS));
    if (options?.keepsAlive !== true) handle.unref();
    return new RealTimer(handle);
  }

  defer(callback: () => void): void {
    setImmediate(callback);
  }
}

/** A name drawn from a seeded chance, two hex digits a byte. */
export function drawName(random: () => number, bytes: number): string {
  let name = '';
  for (let i = 0; i < bytes; i++)
    name += Math.floor(random() * 256)
      .toString(16)
      .padStart(2, '0');
  return name;
}

interface PendingTimer {
  readonly atMs: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Options of a clock that moves by hand. */
export interface ManualWorldOptions {
  /** The wall clock at the start, in ms since the epoch. Default 1_700_000_000_000. */
  readonly startMs?: number;
  /** Seed of `random()`, an integer. Default 1. */
  readonly seed?: number;
}

/** Time that stands still until `advance` moves it, and chance that follows from a seed. */
export class ManualWorld implements World {
  #nowMs: number;
  readonly #startMs: number;
  #seed: number;
  #order = 0;
  #timers: PendingTimer[] = [];

  constructor(options: ManualWorldOptions = {}) {
    this.#startMs = options.startMs ?? 1_700_000_000_000;
    this.#nowMs = this.#startMs;
    this.#seed = options.seed ?? 1;
  }

  nowMs(): number {
    return Math.floor(this.#nowMs);
  }

  nowMicros(): number {
    return Math.floor(this.#nowMs * 1000);
  }

  monotonicMs(): number {
    return this.#nowMs - this.#startMs;
  }

  /** Mulberry32: 32 bits of state, enough for tests and simulations. */
  random(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  randomName(bytes: number): string {
    return drawName(() => this.random(), bytes);
  }

  setTimer(callback: () => void, delayMs: number): Timer {
    const timer: PendingTimer = { atMs: this.#nowMs + Math.max(delayMs, 0), order: this.#order++, callback };
    this.#timers.push(timer);
    return { cancel: () => void (this.#timers = this.#timers.filter((t) => t !== timer)) };
  }

  /** Without a clock, but not without others: the event loop goes round, and time stands. */
  defer(callback: () => void): void {
    setImmediate(callback);
  }

  /** Moves every clock forward by `ms` and fires the timers that fall due, in order of their time. */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`advance needs a number of milliseconds from 0 up, got ${ms}`);
    const untilMs = this.#nowMs + ms;
    for (let next = this.#nextDue(untilMs); next !== undefined; next = this.#nextDue(untilMs)) {
      this.#timers = this.#timers.filter((t) => t !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.callback();
    }
    this.#nowMs = untilMs;
  }

  #nextDue(untilMs: number): PendingTimer | undefined {
    let first: PendingTimer | undefined;
    for (const timer of this.#timers) {
      if (timer.atMs > untilMs) continue;
      if (
        first === undefined ||
        timer.atMs < first.atMs ||
        (timer.atMs === first.atMs && timer.order < first.order)
      )
        first = timer;
    }
    return first;
  }
}
