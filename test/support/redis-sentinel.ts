/** A master, its replica, and three sentinels that watch them and fail over quickly. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath, freePort, type GuardedServer, startGuarded } from './guarded-server.ts';
import { RawConnection } from './oracle.ts';
import { RedisProcess } from './redis-process.ts';
import { until } from './until.ts';

const SENTINELS = 3;
/** The name under which the sentinels know the master. */
export const MASTER_NAME = 'locks';

export interface SentinelSetup {
  readonly master: RedisProcess;
  readonly replica: RedisProcess;
  /** For clients: where the sentinels are. */
  readonly sentinels: readonly { readonly host: string; readonly port: number }[];
  /** The port of the master, as the sentinels see it. */
  masterPort(): Promise<number>;
  stop(): Promise<void>;
}

interface Sentinel {
  readonly port: number;
  readonly server: GuardedServer;
}

export async function startSentinelSetup(): Promise<SentinelSetup> {
  const quick = ['--repl-diskless-sync-delay', '0', '--repl-ping-replica-period', '1'];
  const master = await RedisProcess.start(quick);
  const replica = await RedisProcess.start([...quick, '--replicaof', '127.0.0.1', String(master.port)]);
  await until('the replica to follow', async () =>
    (await replica.call('INFO', 'replication')).includes('master_link_status:up'),
  );
  const sentinels = await Promise.all(Array.from({ length: SENTINELS }, () => startSentinel(master.port)));
  for (const { port } of sentinels)
    await until('the sentinels to know each other', async () => {
      const known = await ask(port, 'SENTINEL', 'MASTER', MASTER_NAME);
      return fieldOf(known, 'num-slaves') === '1' && fieldOf(known, 'num-other-sentinels') === '2';
    });
  return {
    master,
    replica,
    sentinels: sentinels.map(({ port }) => ({ host: '127.0.0.1', port })),
    masterPort: async () => {
      const known = await ask(sentinels[0]?.port ?? 0, 'SENTINEL', 'MASTER', MASTER_NAME);
      return Number(fieldOf(known, 'port'));
    },
    stop: async () => {
      await Promise.all([...sentinels.map(({ server }) => server.stop()), master.stop(), replica.stop()]);
    },
  };
}

async function startSentinel(masterPort: number): Promise<Sentinel> {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'tidelock-sentinel-'));
  const config = join(dir, 'sentinel.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${dir}`,
    `sentinel monitor ${MASTER_NAME} 127.0.0.1 ${masterPort} 2`,
    `sentinel down-after-milliseconds ${MASTER_NAME} 500`,
    `sentinel failover-timeout ${MASTER_NAME} 3000`,
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const words = [findOnPath('redis-server') ?? 'redis-server', config, '--sentinel'];
  const ready = `+monitor master ${MASTER_NAME}`;
  return { port, server: await startGuarded({ title: `sentinel on port ${port}`, words, dir, ready }) };
}

async function ask(port: number, ...argv: string[]): Promise<string> {
  const connection = await RawConnection.connect(port);
  try {
    return await connection.call(...argv);
  } finally {
    connection.close();
  }
}

/** The value after a name, in a flat array of names and values. */
function fieldOf(reply: string, name: string): string | undefined {
  const lines = reply.split('\r\n');
  const at = lines.indexOf(name);
  return at < 0 ? undefined : lines[at + 2];
}
