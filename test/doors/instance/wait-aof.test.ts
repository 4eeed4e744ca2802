/** Waiting for a server's disk: what WAITAOF says, and when what it says is worth nothing. */
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { describe, expect, it } from 'vitest';
import { toInstance } from '../../../src/doors/instance/to-instance.ts';
import { waitingForDisk } from '../../../src/doors/instance/wait-aof.ts';
import { Engine } from '../../../src/redis.ts';
import { loadScripts } from '../../../src/redlock/instance/script.ts';
import { LockUnavailable, Redlock } from '../../../src/redlock.ts';
import { oracleAvailable, requireOracle } from '../../support/oracle.ts';

const { inspect } = loadScripts();
const WAIT = { timeoutMs: 40, signal: new AbortController().signal };

describe('an answer that waits for the disk', () => {
  it('comes when the server says that the writes of this connection are there', async () => {
    const sent: string[] = [];
    const onDisk = waitingForDisk({
      evaluate: async ({ name }) => {
        sent.push(name);
        return ['granted', 1];
      },
      send: async (words) => {
        sent.push(words.join(' '));
        return [1, 0];
      },
      onLost: () => {},
    });
    expect(await onDisk(inspect, [], [], WAIT)).toEqual(['granted', 1]);
    expect(sent).toEqual(['inspect', 'WAITAOF 1 0 40']);
  });

  it.each<[string, unknown, RegExp]>([
    ['says that time is over', [0, 0], /^not on disk within 40 ms$/],
    ['answers nonsense', 'OK', /^not on disk within 40 ms$/],
    [
      'has no such command',
      new Error("ERR unknown command 'WAITAOF', with args beginning with: '1' '0' '40'"),
      /^this server has no WAITAOF: it came with Redis 7.2$/,
    ],
    [
      'keeps no append-only file',
      new Error('ERR WAITAOF cannot be used when numlocal is set but appendonly is disabled.'),
      /appendonly is disabled/,
    ],
  ])('fails when the server %s', async (_, acknowledged, message) => {
    const onDisk = waitingForDisk({
      evaluate: async () => ['granted', 1],
      send: async () => {
        if (acknowledged instanceof Error) throw acknowledged;
        return acknowledged;
      },
      onLost: () => {},
    });
    await expect(onDisk(inspect, [], [], WAIT)).rejects.toThrow(message);
  });

  it.each(['before the script was answered', 'after it'])(
    'fails when the connection is lost %s: the new one has nothing to wait for',
    async (when) => {
      let lose = () => {};
      const onDisk = waitingForDisk({
        evaluate: async () => {
          if (when !== 'after it') lose();
          return ['granted', 1];
        },
        send: async () => {
          if (when === 'after it') lose();
          return [1, 0];
        },
        onLost: (callback) => {
          lose = callback;
        },
      });
      await expect(onDisk(inspect, [], [], WAIT)).rejects.toThrow('the connection was lost');
    },
  );

  it('sees that a client has lost its connection', async () => {
    const engine = new Engine();
    const redis = new Redis(engine.ioredis());
    const client = Object.assign(redis, {
      call: async () => {
        redis.disconnect(true);
        await new Promise((resolve) => redis.once('ready', () => resolve(undefined)));
        return [1, 0];
      },
    });
    const instance = toInstance(client as never, 'one');
    await expect(instance.evaluateOnDisk?.(inspect, ['lock:record'], ['record', 'me'], WAIT)).rejects.toThrow(
      'the connection was lost',
    );
    redis.disconnect();
  });
});

describe('the option', () => {
  it.each<[string, () => unknown]>([
    ['an embedded engine', () => new Engine()],
    ['a function', () => () => {}],
    ['an object with eval', () => ({ eval: async () => {}, evalsha: async () => {} })],
  ])('refuses %s, which has no disk to wait for', (_, client) => {
    expect(() => new Redlock([client() as Engine], { waitForDisk: true })).toThrow(
      'instance-1 cannot wait for its disk: waitForDisk needs a plain client of ioredis or node-redis',
    );
  });

  it('takes true and false only', () => {
    expect(() => new Redlock([new Engine()], { waitForDisk: 1 as unknown as boolean })).toThrow(
      'waitForDisk must be true or false, got 1',
    );
  });

  it('makes grants and extensions wait for the disk of a quorum, and nothing else', async () => {
    const waited: string[] = [];
    const clients = [new Engine(), new Engine(), new Engine()].map((engine, index) => {
      const { evaluate } = toInstance(engine, '');
      return {
        name: `disk-${index}`,
        evaluate,
        evaluateOnDisk: async (...[script, keys, args, { timeoutMs, signal }]: DiskCall) => {
          waited.push(`${script.name} ${timeoutMs}`);
          if (index === 2) throw new Error('not on disk within 2000 ms');
          return evaluate(script, keys, args, signal);
        },
      };
    });
    const locks = new Redlock(clients, { waitForDisk: true });
    const lock = await locks.acquire('a', { ttlMs: 10_000 });
    expect(await lock.extend()).toBeGreaterThan(9_000);
    expect((await lock.release()).wasHeld).toBe(true);
    expect(new Set(waited)).toEqual(new Set(['acquire 2000', 'extend 2000', 'join 2000']));
    const alone = new Redlock(clients.slice(2), { waitForDisk: true, restart: 'nothing', waitMs: 0 });
    await expect(alone.acquire('b')).rejects.toThrow('disk-2: down: not on disk');
  });
});

type DiskCall = Parameters<NonNullable<ReturnType<typeof toInstance>['evaluateOnDisk']>>;

describe.skipIf(!oracleAvailable)('on redis-server 7.0 (needs redis-server)', () => {
  it.each(['ioredis', 'node-redis'])('%s is told in clear words that there is no WAITAOF', async (name) => {
    const oracle = await requireOracle(['--appendonly', 'yes']);
    const five = new Redis({ port: oracle.port, lazyConnect: true });
    const node = createClient({ url: `redis://127.0.0.1:${oracle.port}` });
    if (name === 'node-redis') await node.connect();
    const options = { waitForDisk: true, restart: 'nothing', waitMs: 0 } as const;
    const locks = new Redlock([name === 'ioredis' ? five : node], options);
    try {
      const refusal = await locks.acquire('a').catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(LockUnavailable);
      expect((refusal as Error).message).toMatch(/down: this server has no WAITAOF: it came with Redis 7.2/);
    } finally {
      await locks.close();
      five.disconnect();
      if (name === 'node-redis') node.destroy();
      await oracle.stop();
    }
  });
});
