/**
 * One simulated machine: its two clocks, its chance, its timers, and whether it runs, stands still or is dead. It
 * is the World of whatever runs on it. Timers go by its monotonic clock, as Node's do, so a clock that drifts
 * or is suspended moves them.
 */
import { drawName, type Timer, type World } from '../../base/world.ts';
import type { Chance } from './chance.ts';
import { DriftingClock } from './drifting-clock.ts';
import type { PlannedEvent } from './event-queue.ts';
import type { Owner, Timeline } from './timeline.ts';

const US_PER_MS = 1000;
/** Node takes a shorter delay for one millisecond. */
const SHORTEST_DELAY_MS = 1;
/** Node takes a longer one for one millisecond, and warns; nothing in a run lives so long. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** What the clocks of a machine show when the run begins, and how they run. */
export interface ClockSetting {
  /** What the wall clock shows, µs since the epoch. */
  readonly wallUs: number;
  readonly monotonicUs: number;
  /** Of both clocks: one oscillator drives them. */
  readonly driftPpm: number;
}

/** The clocks of one piece of hardware. */
export interface Clocks {
  readonly wall: DriftingClock;
  readonly monotonic: DriftingClock;
}

export function clocksOf({ wallUs, monotonicUs, driftPpm }: ClockSetting): Clocks {
  const wall = new DriftingClock(wallUs);
  const monotonic = new DriftingClock(monotonicUs);
  wall.setDrift(driftPpm, 0);
  monotonic.setDrift(driftPpm, 0);
  return { wall, monotonic };
}

/** A timer of a machine. */
export interface MachineTimer extends Timer {
  /** The process may end without it, and leaves nothing behind when it does. */
  unref(): void;
  ref(): void;
}

const NO_TIMER: MachineTimer = { cancel: () => {}, ref: () => {}, unref: () => {} };

interface Pending {
  readonly dueUs: number;
  isReferenced: boolean;
  callback: (() => void) | undefined;
  planned: PlannedEvent<Owner> | undefined;
}

type State = 'running' | 'paused' | 'dead';

export class Machine implements World, Owner {
  readonly name: string;
  readonly #timeline: Timeline;
  readonly #chance: Chance;
  readonly #wall: DriftingClock;
  readonly #monotonic: DriftingClock;
  readonly #timers = new Set<Pending>();
  /** Timers are a part of the machine: what fell due in a pause comes before what came in. */
  readonly #clockwork: Owner;
  readonly #heldTimers: PlannedEvent<Owner>[] = [];
  readonly #held: PlannedEvent<Owner>[] = [];
  #state: State = 'running';
  /** Told when a clock was changed: what is planned by it must be planned anew. */
  onBend: (() => void) | undefined;

  constructor(timeline: Timeline, name: string, { chance, clocks }: { chance: Chance; clocks: Clocks }) {
    this.name = name;
    this.#timeline = timeline;
    this.#chance = chance;
    this.#wall = clocks.wall;
    this.#monotonic = clocks.monotonic;
    this.#clockwork = { name, admits: (event) => this.#admit(event, this.#heldTimers) };
  }

