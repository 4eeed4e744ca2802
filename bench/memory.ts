/**
 * Claim: a million small keys take no more than 1.6 times the memory of redis-server. Filled over a socket by
 * redis-cli --pipe; then two million values are overwritten at random, which leaves work for a collector.
 * Needs the built package. Run: npx tsx bench/memory.ts
 */
import { execFileSync } from 'node:child_process';
import { isInstalled, type ServerProcess, startRedis, startTidelock, usage } from './part/server-process.ts';
import { printTable } from './part/table.ts';

if (!isInstalled('redis-benchmark') || !isInstalled('redis-server')) {
  console.log('skipped: redis-server and redis-benchmark are not installed');
  process.exit(0);
}

const KEYS = 1_000_000;
/** Keys as redis-benchmark spells them, and values of the same length. */
const FILL = Buffer.from(
  Array.from({ length: KEYS }, (_, i) => {
    const number = String(i).padStart(12, '0');
    return `*3\r\n$3\r\nSET\r\n$16\r\nkey:${number}\r\n$16\r\nval:${number}\r\n`;
  }).join(''),
);

function fill(server: ServerProcess): number {
  execFileSync('redis-cli', ['-p', String(server.port), '--pipe'], {
    input: FILL,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return usage(server.pid).residentMiB;
}

function overwrite(server: ServerProcess): number {
  const load = `-p ${server.port} -c 50 -n ${2 * KEYS} -P 16 -r ${KEYS} -q SET key:__rand_int__ val:__rand_int__`;
  execFileSync('redis-benchmark', load.split(' '), { stdio: 'ignore' });
  return usage(server.pid).residentMiB;
}

const ours = await startTidelock();
const theirs = await startRedis();
const row = { against: 'redis-server', unit: 'MiB', better: 'lower', reach: 1.6 } as const;
printTable('Resident memory, a million small keys', [
  { what: 'each set once', ours: fill(ours), peer: fill(theirs), ...row },
  { what: 'then overwritten at random', ours: overwrite(ours), peer: overwrite(theirs), ...row },
]);
for (const server of [ours, theirs]) server.stop();
process.exit(0);
