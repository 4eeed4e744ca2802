/**
 * A server in a process of its own, under a guard: a shell that waits for its input to end, so that the
 * server goes away with the test process however that one ends.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { accessSync, constants, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** How a server is started, and how it tells that it is ready. */
export interface ServerCommand {
  /** Goes into messages: `redis-server on port 7000`. */
  readonly title: string;
  readonly words: readonly string[];
  /** Its folder, removed when it is stopped. */
  readonly dir: string;
  /** Stands in its output once it is ready. */
  readonly ready: string;
}

export interface GuardedServer {
  readonly pid: number;
  /** What it printed until it was ready. */
  readonly output: string;
  /**
   * Kills it by its pid, and removes its folder unless it is to be kept for another start; stopping twice
   * does nothing.
   */
  stop(options?: { readonly keepsDir?: boolean }): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;
const KEEP = 'keep';

/**
 * Starts "$@" in the background, tells its pid, and kills it when standard input has a line or ends: that is
 * when the starter stops it or dies, even by SIGKILL. Only the server keeps stdout, so its end shows there.
 */
const GUARD =
  'dir=$1; shift; "$@" </dev/null & echo "pid $!"; exec >/dev/null 2>&1; read -r word; kill -9 $!; wait; ' +
  `[ "$word" = ${KEEP} ] || rm -rf "$dir"`;

/** @throws when the server ends, or stays silent, before it is ready; with what it printed. Its folder stays. */
export async function startGuarded(command: ServerCommand): Promise<GuardedServer> {
  const { dir } = command;
  const guard = spawn('/bin/sh', ['-c', GUARD, 'guard', dir, ...command.words]);
  const onExit = () => rmSync(dir, { recursive: true, force: true });
  const closed = new Promise<void>((resolve) => guard.once('close', () => resolve()));
  const stop = async ({ keepsDir = false } = {}) => {
    process.off('exit', onExit);
    hold(guard, 'ref');
    // A guard that has ended already does not read what it is told.
    guard.stdin.on('error', () => {});
    guard.stdin.end(keepsDir ? `${KEEP}\n` : '');
    await closed;
    if (!keepsDir) onExit();
  };
  process.once('exit', onExit);
  try {
    const { pid, output } = await readyOutput(guard, command);
    hold(guard, 'unref');
    return { pid, output, stop };
  } catch (error) {
    await stop({ keepsDir: true });
    throw error;
  }
}

/** Resolves when the server says that it is ready; rejects when it ends or stays silent. */
function readyOutput(
  guard: ChildProcessWithoutNullStreams,
  { title, ready }: ServerCommand,
): Promise<{ pid: number; output: string }> {
  return new Promise((resolve, reject) => {
    let output = '';
    let isSettled = false;
    const fail = (why: string) => {
      isSettled = true;
      clearTimeout(timer);
      reject(new Error(`${title} ${why}:\n${output}`));
    };
    const hear = (chunk: Buffer) => {
      if (isSettled) return;
      output += chunk.toString();
      const pid = /^pid (\d+)$/m.exec(output)?.[1];
      if (pid === undefined || !output.includes(ready)) return;
      isSettled = true;
      clearTimeout(timer);
      resolve({ pid: Number(pid), output });
    };
    const timer = setTimeout(() => fail(`was not ready within ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
    guard.once('error', (error) => fail(error.message));
    guard.stdout.once('end', () => fail('ended before it was ready'));
    guard.stdout.on('data', hear);
    guard.stderr.on('data', hear);
  });
}

/**
 * A forgotten server must not keep the test process alive (`unref`); the guard ends it then. Who stops one waits until
 * its streams are closed, too, and must not end before (`ref`).
 */
function hold(guard: ChildProcessWithoutNullStreams, how: 'ref' | 'unref'): void {
  guard[how]();
  for (const stream of [guard.stdin, guard.stdout, guard.stderr])
    (stream as unknown as Record<typeof how, () => void>)[how]();
}

/** A port of the loopback interface that nobody listened to a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Where a command is on the PATH; undefined when it is not installed. */
export function findOnPath(name: string): string | undefined {
  for (const dir of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(dir, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return undefined;
}
