/**
 * V8's young generation in a server: what comes in is soon thrown away or kept for long, so that more room for
 * the young than a few MiB costs memory and saves no time.
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** From here on the young generation grows no further, bytes; left alone it goes on to 32 MiB. */
const ENOUGH_BYTES = 8 * 2 ** 20;

/** Lets the young generation grow up to ENOUGH_BYTES and then no more. It grows in collections, so each is watched. */
export function boundYoungGeneration(): void {
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    if (young === undefined || young.space_size < ENOUGH_BYTES) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}
