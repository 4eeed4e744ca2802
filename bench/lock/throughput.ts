/**
 * Cycles of acquire and release a second, over five redis-servers: one after another, and 64 at once. Each library in
 * a process of its own, in turn, round after round, so that whatever else the machine does meets all alike.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { median, printTable, type Row } from '../part/table.ts';
import { ALL, OURS } from './contender.ts';
import type { Measured, Work } from './player-main.ts';
import { RAW, startServers } from './stage.ts';

const WARM_ROUNDS = 3;
const ROUNDS = 7;

const servers = await startServers(5);
const ports = servers.map(({ port }) => String(port));

async function open(name: string): Promise<ChildProcess> {
  const player = fork(new URL('player-main.ts', import.meta.url), [name, ...ports]);
  await once(player, 'message');
  return player;
}

const players = new Map<string, ChildProcess>();
for (const name of [...ALL.map((contender) => contender.name), RAW]) players.set(name, await open(name));

async function ask(player: ChildProcess, work: Work): Promise<Measured> {
  player.send(work);
  const [measured] = (await once(player, 'message')) as [Measured];
  return measured;
}

async function measure(work: Work): Promise<ReadonlyMap<string, Measured>> {
  const rounds = new Map<string, Measured[]>([...players.keys()].map((name) => [name, []]));
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round++)
    for (const [name, player] of players) {
      const measured = await ask(player, work);
      if (round >= WARM_ROUNDS) rounds.get(name)?.push(measured);
    }
  const middle = (found: readonly Measured[], of: keyof Measured) => median(found.map((each) => each[of]));
  return new Map(
    [...rounds].map(([name, found]) => [
      name,
      { rate: middle(found, 'rate'), commands: middle(found, 'commands') },
    ]),
  );
}

function rows(
  what: string,
  found: ReadonlyMap<string, Measured>,
  reaches: readonly number[],
): readonly Row[] {
  const [reachPeer = 1, reachRaw = 1] = reaches;
  const ours = found.get(OURS.name)?.rate ?? 0;
  return [...found].flatMap(([name, { rate }]): readonly Row[] => {
    if (name === OURS.name) return [];
    const reach = name === RAW ? reachRaw : reachPeer;
    return [{ what, ours, peer: rate, against: name, unit: 'cycles/s', better: 'higher', reach }];
  });
}

const alone = await measure('alone');
printTable('Acquire and release, 5 instances', [
  ...rows('one after another', alone, [1.15, 0.85]),
  ...rows('64 resources at once', await measure('together'), [2, 0]),
  {
    what: 'a lock with its fencing token',
    ours: alone.get(OURS.name)?.commands ?? 0,
    peer: 2,
    against: 'one acquire, one release',
    unit: 'commands an instance',
    better: 'lower',
    reach: 1.01,
  },
]);
for (const player of players.values()) player.kill();
for (const server of servers) server.stop();
process.exit(0);
