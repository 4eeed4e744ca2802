/** The adapters over redis-server: a plain one, and a cluster of one node. */
import { Cluster, Redis } from 'ioredis';
import { Cluster as Cluster6, Redis as Redis6 } from 'ioredis6';
import { createClient, createCluster } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LockClient, toInstance } from '../../../src/doors/instance/to-instance.ts';
import { Redlock } from '../../../src/redlock.ts';
import { type InstanceFixture, instanceContract } from '../../contract/instance.ts';
import { type Oracle, oracleAvailable, RawConnection, requireOracle } from '../../support/oracle.ts';

const ALL_SLOTS = ['0', '16383'];

async function clusterOfOne(): Promise<Oracle> {
  const oracle = await requireOracle(['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1']);
  const admin = await RawConnection.connect(oracle.port);
  await admin.call('CLUSTER', 'ADDSLOTSRANGE', ...ALL_SLOTS);
  while (!(await admin.call('CLUSTER', 'INFO')).includes('cluster_state:ok'));
  admin.close();
  return oracle;
}

describe.skipIf(!oracleAvailable)('over redis-server (needs redis-server)', () => {
  let plain: Oracle;
  let cluster: Oracle;
  beforeAll(async () => {
    plain = await requireOracle();
    cluster = await clusterOfOne();
  });
  afterAll(() => Promise.all([plain.stop(), cluster.stop()]));

  async function fixture(oracle: Oracle, client: LockClient, end: () => unknown): Promise<InstanceFixture> {
    const admin = await RawConnection.connect(oracle.port);
    await admin.call('FLUSHALL');
    const instance = toInstance(client, 'one');
    return {
      instance,
      forgetScripts: () => admin.call('SCRIPT', 'FLUSH'),
      close: async () => {
        await instance.close?.();
        await end();
        admin.close();
      },
    };
  }

  const nodes = () => [{ host: '127.0.0.1', port: cluster.port }];

  instanceContract('ioredis 5', async () => {
    const client = new Redis(plain.port);
    return fixture(plain, client, () => client.disconnect());
  });

  instanceContract('ioredis 6 that pipelines by itself', async () => {
    const client = new Redis6({ port: plain.port, enableAutoPipelining: true });
    return fixture(plain, client, () => client.disconnect());
  });

  instanceContract('node-redis', async () => {
    const client = createClient({ url: `redis://127.0.0.1:${plain.port}` });
    await client.connect();
    return fixture(plain, client, () => client.destroy());
  });

  instanceContract('a Cluster of ioredis 5', async () => {
    const client = new Cluster(nodes());
    return fixture(cluster, client, () => client.disconnect());
  });

  instanceContract('a Cluster of ioredis 6', async () => {
    const client = new Cluster6(nodes());
    return fixture(cluster, client, () => client.disconnect());
  });

  instanceContract('a cluster of node-redis', async () => {
    const client = createCluster({ rootNodes: [{ url: `redis://127.0.0.1:${cluster.port}` }] });
    await client.connect();
    return fixture(cluster, client, () => client.destroy());
  });

  describe('locks on a cluster', () => {
    it('take resources of one slot, whatever slot that is, and refuse those of two', async () => {
      const client = new Cluster(nodes());
      const locks = new Redlock([client]);
      try {
        const held = await Promise.all(Array.from({ length: 20 }, (_, i) => locks.acquire(`r${i}`)));
        expect(new Set(held.map(({ value }) => value)).size).toBe(20);
        await Promise.all(held.map((lock) => lock.release()));
        const pair = await locks.acquire(['{user:1}:a', '{user:1}:b']);
        expect((await pair.release()).wasHeld).toBe(true);
        await expect(locks.acquire(['a', 'b'])).rejects.toThrow(
          'a and b lie in different hash slots of the cluster: give them one {tag}',
        );
      } finally {
        await locks.close();
        client.disconnect();
      }
    });

    it('wake who waits by a sharded message', async () => {
      const client = new Cluster(nodes());
      const [mine, theirs] = [new Redlock([client]), new Redlock([client])];
      try {
        const held = await mine.acquire('a', { ttlMs: 60_000 });
        const waiting = theirs.acquire('a', { waitMs: 20_000 });
        await new Promise((resolve) => setImmediate(resolve));
        await held.release();
        expect((await waiting).token).toBeGreaterThan(held.token);
      } finally {
        await Promise.all([mine.close(), theirs.close()]);
        client.disconnect();
      }
    });
  });

  it('a replica, which cannot write, is down with the server’s own words', async () => {
    const admin = await RawConnection.connect(plain.port);
    const client = new Redis(plain.port);
    const locks = new Redlock([client], { restart: 'nothing' });
    try {
      await admin.call('FLUSHALL');
      await admin.call('REPLICAOF', '127.0.0.1', '1');
      await expect(locks.acquire('a', { waitMs: 0 })).rejects.toThrow(/down: READONLY/);
    } finally {
      await admin.call('REPLICAOF', 'NO', 'ONE');
      await locks.close();
      client.disconnect();
      admin.close();
    }
  });

  it('a server that is out of memory is down with the server’s own words', async () => {
    const admin = await RawConnection.connect(plain.port);
    const client = new Redis(plain.port);
    const locks = new Redlock([client], { restart: 'nothing' });
    try {
      await admin.call('FLUSHALL');
      await admin.call('CONFIG', 'SET', 'maxmemory', '1');
      await expect(locks.acquire('a', { waitMs: 0 })).rejects.toThrow(/down: OOM/);
    } finally {
      await admin.call('CONFIG', 'SET', 'maxmemory', '0');
      await locks.close();
      client.disconnect();
      admin.close();
    }
  });
});
