/**
 * Claim: a million small keys take no more than 1.6 times the memory of redis-server.
 * Both are filled over a socket by redis-benchmark. Needs the built package. Run: npx tsx bench/memory.ts
 */
import { execFileSync } from 'node:child_process';
import { isInstalled, type ServerProcess, startRedis, startTidelock, usage } from './part/server-process.ts';
import { printTable } from './part/table.ts';

if (!isInstalled('redis-benchmark') || !isInstalled('redis-server')) {
  console.log('skipped: redis-server and redis-benchmark are not installed');
  process.exit(0);
}

/** Random keys of a million: about 865,000 distinct ones come of two million requests. */
function fill(server: ServerProcess): number {
  const args = [
    '-p',
    String(server.port),
    '-c',
    '50',
    '-n',
    '2000000',
    '-P',
    '16',
    '-r',
    '1000000',
    '-q',
    'SET',
    'key:__rand_int__',
    'value:__rand_int__',
  ];
  execFileSync('redis-benchmark', args, { stdio: 'ignore' });
  return usage(server.pid).residentMiB;
}

const ours = await startTidelock();
const tuned = await startTidelock('--max-semi-space-size=4');
const theirs = await startRedis();
const peer = fill(theirs);
const row = { peer, against: 'redis-server', unit: 'MiB', better: 'lower', reach: 1.6 } as const;
printTable('Resident memory, a million small keys', [
  { what: 'as shipped', ours: fill(ours), ...row },
  { what: 'with --max-semi-space-size=4', ours: fill(tuned), ...row },
]);
for (const server of [ours, tuned, theirs]) server.stop();
process.exit(0);
