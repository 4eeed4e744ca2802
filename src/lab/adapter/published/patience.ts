/** How published libraries wait: tries at intervals, as many as fit into the time that the caller would wait. */
import type { LockKeyReader } from '../adapter.ts';

/** The interval that most of them ship with, ms, where there is time for it. */
const SHIPPED_MS = 200;
/** Tries of a short wait. */
const LEAST_TRIES = 8;
const LEAST_MS = 5;

/** Tries after the first one. */
export interface Patience {
  readonly delayMs: number;
  readonly tries: number;
}

/** @param waitMs how long the caller would wait */
export function patienceOf(waitMs: number): Patience {
  const delayMs = Math.max(LEAST_MS, Math.min(SHIPPED_MS, Math.floor(waitMs / LEAST_TRIES)));
  return { delayMs, tries: Math.ceil(waitMs / delayMs) };
}

/** Locks of most libraries: the key is the resource, after a prefix, and the value is the holder. */
export function plainLock(prefix = ''): LockKeyReader {
  return (key, holder) =>
    key.startsWith(prefix) ? { resource: key.slice(prefix.length), holder } : undefined;
}
