/** Every adapter over the embedded engine: in the call, over the socketless connection, and over TCP. */
import { Redis } from 'ioredis';
import { Redis as Redis6 } from 'ioredis6';
import { createClient } from 'redis';
import { describe, expect, it } from 'vitest';
import { type LockClient, toInstance } from '../../../src/doors/instance/to-instance.ts';
import { Engine } from '../../../src/redis.ts';
import { type InstanceFixture, instanceContract } from '../../contract/instance.ts';

function fixture(engine: Engine, client: LockClient, end: () => unknown = () => {}): InstanceFixture {
  const instance = toInstance(client, 'one');
  return {
    instance,
    forgetScripts: async () => engine.call('SCRIPT', 'FLUSH'),
    close: async () => {
      await instance.close?.();
      await end();
      await engine.close();
    },
  };
}

/** The connections of the process that a client object of one's own would hide. */
function evalObject(engine: Engine) {
  const split = (count: number, words: readonly string[]) =>
    [words.slice(0, count), words.slice(count)] as const;
  return {
    evalsha: async (sha: string, count: number, ...words: string[]) =>
      engine.evalsha(sha, ...split(count, words)),
    eval: async (source: string, count: number, ...words: string[]) =>
      engine.eval(source, ...split(count, words)),
  };
}

instanceContract('an embedded engine', async () => {
  const engine = new Engine();
  return fixture(engine, engine);
});

instanceContract('ioredis 5 without a socket', async () => {
  const engine = new Engine();
  const client = new Redis(engine.ioredis());
  return fixture(engine, client, () => client.disconnect());
});

instanceContract('ioredis 5 that pipelines by itself', async () => {
  const engine = new Engine();
  const client = new Redis({ ...engine.ioredis(), enableAutoPipelining: true });
  return fixture(engine, client, () => client.disconnect());
});

instanceContract('ioredis 5 with a prefix for its keys', async () => {
  const engine = new Engine();
  const client = new Redis({ ...engine.ioredis(), keyPrefix: '' });
  return fixture(engine, client, () => client.disconnect());
});

instanceContract('ioredis 6 without a socket', async () => {
  const engine = new Engine();
  const client = new Redis6(engine.ioredis());
  return fixture(engine, client, () => client.disconnect());
});

instanceContract('ioredis 5 over TCP', async () => {
  const engine = new Engine();
  const server = await engine.listen({ port: 0 });
  const client = new Redis(Number(server.address.split(':')[1]));
  return fixture(engine, client, () => client.disconnect());
});

instanceContract('node-redis over TCP', async () => {
  const engine = new Engine();
  const server = await engine.listen({ port: 0 });
  const client = createClient({ url: `redis://${server.address}` });
  await client.connect();
  return fixture(engine, client, () => client.destroy());
});

instanceContract(
  'an object with eval and evalsha',
  async () => {
    const engine = new Engine();
    return fixture(engine, evalObject(engine));
  },
  { subscribes: false },
);

instanceContract(
  'a plain function',
  async () => {
    const engine = new Engine();
    return fixture(engine, ({ source }, keys, args) => engine.eval(source, keys, args));
  },
  { subscribes: false },
);

describe('what can vote', () => {
  it.each([[{}], [null], [undefined], [1], ['redis://localhost'], [{ eval: () => {} }]])(
    '%o cannot',
    (client) => {
      expect(() => toInstance(client as unknown as LockClient, 'instance-1')).toThrow(
        /^instance-1 is no instance/,
      );
    },
  );

  it('is named for where it connects to, so that one server given twice is seen', () => {
    const lazy = { lazyConnect: true };
    expect(toInstance(new Redis(6401, 'redis-a', lazy), 'x').name).toBe('redis-a:6401');
    expect(toInstance(new Redis('/tmp/redis.sock', lazy), 'x').name).toBe('/tmp/redis.sock');
    expect(toInstance(createClient({ url: 'redis://redis-b' }), 'x').name).toBe('redis-b:6379');
    expect(toInstance(createClient({ socket: { host: 'redis-c', port: 7 } }), 'x').name).toBe('redis-c:7');
    const sentinels = [{ host: 'sentinel-a', port: 26379 }];
    expect(toInstance(new Redis({ ...lazy, sentinels, name: 'main' }), 'x').name).toBe('sentinel:main');
    expect(toInstance(new Redis({ ...lazy, ...new Engine().ioredis() }), 'x').name).toBe('x');
  });

  it('may be an instance already', () => {
    const instance = { name: 'mine', evaluate: () => [] };
    expect(toInstance(instance, 'x')).toBe(instance);
  });
});
