/**
 * Claim: from nothing to the first reply costs little more than Node itself. Whole processes, alternating.
 * Needs the built package. Run: npx tsx bench/start.ts
 */
import { execFileSync } from 'node:child_process';
import { median, printTable } from './part/table.ts';

const PROGRAMS = {
  node: '0',
  tidelock: "import('./dist/index.js').then(({ Engine }) => new Engine().call('SET', 'a', '1'))",
  script: "import('./dist/index.js').then(({ Engine }) => new Engine().eval('return 1'))",
  mock: "const Mock = require('ioredis-mock'); new Mock().set('a', '1').then(() => process.exit(0))",
};
type Program = keyof typeof PROGRAMS;

function runMs(program: Program): number {
  const start = performance.now();
  execFileSync(process.execPath, ['-e', PROGRAMS[program]], { stdio: 'ignore' });
  return performance.now() - start;
}

const RUNS = 15;
const times: Record<Program, number[]> = { node: [], tidelock: [], script: [], mock: [] };
for (let run = 0; run < RUNS; run++)
  for (const program of Object.keys(PROGRAMS) as Program[]) times[program].push(runMs(program));

const bare = median(times.node);
const row = { against: 'node + 25 ms', unit: 'ms', better: 'lower', reach: 1 } as const;
printTable(
  `Start to first reply (node alone ${bare.toFixed(0)} ms, ioredis-mock ${median(times.mock).toFixed(0)} ms)`,
  [
    { what: 'a command', ours: median(times.tidelock), peer: bare + 25, ...row },
    {
      what: 'a script (first compilation included)',
      ours: median(times.script),
      peer: bare + 75,
      ...row,
      against: 'node + 75 ms',
    },
  ],
);
