/** Long scripts beside one another: a server with a low threshold, and how a script is started and left running. */
import { Engine } from '../../src/redis.ts';
import { RawConnection, type Target } from './raw-connection.ts';
import { encodeCall } from './resp-frame.ts';

/** Others are told BUSY after so long, ms. */
export const THRESHOLD_MS = 50;

export interface BusyServer {
  readonly target: Target;
  stop(): Promise<void>;
}

/** Our engine on a port of its own. */
export async function ourBusyServer(): Promise<BusyServer> {
  const engine = new Engine();
  const server = await engine.listen({ port: 0 });
  return { target: server.port, stop: () => engine.close() };
}

/** A script that runs, and the connection that waits for its answer. */
export async function startScript(target: Target, ...argv: readonly string[]): Promise<RawConnection> {
  const connection = await RawConnection.connect(target, 20_000);
  await connection.call('CONFIG', 'SET', 'lua-time-limit', String(THRESHOLD_MS));
  connection.send(encodeCall([...argv]));
  return connection;
}

/** Sends a request on a new connection. */
export async function askAnew(target: Target, ...argv: readonly string[]): Promise<string> {
  const connection = await RawConnection.connect(target, 20_000);
  try {
    return await connection.call(...argv);
  } finally {
    connection.close();
  }
}