  /** Another process on the same hardware, once this one is dead. */
  successor(): Machine {
    const clocks = { wall: this.#wall, monotonic: this.#monotonic };
    this.#monotonic.resume(this.#timeline.nowUs);
    return new Machine(this.#timeline, this.name, { chance: this.#chance, clocks });
  }

  get state(): State {
    return this.#state;
  }

  /** Timers that wait and would keep a process from its end: what is left of them when it is done was leaked. */
  get timerCount(): number {
    let count = 0;
    for (const { isReferenced } of this.#timers) if (isReferenced) count++;
    return count;
  }

  get wall(): DriftingClock {
    return this.#wall;
  }

  get monotonic(): DriftingClock {
    return this.#monotonic;
  }

  nowMs(): number {
    return Math.floor(this.nowMicros() / US_PER_MS);
  }

  nowMicros(): number {
    return this.#wall.readAt(this.#timeline.nowUs);
  }

  monotonicMs(): number {
    return this.#monotonic.readAt(this.#timeline.nowUs) / US_PER_MS;
  }

  random(): number {
    return this.#chance.unit();
  }

  randomName(bytes: number): string {
    return drawName(() => this.random(), bytes);
  }

  setTimer(callback: () => void, delayMs: number): MachineTimer {
    // A process that is ended in the middle of a turn runs on to the end of it.
    if (this.#state === 'dead') return NO_TIMER;
    const delay = delayMs >= SHORTEST_DELAY_MS && delayMs <= LONGEST_DELAY_MS ? delayMs : SHORTEST_DELAY_MS;
    const dueUs = this.#monotonic.readAt(this.#timeline.nowUs) + Math.ceil(delay * US_PER_MS);
    const pending: Pending = { dueUs, isReferenced: true, callback, planned: undefined };
    this.#timers.add(pending);
    this.#planTimer(pending);
    return {
      cancel: () => this.#drop(pending),
      unref: () => {
        pending.isReferenced = false;
      },
      ref: () => {
        pending.isReferenced = true;
      },
    };
  }

  defer(callback: () => void): void {
    this.after(1, callback);
  }

  /** Something that comes to this machine from outside, such as a message: no clock of its own moves it. */
  after(delayUs: number, happen: () => void): PlannedEvent<Owner> {
    return this.#timeline.planAt(this.#timeline.nowUs + delayUs, this, happen);
  }

  admits(event: PlannedEvent<Owner>): boolean {
    return this.#admit(event, this.#held);
  }

  /** Nothing of it happens until `resume`; its clocks go on. */
  pause(): void {
    if (this.#state === 'running') this.#state = 'paused';
  }

  /** What was held happens now, as the event loop would: first the timers, then what came in. */
  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'running';
    const held = [...this.#heldTimers.splice(0), ...this.#held.splice(0)];
    held.forEach(({ happen }, index) => void this.after(index, happen));
  }

  /** For ever: what belongs to it never happens. */
  kill(): void {
    this.#state = 'dead';
    this.#held.length = 0;
    this.#heldTimers.length = 0;
    for (const pending of [...this.#timers]) this.#drop(pending);
  }

  /** A wall clock that somebody sets. */
  stepWall(byUs: number): void {
    this.#wall.stepBy(byUs, this.#timeline.nowUs);
    this.onBend?.();
  }

  setDrift(driftPpm: number): void {
    this.#wall.setDrift(driftPpm, this.#timeline.nowUs);
    this.#monotonic.setDrift(driftPpm, this.#timeline.nowUs);
    this.#planTimersAnew();
  }

  /** As Linux does it: the monotonic clock stands while the machine sleeps, the wall clock goes on. */
  suspend(): void {
    this.pause();
    this.#monotonic.stop(this.#timeline.nowUs);
    this.#planTimersAnew();
  }

  wake(): void {
    this.#monotonic.resume(this.#timeline.nowUs);
    this.#planTimersAnew();
    this.resume();
  }

  #planTimersAnew(): void {
    for (const pending of this.#timers) {
      if (pending.planned !== undefined && !this.#timeline.cancel(pending.planned)) continue;
      pending.planned = undefined;
      this.#planTimer(pending);
    }
    this.onBend?.();
  }

  #planTimer(pending: Pending): void {
    const atUs = this.#monotonic.whenShows(pending.dueUs, this.#timeline.nowUs);
    if (atUs === undefined) return;
    pending.planned = this.#timeline.planAt(atUs, this.#clockwork, () => {
      const { callback } = pending;
      this.#drop(pending);
      callback?.();
    });
  }

  #admit(event: PlannedEvent<Owner>, held: PlannedEvent<Owner>[]): boolean {
    if (this.#state === 'paused') held.push(event);
    return this.#state === 'running';
  }

  #drop(pending: Pending): void {
    this.#timers.delete(pending);
    pending.callback = undefined;
    if (pending.planned !== undefined) this.#timeline.cancel(pending.planned);
  }
}
