/**
 * Runs code for a limited real time, and ends it wherever it is: in a loop, in a tick, in a microtask. Node has a thread
 * that watches a script from outside; one call costs 0.3 ms, so it belongs around many turns, not around each.
 */
import { Script } from 'node:vm';

const PLACE = Symbol.for('tidelock.lab.limited');
const CALL = new Script(`globalThis[Symbol.for('${Symbol.keyFor(PLACE)}')]()`, { filename: 'time-limit' });
const CODE = 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** @throws what `act` throws, or an error that `isTimeLimit` knows */
export function withinTime(limitMs: number, act: () => void): void {
  // The one way to hand a function to a script of this context.
  const place = globalThis as unknown as Record<symbol, () => void>;
  place[PLACE] = act;
  try {
    CALL.runInThisContext({ timeout: limitMs });
  } finally {
    delete place[PLACE];
  }
}

/** Whether an error says that time was up. */
export function isTimeLimit(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === CODE;
}
