/** Locks over five engines in this process: microseconds for acquire and release. */
import { median, printTable } from '../part/table.ts';

const built = (name: string): string => new URL(`../../dist/${name}.js`, import.meta.url).href;
const { Redlock } = (await import(built('redlock'))) as typeof import('tidelock/redlock');
const { Engine } = (await import(built('index'))) as typeof import('tidelock');

const CYCLES = 5_000;
const RUNS = 7;
/** The most that the project allows itself. */
const REACH_MICROS = 100;

const locks = new Redlock(Array.from({ length: 5 }, () => new Engine()));

async function microsOfACycle(): Promise<number> {
  const startMs = performance.now();
  for (let i = 0; i < CYCLES; i++) await (await locks.acquire('a')).release();
  return ((performance.now() - startMs) * 1_000) / CYCLES;
}

await microsOfACycle();
const found: number[] = [];
for (let run = 0; run < RUNS; run++) found.push(await microsOfACycle());
printTable('Locks over embedded engines', [
  {
    what: 'acquire and release, 5 engines',
    ours: median(found),
    peer: REACH_MICROS,
    against: 'what we allow ourselves',
    unit: 'µs',
    better: 'lower',
    reach: 1,
  },
]);
await locks.close();
process.exit(0);
