/** The stage of a measurement: five redis-servers, and a library with connections of its own to each. */
import { Redis } from 'ioredis';
import { type ServerProcess, startRedis } from '../part/server-process.ts';
import type { Contender, Take } from './contender.ts';
import { RawLocks } from './raw.ts';

export interface Player {
  readonly name: string;
  readonly take: Take;
  readonly clients: readonly Redis[];
  /** Commands sent to all instances so far; 0 for bare sockets, which are not counted. */
  commands(): number;
  close(): void;
}

/** The yardstick's name. */
export const RAW = 'bare scripts, raw sockets';

/** Where a server is. */
type Address = Pick<ServerProcess, 'port'>;

export function startServers(count: number): Promise<ServerProcess[]> {
  return Promise.all(Array.from({ length: count }, () => startRedis()));
}

/** A library, connected and warm. */
export async function seat(
  contender: Contender,
  servers: readonly Address[],
  isPatient = false,
): Promise<Player> {
  const clients = servers.map(({ port }) => new Redis(port).on('error', () => {}));
  await Promise.all(clients.map((client) => client.ping()));
  let sent = 0;
  for (const client of clients) {
    const send = client.sendCommand.bind(client);
    client.sendCommand = (...call: Parameters<typeof send>) => {
      sent++;
      return send(...call);
    };
  }
  const take = contender.open(clients, isPatient);
  await (await take('warm'))();
  const close = () => {
    for (const client of clients) client.disconnect();
  };
  return { name: contender.name, take, clients, commands: () => sent, close };
}

export async function seatRaw(servers: readonly Address[]): Promise<Player> {
  const raw = await RawLocks.open(servers.map(({ port }) => port));
  return {
    name: RAW,
    take: (resource) => raw.take(resource),
    clients: [],
    commands: () => 0,
    close: () => raw.close(),
  };
}
