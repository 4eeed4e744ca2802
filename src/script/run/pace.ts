/**
 * Pace: how far the script that runs may go before somebody looks at the clock, and what happens then. It owns the
 * VM's fuel: nothing is counted here while a ration lasts.
 */
import { heapRoomBytes, heapUsedBytes } from '../../base/heap.ts';
import { Unwind } from '../../vm/index.ts';

/** Where a script is stopped, wherever it stands and whatever it has written; what it has written stays. */
export interface ScriptLimits {
  /** From its start, ms. */
  readonly timeoutMs?: number;
  /** Calls and turns of loops, and builtins and commands by the size of their work. */
  readonly maxSteps?: number;
  /** By how much the heap may grow while it runs, bytes. Garbage counts until it is collected. */
  readonly maxMemoryBytes?: number;
}

/** What the caller of a script asks of its run. */
export interface RunTerms {
  /** The caller can wait: a script that takes long stands still now and then, so that others get an answer. */
  readonly maySuspend: boolean;
  readonly limits?: ScriptLimits | undefined;
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
  readonly heap?: HeapGauge;
}

/** What is known of the heap; see base/heap.ts. */
export interface HeapGauge {
  roomBytes(): number;
  usedBytes(): number;
}

/** Some ms of work, or less. */
const RATION = 100_000;
const FAST_MS = 40;
/** How long a slice is, and a ration less where the clock stands: rations of a fast run, and of a slice. */
const SLICE_MS = 5;
const MAX_FAST_RATIONS = 100;
const MAX_SLICE_RATIONS = 20;
/** Where less than this is left of the heap, rations are short. */
const SCARCE_BYTES = 256 * 1024 * 1024;
const SHORT_RATION = RATION / 10;
/** Lua's own words, but nothing in the script can catch them. */
const NO_MEMORY = 'not enough memory';

const V8_HEAP: HeapGauge = { roomBytes: heapRoomBytes, usedBytes: heapUsedBytes };

interface Tank {
  fuel: number;
  onFuel: (() => number) | undefined;
}

export class Pace {
  readonly #tank: Tank;
  readonly #onFuel = (): number => this.#next();
  readonly #clock: () => number;
  readonly #onRefill: () => void;
  readonly #first: number;
  readonly #ration: number;
  readonly #fastMs: number;
  readonly #heap: HeapGauge;
  #limits: ScriptLimits | undefined;
  #mode: 'through' | 'fast' | 'slice' = 'through';
  /** Fuel dealt out in this run. */
  #dealt = 0;
  /** Rations of this phase, and when the first was out or the slice began. */
  #rations = 0;
  #sinceMs = 0;
  #deadlineMs = Number.POSITIVE_INFINITY;
  /** What the heap held when the run, or its slice, began, and how much it had grown in the slices before. */
  #heapStart = 0;
  #heapGrowth = 0;

  /** `onRefill` is told whenever fuel is dealt out in the middle of a run. */
  constructor(tank: Tank, clock: () => number, onRefill: () => void, options: PaceOptions = {}) {
    this.#tank = tank;
    this.#clock = clock;
    this.#onRefill = onRefill;
    this.#first = options.first ?? RATION;
    this.#ration = options.ration ?? RATION;
    this.#fastMs = options.fastMs ?? FAST_MS;
    this.#heap = options.heap ?? V8_HEAP;
  }

  /** Begins a run, before anything of it: a few stores, for this is on the way of every script. */
  begin({ maySuspend, limits }: RunTerms): void {
    this.#mode = maySuspend ? 'fast' : 'through';
    // Whoever loads a library puts a hook of its own there.
    this.#tank.onFuel = this.#onFuel;
    this.#rations = 0;
    this.#limits = limits;
    if (limits !== undefined) this.#limit(limits);
    else this.#tank.fuel = this.#first;
  }

  #limit({ timeoutMs, maxMemoryBytes }: ScriptLimits): void {
    this.#dealt = 0;
    this.#deadlineMs = timeoutMs === undefined ? Number.POSITIVE_INFINITY : this.#clock() + timeoutMs;
    this.#heapGrowth = 0;
    if (maxMemoryBytes !== undefined) this.#heapStart = this.#heap.usedBytes();
    this.#tank.fuel = this.#deal(maxMemoryBytes === undefined ? this.#first : SHORT_RATION);
  }

  /** When the run was seen to have begun, on the clock; now if it has not been looked at yet. */
  get startedMs(): number {
    return this.#rations === 0 ? this.#clock() : this.#sinceMs;
  }

  /** Begins the phase that can stand still, and may unless it runs through; a run made again counts its steps again. */
  beginSlices(): void {
    if (this.#mode === 'fast') this.#mode = 'slice';
    this.#dealt = 0;
    this.#heapGrowth = 0;
  }

  beginSlice(): void {
    this.#sinceMs = this.#clock();
    this.#rations = 0;
    if (this.#limits?.maxMemoryBytes !== undefined) this.#heapStart = this.#heap.usedBytes();
    this.#tank.fuel = this.#deal(this.#ration);
  }

  /** A slice is over: what the heap does until the next is not the script's. */
  endSlice(): void {
    if (this.#limits?.maxMemoryBytes !== undefined)
      this.#heapGrowth += this.#heap.usedBytes() - this.#heapStart;
  }

  #next(): number {
    this.#onRefill();
    const room = this.#heap.roomBytes();
    if (room <= 0) stop(NO_MEMORY);
    if (this.#limits !== undefined) this.#judge(this.#limits);
    if (this.#mode !== 'through' && this.#isTurnOver()) return 0;
    const isWatched = room < SCARCE_BYTES || this.#limits?.maxMemoryBytes !== undefined;
    return this.#deal(isWatched ? Math.min(SHORT_RATION, this.#ration) : this.#ration);
  }

  /** In a slice, whether it has been long enough; a fast run that has been so switches. */
  #isTurnOver(): boolean {
    const nowMs = this.#clock();
    if (this.#rations++ === 0 && this.#mode === 'fast') this.#sinceMs = nowMs;
    const forMs = nowMs - this.#sinceMs;
    if (this.#mode === 'slice') return forMs >= SLICE_MS || this.#rations > MAX_SLICE_RATIONS;
    if (forMs >= this.#fastMs || this.#rations > MAX_FAST_RATIONS) throw new Unwind(SWITCH);
    return false;
  }

  /** Stops the run where its caller's limits say so. */
  #judge({ maxSteps, timeoutMs, maxMemoryBytes }: ScriptLimits): void {
    if (maxSteps !== undefined && this.#dealt >= maxSteps) stop(`Script stopped after ${maxSteps} steps...`);
    if (timeoutMs !== undefined && this.#clock() >= this.#deadlineMs)
      stop(`Script stopped after ${timeoutMs} ms...`);
    if (maxMemoryBytes === undefined) return;
    const grownBytes = this.#heapGrowth + this.#heap.usedBytes() - this.#heapStart;
    if (grownBytes > maxMemoryBytes) stop(`Script stopped at ${maxMemoryBytes} bytes of memory...`);
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
