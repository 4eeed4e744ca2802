/**
 * Claim: commands and scripts in the process are many times as fast as ioredis-mock's.
 * Run: npx tsx bench/in-process.ts
 */
import { createRequire } from 'node:module';
import { Engine } from 'tidelock';
import { COMPARE_AND_DELETE, RETURN_ONE, TOKEN_BUCKET } from './part/script-source.ts';
import { printTable, type Row, rate, rateAsync } from './part/table.ts';

interface Mock {
  get(key: string): Promise<unknown>;
  set(key: string, value: string): Promise<unknown>;
  eval(script: string, keys: number, ...words: (string | number)[]): Promise<unknown>;
}

const require = createRequire(import.meta.url);
const Mock = require('ioredis-mock') as new () => Mock;
const mock = new Mock();
const engine = new Engine();

/** The mock's EVAL builds a Lua state each time: a few hundred calls are enough. */
const SCRIPT_CALLS = 300;

async function each(operations: number, call: (i: number) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < operations; i++) await call(i);
}

const rows: Row[] = [];
async function compare(what: string, ours: number, peer: Promise<number>, reach: number): Promise<void> {
  rows.push({ what, ours, peer: await peer, against: 'ioredis-mock', unit: '/s', better: 'higher', reach });
}

engine.call('SET', 'key', 'value');
await mock.set('key', 'value');
await compare(
  'GET, synchronous',
  rate(3_000_000, (n) => {
    for (let i = 0; i < n; i++) engine.call('GET', 'key');
  }),
  rateAsync(200_000, (n) => each(n, () => mock.get('key'))),
  7,
);
await compare(
  'SET, synchronous',
  rate(3_000_000, (n) => {
    for (let i = 0; i < n; i++) engine.call('SET', 'key', 'value');
  }),
  rateAsync(200_000, (n) => each(n, () => mock.set('key', 'value'))),
  7,
);

const load = (script: string): string => String(engine.call('SCRIPT', 'LOAD', script));
const [one, cad, bucket] = [load(RETURN_ONE), load(COMPARE_AND_DELETE), load(TOKEN_BUCKET)];
await compare(
  'EVALSHA return 1',
  rate(500_000, (n) => {
    for (let i = 0; i < n; i++) engine.evalsha(one);
  }),
  rateAsync(SCRIPT_CALLS, (n) => each(n, () => mock.eval(RETURN_ONE, 0)), 3),
  500,
);
await compare(
  'EVALSHA compare-and-delete',
  rate(500_000, (n) => {
    for (let i = 0; i < n; i++) engine.evalsha(cad, ['lock'], ['mine']);
  }),
  rateAsync(SCRIPT_CALLS, (n) => each(n, () => mock.eval(COMPARE_AND_DELETE, 1, 'lock', 'mine')), 3),
  500,
);
await compare(
  'EVALSHA token bucket',
  rate(200_000, (n) => {
    for (let i = 0; i < n; i++) engine.evalsha(bucket, ['bucket'], [100, 10, i, 1]);
  }),
  rateAsync(SCRIPT_CALLS, (n) => each(n, (i) => mock.eval(TOKEN_BUCKET, 1, 'bucket', 100, 10, i, 1)), 3),
  500,
);
printTable('In the process', rows);
await engine.close();
process.exit(0);
