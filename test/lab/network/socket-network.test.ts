/** The socket level: unchanged clients over simulated connections to embedded engines. */
import { fileURLToPath } from 'node:url';
import type { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { EnginePool } from '../../../src/lab/instance/engine-pool.ts';
import { Server } from '../../../src/lab/instance/server.ts';
import { Link } from '../../../src/lab/network/link.ts';
import { addressOf, PORT, SocketNetwork } from '../../../src/lab/network/socket-network.ts';
import { type CompiledFiles, ModuleGraph } from '../../../src/lab/process/module-graph.ts';
import { Recorder } from '../../../src/lab/run/recorder.ts';
import { Chance } from '../../../src/lab/world/chance.ts';
import { clocksOf, Machine } from '../../../src/lab/world/machine.ts';
import { Timeline } from '../../../src/lab/world/timeline.ts';
import { drive } from '../../../src/lab/world/turn.ts';

const here = fileURLToPath(import.meta.url);
const compiled: CompiledFiles = new Map();
const pool = new EnginePool();

/** One process, one instance, 1 ms between them. */
function scene() {
  const chance = new Chance(7);
  const timeline = new Timeline(chance.fork('ties'));
  const recorder = new Recorder(timeline, { writesMessages: true });
  const clock = { wallUs: 1_700_000_000_000_000, monotonicUs: 0, driftPpm: 0 };
  const machine = (name: string) =>
    new Machine(timeline, name, { chance: chance.fork(name), clocks: clocksOf(clock) });
  const client = machine('c1');
  const readLock = (key: string, holder: string) => ({ resource: key, holder });
  const server = new Server(machine('i1'), { timeline, recorder, readLock, keepsLog: true, pool });
  const quality = { leastUs: 1_000, mostUs: 1_000, lossShare: 0, jitterShare: 1 };
  const link = new Link({ client, instance: server.machine }, quality, { recorder, chance });
  server.attach(link);
  const sender = () => ({ client: 'c1', op: 1 });
  const network = new SocketNetwork(client, [{ server, link }], sender);
  const graph = new ModuleGraph(client, { compiled, network });
  const thrown: unknown[] = [];
  timeline.onThrown = (_, error) => void thrown.push(error);
  /** Runs something in a turn of the process. */
  const inTurn = (act: () => void) => void client.after(1, act);
  const wait = (ms: number) => drive(timeline, { untilUs: timeline.nowUs + ms * 1000 });
  const nowMs = () => Math.round(timeline.nowUs / 1000);
  return { client, graph, inTurn, link, nowMs, recorder, server, thrown, timeline, wait };
}

type Scene = ReturnType<typeof scene>;

interface Commands {
  set(key: string, value: string): Promise<unknown>;
  get(key: string): Promise<unknown>;
  incr(key: string): Promise<unknown>;
}
type Start = (graph: ModuleGraph, said: string[]) => Commands;

const startIoredis =
  (name: string): Start =>
  (graph, said) => {
    const { Redis } = graph.require(name, here) as { Redis: new (options: object) => Redis };
    const redis = new Redis({ host: 'i1', port: PORT });
    redis.on('error', (error) => said.push(error.message));
    redis.on('ready', () => said.push('ready'));
    return redis;
  };

const startNodeRedis: Start = (graph, said) => {
  const { createClient } = graph.require('redis', here) as typeof import('redis');
  const redis = createClient({ socket: { host: 'i1', port: PORT } });
  redis.on('error', (error: Error) => said.push(error.message));
  redis.on('ready', () => said.push('ready'));
  redis.connect().catch((error: Error) => said.push(error.message));
  return redis as unknown as Commands;
};

/** When it gives up connecting, and how often it has written when a reply was lost: ioredis sends again. */
const CLIENTS = [
  { name: 'ioredis 5', start: startIoredis('ioredis'), timeoutMs: 10_000, writes: 2 },
  { name: 'ioredis 6', start: startIoredis('ioredis6'), timeoutMs: 10_000, writes: 2 },
  { name: 'node-redis', start: startNodeRedis, timeoutMs: 5_000, writes: 1 },
];

/** Starts a client and lets it connect. */
async function connected(start: Start): Promise<Scene & { redis: Commands; said: string[] }> {
  const world = scene();
  const said: string[] = [];
  let redis: Commands | undefined;
  world.inTurn(() => {
    redis = start(world.graph, said);
  });
  await world.wait(100);
  return { ...world, said, redis: redis as Commands };
}

describe.each(CLIENTS)('an unchanged $name', ({ start, timeoutMs, writes }) => {
  it('connects, writes and reads in the time that the link takes', async () => {
    const { redis, said, inTurn, nowMs, wait, thrown } = await connected(start);
    expect(said).toEqual(['ready']);
    const beganAtMs = nowMs();
    const seen: unknown[] = [];
    inTurn(() => {
      void redis
        .set('k', 'v')
        .then(() => redis.get('k'))
        .then((value) => seen.push(value, nowMs() - beganAtMs));
    });
    await wait(100);
    expect(seen).toEqual(['v', 4]);
    expect(thrown).toEqual([]);
  });

  it('is told of a reset, and connects anew', async () => {
    const { redis, said, inTurn, link, wait } = await connected(start);
    link.reset();
    await wait(1_000);
    expect(said.at(-1)).toBe('ready');
    expect(said.length).toBeGreaterThan(1);
    const seen: unknown[] = [];
    inTurn(() => void redis.incr('n').then((value) => seen.push(value)));
    await wait(100);
    expect(seen).toEqual([1]);
  });

  it('waits through a partition for what TCP sends again', async () => {
    const { redis, inTurn, link, wait } = await connected(start);
    const seen: unknown[] = [];
    link.block('from');
    inTurn(() => void redis.incr('n').then((value) => seen.push(value)));
    await wait(3_000);
    expect(seen).toEqual([]);
    link.heal();
    await wait(1_000);
    expect(seen).toEqual([1]);
  });

  it(`has written ${writes} times when the first reply was lost`, async () => {
    const { redis, server, inTurn, link, wait } = await connected(start);
    inTurn(() => void redis.incr('n').catch(() => {}));
    link.block('from');
    await wait(10);
    link.reset();
    link.heal();
    await wait(2_000);
    expect(Number(server.engine?.call('GET', 'n'))).toBe(writes);
  });

  it('is refused by an instance that is down, and served when it is back', async () => {
    const { redis, said, inTurn, server, wait } = await connected(start);
    inTurn(() => void redis.set('k', 'kept'));
    await wait(10);
    server.crash();
    await wait(500);
    expect(said.some((line) => line.includes('ECONNREFUSED 10.0.0.1:6379'))).toBe(true);
    server.back('nothing');
    const seen: unknown[] = [];
    await wait(3_000);
    inTurn(() => void redis.get('k').then((value) => seen.push(value)));
    await wait(100);
    expect(seen).toEqual(['kept']);
  });

  it('gives up connecting after its own time-out when nothing comes back', async () => {
    const world = scene();
    const said: string[] = [];
    world.link.block('both');
    world.inTurn(() => void start(world.graph, said));
    await world.wait(timeoutMs - 10);
    expect(said).toEqual([]);
    await world.wait(20);
    expect(said.join()).toMatch(/time/i);
  });

  it('writes the same history for the same seed', async () => {
    const tell = async () => {
      const { redis, inTurn, link, recorder, wait } = await connected(start);
      inTurn(() => void redis.set('k', 'v').then(() => link.reset()));
      await wait(2_000);
      return JSON.stringify(recorder.historyOf({} as never).events);
    };
    expect(await tell()).toBe(await tell());
  });
});

describe('a simulated connection', () => {
  it('is served with the address it came from, and ends at the instance one way later', async () => {
    const { graph, inTurn, server, wait, recorder } = scene();
    const net = graph.require('net', here) as typeof import('node:net');
    const seen: unknown[] = [];
    inTurn(() => {
      const socket = net.connect(PORT, addressOf(0), () => {
        socket.write('CLIENT INFO\r\n');
        socket.on('data', (data) => {
          seen.push(/ addr=(\S+) laddr=(\S+)/.exec(String(data))?.slice(1));
          socket.destroy();
        });
      });
      socket.on('close', (hadError) => seen.push(hadError));
    });
    await wait(4);
    expect(server.engine?.core.sessions.size).toBe(1);
    await wait(3);
    expect(seen).toEqual([['10.0.1.1:40001', '10.0.0.1:6379'], false]);
    expect(server.engine?.core.sessions.size).toBe(0);
    expect(
      recorder.historyOf({} as never).events.map((event) => ('text' in event ? event.text : '')),
    ).toEqual([
      'connect',
      'connect',
      'accepted',
      'accepted',
      'CLIENT INFO',
      'CLIENT INFO',
      '(text)',
      '(text)',
      'close',
      'close',
    ]);
  });
});
