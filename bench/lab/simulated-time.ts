/** Simulated time over real time: 3 clients contend for one resource, faults on. */
import { median, printTable } from '../part/table.ts';
import { faultsFor, lab, nameOf, SUBJECTS, simulate } from './simulation.ts';

const ROUNDS = 500;
const RUNS = 5;
const REACH = 100;

const size = { clients: 3, instances: 3 };
const plan = lab.planOf({ ...size, faults: faultsFor(30_000, size), workload: { rounds: ROUNDS } });

const rows = [];
for (const subject of SUBJECTS) {
  await simulate(subject, 0, plan);
  const ratios: number[] = [];
  for (let seed = 1; seed <= RUNS; seed++) {
    const { simulatedSeconds, cpuSeconds } = await simulate(subject, seed, plan);
    ratios.push(simulatedSeconds / cpuSeconds);
  }
  rows.push({
    what: nameOf(subject),
    ours: median(ratios),
    peer: REACH,
    against: 'what is to be reached',
    unit: 'simulated s/s of a core',
    better: 'higher' as const,
    reach: 1,
  });
}
printTable('The lab: three clients that contend', rows);
