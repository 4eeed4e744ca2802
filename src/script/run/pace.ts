/**
 * Pace: how far the script that runs may go before somebody looks at the clock, and what happens then. It owns the
 * VM's fuel: nothing is counted here while a ration lasts.
 */
import { Unwind } from '../../vm/index.ts';

/** Where a script is stopped. */
export interface RunLimits {
  readonly timeoutMs?: number;
  /** Calls and turns of loops, and builtins and commands by the size of their work. */
  readonly maxSteps?: number;
  /** Looked at while the script runs; one that can stand still is stopped by whoever holds it. */
  readonly signal?: AbortSignal;
}

/** What the caller of a script asks of its run. */
export interface RunTerms {
  /** The caller can wait: a script that takes long stands still now and then, so that others get an answer. */
  readonly maySuspend: boolean;
  readonly limits?: RunLimits | undefined;
}

/** Why a script was stopped: the message of its error. */
export class Stop {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** The run goes on in the form that can stand still. */
export const SWITCH = Symbol('switch');

/** How fuel is dealt out; tests force the switch to wherever they want it. */
export interface PaceOptions {
  /** Fuel before the first look at the clock: some ms of work. */
  readonly first?: number;
  /** Fuel between two looks. */
  readonly ration?: number;
  /** A run may take so long before it switches, ms. */
  readonly fastMs?: number;
}

const FIRST = 500_000;
const RATION = 100_000;
const FAST_MS = 40;
/** How long a slice is, and a ration less where the clock stands: rations of a fast run, and of a slice. */
const SLICE_MS = 5;
const MAX_FAST_RATIONS = 100;
const MAX_SLICE_RATIONS = 20;
/** Fuel where nobody ever looks. */
const ENDLESS = 2 ** 30;

interface Tank {
  fuel: number;
  onFuel: (() => number) | undefined;
}

export class Pace {
  readonly #tank: Tank;
  readonly #onFuel = (): number => this.#next();
  readonly #clock: () => number;
  readonly #first: number;
  readonly #ration: number;
  readonly #fastMs: number;
  #limits: RunLimits | undefined;
  #mode: 'through' | 'fast' | 'slice' = 'through';
  /** Fuel dealt out in this run. */
  #dealt = 0;
  /** Rations of this phase, and when the first was out or the slice began. */
  #rations = 0;
  #sinceMs = 0;
  #deadlineMs = Number.POSITIVE_INFINITY;

  constructor(tank: Tank, clock: () => number, options: PaceOptions = {}) {
    this.#tank = tank;
    this.#clock = clock;
    this.#first = options.first ?? FIRST;
    this.#ration = options.ration ?? RATION;
    this.#fastMs = options.fastMs ?? FAST_MS;
  }

  /** Begins a run, before anything of it: a few stores, for this is on the way of every script. */
  begin({ maySuspend, limits }: RunTerms): void {
    this.#mode = maySuspend ? 'fast' : 'through';
    // Whoever loads a library puts a hook of its own there.
    this.#tank.onFuel = this.#onFuel;
    this.#rations = 0;
    this.#limits = limits;
    if (limits !== undefined) this.#limit(limits);
    else this.#tank.fuel = maySuspend ? this.#first : ENDLESS;
  }

  #limit({ timeoutMs }: RunLimits): void {
    this.#dealt = 0;
    this.#deadlineMs = timeoutMs === undefined ? Number.POSITIVE_INFINITY : this.#clock() + timeoutMs;
    this.#tank.fuel = this.#deal(this.#first);
  }

  /** When the run was seen to have begun, on the clock; now if it has not been looked at yet. */
  get startedMs(): number {
    return this.#rations === 0 ? this.#clock() : this.#sinceMs;
  }

  /** Begins the phase that can stand still; a run that is made again counts its steps again. */
  beginSlices(): void {
    this.#mode = 'slice';
    this.#dealt = 0;
  }

  beginSlice(): void {
    this.#sinceMs = this.#clock();
    this.#rations = 0;
    this.#tank.fuel = this.#deal(this.#ration);
  }

  #next(): number {
    if (this.#limits !== undefined) this.#judge(this.#limits);
    if (this.#mode === 'through') return this.#limits === undefined ? ENDLESS : this.#deal(this.#ration);
    const nowMs = this.#clock();
    if (this.#rations++ === 0 && this.#mode === 'fast') this.#sinceMs = nowMs;
    const forMs = nowMs - this.#sinceMs;
    if (this.#mode === 'fast' && (forMs >= this.#fastMs || this.#rations > MAX_FAST_RATIONS))
      throw new Unwind(SWITCH);
    if (this.#mode === 'slice' && (forMs >= SLICE_MS || this.#rations > MAX_SLICE_RATIONS)) return 0;
    return this.#deal(this.#ration);
  }

  /** Stops the run where its caller's limits say so. */
  #judge({ maxSteps, timeoutMs, signal }: RunLimits): void {
    if (maxSteps !== undefined && this.#dealt >= maxSteps) stop(`Script stopped after ${maxSteps} steps...`);
    if (timeoutMs !== undefined && this.#clock() >= this.#deadlineMs)
      stop(`Script stopped after ${timeoutMs} ms...`);
    if (signal?.aborted === true) stop('Script stopped by its caller...');
  }

  #deal(units: number): number {
    const maxSteps = this.#limits?.maxSteps;
    const dealt = maxSteps === undefined ? units : Math.min(units, Math.max(1, maxSteps - this.#dealt));
    this.#dealt += dealt;
    return dealt;
  }
}

function stop(message: string): never {
  throw new Unwind(new Stop(message));
}
