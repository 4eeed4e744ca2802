/**
 * 16 workers who want one lock and hold it for a millisecond: locks a second, the worst run, the share of the
 * luckiest over the unluckiest, and commands an instance for each lock. Once as workers of one process, which
 * share a client, and once each with a client and connections of its own.
 */
import { median } from '../part/table.ts';
import { ALL, type Contender } from './contender.ts';
import { type Player, seat, startServers } from './stage.ts';

const WORKERS = 16;
const HELD_MS = 1;
const RUN_MS = 1_500;
const RUNS = 5;
/** Some libraries leave callers waiting for ever: a run ends so much after its time without them. */
const PATIENCE_MS = 500;
/** A worker that has got nothing counts as one lock, so that shares stay finite. */
const LEAST = 1;

interface Run {
  readonly rate: number;
  readonly share: number;
  readonly commands: number;
}

async function oneRun(players: readonly Player[], instances: number, resource: string): Promise<Run> {
  const counts = new Array<number>(WORKERS).fill(0);
  const distinct = new Set(players);
  const sent = () => [...distinct].reduce((all, player) => all + player.commands(), 0);
  const sentBefore = sent();
  const endMs = performance.now() + RUN_MS;
  const work = async (index: number) => {
    while (performance.now() < endMs) {
      const letGo = await (players[index] as Player).take(resource).catch(() => undefined);
      if (letGo === undefined) continue;
      if (performance.now() > endMs + PATIENCE_MS) return void letGo().catch(() => {});
      counts[index] = (counts[index] ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, HELD_MS));
      await letGo().catch(() => {});
    }
  };
  const patience = new Promise((resolve) => setTimeout(resolve, RUN_MS + PATIENCE_MS));
  await Promise.race([Promise.all(counts.map((_, index) => work(index))), patience]);
  const total = counts.reduce((all, count) => all + count, 0);
  return {
    rate: (total * 1_000) / RUN_MS,
    share: Math.max(...counts) / Math.max(LEAST, Math.min(...counts)),
    commands: (sent() - sentBefore) / instances / Math.max(LEAST, total),
  };
}

async function compare(instances: number, isShared: boolean): Promise<void> {
  const servers = await startServers(instances);
  const casts: { name: string; players: readonly Player[] }[] = [];
  const cast = async ({ name, ...contender }: Contender) => {
    const open = () => seat({ name, ...contender }, servers, true);
    const one = await open();
    const players = await Promise.all(
      Array.from({ length: WORKERS }, (_, i) => (isShared || i === 0 ? one : open())),
    );
    casts.push({ name, players });
  };
  for (const contender of ALL) await cast(contender);
  const runs = new Map<string, Run[]>(casts.map(({ name }) => [name, []]));
  for (let run = 0; run < RUNS; run++)
    for (const { name, players } of casts)
      runs.get(name)?.push(await oneRun(players, instances, `hot-${name}-${run}`));
  print(instances, isShared, runs);
  for (const { players } of casts) for (const player of new Set(players)) player.close();
  for (const server of servers) server.stop();
}

function print(instances: number, isShared: boolean, runs: ReadonlyMap<string, readonly Run[]>): void {
  const whose = isShared ? 'of one client' : 'with a client each';
  console.log(`\n16 workers ${whose} on one resource held 1 ms, ${instances} instances`);
  console.log(
    `${'library'.padEnd(26)}locks/s   worst of ${RUNS}   luckiest/unluckiest   commands an instance`,
  );
  for (const [name, found] of runs) {
    const rates = found.map(({ rate }) => rate);
    const cells = [
      median(rates).toFixed(0).padEnd(10),
      Math.min(...rates)
        .toFixed(0)
        .padEnd(13),
      median(found.map(({ share }) => share))
        .toFixed(2)
        .padEnd(22),
      median(found.map(({ commands }) => commands)).toFixed(2),
    ];
    console.log(name.padEnd(26) + cells.join(''));
  }
}

await compare(3, true);
await compare(5, true);
await compare(5, false);
process.exit(0);
