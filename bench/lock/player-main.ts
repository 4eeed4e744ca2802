/**
 * A library in a process of its own, so that none meets what V8 has learnt from the others. The parent names it and
 * the servers' ports, and asks for one measurement after the other.
 */
import { ALL } from './contender.ts';
import { type Player, seat, seatRaw } from './stage.ts';

const RESOURCES = 64;
const CYCLES_EACH = 40;
const ALONE_CYCLES = 1_500;

/** Cycles of acquire and release a second, and the commands that each has sent to an instance. */
export interface Measured {
  readonly rate: number;
  readonly commands: number;
}

/** One after another, or one for each of 64 resources at once. */
export type Work = 'alone' | 'together';

const [name = '', ...ports] = process.argv.slice(2);
const servers = ports.map((port) => ({ port: Number(port) }));
const contender = ALL.find((each) => each.name === name);
const player: Player = contender === undefined ? await seatRaw(servers) : await seat(contender, servers);

async function cycles(resource: string, count: number): Promise<number> {
  for (let i = 0; i < count; i++) await (await player.take(resource))();
  return count;
}

async function perform(work: Work): Promise<number> {
  if (work === 'alone') return cycles('alone', ALONE_CYCLES);
  const all = Array.from({ length: RESOURCES }, (_, i) => cycles(`many-${i}`, CYCLES_EACH));
  return (await Promise.all(all)).reduce((sum, count) => sum + count);
}

process.on('message', async (work: Work) => {
  const sentBefore = player.commands();
  const startMs = performance.now();
  const count = await perform(work);
  const rate = (count * 1_000) / (performance.now() - startMs);
  const commands = (player.commands() - sentBefore) / (count * servers.length);
  process.send?.({ rate, commands } satisfies Measured);
});
process.send?.('ready');
