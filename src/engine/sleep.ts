/** Sleeping with the whole thread: DEBUG SLEEP stops the server, as it should. */

/** Longest sleep, ms: a mistyped number must not stop a process for ever. */
const MAX_SLEEP_MS = 60 * 60 * 1000;

export function sleepSync(ms: number): void {
  if (!(ms > 0)) return;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.min(ms, MAX_SLEEP_MS));
}
