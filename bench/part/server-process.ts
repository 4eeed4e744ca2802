/** Servers in processes of their own, for a fair measurement: ours and redis-server, pinned to no core. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';

export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  stop(): void;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
    socket.write('PING\r\n');
  });
}

async function start(command: string, args: (port: number) => string[]): Promise<ServerProcess> {
  const port = await freePort();
  const child: ChildProcess = spawn(command, args(port), { stdio: 'ignore' });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await answers(port)) return { port, pid: child.pid as number, stop: kill };
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  kill();
  throw new Error(`${command} did not answer on port ${port}`);
}

/** Our server, from the built package, with any further flags of Node. */
export function startTidelock(...nodeFlags: string[]): Promise<ServerProcess> {
  return start(process.execPath, (port) => [
    ...nodeFlags,
    'dist/cli.js',
    'serve',
    '--port',
    String(port),
    '--quiet',
  ]);
}

export function startRedis(): Promise<ServerProcess> {
  return start('redis-server', (port) => ['--port', String(port), '--save', '', '--appendonly', 'no']);
}

export function isInstalled(command: string): boolean {
  try {
    execFileSync('which', [command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Clock ticks of user and system time that a process has used, and its resident memory in MiB. */
export function usage(pid: number): { readonly cpuSeconds: number; readonly residentMiB: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { cpuSeconds: ticks / 100, residentMiB: (Number(fields[21]) * 4096) / 2 ** 20 };
}
