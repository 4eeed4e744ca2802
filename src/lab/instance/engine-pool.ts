/**
 * Engines that are used again. A new one compiles the locks' scripts anew, some 70 ms for all of them, which is
 * longer than most runs; so an engine that is done goes back with what it has compiled, and is emptied of all else: a
 * client that asks for a script by its digest is told that there is none.
 */
import type { Timer, TimerOptions, World } from '../../base/world.ts';
import { Engine } from '../../redis.ts';

/** The world of an engine that changes worlds: each use has its own, and takes no timer along. */
class LentWorld implements World {
  readonly #timers = new Set<Timer>();
  #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  lend(world: World): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    this.#world = world;
  }

  nowMs(): number {
    return this.#world.nowMs();
  }

  nowMicros(): number {
    return this.#world.nowMicros();
  }

  monotonicMs(): number {
    return this.#world.monotonicMs();
  }

  random(): number {
    return this.#world.random();
  }

  randomName(bytes: number): string {
    return this.#world.randomName(bytes);
  }

  setTimer(callback: () => void, delayMs: number, options?: TimerOptions): Timer {
    const lent = this.#world.setTimer(
      () => {
        this.#timers.delete(timer);
        callback();
      },
      delayMs,
      options,
    );
    const timer: Timer = {
      cancel: () => {
        this.#timers.delete(timer);
        lent.cancel();
      },
    };
    this.#timers.add(timer);
    return timer;
  }

  defer(callback: () => void): void {
    this.#world.defer(callback);
  }
}

interface Lent {
  readonly engine: Engine;
  readonly world: LentWorld;
}

/** Keeps engines between runs. One pool serves one run at a time. */
export class EnginePool {
  readonly #free: Lent[] = [];
  readonly #lent = new Map<Engine, Lent>();

  /** An empty engine in that world. @param before another than this one: a restart is seen by the run id */
  take(world: World, before?: Engine): Engine {
    const place = this.#free.findIndex(({ engine }) => engine !== before);
    const [lent = create(world)] = place < 0 ? [] : this.#free.splice(place, 1);
    lent.world.lend(world);
    this.#lent.set(lent.engine, lent);
    return lent.engine;
  }

  /** The engine lives in another world from now on. */
  move(engine: Engine, world: World): void {
    this.#lent.get(engine)?.world.lend(world);
    engine.core.cronAsleep = true;
  }

  giveBack(engine: Engine): void {
    const lent = this.#lent.get(engine);
    if (lent === undefined) return;
    this.#lent.delete(engine);
    const { core } = engine;
    for (const session of [...core.sessions.values()]) core.closeSession(session);
    engine.call('FLUSHALL');
    core.scripts?.functions.flush();
    core.scripts?.rest();
    lent.world.lend(NOWHERE);
    core.cronAsleep = true;
    this.#free.push(lent);
  }
}

function create(world: World): Lent {
  const lent = new LentWorld(world);
  return { world: lent, engine: new Engine({ world: lent, databases: 1 }) };
}

/** Where the clock shows what it is told, and nothing happens. */
export const stillWorld = (wallMs: () => number): World => ({
  nowMs: wallMs,
  nowMicros: () => wallMs() * 1000,
  monotonicMs: () => 0,
  random: () => 0,
  randomName: () => '',
  setTimer: () => ({ cancel: () => {} }),
  defer: () => {},
});

/** Where an engine is that nobody has. */
const NOWHERE = stillWorld(() => 0);
