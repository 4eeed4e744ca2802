/**
 * The worlds in which programs run. Each gives what a program printed, its uncaught error last. One lua5.1
 * and one redis-server serve all programs, so what a program leaves behind is put back before the next.
 */
import { spawnSync } from 'node:child_process';
import { Engine } from '../../src/index.ts';
import { LuaError } from '../../src/vm/index.ts';
import { type Oracle, RawConnection } from '../support/oracle.ts';
import { makeVm } from './library.ts';
import { chunkName, type Program } from './program.ts';

/** What it prints on a bare VM of its own. */
export function printedByVm(program: Program): string {
  const { vm, output } = makeVm();
  try {
    vm.call(vm.compile(program.source, chunkName(program)));
  } catch (error) {
    if (!(error instanceof LuaError)) throw error;
    output.push(`error: ${error.message}\n`);
  }
  return output.join('');
}

/** A print that collects, and the run of a chunk that has been given it. */
const RUN = `
local out = {}
local function print(...)
  local texts = {}
  for i = 1, select('#', ...) do texts[i] = tostring((select(i, ...))) end
  out[#out + 1] = table.concat(texts, '\\t') .. '\\n'
end
local function run(source, name)
  local ok = false
  local chunk, message = loadstring(source, name)
  if chunk then ok, message = pcall(chunk, print) end
  if not ok then out[#out + 1] = 'error: ' .. tostring(message) .. '\\n' end
  return table.concat(out)
end
`;

/** Runs each file of its arguments; each output has its length before it. */
const STOCK = `${RUN}
local saved = {}
for _, library in ipairs{_G, string, table, math, coroutine} do
  saved[library] = {}
  for name, member in pairs(library) do saved[library][name] = member end
end
local function restore()
  for library, members in pairs(saved) do
    for name in pairs(library) do library[name] = members[name] end
    for name, member in pairs(members) do library[name] = member end
  end
  setmetatable(_G, nil)
  out = {}
end
for i = 1, #arg, 2 do
  restore()
  local file = io.open(arg[i], 'rb')
  local source = file:read('*a')
  file:close()
  _G.print = print
  local text = run(source, arg[i + 1])
  io.write(#text, '\\n', text)
end
`;

/** What each prints on one lua5.1; undefined where that is not installed. */
export function printedByStock(programs: readonly Program[]): readonly string[] | undefined {
  const args = programs.flatMap((program) => [program.path, chunkName(program)]);
  const ran = spawnSync('lua5.1', ['-', ...args], { input: STOCK, encoding: 'latin1', maxBuffer: 2 ** 26 });
  if (ran.error !== undefined) return undefined;
  const texts: string[] = [];
  for (let at = 0; at < ran.stdout.length; ) {
    const line = ran.stdout.indexOf('\n', at);
    const end = line + 1 + Number(ran.stdout.slice(at, line));
    texts.push(ran.stdout.slice(line + 1, end));
    at = end;
  }
  if (texts.length < programs.length)
    throw new Error(`${programs[texts.length]?.name} ended lua5.1: ${ran.stderr}`);
  return texts;
}

/** As a script: globals cannot be written there, so print is a local on the program's first line. */
const SCRIPT = `${RUN}
return run('local print = ... ' .. ARGV[1], ARGV[2])
`;

/** What each prints as a script of our own engine. */
export function scriptPrinter(): (program: Program) => string {
  const engine = new Engine({ clock: 'manual' });
  return (program) => {
    engine.call('FLUSHALL');
    engine.call('SCRIPT', 'FLUSH');
    const source = Buffer.from(program.source, 'latin1');
    const reply = engine.callBuffer('EVAL', SCRIPT, 0, source, chunkName(program));
    if (!Buffer.isBuffer(reply)) throw new Error(`${program.name} gave no text`);
    return reply.toString('latin1');
  };
}

/** What each prints as a script of redis-server. */
export async function printedByServer(
  oracle: Oracle,
  programs: readonly Program[],
): Promise<readonly string[]> {
  const connection = await RawConnection.connect(oracle.port, 30_000);
  const texts: string[] = [];
  for (const program of programs) {
    await connection.call('FLUSHALL');
    await connection.call('SCRIPT', 'FLUSH', 'SYNC');
    const reply = await connection.call('EVAL', SCRIPT, '0', program.source, chunkName(program));
    if (reply[0] !== '$') throw new Error(`${program.name}: ${reply}`);
    texts.push(reply.slice(reply.indexOf('\r\n') + 2, -2));
  }
  connection.close();
  return texts;
}
