/**
 * Our locks in the lab, inside what they declare, for as long as there is time: `npm run lab:ours -- [seconds]
 * [first seed] [acquisitions]`. Prints the seed and the first violation, and fails, when a promise is broken inside. Two faults that are each
 * declared may together leave a client no clock that shows the time: what is broken then is outside, and counted.
 */
import fc from 'fast-check';
import type { LabAdapter } from '../../src/lab/adapter/adapter.ts';
import { tidelockAdapter } from '../../src/lab/adapter/tidelock.ts';
import { judge } from '../../src/lab/check/judge.ts';
import { EnginePool } from '../../src/lab/instance/engine-pool.ts';
import { run } from '../../src/lab/run/run.ts';
import { planner } from '../../src/lab/search/plan-arbitrary.ts';

/** Most runs are of plain mutexes. */
const ADAPTERS = [
  tidelockAdapter(),
  tidelockAdapter(),
  tidelockAdapter({ name: 'tidelock, fair', kind: { fair: true } }),
  tidelockAdapter({ name: 'tidelock, two permits', kind: { permits: 2 } }),
  tidelockAdapter({ name: 'tidelock, readers and writers', sharing: true }),
];
const planOf = planner(fc, { rounds: 100 });
const SECONDS = 60;
const REPORT_EVERY = 100;

const [seconds = SECONDS, firstSeed = Date.now() % 1e9, most = Number.POSITIVE_INFINITY] = process.argv
  .slice(2)
  .map(Number);

async function main(): Promise<number> {
  const pool = new EnginePool();
  const beganAtMs = performance.now();
  const spentMs = () => performance.now() - beganAtMs;
  let acquisitions = 0;
  let granted = 0;
  let outside = 0;
  let seed = firstSeed;
  const say = () =>
    console.log(
      `${seed - firstSeed} seeds from ${firstSeed}, ${acquisitions} acquisitions, ${granted} granted, ` +
        `${Math.round((acquisitions / spentMs()) * 1000)} a second, no violation inside, ${outside} runs with one outside`,
    );
  for (; spentMs() < seconds * 1000 && acquisitions < most; seed++) {
    const adapter = ADAPTERS[seed % ADAPTERS.length] as LabAdapter;
    const history = await run({ seed, plan: planOf(seed), adapter, pool });
    for (const { kind } of history.events) {
      if (kind === 'acquire') acquisitions++;
      else if (kind === 'granted') granted++;
    }
    const { violations } = judge(history);
    if (violations.length > 0) outside++;
    const violation = violations.find(({ verdict }) => verdict === 'inside');
    if (violation !== undefined) {
      console.log(
        `${adapter.name}, seed ${seed}: ${violation.promise}, ${violation.verdict}: ${violation.sentence}`,
      );
      return 1;
    }
    if ((seed - firstSeed) % REPORT_EVERY === REPORT_EVERY - 1) say();
  }
  say();
  return 0;
}

process.exitCode = await main();
