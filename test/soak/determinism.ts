/** Hashes of the histories of many seeds, made in a process of their own, under other conditions each. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What must move nothing. */
export interface Conditions {
  readonly name: string;
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly backwards: boolean;
}

export const CONDITIONS: readonly Conditions[] = [
  { name: 'as it is', flags: [], env: { TZ: 'UTC' }, backwards: false },
  {
    name: 'backwards, in Kathmandu, without the optimising compiler',
    flags: ['--no-opt', '--random-seed=7', '--hash-seed=7'],
    env: { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8' },
    backwards: true,
  },
];

export interface Seeds {
  readonly levels: readonly string[];
  readonly first: number;
  readonly count: number;
}

const CHILD = fileURLToPath(new URL('./determinism-child.ts', import.meta.url));
const LOADER = fileURLToPath(new URL('../support/lua-as-text.mjs', import.meta.url));

/** The hash of each history by `level seed`. */
export async function hashesUnder(
  { flags, env, backwards }: Conditions,
  { levels, first, count }: Seeds,
): Promise<ReadonlyMap<string, string>> {
  const words = [levels.join(), String(first), String(count), backwards ? 'backwards' : 'forwards'];
  const child = spawn(process.execPath, [...flags, '--import', 'tsx', '--import', LOADER, CHILD, ...words], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the child ended with ${code}`);
  const lines = text.trim().split('\n');
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]),
  );
}

/** Runs whose histories are not equal under all conditions, by `level seed`. */
export function differences(all: readonly ReadonlyMap<string, string>[]): readonly string[] {
  const [first = new Map<string, string>(), ...others] = all;
  return [...first.keys()].filter((run) => others.some((hashes) => hashes.get(run) !== first.get(run)));
}
