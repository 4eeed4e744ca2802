/**
 * Programs as tests: the files of test/programs. The first line of a program says what it pins; each
 * `-- expect: text` is one line of output, on the line that prints it or below, in the order of printing.
 * A program runs in four worlds (program-world.ts) and prints the same in all of them, unless a line of its
 * head keeps it from some and says why:
 *     -- differs: why    stock lua5.1 prints something else; ours and redis-server agree
 *     -- stock: why      only outside the sandbox: our bare VM and lua5.1
 *     -- server: why     only as a script: our EVAL and redis-server's
 *     -- ours: why       only ours, bare and as a script: the real ones cannot be asked
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../programs/', import.meta.url));

/** Our bare VM, stock Lua, our EVAL, redis-server's EVAL. */
export type World = 'vm' | 'lua5.1' | 'script' | 'redis-server';

const WORLDS_BY_TAG: Readonly<Record<string, readonly World[]>> = {
  differs: ['vm', 'script', 'redis-server'],
  stock: ['vm', 'lua5.1'],
  server: ['script', 'redis-server'],
  ours: ['vm', 'script'],
};
const ALL_WORLDS: readonly World[] = ['vm', 'lua5.1', 'script', 'redis-server'];

export interface Program {
  /** Its path below test/programs. */
  readonly name: string;
  readonly path: string;
  readonly source: string;
  readonly expected: string;
  readonly worlds: readonly World[];
}

/** All programs, or those that run in a world. */
export function readPrograms(world?: World): readonly Program[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.lua'))
    .sort()
    .map(readProgram)
    .filter(({ worlds }) => world === undefined || worlds.includes(world));
}

function readProgram(name: string): Program {
  const path = join(ROOT, name);
  const source = readFileSync(path, 'latin1');
  const lines = [...source.matchAll(/-- expect: ?(.*)$/gm)].map((match) => `${match[1]}\n`);
  const tag = /^-- (differs|stock|server|ours): /m.exec(source)?.[1] ?? '';
  return { name, path, source, expected: lines.join(''), worlds: WORLDS_BY_TAG[tag] ?? ALL_WORLDS };
}

/** The name by which a program's errors know it. */
export function chunkName({ name }: Program): string {
  return `@${basename(name)}`;
}
