/** Delays between rounds: exponential with full jitter, or a function of the caller's. */
import type { Backoff, RetryDelay } from '../option.ts';

const BASE_MS = 5;
const CAP_MS = 1_000;
/** 2^30 times any base is beyond any cap. */
const MAX_DOUBLINGS = 30;

/** The delay after the `attempt`-th round (from 1), ms. A function that answers nonsense waits for nothing. */
export function retryDelayMs(retry: Backoff | RetryDelay, attempt: number, random: () => number): number {
  if (typeof retry === 'function') {
    const delayMs = retry(attempt);
    if (!(delayMs > 0)) return 0;
    return delayMs;
  }
  const ceilingMs = (retry.baseMs ?? BASE_MS) * 2 ** Math.min(attempt - 1, MAX_DOUBLINGS);
  return random() * Math.min(retry.capMs ?? CAP_MS, ceilingMs);
}
