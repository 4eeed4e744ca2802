/** The keeper of a lock: extends it at a fraction of what is left, and again sooner when that fails. */
import type { Timer, World } from '../base/world.ts';
import { LockLost } from './error.ts';
import type { Lock } from './lock.ts';

/** After so much of what is left, the lock is extended; a failure leaves time for several more tries. */
const EXTEND_AFTER_SHARE = 0.5;
const SHORTEST_DELAY_MS = 5;

/** Keeps a lock alive until it is stopped, or lost. Returns the stop. */
export function keepAlive(lock: Lock, world: World): () => void {
  const stopping = new AbortController();
  let timer: Timer | undefined;
  const schedule = () => {
    const delayMs = Math.max(lock.remainingMs * EXTEND_AFTER_SHARE, SHORTEST_DELAY_MS);
    timer = world.setTimer(() => void extend(), delayMs);
  };
  const extend = async () => {
    try {
      await lock.extend({ signal: stopping.signal });
    } catch (error) {
      // The lock's own signal tells of a loss; whatever else failed is tried again with what time is left.
      if (error instanceof LockLost) return;
    }
    if (!stopping.signal.aborted && lock.isHeld) schedule();
  };
  schedule();
  return () => {
    timer?.cancel();
    stopping.abort();
  };
}

/** How long a routine has to end by itself when its lock is lost, so that its own error is the one told. */
const LOSS_GRACE_MS = 50;

/**
 * Runs a routine while a lock is held. The routine's own error comes first; when the lock is lost, a
 * routine that does not end by itself is not waited for.
 * @throws LockLost when the lock was lost before the routine had ended
 */
export async function runUnder<T>(
  lock: Lock,
  world: World,
  routine: (lock: Lock) => Promise<T> | T,
): Promise<T> {
  const { signal } = lock;
  let timer: Timer | undefined;
  let onAbort = () => {};
  const loss = new Promise<never>((_, reject) => {
    onAbort = () => {
      timer = world.setTimer(() => reject(signal.reason), LOSS_GRACE_MS, { keepsAlive: true });
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    const result = await Promise.race([(async () => routine(lock))(), loss]);
    lock.ensureValid();
    return result;
  } finally {
    timer?.cancel();
    signal.removeEventListener('abort', onAbort);
  }
}
