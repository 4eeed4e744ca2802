/**
 * A process that runs code which is not ours: a graph of modules of its own, on the simulated network, and what a run
 * wants to hear of it; at the socket level with one real client an instance.
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

/** What a process is made of. */
export interface ProcessTools {
  readonly timeline: Timeline;
  readonly recorder: Recorder;
  readonly routes: readonly Route[];
  /** In whose name the process acts now. */
  readonly sender: () => Sender;
  readonly compiled: CompiledFiles;
  /** The folder in which packages are looked for. */
  readonly folder: string;
}

/** The modules of one process, required as a file of the project would. */
export interface Modules {
  readonly graph: ModuleGraph;
  readonly require: (name: string) => unknown;
}

export function openModules(machine: Machine, tools: ProcessTools): Modules {
  const { timeline, recorder, routes, sender, compiled } = tools;
  const network = new SocketNetwork(machine, routes, sender);
  const bound = new TurnBound(timeline, (error) => timeline.blame(error));
  const overseer = {
    asked: () => bound.count(),
    // The name that it gives a lock is drawn when it asks for the lock; it may be sent much later.
    drew: (text: string) => void recorder.ownerOf(text, sender()),
  };
  const graph = new ModuleGraph(machine, { compiled, network, overseer });
  const from = fileIn(tools);
  return { graph, require: (name) => graph.require(name, from) };
}

/** One real client an instance. */
export function openSockets({ graph }: Modules, client: ClientName, tools: ProcessTools): OpenClients {
  const peers = tools.routes.map((_, place) => ({ address: addressOf(place), port: PORT }));
  return openClients(client, graph, { peers, from: fileIn(tools) });
}

function fileIn({ folder }: ProcessTools): string {
  return join(folder, 'process.js');
}

/** The instances of our locks over real clients. */
export function instancesOf({ clients }: OpenClients, tools: ProcessTools): readonly Instance[] {
  return clients.map((client, place) => {
    const name = tools.routes[place]?.server.name ?? '';
    return tellsOwners({ ...toInstance(client as LockClient, name), name }, tools);
  });
}

/** Our own names are of a part that was drawn once and a number: who asks first is whose it is. */
const OUR_NAME = /[0-9a-f]{24}-\d+/g;

function tellsOwners(instance: Instance, { recorder, sender }: ProcessTools): Instance {
  return {
    ...instance,
    evaluate: (script, keys, args, signal) => {
      for (const arg of args) for (const [name] of arg.matchAll(OUR_NAME)) recorder.ownerOf(name, sender());
      return instance.evaluate(script, keys, args, signal);
    },
  };
}
