/**
 * Two of five instances stalled (SIGSTOP), and dead (SIGKILL), options as shipped: how long an acquisition
 * takes, beside the same with all five well, and what piles up in the client for each stalled instance.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ALL, type Contender } from './contender.ts';
import { type Player, seat, startServers } from './stage.ts';

const CYCLES = 10_000;
/** A library that takes seconds for each gets no more than this. */
const LIMIT_MS = 12_000;
/** An acquisition that has not settled by then counts as never. */
const NEVER_MS = 6_000;
const MIB = 2 ** 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

type Trouble = 'well' | 'stalled' | 'dead';

const SIGNALS = { well: undefined, stalled: 'SIGSTOP', dead: 'SIGKILL' } as const;

interface Found {
  readonly cycles: number;
  readonly p50: number;
  readonly p99: number;
  readonly backlogMiB: number;
}

async function measure(contender: Contender, trouble: Trouble): Promise<Found> {
  const servers = await startServers(5);
  const player = await seat(contender, servers);
  for (let i = 0; i < 300; i++) await (await player.take('before'))();
  const signal = SIGNALS[trouble];
  if (signal !== undefined) for (const { pid } of servers.slice(0, 2)) process.kill(pid, signal);
  const heapBefore = heap();
  const tookMs = await acquisitions(player);
  const backlogMiB = trouble === 'well' ? 0 : Math.max(0, heap() - heapBefore) / 2 / MIB;
  player.close();
  for (const server of servers) server.stop();
  const sorted = [...tookMs].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { cycles: tookMs.length, p50: at(0.5), p99: at(0.99), backlogMiB };
}

async function acquisitions(player: Player): Promise<readonly number[]> {
  const took: number[] = [];
  const endMs = performance.now() + LIMIT_MS;
  for (let i = 0; i < CYCLES && performance.now() < endMs; i++) {
    const startMs = performance.now();
    const letGo = await withLimit(player.take(`r${i % 100}`));
    took.push(performance.now() - startMs);
    if (letGo !== undefined) await withLimit(letGo());
  }
  return took;
}

async function withLimit<T>(promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), NEVER_MS);
  });
  return Promise.race([promise.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}

function heap(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

// A library that throws from a timer of its own ends nobody else's measurement.
process.on('uncaughtException', (error) => console.log(`  (thrown from a timer: ${error.message})`));

function show(ms: number): string {
  return ms >= NEVER_MS ? 'never' : `${ms.toFixed(2)} ms`;
}

console.log(
  `\nTwo of five instances in trouble, up to ${CYCLES} locks one after another, options as shipped`,
);
console.log(`${'library'.padEnd(26)}trouble   locks   acquire p50   p99          backlog an instance`);
for (const contender of ALL)
  for (const trouble of ['well', 'stalled', 'dead'] as const) {
    const { cycles, p50, p99, backlogMiB } = await measure(contender, trouble);
    const cells = [trouble.padEnd(10), String(cycles).padEnd(8), show(p50).padEnd(14), show(p99).padEnd(13)];
    console.log(`${contender.name.padEnd(26)}${cells.join('')}${backlogMiB.toFixed(2)} MiB`);
  }
process.exit(0);
