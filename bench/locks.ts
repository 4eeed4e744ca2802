/**
 * Claim: locks are faster than those of other libraries, alone, many at once and contended, and do not feel
 * two of five instances that are stalled or dead. Each part in a process of its own.
 * Run: npm run bench -- locks
 */
import { spawnSync } from 'node:child_process';

for (const part of ['throughput', 'contention', 'outage', 'embedded']) {
  const { status } = spawnSync(process.execPath, [...process.execArgv, `bench/lock/${part}.ts`], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
