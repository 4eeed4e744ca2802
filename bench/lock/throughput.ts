/** Cycles of acquire and release a second, over five redis-servers: one after another, and 64 at once. */
import { median, printTable, type Row } from '../part/table.ts';
import { ALL, OURS } from './contender.ts';
import { type Player, seat, seatRaw, startServers } from './stage.ts';

const ROUNDS = 7;
const WARM_CYCLES = 300;
const ALONE_CYCLES = 1_500;
const RESOURCES = 64;
const CYCLES_EACH = 40;

const servers = await startServers(5);
const players: readonly Player[] = [
  ...(await Promise.all(ALL.map((contender) => seat(contender, servers)))),
  await seatRaw(servers),
];

async function cycles(player: Player, resource: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await (await player.take(resource))();
}

async function alone(player: Player): Promise<number> {
  const startMs = performance.now();
  await cycles(player, 'alone', ALONE_CYCLES);
  return (ALONE_CYCLES * 1_000) / (performance.now() - startMs);
}

async function together(player: Player): Promise<number> {
  const startMs = performance.now();
  await Promise.all(Array.from({ length: RESOURCES }, (_, i) => cycles(player, `many-${i}`, CYCLES_EACH)));
  return (RESOURCES * CYCLES_EACH * 1_000) / (performance.now() - startMs);
}

/** Everybody in turn, round after round, so that whatever else the machine does meets all alike. */
async function measure(work: (player: Player) => Promise<number>): Promise<ReadonlyMap<string, number>> {
  const rates = new Map<string, number[]>(players.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const player of players) rates.get(player.name)?.push(await work(player));
  return new Map([...rates].map(([name, found]) => [name, median(found)]));
}

function rows(what: string, rates: ReadonlyMap<string, number>, reaches: readonly number[]): readonly Row[] {
  const [reachPeer = 1, reachRaw = 1] = reaches;
  const ours = rates.get(OURS.name) ?? 0;
  return [...rates].flatMap(([name, peer]): readonly Row[] => {
    if (name === OURS.name) return [];
    const reach = name.startsWith('bare') ? reachRaw : reachPeer;
    return [{ what, ours, peer, against: name, unit: 'cycles/s', better: 'higher', reach }];
  });
}

for (const player of players) await cycles(player, 'alone', WARM_CYCLES);
const [ours] = players;
const sentBefore = ours?.commands() ?? 0;
const aloneRates = await measure(alone);
const perCycle = ((ours?.commands() ?? 0) - sentBefore) / (ROUNDS * ALONE_CYCLES * servers.length);
printTable('Acquire and release, 5 instances', [
  ...rows('one after another', aloneRates, [1.15, 0.85]),
  ...rows('64 resources at once', await measure(together), [2, 0]),
  {
    what: 'a lock with its fencing token',
    ours: perCycle,
    peer: 2,
    against: 'one acquire, one release',
    unit: 'commands an instance',
    better: 'lower',
    reach: 1.01,
  },
]);
for (const player of players) player.close();
for (const server of servers) server.stop();
process.exit(0);
