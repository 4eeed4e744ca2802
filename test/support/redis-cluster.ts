/** A cluster of three masters and three replicas, made by `redis-cli --cluster create`. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findOnPath, freePort } from './guarded-server.ts';
import { oracleAvailable } from './oracle.ts';
import { RedisProcess } from './redis-process.ts';
import { until } from './until.ts';

const NODES = 6;
const CREATE_TIMEOUT_MS = 20_000;

/** Both binaries are on the PATH. */
export const clusterAvailable = oracleAvailable && findOnPath('redis-cli') !== undefined;

export interface RedisCluster {
  readonly servers: readonly RedisProcess[];
  /** For clients: where to begin. */
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  /** The server that is master of a slot now. */
  masterOf(slot: number): Promise<RedisProcess>;
  stop(): Promise<void>;
}

export async function startCluster(): Promise<RedisCluster> {
  const servers = await Promise.all(Array.from({ length: NODES }, startNode));
  const addresses = servers.map(({ port }) => `127.0.0.1:${port}`);
  const create = ['--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes'];
  await promisify(execFile)('redis-cli', create, { timeout: CREATE_TIMEOUT_MS });
  for (const server of servers)
    await until('the cluster to be whole', async () => {
      const info = await server.call('CLUSTER', 'INFO');
      return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${NODES}`);
    });
  return {
    servers,
    nodes: servers.map(({ port }) => ({ host: '127.0.0.1', port })),
    masterOf: (slot) => masterOf(servers, slot),
    stop: async () => void (await Promise.all(servers.map((server) => server.stop()))),
  };
}

async function startNode(): Promise<RedisProcess> {
  return RedisProcess.start([
    ...['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'],
    ...['--cluster-port', String(await freePort()), '--cluster-node-timeout', '600'],
    ...['--cluster-replica-validity-factor', '0', '--repl-diskless-sync-delay', '0'],
  ]);
}

async function masterOf(servers: readonly RedisProcess[], slot: number): Promise<RedisProcess> {
  for (const server of servers) {
    if (!server.isRunning) continue;
    const nodes = await server.call('CLUSTER', 'NODES');
    const mine = nodes.split('\n').find((line) => line.includes('myself,master')) ?? '';
    const ranges = mine.trim().split(' ').slice(8);
    if (ranges.some((range) => holdsSlot(range, slot))) return server;
  }
  throw new Error(`no master of slot ${slot}`);
}

function holdsSlot(range: string, slot: number): boolean {
  const [first, last = first] = range.split('-').map(Number);
  return first !== undefined && last !== undefined && slot >= first && slot <= last;
}
