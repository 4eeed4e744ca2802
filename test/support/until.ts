/** Waiting for what other processes do: asks again and again until it holds, for a bounded time. */

const EVERY_MS = 10;

/** @throws when `holds` has not held within `limitMs` (default 10,000); `what` says what was waited for */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  for (const startMs = performance.now(); !(await holds()); ) {
    if (performance.now() - startMs > limitMs) throw new Error(`waited ${limitMs} ms for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
