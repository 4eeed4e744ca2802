/**
 * Claim: the server keeps up with redis-server. Rates by redis-benchmark, medians of alternating runs;
 * CPU a command from the process accounting. Needs the built package (npm run build).
 * Run: npx tsx bench/server.ts [--runs 5] [--only GET]   (a pattern for the titles of rows)
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { COMPARE_AND_DELETE, RETURN_ONE, TOKEN_BUCKET } from './part/script-source.ts';
import { isInstalled, type ServerProcess, startRedis, startTidelock, usage } from './part/server-process.ts';
import { median, printTable, type Row } from './part/table.ts';

if (!isInstalled('redis-benchmark') || !isInstalled('redis-server')) {
  console.log('skipped: redis-server and redis-benchmark are not installed');
  process.exit(0);
}
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, only: { type: 'string', default: '' } },
});
const RUNS = Number(values.runs);
const ONLY = new RegExp(values.only);

interface Measured {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

function run(server: ServerProcess, pipeline: number, words: readonly string[]): Measured {
  const requests = pipeline === 1 ? 100_000 : 500_000;
  const before = usage(server.pid).cpuSeconds;
  const args = [
    '-p',
    String(server.port),
    '-c',
    '50',
    '-n',
    String(requests),
    '-P',
    String(pipeline),
    '-r',
    '100000',
    '--csv',
    ...words,
  ];
  const output = execFileSync('redis-benchmark', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const last = output.trim().split('\n').at(-1) as string;
  const perSecond = Number(/","([\d.]+)"/.exec(last)?.[1]);
  return { perSecond, cpuMicros: ((usage(server.pid).cpuSeconds - before) * 1e6) / requests };
}

function load(server: ServerProcess, script: string): string {
  return execFileSync('redis-cli', ['-p', String(server.port), 'SCRIPT', 'LOAD', script], {
    encoding: 'utf8',
  }).trim();
}

const ours = await startTidelock();
const theirs = await startRedis();
const sha = [RETURN_ONE, COMPARE_AND_DELETE, TOKEN_BUCKET].map((script) => {
  load(theirs, script);
  return load(ours, script);
}) as [string, string, string];

const rows: Row[] = [];
function compare(
  what: string,
  pipeline: number,
  words: readonly string[],
  reach: number,
  cpuReach?: number,
): void {
  if (!ONLY.test(what)) return;
  const pairs = Array.from(
    { length: RUNS },
    () => [run(ours, pipeline, words), run(theirs, pipeline, words)] as const,
  );
  const of = (side: 0 | 1, field: keyof Measured): number => median(pairs.map((pair) => pair[side][field]));
  rows.push({
    what,
    ours: of(0, 'perSecond'),
    peer: of(1, 'perSecond'),
    against: 'redis-server',
    unit: '/s',
    better: 'higher',
    reach,
  });
  if (cpuReach !== undefined)
    rows.push({
      what: `${what}, CPU`,
      ours: of(0, 'cpuMicros'),
      peer: of(1, 'cpuMicros'),
      against: 'redis-server',
      unit: 'µs',
      better: 'lower',
      reach: cpuReach,
    });
}

const SIMPLE: readonly (readonly [string, readonly string[]])[] = [
  ['GET', ['GET', 'key:__rand_int__']],
  ['SET', ['SET', 'key:__rand_int__', 'value']],
  ['INCR', ['INCR', 'counter:__rand_int__']],
  ['LPUSH', ['LPUSH', 'list', 'value']],
  ['HSET', ['HSET', 'hash', 'field:__rand_int__', 'value']],
];
for (const [name, words] of SIMPLE) compare(`-P 1 ${name}`, 1, words, 0.95, 1.4);
for (const [name, words] of SIMPLE) compare(`-P 16 ${name}`, 16, words, 1, 1);
compare('-P 16 ZADD, random scores', 16, ['ZADD', 'zset', '__rand_int__', 'member:__rand_int__'], 0.8, 1.25);
compare('-P 16 EVALSHA return 1', 16, ['EVALSHA', sha[0], '0'], 1);
compare('-P 16 EVALSHA compare-and-delete', 16, ['EVALSHA', sha[1], '1', 'lock:__rand_int__', 'mine'], 1.2);
compare(
  '-P 16 EVALSHA token bucket',
  16,
  ['EVALSHA', sha[2], '1', 'bucket:__rand_int__', '100', '10', '1000', '1'],
  3,
);
printTable('The server, redis-benchmark -c 50', rows);
ours.stop();
theirs.stop();
process.exit(0);
