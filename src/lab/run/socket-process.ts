/**
 * A process at the socket level: a graph of modules of its own, on the simulated network, with one real client an
 * instance, and what a run wants to hear of it.
 */
import { join } from 'node:path';
import { type LockClient, toInstance } from '../../doors/instance/to-instance.ts';
import type { Instance } from '../../redlock/instance/instance.ts';
import { type ClientName, type OpenClients, openClients } from '../network/redis-client.ts';
import { addressOf, PORT, type Route, SocketNetwork } from '../network/socket-network.ts';
import { type CompiledFiles, ModuleGraph } from '../process/module-graph.ts';
import type { Machine } from '../world/machine.ts';
import type { Timeline } from '../world/timeline.ts';
import { TurnBound } from '../world/turn-bound.ts';
import type { Recorder, Sender } from './recorder.ts';

export interface SocketProcess extends OpenClients {
  readonly graph: ModuleGraph;
}

export interface SocketProcessTools {
  readonly timeline: Timeline;
  readonly recorder: Recorder;
  readonly client: ClientName;
  readonly routes: readonly Route[];
  /** In whose name the process acts now. */
  readonly sender: () => Sender;
  readonly compiled: CompiledFiles;
  /** The folder in which packages are looked for. */
  readonly folder: string;
}

export function openSocketProcess(machine: Machine, tools: SocketProcessTools): SocketProcess {
  const { timeline, recorder, client, routes, sender, compiled, folder } = tools;
  const network = new SocketNetwork(machine, routes, sender);
  const bound = new TurnBound(timeline);
  const overseer = {
    asked: () => bound.count(),
    // The name that it gives a lock is drawn when it asks for the lock; it may be sent much later.
    drew: (text: string) => void recorder.ownerOf(text, sender()),
  };
  const graph = new ModuleGraph(machine, { compiled, network, overseer });
  const peers = routes.map((_, place) => ({ address: addressOf(place), port: PORT }));
  return { graph, ...openClients(client, graph, { peers, from: join(folder, 'process.js') }) };
}

/** The instances of our locks over real clients. */
export function instancesOf({ clients }: SocketProcess, tools: SocketProcessTools): readonly Instance[] {
  return clients.map((client, place) => {
    const name = tools.routes[place]?.server.name ?? '';
    return tellsOwners({ ...toInstance(client as LockClient, name), name }, tools);
  });
}

/** Our own names are of a part that was drawn once and a number: who asks first is whose it is. */
const OUR_NAME = /[0-9a-f]{24}-\d+/g;

function tellsOwners(instance: Instance, { recorder, sender }: SocketProcessTools): Instance {
  return {
    ...instance,
    evaluate: (script, keys, args, signal) => {
      for (const arg of args) for (const [name] of arg.matchAll(OUR_NAME)) recorder.ownerOf(name, sender());
      return instance.evaluate(script, keys, args, signal);
    },
  };
}
