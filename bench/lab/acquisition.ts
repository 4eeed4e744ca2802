/** Acquisitions a second of one core: 3 clients, 3 instances, 50 resources, half a millisecond each way, faults on. */
import { median, printTable } from '../part/table.ts';
import { faultsFor, lab, nameOf, SUBJECTS, simulate } from './simulation.ts';

const ROUNDS = 2_000;
const RUNS = 5;
const REACH = { port: 20_000, socket: 3_000 };

const size = { clients: 3, instances: 3 };
const plan = lab.planOf({
  ...size,
  network: { leastUs: 400, mostUs: 600, lossShare: 0, jitterShare: 1 },
  faults: faultsFor(10_000, size),
  workload: { rounds: ROUNDS, resources: 50, thinkMs: 2, workMs: 2 },
});

const rows = [];
for (const subject of SUBJECTS) {
  await simulate(subject, 0, plan);
  const rates: number[] = [];
  for (let seed = 1; seed <= RUNS; seed++) {
    const { acquisitions, cpuSeconds } = await simulate(subject, seed, plan);
    rates.push(acquisitions / cpuSeconds);
  }
  rows.push({
    what: nameOf(subject),
    ours: median(rates),
    peer: subject.client === undefined ? REACH.port : REACH.socket,
    against: 'what is to be reached',
    unit: 'acquisitions/s of a core',
    better: 'higher' as const,
    reach: 1,
  });
}
printTable('The lab: simulated acquisitions', rows);
