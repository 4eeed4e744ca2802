/** The timers of a simulated process: Node's, by its own clock, and every other thing of Node's that waits. */
import { promisify } from 'node:util';
import type { Timer, World } from '../../base/world.ts';

type Callback = (...args: unknown[]) => void;
/** Where the world knows the difference between timers that a process waits for and others. */
type WorldTimer = Timer & { ref?(): void; unref?(): void };

/** What Node's setTimeout returns. */
class VirtualTimeout {
  readonly #world: World;
  readonly #fire: () => void;
  readonly #delayMs: number;
  readonly #repeats: boolean;
  #timer: WorldTimer | undefined;
  #isReferenced = true;

  constructor(world: World, fire: () => void, { delayMs, repeats }: { delayMs: number; repeats: boolean }) {
    this.#world = world;
    this.#fire = fire;
    this.#delayMs = delayMs;
    this.#repeats = repeats;
    this.#start();
  }

  #start(): void {
    this.#timer = this.#world.setTimer(() => {
      this.#timer = undefined;
      if (this.#repeats) this.#start();
      this.#fire();
    }, this.#delayMs);
    if (!this.#isReferenced) this.#timer.unref?.();
  }

  close(): this {
    this.#timer?.cancel();
    this.#timer = undefined;
    return this;
  }

  refresh(): this {
    this.close();
    this.#start();
    return this;
  }

  ref(): this {
    this.#isReferenced = true;
    this.#timer?.ref?.();
    return this;
  }

  unref(): this {
    this.#isReferenced = false;
    this.#timer?.unref?.();
    return this;
  }

  hasRef(): boolean {
    return this.#isReferenced;
  }
}

/** An immediate, until it is cleared. */
class VirtualImmediate {
  isCleared = false;
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
}

/** Node's timer functions, by name. */
export interface VirtualTimers {
  readonly globals: Readonly<Record<string, unknown>>;
  /** Of `timers/promises`. */
  readonly promises: Readonly<Record<string, unknown>>;
  readonly AbortSignal: typeof AbortSignal;
}

/** The timers of one process. */
export function virtualTimers(world: World): VirtualTimers {
  const start =
    (repeats: boolean) =>
    (callback: Callback, delayMs: number, ...args: unknown[]) =>
      new VirtualTimeout(world, () => callback(...args), { delayMs: Number(delayMs) || 0, repeats });
  const stop = (timer: unknown) => {
    if (timer instanceof VirtualTimeout) timer.close();
    if (timer instanceof VirtualImmediate) timer.isCleared = true;
  };
  const immediate = (callback: Callback, ...args: unknown[]) => {
    const pending = new VirtualImmediate();
    world.defer(() => {
      if (!pending.isCleared) callback(...args);
    });
    return pending;
  };
  const wait = (delayMs: number, value?: unknown, options?: { readonly signal?: AbortSignal }) =>
    waitFor(world, { delayMs, value, signal: options?.signal });
  const soon = (value?: unknown) => new Promise((resolve) => world.defer(() => resolve(value)));
  const once = Object.assign(start(false), { [promisify.custom]: wait });
  return {
    globals: {
      setTimeout: once,
      setInterval: start(true),
      setImmediate: Object.assign(immediate, { [promisify.custom]: soon }),
      clearTimeout: stop,
      clearInterval: stop,
      clearImmediate: stop,
    },
    promises: { setTimeout: wait, setImmediate: soon, scheduler: { wait, yield: soon } },
    AbortSignal: abortSignalOf(world),
  };
}

interface Wait {
  readonly delayMs: number;
  readonly value: unknown;
  readonly signal: AbortSignal | undefined;
}

function waitFor(world: World, { delayMs, value, signal }: Wait): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const giveUp = () => {
      timer.cancel();
      reject(signal?.reason);
    };
    const timer = world.setTimer(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve(value);
    }, delayMs);
    signal?.addEventListener('abort', giveUp, { once: true });
    return undefined;
  });
}

/** The real AbortSignal, whose `timeout` goes by the process's clock. */
function abortSignalOf(world: World): typeof AbortSignal {
  const timeout = (delayMs: number): AbortSignal => {
    const controller = new AbortController();
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    const timer: WorldTimer = world.setTimer(() => controller.abort(reason), delayMs);
    timer.unref?.();
    return controller.signal;
  };
  return new Proxy(AbortSignal, {
    get: (target, name) => (name === 'timeout' ? timeout : Reflect.get(target, name, target)),
  });
}
