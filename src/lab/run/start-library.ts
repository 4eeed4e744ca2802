/**
 * Starts a library in a process: ours over the Instance port, others over clients whose calls are messages of that
 * port; at the socket level both over real clients.
 */
import type { LabAdapter, LibraryTerms, LockLibrary } from '../adapter/adapter.ts';
import { PortInstance } from '../network/port.ts';
import { portClient } from '../network/port-client.ts';
import { PortLine } from '../network/port-line.ts';
import type { ClientName, OpenClients } from '../network/redis-client.ts';
import type { Machine } from '../world/machine.ts';
import { instancesOf, openModules, openSockets, type ProcessTools } from './process.ts';

/** What is started, and over what. */
export interface Start {
  readonly adapter: LabAdapter;
  readonly terms: LibraryTerms;
  /** The real client of the socket level; undefined: the port level. */
  readonly sockets: ClientName | undefined;
  readonly tools: ProcessTools;
}

/** Starts it. @throws what the library throws, or when a package is not installed */
export function startLibrary(world: Machine, { adapter, terms, sockets, tools }: Start): LockLibrary {
  const { routes, sender } = tools;
  if ('start' in adapter) {
    if (sockets === undefined) {
      const instances = routes.map(({ link, server }) => new PortInstance(link, server, sender));
      return adapter.start({ world, instances, terms });
    }
    const opened = openSockets(openModules(world, tools), sockets, tools);
    return closingClients(adapter.start({ world, instances: instancesOf(opened, tools), terms }), opened);
  }
  const modules = openModules(world, tools);
  const { require } = modules;
  if (sockets === undefined) {
    const clients = routes.map(({ link, server }) => portClient(new PortLine(link, server), sender));
    return adapter.startOn({ world, require, clients, terms });
  }
  const opened = openSockets(modules, sockets, tools);
  return closingClients(adapter.startOn({ world, require, clients: opened.clients, terms }), opened);
}

/** The library first: what it has to say, it says over the clients. */
function closingClients(library: LockLibrary, opened: OpenClients): LockLibrary {
  const close = async () => {
    await library.close?.();
    opened.close();
  };
  return { ...library, close };
}
