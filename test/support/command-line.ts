/** The tidelock command as users run it: bundled once, then a process of its own for each run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a run has printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that goes on until it is ended. */
export interface Running {
  readonly process: ChildProcess;
  /** Resolves with the first match in what it prints. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  ended(): Promise<Ended>;
}

export interface CommandLine {
  start(args: readonly string[], stdin?: string): Running;
  run(args: readonly string[], stdin?: string): Promise<Ended>;
  /** Removes the bundle. */
  remove(): void;
}

/** Bundles the command below node_modules, so that it finds its packages there. */
export async function buildCommandLine(): Promise<CommandLine> {
  const outDir = join(ROOT, `node_modules/.cache/tidelock-${process.pid}-${Date.now()}`);
  await build({
    config: false,
    silent: true,
    entry: { cli: join(ROOT, 'src/cli/main.ts') },
    format: ['esm'],
    target: 'node20',
    loader: { '.lua': 'text' },
    outDir,
  });
  const start = (args: readonly string[], stdin = ''): Running =>
    follow(spawn(process.execPath, [join(outDir, 'cli.js'), ...args]), stdin);
  return {
    start,
    run: (args, stdin) => start(args, stdin).ended(),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}

/** Collects what a process prints. */
export function follow(child: ChildProcess, stdin = ''): Running {
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    for (const watch of watchers) watch();
  });
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin?.on('error', () => {}); // It may end without having read.
  child.stdin?.end(stdin);
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr })),
  );
  return {
    process: child,
    ended: () => ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = (): void => {
          const match = pattern.exec(stdout);
          if (match !== null) resolve(match);
        };
        watchers.add(watch);
        watch();
        void ended.then(() => reject(new Error(`it ended without ${pattern}:\n${stdout}${stderr}`)));
      }),
  };
}
