/**
 * The oracle: a real redis-server for differential tests, started on a free loopback port.
 * It stands under a guard (a shell that waits for its input to end), so that it goes away with the
 * test process however that one ends.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export { canonical, type Order } from './canonical.ts';
export { RawConnection } from './raw-connection.ts';

/** A running redis-server. */
export interface Oracle {
  readonly port: number;
  readonly pid: number;
  /** The version it gave when it started, such as `7.0.15`. */
  readonly version: string;
  /** Its working directory; removed by `stop`. */
  readonly dir: string;
  /** Kills it by its pid and removes its directory; stopping twice does nothing. */
  stop(): Promise<void>;
}

const binary = findOnPath('redis-server');

/** True when redis-server is on the PATH: `describe.skipIf(!oracleAvailable)('… (needs redis-server)', …)`. */
export const oracleAvailable = binary !== undefined;

/** Another process may take the port between our look and the server's bind. */
const PORT_ATTEMPTS = 5;
const START_TIMEOUT_MS = 10_000;

/** Starts it with further arguments such as `['--maxmemory', '1mb']`; undefined when it is not installed. */
export async function startOracle(args: readonly string[] = []): Promise<Oracle | undefined> {
  if (binary === undefined) return undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOn(binary, await freePort(), args);
    } catch (error) {
      const portTaken = error instanceof Error && error.message.includes('Address already in use');
      if (!portTaken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

/** As startOracle, for tests that run only where `oracleAvailable`. */
export async function requireOracle(args: readonly string[] = []): Promise<Oracle> {
  const oracle = await startOracle(args);
  if (oracle === undefined) throw new Error('redis-server is not on the PATH');
  return oracle;
}

/**
 * Starts "$@" in the background, tells its pid, and kills it when standard input ends: that is when the
 * starter closes the pipe or dies, even by SIGKILL. Only the server keeps stdout, so its end shows there.
 */
const GUARD =
  'dir=$1; shift; "$@" </dev/null & echo "pid $!"; exec >/dev/null 2>&1; read -r _; kill -9 $!; wait; rm -rf "$dir"';

async function startOn(path: string, port: number, args: readonly string[]): Promise<Oracle> {
  const dir = mkdtempSync(join(tmpdir(), 'tidelock-oracle-'));
  const server = [path, '--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir];
  const settings = ['--save', '', '--appendonly', 'no', '--daemonize', 'no', '--logfile', ''];
  const guard = spawn('/bin/sh', ['-c', GUARD, 'guard', dir, ...server, ...settings, ...args]);
  const onExit = () => rmSync(dir, { recursive: true, force: true });
  const closed = new Promise<void>((resolve) => guard.once('close', () => resolve()));
  const stop = async () => {
    process.off('exit', onExit);
    guard.ref();
    guard.stdin.end();
    await closed;
    rmSync(dir, { recursive: true, force: true });
  };
  process.once('exit', onExit);
  try {
    const { pid, version } = await readyOutput(guard, port);
    release(guard);
    return { port, pid, version, dir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Resolves when the server says that it accepts connections; rejects when it ends or stays silent. */
function readyOutput(
  guard: ChildProcessWithoutNullStreams,
  port: number,
): Promise<{ pid: number; version: string }> {
  return new Promise((resolve, reject) => {
    let output = '';
    let isSettled = false;
    const fail = (why: string) => {
      isSettled = true;
      clearTimeout(timer);
      reject(new Error(`redis-server on port ${port} ${why}:\n${output}`));
    };
    const hear = (chunk: Buffer) => {
      if (isSettled) return;
      output += chunk.toString();
      const pid = /^pid (\d+)$/m.exec(output)?.[1];
      if (pid === undefined || !output.includes('Ready to accept connections')) return;
      isSettled = true;
      clearTimeout(timer);
      resolve({ pid: Number(pid), version: /version=([\d.]+)/i.exec(output)?.[1] ?? 'unknown' });
    };
    const timer = setTimeout(() => fail(`was not ready within ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
    guard.once('error', (error) => fail(error.message));
    guard.stdout.once('end', () => fail('ended before it was ready'));
    guard.stdout.on('data', hear);
    guard.stderr.on('data', hear);
  });
}

/** A forgotten oracle must not keep the test process alive; the guard ends it then. */
function release(guard: ChildProcessWithoutNullStreams): void {
  guard.unref();
  for (const stream of [guard.stdin, guard.stdout, guard.stderr]) {
    (stream as unknown as { unref(): void }).unref();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function findOnPath(name: string): string | undefined {
  for (const dir of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(dir, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return undefined;
}
