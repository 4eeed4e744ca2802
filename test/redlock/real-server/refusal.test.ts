/** Instances that cannot do what is asked of them: each is a vote with the server's own words, never more. */
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterEach, describe, expect, it } from 'vitest';
import { Engine } from '../../../src/redis.ts';
import { type LockClient, LockUnavailable, Redlock } from '../../../src/redlock.ts';
import { oracleAvailable } from '../../support/oracle.ts';
import { RedisProcess } from '../../support/redis-process.ts';
import { until } from '../../support/until.ts';

/** A server that is in trouble, and a client for it. */
interface Trouble {
  readonly client: LockClient;
}

type Ends = (() => unknown)[];

async function serverFor(ends: Ends, args: readonly string[] = []): Promise<RedisProcess> {
  const server = await RedisProcess.start(args);
  ends.push(() => server.stop());
  return server;
}

function ioredis(ends: Ends, port: number, options: object = {}): Redis {
  const client = new Redis({ port, ...options }).on('error', () => {});
  ends.push(() => client.disconnect());
  return client;
}

/** Long enough under a clock that delays each key, short enough for a test. */
const KEYS_TO_LOAD = '1500';
const DELAY_OF_A_KEY_US = '1000';

const TROUBLES: readonly (readonly [string, (ends: Ends) => Promise<Trouble>, RegExp])[] = [
  [
    'is a replica',
    async (ends) => {
      const [master, replica] = [await serverFor(ends), await serverFor(ends)];
      await replica.call('REPLICAOF', '127.0.0.1', String(master.port));
      return { client: ioredis(ends, replica.port) };
    },
    /READONLY You can't write against a read only replica/,
  ],
  [
    'is a replica without its master, and serves nothing stale',
    async (ends) => {
      const replica = await serverFor(ends, ['--replica-serve-stale-data', 'no']);
      await replica.call('REPLICAOF', '127.0.0.1', '1');
      return { client: ioredis(ends, replica.port, { enableReadyCheck: false }) };
    },
    /MASTERDOWN/,
  ],
  [
    'wants a password',
    async (ends) => {
      const { port } = await serverFor(ends, ['--requirepass', 'secret']);
      return { client: ioredis(ends, port, { enableReadyCheck: false }) };
    },
    // In place of NOAUTH: so many words from somebody unknown are not even read.
    /unauthenticated multibulk length/,
  ],
  [
    'has a user who may run no script',
    async (ends) => {
      const server = await serverFor(ends);
      await server.call('ACL', 'SETUSER', 'guest', 'on', '>secret', '~*', '&*', '+@all', '-@scripting');
      return { client: ioredis(ends, server.port, { username: 'guest', password: 'secret' }) };
    },
    /NOPERM/,
  ],
  [
    'has a user who may not touch the keys',
    async (ends) => {
      const server = await serverFor(ends);
      await server.call('ACL', 'SETUSER', 'guest', 'on', '>secret', '~cache:*', '&*', '+@all');
      return { client: ioredis(ends, server.port, { username: 'guest', password: 'secret' }) };
    },
    /NOPERM/,
  ],
  [
    'is loading',
    async (ends) => {
      const server = await serverFor(ends, ['--enable-debug-command', 'yes']);
      const client = ioredis(ends, server.port, { enableReadyCheck: false });
      await client.ping();
      await server.call('DEBUG', 'POPULATE', KEYS_TO_LOAD);
      await server.call('CONFIG', 'SET', 'loading-process-events-interval-bytes', '1024');
      await server.call('CONFIG', 'SET', 'key-load-delay', DELAY_OF_A_KEY_US);
      server.call('DEBUG', 'RELOAD').catch(() => {});
      await until('the server to be loading', async () =>
        (await client.info('persistence')).includes('loading:1'),
      );
      return { client };
    },
    /LOADING/,
  ],
  [
    'is out of memory',
    async (ends) => ({
      client: ioredis(
        ends,
        (await serverFor(ends, ['--maxmemory', '1', '--maxmemory-policy', 'noeviction'])).port,
      ),
    }),
    /OOM command not allowed/,
  ],
  [
    'holds something else at the key',
    async (ends) => {
      const server = await serverFor(ends);
      await server.call('HSET', 'lock:record', 'high', '1', 'run', '');
      await server.call('SADD', 'lock:{a}', 'x');
      return { client: ioredis(ends, server.port) };
    },
    /WRONGTYPE/,
  ],
  [
    'is a node of a cluster that knows no slots',
    async (ends) => ({
      client: ioredis(ends, (await serverFor(ends, ['--cluster-enabled', 'yes'])).port, {
        enableReadyCheck: false,
      }),
    }),
    /CLUSTERDOWN|CROSSSLOT/,
  ],
  [
    'is spoken to by an ioredis that is closed',
    async (ends) => {
      const client = ioredis(ends, (await serverFor(ends)).port);
      await client.ping();
      client.disconnect();
      return { client };
    },
    /Connection is closed/,
  ],
  [
    'is spoken to by a node-redis that is closed',
    async (ends) => {
      const { port } = await serverFor(ends);
      const client = createClient({ url: `redis://127.0.0.1:${port}` }).on('error', () => {});
      await client.connect();
      client.destroy();
      return { client };
    },
    /closed/,
  ],
  [
    'is not there',
    async (ends) => {
      const server = await serverFor(ends);
      await server.kill();
      return { client: ioredis(ends, server.port, { maxRetriesPerRequest: 0 }) };
    },
    /ECONNREFUSED|max retries/,
  ],
];

describe.skipIf(!oracleAvailable)('an instance that (needs redis-server)', () => {
  const ends: Ends = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  it.each(TROUBLES)('%s holds nobody up, and says why', async (_, make, cause) => {
    const engines = [new Engine(), new Engine()];
    await (await new Redlock(engines).acquire('begin')).release();
    const { client } = await make(ends);
    const options = { restart: 'nothing', instanceTimeoutMs: 2_000, waitMs: 0, spareAfterMs: 0 } as const;
    const locks = new Redlock([client, ...engines], options);
    const alone = new Redlock([client], options);
    ends.push(
      () => locks.close(),
      () => alone.close(),
    );

    const refusal = await alone.acquire('a').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(LockUnavailable);
    const [verdict] = (refusal as LockUnavailable).verdicts;
    expect(verdict).toMatchObject({ kind: 'down', cause: { message: expect.stringMatching(cause) } });
    expect((refusal as Error).message).toMatch(cause);

    const lock = await locks.acquire('a');
    expect(lock.verdicts.slice(1).map(({ kind }) => kind)).toEqual(['granted', 'granted']);
    await until('the verdict', () => lock.verdicts[0]?.kind === 'down');
    expect(await lock.extend()).toBeGreaterThan(9_000);
    const { wasHeld } = await lock.release();
    expect(wasHeld).toBe(true);
  });
});
