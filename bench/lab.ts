/**
 * Claim: the lab simulates more than 3,000 acquisitions a second and core on real ioredis and 20,000 at the Instance port,
 * with faults, and outruns real time a hundred times with three clients that contend; a history of 100,000 events is
 * judged within 2 s. Each part in a process of its own, whose young generation is as large as a run's garbage asks for.
 * Run: npm run bench -- lab
 */
import { spawnSync } from 'node:child_process';

const FLAGS = ['--max-semi-space-size=64'];

for (const part of ['acquisition', 'simulated-time', 'judge']) {
  const { status } = spawnSync(process.execPath, [...FLAGS, ...process.execArgv, `bench/lab/${part}.ts`], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
