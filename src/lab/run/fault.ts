/** Faults: how each befalls the world, when it ends, and what the history says of it. A table, a row a kind. */
import type { Server } from '../instance/server.ts';
import type { Link } from '../network/link.ts';
import type { Machine } from '../world/machine.ts';
import type { Timeline } from '../world/timeline.ts';
import type { Client } from './client.ts';
import type { Fault, FaultKind } from './plan.ts';
import type { Recorder } from './recorder.ts';

/** What a fault can reach. */
export interface Reach {
  readonly timeline: Timeline;
  readonly recorder: Recorder;
  readonly client: (name: string) => Client | undefined;
  readonly server: (name: string) => Server | undefined;
  readonly links: (client: string, instance?: string) => readonly Link[];
}

/** Begins a fault; returns what ends it. */
type Strike<Kind extends FaultKind> = (
  fault: Extract<Fault, { kind: Kind }>,
  reach: Reach,
) => (() => void) | undefined;

const US_PER_MS = 1000;
const PPM = 1_000_000;

const STRIKES: { readonly [Kind in FaultKind]: Strike<Kind> } = {
  pause: ({ node, forMs }, reach) =>
    hold(
      { node, forMs, kind: 'pause' },
      reach,
      (machine) => machine.pause(),
      (machine) => machine.resume(),
    ),
  suspend: ({ node, forMs }, reach) =>
    hold(
      { node, forMs, kind: 'suspend' },
      reach,
      (machine) => machine.suspend(),
      (machine) => machine.wake(),
    ),
  kill: ({ node }, { client, links, recorder }) => {
    const killed = client(node);
    if (killed === undefined || killed.machine.state === 'dead') return undefined;
    recorder.write({ kind: 'kill', client: node });
    killed.kill();
    for (const link of links(node)) link.cut();
    return () => {
      const machine = killed.machine.successor();
      for (const link of links(node)) link.rebind(machine);
      recorder.write({ kind: 'restart', client: node });
      killed.restart(machine);
    };
  },
  'clock-step': ({ node, byMs }, reach) => {
    machineOf(node, reach)?.stepWall(byMs * US_PER_MS);
    reach.recorder.write({ kind: 'clock-step', node, byUs: byMs * US_PER_MS });
    return undefined;
  },
  'clock-rate': ({ node, driftPpm }, reach) => {
    machineOf(node, reach)?.setDrift(driftPpm);
    reach.recorder.write({ kind: 'clock-rate', node, rate: 1 + driftPpm / PPM });
    return undefined;
  },
  crash: ({ node, losesMs }, { server }) => {
    const crashed = server(node);
    if (crashed?.engine === undefined) return undefined;
    crashed.crash();
    const loss = losesMs === 'all' ? losesMs : losesMs === 0 ? 'nothing' : { lastUs: losesMs * US_PER_MS };
    return () => crashed.back(loss);
  },
  failover: ({ node, lagMs }, { server }) => {
    server(node)?.failover(lagMs * US_PER_MS);
    return undefined;
  },
  flush: ({ node }, { server }) => {
    server(node)?.flush();
    return undefined;
  },
  evict: ({ node }, { server }) => {
    server(node)?.evict();
    return undefined;
  },
  partition: ({ client, instance, way }, reach) =>
    onLinks(reach.links(client, instance), (link) => link.block(way)),
  slow: ({ client, instance, byMs }, reach) =>
    onLinks(reach.links(client, instance), (link) => link.slow(byMs * US_PER_MS)),
  loss: ({ client, instance, share }, reach) =>
    onLinks(reach.links(client, instance), (link) => link.lose(share)),
  reset: ({ client, instance }, reach) => {
    for (const link of reach.links(client, instance)) link.reset();
    return undefined;
  },
};

/** The faults of a run. */
export interface PlannedFaults {
  readonly areHealed: boolean;
  /** Ends what goes on; nothing begins any more. */
  heal(): void;
}

/** Plans every fault, and its end. */
export function planFaults(faults: readonly Fault[], reach: Reach): PlannedFaults {
  const open = new Set<() => void>();
  let isHealed = false;
  for (const fault of faults)
    reach.timeline.planFate(fault.atMs * US_PER_MS, () => {
      if (isHealed) return;
      const strike = STRIKES[fault.kind] as Strike<FaultKind>;
      const end = strike(fault as never, reach);
      if (end === undefined) return;
      open.add(end);
      const forMs = 'forMs' in fault ? fault.forMs : 0;
      reach.timeline.planFate(reach.timeline.nowUs + forMs * US_PER_MS, () => {
        if (open.delete(end)) end();
      });
    });
  return {
    get areHealed() {
      return isHealed;
    },
    heal: () => {
      isHealed = true;
      for (const end of open) end();
      open.clear();
    },
  };
}

function hold(
  { node, forMs, kind }: { node: string; forMs: number; kind: 'pause' | 'suspend' },
  reach: Reach,
  stop: (machine: Machine) => void,
  go: (machine: Machine) => void,
): (() => void) | undefined {
  const machine = machineOf(node, reach);
  if (machine?.state !== 'running') return undefined;
  stop(machine);
  const isClient = reach.client(node) !== undefined;
  if (isClient) reach.recorder.write({ kind, client: node });
  else reach.recorder.write({ kind: 'slow', instance: node, forUs: forMs * US_PER_MS });
  return () => {
    if (machine.state !== 'paused') return;
    if (isClient) reach.recorder.write({ kind: 'resume', client: node });
    go(machine);
  };
}

function onLinks(links: readonly Link[], begin: (link: Link) => void): () => void {
  for (const link of links) begin(link);
  return () => {
    for (const link of links) link.heal();
  };
}

function machineOf(node: string, { client, server }: Reach): Machine | undefined {
  return client(node)?.machine ?? server(node)?.machine;
}
