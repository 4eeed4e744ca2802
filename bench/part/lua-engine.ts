/** The engines that run the Lua benchmarks: ours, C programs in processes of their own, and two from npm. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { LuaFactory } from 'wasmoon';
import { median } from './table.ts';

export interface Timed {
  /** The median of the runs after the warm-ups, ms of processor time. */
  readonly ms: number;
  /** The whole number that the program returned. */
  readonly answer: string;
}

const WARM_UPS = 2;

function timed(run: () => unknown, runs: number): Timed {
  let answer: unknown;
  const times: number[] = [];
  for (let i = -WARM_UPS; i < runs; i++) {
    const before = process.cpuUsage();
    answer = run();
    if (i >= 0) times.push(cpuMs(before));
  }
  return { ms: median(times), answer: textOf(answer) };
}

/** Processor time since `before`, threads of the collector and the compiler included: what os.clock counts in C. */
function cpuMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function textOf(answer: unknown): string {
  return typeof answer === 'number' ? String(Number(answer.toPrecision(14))) : String(answer);
}

/** One engine for all programs, the built one, as users have it; each call of what comes back runs one program. */
export async function ourTimes(): Promise<
  (source: string, runs: number) => Timed & { readonly firstMs: number }
> {
  const { Engine } = (await import('../../dist/index.js' as string)) as typeof import('tidelock');
  const engine = new Engine();
  engine.eval('return 1');
  return (source, runs) => {
    const before = process.cpuUsage();
    engine.eval(source);
    const firstMs = cpuMs(before);
    return { ...timed(() => engine.eval(source), runs), firstMs };
  };
}

export const LUA_PROCESSES = { lua: 'lua5.1', luajit: 'luajit' } as const;

/** Runs a program in an interpreter; undefined when it is not installed. */
export function luaTimes(command: string, source: string, runs: number): Timed | undefined {
  const driver = `local f = assert(loadstring(io.read('*a'), '=user_script'))
    local times, answer = {}
    for i = ${1 - WARM_UPS}, ${runs} do
      local start = os.clock()
      answer = f()
      if i > 0 then times[i] = os.clock() - start end
    end
    table.sort(times)
    print(times[math.ceil(#times / 2)] * 1000, string.format('%.14g', answer))`;
  const { status, stdout } = spawnSync(command, ['-e', driver], { input: source, encoding: 'utf8' });
  if (status !== 0) return undefined;
  const [ms = '', answer = ''] = stdout.trim().split('\t');
  return { ms: Number(ms), answer: textOf(Number(answer)) };
}

/** 5.3 and 5.4 have it in `table`. */
const PRELUDE = 'unpack = unpack or table.unpack ';

export function fengariTimes(source: string, runs: number): Timed {
  const { lua, lauxlib, lualib, to_luastring: bytes } = createRequire(import.meta.url)('fengari');
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  const chunk = bytes(`${PRELUDE}return function() ${source} end`);
  lauxlib.luaL_loadbuffer(state, chunk, chunk.length, bytes('=user_script'));
  lua.lua_call(state, 0, 1);
  return timed(() => {
    lua.lua_pushvalue(state, -1);
    if (lua.lua_pcall(state, 0, 1, 0) !== 0) return lua.lua_tojsstring(state, -1);
    const answer = lua.lua_tonumber(state, -1);
    lua.lua_pop(state, 1);
    return answer;
  }, runs);
}

export async function wasmoonTimes(source: string, runs: number): Promise<Timed> {
  const engine = await new LuaFactory().createEngine();
  const run = (await engine.doString(`${PRELUDE}return function() ${source} end`)) as () => unknown;
  try {
    return timed(run, runs);
  } finally {
    engine.global.close();
  }
}
