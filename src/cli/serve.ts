/** `tidelock serve`: a server until a signal ends it, with a log like the server's own. */
import type { Server } from '../doors/server.ts';
import { Engine } from '../redis.ts';
import { reasonOf } from './reason.ts';
import { VERSION } from './version.ts';
import { boundYoungGeneration } from './young-generation.ts';

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly unixsocket?: string;
  readonly requirepass?: string;
  readonly databases: number;
  readonly quiet?: boolean;
}

export async function serve(options: ServeOptions): Promise<void> {
  const log = options.quiet ? () => {} : printLine;
  boundYoungGeneration();
  const engine = new Engine({ databases: options.databases, password: options.requirepass ?? '' });
  const server = await listen(engine, options);
  log(`tidelock ${VERSION}, in memory, as Redis 7.0`);
  if (isOpenToOthers(options))
    log(`Warning: no password, and whoever reaches ${options.host} may read and change the data`);
  log(`Ready to accept connections on ${server.address}`);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log(`Received ${signal}, shutting down`);
    void engine.close().then(() => log('Bye bye'));
  };
  process.once('SIGINT', () => stop('SIGINT'));
  process.once('SIGTERM', () => stop('SIGTERM'));
}

/** @throws Error that says where it could not listen, and why */
async function listen(engine: Engine, { port, host, unixsocket }: ServeOptions): Promise<Server> {
  try {
    return await engine.listen(unixsocket === undefined ? { port, host } : { path: unixsocket });
  } catch (error) {
    throw new Error(`cannot listen on ${unixsocket ?? `${host}:${port}`}: ${reasonOf(error)}`);
  }
}

function isOpenToOthers({ host, unixsocket, requirepass }: ServeOptions): boolean {
  return unixsocket === undefined && requirepass === undefined && !/^(127\.|::1$|localhost$)/.test(host);
}

/** `pid:M 23 Nov 2026 10:00:00.000 * message`, the form that log readers of Redis know. */
function printLine(message: string): void {
  const now = new Date();
  const [, month = '', day = '', year = ''] = now.toDateString().split(' ');
  const time = now.toTimeString().slice(0, 8);
  const ms = String(now.getMilliseconds()).padStart(3, '0');
  console.log(`${process.pid}:M ${day} ${month} ${year} ${time}.${ms} * ${message}`);
}
