/**
 * Programs as tests: each `-- expect: text` in test/programs is one line of output, in order of the lines.
 * A first line `-- differs: why` keeps a program from stock lua5.1; `-- needs: string` names a library.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Library, LuaHost, LuaValue } from '../../src/vm/index.ts';
import { LuaError, LuaVm } from '../../src/vm/index.ts';

const ROOT = fileURLToPath(new URL('../programs/', import.meta.url));

export interface Program {
  readonly name: string;
  readonly path: string;
  readonly source: string;
  readonly expected: string;
  /** Why stock lua5.1 gives something else, if it does. */
  readonly differs: string | undefined;
}

export function readPrograms(): readonly Program[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.lua'))
    .sort()
    .map((name) => readProgram(name));
}

function readProgram(name: string): Program {
  const path = join(ROOT, name);
  const source = readFileSync(path, 'latin1');
  const lines = [...source.matchAll(/-- expect: ?(.*)$/gm)].map((match) => `${match[1]}\n`);
  const differs = /^-- differs: (.*)$/m.exec(source)?.[1];
  return { name, path, source, expected: lines.join(''), differs };
}

/** A VM with everything that src/vm offers and a print that collects. */
export function makeVm(libraries: Readonly<Record<string, (host: LuaHost) => Library>>): {
  vm: LuaVm;
  output: string[];
} {
  const vm = new LuaVm();
  const output: string[] = [];
  for (const [name, library] of Object.entries(libraries)) vm.register(name, library(vm.host));
  vm.host.stringMetatable.set('__index', vm.globals.get('string'));
  vm.registerGlobals({
    print: (...values: LuaValue[]) => {
      const toText = vm.globals.get('tostring');
      output.push(`${values.map((value) => String(vm.host.call(toText, value))).join('\t')}\n`);
      return [];
    },
  });
  return { vm, output };
}

export function runHere(
  program: Program,
  libraries: Readonly<Record<string, (host: LuaHost) => Library>>,
): string {
  const { vm, output } = makeVm(libraries);
  try {
    vm.call(vm.compile(program.source, `@${basename(program.path)}`));
  } catch (error) {
    if (!(error instanceof LuaError)) throw error;
    output.push(`error: ${error.message}\n`);
  }
  return output.join('');
}

/** What lua5.1 prints, or undefined where it is not installed. */
export function runThere(program: Program): string | undefined {
  const run = spawnSync('lua5.1', [basename(program.path)], {
    cwd: join(program.path, '..'),
    encoding: 'latin1',
  });
  if (run.error !== undefined) return undefined;
  return `${run.stdout}${run.stderr === '' ? '' : `error: ${run.stderr}`}`;
}
