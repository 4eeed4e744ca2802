/** The real clients, required in a simulated process and opened there with no option but where to connect. */
import type { ModuleGraph } from '../process/module-graph.ts';
import type { Peer } from '../process/network.ts';

/** By the name of their package, or of its alias. */
export type ClientName = 'ioredis' | 'ioredis6' | 'redis';

/** Clients of one process, one an instance. */
export interface OpenClients {
  readonly clients: readonly unknown[];
  close(): void;
}

type Listen = (event: 'error', listener: () => void) => unknown;

interface Ioredis {
  readonly on: Listen;
  disconnect(): void;
}

interface NodeRedis {
  readonly on: Listen;
  connect(): Promise<unknown>;
  destroy(): void;
}

type Open = (module: unknown, peer: Peer) => { readonly client: unknown; close(): void };

const openIoredis: Open = (module, { address, port }) => {
  const { Redis } = module as { Redis: new (options: object) => Ioredis };
  const client = new Redis({ host: address, port });
  // Without a listener it prints: what it says is heard by whoever called.
  client.on('error', () => {});
  return { client, close: () => client.disconnect() };
};

const openNodeRedis: Open = (module, { address, port }) => {
  const { createClient } = module as { createClient: (options: object) => NodeRedis };
  const client = createClient({ socket: { host: address, port } });
  client.on('error', () => {});
  // It goes on trying by itself; a call waits for it.
  client.connect().catch(() => {});
  return { client, close: () => client.destroy() };
};

const OPEN: { readonly [Name in ClientName]: Open } = {
  ioredis: openIoredis,
  ioredis6: openIoredis,
  redis: openNodeRedis,
};

/** @param from a file that can require the client's package */
export function openClients(
  name: ClientName,
  graph: ModuleGraph,
  { peers, from }: { readonly peers: readonly Peer[]; readonly from: string },
): OpenClients {
  const module = graph.require(name, from);
  const opened = peers.map((peer) => OPEN[name](module, peer));
  return {
    clients: opened.map(({ client }) => client),
    close: () => {
      for (const { close } of opened) close();
    },
  };
}
