/**
 * The soak of the locks: 64 workers in four processes, five redis-servers that are stalled, killed and
 * wiped, and a file as witness.
 *   npm run soak:locks -- --seconds 60 [--seed 1]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ManualWorld } from '../../src/base/world.ts';
import { oracleAvailable } from '../support/oracle.ts';
import { type RedisProcess, startServers } from '../support/redis-process.ts';
import { until } from '../support/until.ts';
import { Faults } from './fault.ts';
import { TOMBSTONE_MS, TTL_MS, type WorkerPlan, type WorkerReport } from './lock-worker.ts';
import { findOverlaps, readClaims } from './witness.ts';

const PROCESSES = 4;
const WORKERS = 64;
const SERVERS = 5;
/** A process that has told its report ends by itself within this, or something keeps it. */
const EXIT_LIMIT_MS = 3_000;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});

interface Ended {
  readonly report: WorkerReport;
  readonly exitedByItself: boolean;
}

async function runWorker(plan: WorkerPlan): Promise<Ended> {
  const child = fork(fileURLToPath(new URL('lock-worker.ts', import.meta.url)), {
    execArgv: process.execArgv,
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const report = await new Promise<WorkerReport>((resolve, reject) => {
    child.once('message', (message) => resolve(message as WorkerReport));
    child.once('exit', (code) => reject(new Error(`a worker died with code ${code}, seed ${plan.seed}`)));
    child.send(plan);
  });
  return { report, exitedByItself: await endsInTime(child, exited) };
}

async function endsInTime(child: ChildProcess, exited: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), EXIT_LIMIT_MS);
  });
  const inTime = await Promise.race([exited.then(() => true), late]);
  clearTimeout(timer);
  if (!inTime) child.kill('SIGKILL');
  return inTime && child.exitCode === 0;
}

/** Nothing of a lock outlives its TTL and its tombstone. */
async function orphansOf(servers: readonly RedisProcess[]): Promise<readonly string[]> {
  const read = async () => {
    const found: string[] = [];
    for (const server of servers)
      for (const pattern of ['lock:{*}', 'lock:gone:*']) found.push(...(await server.keys(pattern)));
    return found;
  };
  const isClean = until('no orphan key', async () => (await read()).length === 0, TTL_MS + TOMBSTONE_MS);
  return isClean.then(
    () => [],
    () => read(),
  );
}

function judge(ended: readonly Ended[], overlaps: number, orphans: readonly string[]): readonly string[] {
  const sum = (of: (report: WorkerReport) => number) =>
    ended.reduce((all, { report }) => all + of(report), 0);
  const strange = ended.flatMap(({ report }) => report.strange);
  return [
    [overlaps, 'times did two hold one lock'],
    [sum(({ open }) => open), 'calls never settled'],
    [WORKERS - sum(({ alive }) => alive), 'workers got no lock when all was well again'],
    [sum(({ timers }) => timers), 'timers were left'],
    [ended.filter(({ exitedByItself }) => !exitedByItself).length, 'processes did not end by themselves'],
    [orphans.length, `keys were left: ${orphans.slice(0, 3).join(', ')}`],
    [strange.length, `strange errors: ${[...new Set(strange)].slice(0, 3).join('; ')}`],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
}

async function soak(seconds: number, seed: number): Promise<readonly string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'tidelock-soak-'));
  const servers = await startServers(SERVERS, ['--appendonly', 'yes', '--appendfsync', 'everysec']);
  try {
    const chance = new ManualWorld({ seed });
    const faults = new Faults(servers, chance);
    const file = join(dir, 'witness');
    const plans = Array.from({ length: PROCESSES }, (_, i): WorkerPlan => {
      const ports = servers.map(({ port }) => port);
      return { name: `p${i}`, ports, workers: WORKERS / PROCESSES, seconds, seed: seed + i + 1, file };
    });
    const working = Promise.all(plans.map(runWorker));
    const [ended] = await Promise.all([working, faults.harmUntil(performance.now() + seconds * 1_000)]);
    const orphans = await orphansOf(servers);
    const claims = readClaims(file);
    const { stall, kill, wipe } = faults.counts;
    const held = ended.reduce((all, { report }) => all + report.held, 0);
    const settled = ended.reduce((all, { report }) => all + report.settled, 0);
    console.log(`${settled} calls, ${held} locks, ${claims.length} claims`);
    console.log(`${stall} stalls, ${kill} kills, ${wipe} wipes, ${faults.blackouts} times no quorum`);
    return judge(ended, findOverlaps(claims).length, orphans);
  } finally {
    for (const server of servers) if (server.isStalled) server.resume();
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(dir, { recursive: true, force: true });
  }
}

if (!oracleAvailable) console.log('soak of the locks skipped: redis-server is not installed');
else {
  const seed = Number(values.seed);
  console.log(`soak of the locks, ${values.seconds} s, seed ${seed}`);
  const wrong = await soak(Number(values.seconds), seed);
  for (const one of wrong) console.error(one);
  console.log(wrong.length === 0 ? 'nothing that must never be' : `FAILED, seed ${seed}`);
  if (wrong.length > 0) process.exitCode = 1;
}
