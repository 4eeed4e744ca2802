/**
 * All the benchmarks, one process each, so that none warms up or burdens the next.
 * Run: npm run bench
 */
import { spawnSync } from 'node:child_process';

const SCRIPTS = [
  'in-process',
  'script',
  'lua',
  'ioredis',
  'server',
  'memory',
  'start',
  'lock-key',
  'locks',
  'structs',
  'wire',
  'lab',
];
const wanted = process.argv.slice(2);

for (const script of SCRIPTS) {
  if (wanted.length > 0 && !wanted.includes(script)) continue;
  const { status } = spawnSync('npx', ['tsx', `bench/${script}.ts`], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
