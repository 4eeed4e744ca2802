/** The oracle: a real redis-server for differential tests, started on a free loopback port, under a guard. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath, freePort, type GuardedServer, startGuarded } from './guarded-server.ts';

export { canonical, type Order } from './canonical.ts';
export { RawConnection } from './raw-connection.ts';

/** A running redis-server. */
export interface Oracle {
  readonly port: number;
  readonly pid: number;
  /** The version it gave when it started, such as `7.0.15`. */
  readonly version: string;
  /** Its working directory; removed by `stop` unless it is to be kept. */
  readonly dir: string;
  /** Kills it by its pid and removes its directory; stopping twice does nothing. */
  readonly stop: GuardedServer['stop'];
}

/** Where an oracle stands, when that is not chance's choice. */
export interface OraclePlace {
  readonly port?: number;
  readonly dir?: string;
}

const binary = findOnPath('redis-server');

/** True when redis-server is on the PATH: `describe.skipIf(!oracleAvailable)('… (needs redis-server)', …)`. */
export const oracleAvailable = binary !== undefined;

/** Another process may take the port between our look and the server's bind. */
const PORT_ATTEMPTS = 5;

/** Starts it with further arguments such as `['--maxmemory', '1mb']`; undefined when it is not installed. */
export async function startOracle(
  args: readonly string[] = [],
  place: OraclePlace = {},
): Promise<Oracle | undefined> {
  if (binary === undefined) return undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      return await startAt(binary, args, place);
    } catch (error) {
      const portTaken = error instanceof Error && error.message.includes('Address already in use');
      if (!portTaken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

/** As startOracle, for tests that run only where `oracleAvailable`. */
export async function requireOracle(args: readonly string[] = [], place: OraclePlace = {}): Promise<Oracle> {
  const oracle = await startOracle(args, place);
  if (oracle === undefined) throw new Error('redis-server is not on the PATH');
  return oracle;
}

async function startAt(path: string, args: readonly string[], place: OraclePlace): Promise<Oracle> {
  const port = place.port ?? (await freePort());
  const dir = place.dir ?? mkdtempSync(join(tmpdir(), 'tidelock-oracle-'));
  const where = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir];
  const settings = ['--save', '', '--appendonly', 'no', '--daemonize', 'no', '--logfile', ''];
  const { pid, output, stop } = await startGuarded({
    title: `redis-server on port ${port}`,
    words: [path, ...where, ...settings, ...args],
    dir,
    ready: 'Ready to accept connections',
  }).catch((error: unknown) => {
    if (place.dir === undefined) rmSync(dir, { recursive: true, force: true });
    throw error;
  });
  return { port, pid, version: /version=([\d.]+)/i.exec(output)?.[1] ?? 'unknown', dir, stop };
}
