/** Waiting for a time, a bell or the caller's signal, whichever comes first. */
import type { World } from '../../base/world.ts';

/** Ends a wait early. */
export interface Waker {
  /** Calls back when it is time; returns what takes the wish back. */
  onWake(wake: () => void): () => void;
}

/** Resolves after `ms`, or earlier when the waker or the signal says so. Never rejects, leaves no timer. */
export function sleep(world: World, ms: number, signal?: AbortSignal, waker?: Waker): Promise<void> {
  if (signal?.aborted === true || ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      timer?.cancel();
      signal?.removeEventListener('abort', finish);
      forget?.();
      resolve();
    };
    const timer = Number.isFinite(ms) ? world.setTimer(finish, ms, { keepsAlive: true }) : undefined;
    signal?.addEventListener('abort', finish, { once: true });
    const forget = waker?.onWake(finish);
  });
}
