/**
 * Claim: the Lua VM is faster than the C interpreter that redis-server embeds. Twelve programs, each run to the
 * same answer by Lua 5.1, LuaJIT, stock fengari (5.3 with 32-bit integers: some answers are wrong) and wasmoon (5.4).
 * Times are medians of runs after two warm-ups; ours are of one process that has all the programs in it, as a
 * server has. `first` is the first run of a program, compiling included.
 * Needs the built package (npm run build). Run: npx tsx bench/lua.ts [--runs 9] [--only sort]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  fengariTimes,
  LUA_PROCESSES,
  luaTimes,
  ourTimes,
  type Timed,
  wasmoonTimes,
} from './part/lua-engine.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '9' }, only: { type: 'string', default: '' } },
});
const RUNS = Number(values.runs);
const DIRECTORY = new URL('./lua/', import.meta.url);
const only = new RegExp(values.only);
const programs = readdirSync(DIRECTORY)
  .map((file) => ({ name: file.replace('.lua', ''), source: readFileSync(new URL(file, DIRECTORY), 'utf8') }))
  .filter(({ name }) => only.test(name));

/** Every engine's ratio to Lua 5.1, for the geometric means. */
const ratios = new Map<string, number[]>();

function cell(engine: string, timed: Timed | undefined, lua: Timed | undefined): string {
  if (timed === undefined || lua === undefined) return '-';
  const ratio = timed.ms / lua.ms;
  const isRight = timed.answer === lua.answer;
  if (isRight) ratios.set(engine, [...(ratios.get(engine) ?? []), ratio]);
  return `${ratio.toFixed(2)}${isRight ? '' : ' (wrong)'}`;
}

const ENGINES = ['tidelock', 'luajit', 'fengari', 'wasmoon'] as const;
const rows: string[][] = [];
const ours = await ourTimes();
for (const { name, source } of programs) {
  const lua = luaTimes(LUA_PROCESSES.lua, source, RUNS);
  const mine = ours(source, RUNS);
  const peers = {
    tidelock: mine,
    luajit: luaTimes(LUA_PROCESSES.luajit, source, RUNS),
    fengari: fengariTimes(source, 3),
    wasmoon: await wasmoonTimes(source, RUNS),
  };
  rows.push([
    name,
    lua?.ms.toFixed(1) ?? '-',
    mine.ms.toFixed(1),
    mine.firstMs.toFixed(1),
    ...ENGINES.map((engine) => cell(engine, peers[engine], lua)),
    lua === undefined ? '-' : mine.ms <= lua.ms ? 'yes' : 'NO',
  ]);
}

const mean = (engine: string): string => {
  const all = ratios.get(engine);
  if (all === undefined) return '-';
  return Math.exp(all.reduce((sum, ratio) => sum + Math.log(ratio), 0) / all.length).toFixed(2);
};
const meanOfOurs = Number(mean('tidelock'));
rows.push(['geometric mean', '', '', '', ...ENGINES.map(mean), meanOfOurs <= 0.4 ? 'yes' : 'NO']);
const head = [
  'program',
  'lua5.1 ms',
  'tidelock ms',
  'first ms',
  ...ENGINES.map((name) => `${name} ×`),
  '≤ 1 (mean ≤ 0.4)',
];
const widths = head.map((label, i) =>
  Math.max(label.length, ...rows.map((row) => (row[i] as string).length)),
);
const line = (row: readonly string[]): string =>
  row.map((text, i) => text.padEnd(widths[i] as number)).join('  ');
console.log(`\nLua programs, times over Lua 5.1's (lower is better)\n${line(head)}`);
console.log(widths.map((width) => '-'.repeat(width)).join('  '));
for (const row of rows) console.log(line(row));
