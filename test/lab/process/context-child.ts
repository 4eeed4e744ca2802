/** A host that asks for a context only after guests were ended within a hook; prints what the context carries. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Chance } from '../../../src/lab/world/chance.ts';
import { clocksOf, Machine } from '../../../src/lab/world/machine.ts';
import { Timeline } from '../../../src/lab/world/timeline.ts';
import { watchForRealTime } from '../../../src/lab/world/tripwire.ts';
import { drive } from '../../../src/lab/world/turn.ts';

/** Not every end falls within a hook; most do. */
const GUESTS = 4;

async function awaitForEver(): Promise<void> {
  for (;;) await null;
}

for (let guest = 0; guest < GUESTS; guest++) {
  const chance = new Chance(1);
  const timeline = new Timeline(chance);
  const clocks = clocksOf({ wallUs: 0, monotonicUs: 0, driftPpm: 0 });
  const bad = new Machine(timeline, 'bad', { chance, clocks });
  timeline.onThrown = () => bad.kill();
  const stop = watchForRealTime(timeline, () => {});
  bad.after(1, () => void awaitForEver());
  await drive(timeline, { untilUs: 20_000, limitMs: 150 });
  stop();
}

const storage = new AsyncLocalStorage<string>();
await storage.run('kept', async () => {
  await null;
  console.log(storage.getStore());
});
