import { Redis as Redis5 } from 'ioredis';
import { Redis as Redis6 } from 'ioredis6';
import { afterEach, describe, expect, it } from 'vitest';
import { Engine } from '../../src/redis.ts';

const clients: { disconnect(): void }[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});

/** The two majors differ in types only; the tests speak to what they share. */
const majors = [
  ['ioredis 5', Redis5],
  ['ioredis 6', Redis6 as unknown as typeof Redis5],
] as const;

describe.each(majors)('%s without a socket', (_name, Redis) => {
  function client(engine: Engine, options: object = {}): InstanceType<typeof Redis5> {
    const redis = new Redis({ ...engine.ioredis(), ...options });
    clients.push(redis);
    return redis;
  }

  it('keeps text and bytes', async () => {
    const redis = client(new Engine());
    await redis.set('clé', 'Tōkyō');
    expect(await redis.get('clé')).toBe('Tōkyō');
    const binary = Buffer.from([0, 255, 13, 10, 128]);
    await redis.set(binary, binary);
    expect(await redis.getBuffer(binary)).toEqual(binary);
  });

  it('pipelines, and answers in order', async () => {
    const redis = client(new Engine());
    const replies = await Promise.all(Array.from({ length: 5000 }, (_, i) => redis.echo(String(i))));
    expect(replies).toEqual(Array.from({ length: 5000 }, (_, i) => String(i)));
    expect(await redis.pipeline().set('a', 1).incr('a').get('a').exec()).toEqual([
      [null, 'OK'],
      [null, 2],
      [null, '2'],
    ]);
    expect(await redis.multi().incr('a').incr('a').exec()).toEqual([
      [null, 3],
      [null, 4],
    ]);
  });

  it('hears what another client publishes', async () => {
    const redis = client(new Engine());
    const subscriber = redis.duplicate();
    clients.push(subscriber);
    const heard = new Promise((resolve) =>
      subscriber.once('message', (channel, text) => resolve([channel, text])),
    );
    await subscriber.subscribe('news');
    expect(await redis.publish('news', 'hi')).toBe(1);
    expect(await heard).toEqual(['news', 'hi']);
  });

  it('waits in a blocking command while another client works', async () => {
    const redis = client(new Engine());
    const worker = redis.duplicate();
    clients.push(worker);
    const popped = worker.blpop('jobs', 0);
    await redis.ping();
    await redis.rpush('jobs', 'first');
    expect(await popped).toEqual(['jobs', 'first']);
  });

  it('ends after QUIT', async () => {
    const redis = client(new Engine());
    await redis.ping();
    const ended = new Promise((resolve) => redis.once('end', resolve));
    expect(await redis.quit()).toBe('OK');
    await ended;
  });

  it('comes back after the engine has closed its connection', async () => {
    const engine = new Engine();
    const redis = client(engine, { retryStrategy: () => 1 });
    await redis.set('a', '1');
    const again = new Promise((resolve) => redis.once('ready', resolve));
    engine.call('CLIENT', 'KILL', 'TYPE', 'normal');
    await again;
    expect(await redis.get('a')).toBe('1');
  });

  it('lets timers fire while callers loop', async () => {
    const redis = client(new Engine());
    let fired = 0;
    const timer = setInterval(() => fired++, 1);
    for (let round = 0; round < 200_000 && fired < 10; round++) await redis.ping();
    clearInterval(timer);
    expect(fired).toBe(10);
  });

  it('leaves nothing behind when it disconnects', async () => {
    const engine = new Engine();
    const redis = client(engine);
    await redis.ping();
    expect(engine.core.sessions.size).toBe(1);
    redis.disconnect();
    await new Promise((resolve) => redis.once('end', resolve));
    expect(engine.core.sessions.size).toBe(0);
  });
});
