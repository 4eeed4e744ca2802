/**
 * Claim: a cached script costs a fraction of what it costs redis-server, and a fresh one compiles in a millisecond
 * or a few. redis-server's figures are its own usec_per_call (INFO commandstats), which leave the socket out.
 * Needs the built package. Run: npx tsx bench/script.ts
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { RETURN_ONE, TOKEN_BUCKET } from './part/script-source.ts';
import { isInstalled, type ServerProcess, startRedis } from './part/server-process.ts';
import { median, printTable, type Row } from './part/table.ts';

const { Engine } = (await import('../dist/index.js' as string)) as typeof import('tidelock');

interface Call {
  readonly script: string;
  readonly keys: readonly string[];
  readonly args: readonly string[];
  readonly reach: number;
}

const CALLS: Readonly<Record<string, Call>> = {
  'return 1': { script: RETURN_ONE, keys: [], args: [], reach: 0.2 },
  GET: { script: "return redis.call('GET', KEYS[1])", keys: ['key'], args: [], reach: 0.3 },
  'token bucket': { script: TOKEN_BUCKET, keys: ['bucket'], args: ['100', '10', '1000', '1'], reach: 0.2 },
  '100 GETs': {
    script: "for i = 1, 100 do redis.call('GET', KEYS[1]) end",
    keys: ['key'],
    args: [],
    reach: 0.2,
  },
};

/** Gives what measures a round of ours, warm. */
function ourMicros({ script, keys, args }: Call): () => number {
  const engine = new Engine();
  engine.call('SET', 'key', 'value');
  const sha = String(engine.call('SCRIPT', 'LOAD', script));
  const calls = script.includes('100') ? 5_000 : 100_000;
  const run = (): number => {
    const start = performance.now();
    for (let i = 0; i < calls; i++) engine.evalsha(sha, keys, args);
    return ((performance.now() - start) * 1000) / calls;
  };
  run();
  return run;
}

/** How redis-benchmark asks: the server's own time for a call is shorter when many wait at once. */
const LOADS = {
  'one call at a time': ['-c', '1', '-P', '1'],
  '50 clients, pipelines of 16': ['-c', '50', '-P', '16'],
} as const;

/** Gives what measures a round of theirs, warm. */
function theirMicros(
  server: ServerProcess,
  { script, keys, args }: Call,
  load: readonly string[],
): () => number {
  const port = String(server.port);
  const cli = (...words: string[]): string =>
    execFileSync('redis-cli', ['-p', port, ...words], { encoding: 'utf8' }).trim();
  cli('SET', 'key', 'value');
  const words = ['EVALSHA', cli('SCRIPT', 'LOAD', script), String(keys.length), ...keys, ...args];
  return () => {
    cli('CONFIG', 'RESETSTAT');
    execFileSync('redis-benchmark', ['-p', port, ...load, '-n', '10000', '-q', ...words], {
      stdio: 'ignore',
    });
    return Number(/cmdstat_evalsha:.*usec_per_call=([\d.]+)/.exec(cli('INFO', 'commandstats'))?.[1]);
  };
}

const ROUNDS = 15;

/** Rounds of the one and the other in turn, and the best of each: what else the machine does only ever adds to it. */
function inTurn(ours: () => number, theirs: () => number): { readonly ours: number; readonly peer: number } {
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: ours(), peer: theirs() }));
  const best = (side: 'ours' | 'peer'): number => Math.min(...rounds.map((round) => round[side]));
  return { ours: best('ours'), peer: best('peer') };
}

if (isInstalled('redis-server') && isInstalled('redis-benchmark')) {
  const server = await startRedis();
  for (const [asked, load] of Object.entries(LOADS)) {
    const rows = Object.entries(CALLS).map(
      ([what, call]): Row => ({
        what,
        ...inTurn(ourMicros(call), theirMicros(server, call, load)),
        unit: 'µs',
        against: 'redis-server, its usec_per_call',
        better: 'lower',
        reach: call.reach,
      }),
    );
    printTable(`A cached script, called in the process; the server is asked ${asked}`, rows);
  }
  server.stop();
} else console.log('skipped: redis-server and redis-benchmark are not installed');

/** Text that no cache knows, with the same work in it. */
const fresh = (source: string, i: number): string => `${source}\n-- ${i}`;
const engine = new Engine();
const require = (path: string): string =>
  readFileSync(new URL(`../node_modules/${path}`, import.meta.url), 'utf8');

function compileMs(source: string): number {
  const times = Array.from({ length: 60 }, (_, i) => {
    const start = performance.now();
    engine.call('SCRIPT', 'LOAD', fresh(source, i));
    return performance.now() - start;
  });
  return median(times.slice(20));
}

/** The Lua in one of BullMQ's modules: what stands between its backticks. */
const queueScript =
  /content = `([\s\S]*?)`/.exec(require('bullmq/dist/cjs/scripts/moveToDelayed-11.js'))?.[1] ?? '';
const lines = (source: string): string => `${source.trim().split('\n').length} lines`;

function firstScriptMs(): number {
  const text = `import('./dist/index.js').then(({ Engine }) => {
    const engine = new Engine(); const start = performance.now(); engine.eval('return 1');
    console.log(performance.now() - start); })`;
  return median(
    [1, 2, 3, 4, 5].map(() => Number(spawnSync(process.execPath, ['-e', text], { encoding: 'utf8' }).stdout)),
  );
}

const limit = { unit: 'ms', against: 'limit', better: 'lower', reach: 1 } as const;
printTable('Compiling', [
  { what: `token bucket, ${lines(TOKEN_BUCKET)}, warm`, ours: compileMs(TOKEN_BUCKET), peer: 1, ...limit },
  {
    what: `BullMQ's moveToDelayed, ${lines(queueScript)}, warm`,
    ours: compileMs(queueScript),
    peer: 10,
    ...limit,
  },
  { what: 'first script of a process', ours: firstScriptMs(), peer: 50, ...limit },
]);

/** The n-th call of scripts that were never seen before, µs: what a test suite pays. */
function nthCallMicros(n: number): number {
  const { keys, args } = CALLS['token bucket'] as Call;
  return median(
    Array.from({ length: 40 }, (_, i) => {
      const script = fresh(TOKEN_BUCKET, 1000 * n + i);
      for (let call = 1; call < n; call++) engine.eval(script, keys, args);
      const start = performance.now();
      engine.eval(script, keys, args);
      return (performance.now() - start) * 1000;
    }),
  );
}
console.log('\nThe first calls of a fresh token bucket, µs (the first compiles it)');
for (const n of [1, 2, 10, 100]) console.log(`  call ${n}: ${nthCallMicros(n).toFixed(0)}`);

const DISTINCT = 10_000;
const many = new Engine();
const rssMiB = (): number => process.memoryUsage().rss / 2 ** 20;
const beforeMiB = rssMiB();
const spans: number[] = [];
for (let i = 0; i < DISTINCT; i++) {
  const start = performance.now();
  many.eval(`return ${i} + redis.call('INCR', KEYS[1])`, ['n']);
  spans.push(performance.now() - start);
}
printTable('10,000 distinct EVALs', [
  {
    what: 'the last 1,000 over the first',
    ours: median(spans.slice(-1000)) * 1000,
    peer: median(spans.slice(0, 1000)) * 1000,
    unit: 'µs',
    against: 'the first 1,000',
    better: 'lower',
    reach: 1.25,
  },
]);
console.log(`  memory grew by ${(rssMiB() - beforeMiB).toFixed(0)} MiB`);
process.exit(0);
