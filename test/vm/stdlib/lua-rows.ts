/**
 * Rows of Lua expressions, run in one script by our VM and by redis-server, each shown as text:
 * `true|value|…` or `false|message`. Numbers show all their digits.
 */

import { first, LuaTable, LuaVm } from '../../../src/vm/index.ts';
import { mathLibrary } from '../../../src/vm/stdlib/math.ts';
import { Random } from '../../../src/vm/stdlib/random.ts';
import { stringLibrary } from '../../../src/vm/stdlib/string.ts';
import { tableLibrary } from '../../../src/vm/stdlib/table.ts';
import { type Oracle, RawConnection } from '../../support/oracle.ts';

/** A VM with the standard libraries. */
export function standardVm(): LuaVm {
  const vm = new LuaVm();
  const strings = vm.register('string', stringLibrary(vm.host));
  vm.host.stringMetatable.set('__index', strings);
  const tables = vm.register('table', tableLibrary(vm.host));
  const maths = vm.register('math', mathLibrary(new Random()));
  for (const library of [strings, tables, maths]) library.readonly = true;
  return vm;
}

const SHOW = `
local function show(v, depth)
  if type(v) == 'number' then return string.format('%.17g', v) end
  if type(v) ~= 'table' or depth > 3 then return type(v) == 'string' and v or type(v) == 'userdata' and 'userdata' or tostring(v) end
  local parts = {}
  for k, x in pairs(v) do parts[#parts + 1] = show(k, depth + 1) .. '=' .. show(x, depth + 1) end
  return '{' .. table.concat(parts, ',') .. '}'
end
local out = {}
local function results(...)
  local parts = {}
  for i = 1, select('#', ...) do parts[i] = show((select(i, ...)), 1) end
  out[#out + 1] = table.concat(parts, '|')
end
`;

/** One script of all the rows; an error's position is the row's own line. */
export function scriptOf(rows: readonly string[]): string {
  const bodies = rows.map((row) => (row.startsWith('do ') ? row : `return ${row}`));
  return gridScript(bodies.map((body) => `results(pcall(function() ${body} end))`).join('\n'));
}

/** A script of statements that add rows by `results(…)`. */
export function gridScript(statements: string): string {
  return `${SHOW}${statements}\nreturn out`;
}

/** What our VM answers to a script, the last time of `times`. */
export function answersOf(vm: LuaVm, script: string, times = 1): string[] {
  const chunk = vm.compile(script, '@user_script');
  for (let i = 1; i < times; i++) vm.call(chunk);
  const out = first(vm.call(chunk));
  if (!(out instanceof LuaTable)) throw new Error('the script gave no table');
  return Array.from({ length: out.length() }, (_, i) => String(out.getNumber(i + 1)));
}

/** What redis-server answers. */
export async function answersOfOracle(oracle: Oracle, script: string): Promise<string[]> {
  const connection = await RawConnection.connect(oracle.port);
  try {
    return bulkStrings(await connection.call('EVAL', script, '0'));
  } finally {
    connection.close();
  }
}

/** The bulk strings of a flat array reply. */
function bulkStrings(frame: string): string[] {
  if (frame[0] !== '*') throw new Error(frame);
  const texts: string[] = [];
  for (let at = frame.indexOf('\r\n') + 2; at < frame.length; ) {
    const line = frame.indexOf('\r\n', at);
    const length = Number(frame.slice(at + 1, line));
    texts.push(frame.slice(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
  return texts;
}

/** Row by row, for a diff that tells which expression differs. */
export function labelled(rows: readonly string[], answers: readonly string[]): string[] {
  return rows.map((row, i) => `${row}  →  ${answers[i]}`);
}
