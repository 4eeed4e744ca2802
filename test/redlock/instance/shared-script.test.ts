/** The scripts of readers and permits, called by hand: on the embedded engine and on redis-server alike. */
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Engine } from '../../../src/redis.ts';
import { answersOf } from '../../../src/redlock/instance/answer.ts';
import { loadScripts, type ScriptName } from '../../../src/redlock/instance/script.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../../support/oracle.ts';

const scripts = loadScripts();
const LOCK = 'lock:{a}';
const COUNTER = 'lock:token:{a}';
const DAY = '86400000';

/** An answer's words, its figures as numbers. */
function figures(words: readonly string[] = []): readonly (string | number)[] {
  return words.map((word) => (/^-?\d+$/.test(word) ? Number(word) : word));
}

/** Within five seconds: a real clock runs, and the machine may be busy. */
const near = (ms: number): unknown => expect.closeTo(ms, -4);

type Words = readonly (string | number)[];

interface Server {
  eval(name: ScriptName, keys: readonly string[], args: Words): Promise<unknown>;
  call(...words: string[]): Promise<unknown>;
}

function embedded(): Server {
  const engine = new Engine();
  return {
    eval: async (name, keys, args) => engine.eval(scripts[name].source, keys, args),
    call: async (name, ...words) => engine.call(name as string, ...words),
  };
}

function suite(open: () => Promise<Server>): void {
  let server: Server;
  let call: Server['call'];

  const first = async (name: ScriptName, keys: readonly string[], args: Words) => {
    const answers = answersOf(await server.eval(name, keys, args));
    expect(answers).toHaveLength(1);
    return figures(answers?.[0]);
  };
  const all = (value: string) => ['lock:record', LOCK, COUNTER, `lock:gone:{a}:${value}`];
  const share = (value: string, ttlMs = 10_000, hint = 0, token = 0) =>
    first('share', all(value), ['record', 5_000, DAY, 1, value, ttlMs, hint, token]);
  const acquire = (value: string) =>
    first('acquire', all(value), ['record', 5_000, DAY, 1, value, 10_000, 0]);
  const release = (value: string) =>
    first('release', [LOCK, `lock:gone:{a}:${value}`], [10_000, 'PUBLISH', 1, value, 1]);
  const extend = (value: string, ttlMs: number) => first('extend', [LOCK], [1, value, ttlMs]);
  const raise = (value: string, token: number) =>
    first('raise', ['lock:record', LOCK, COUNTER], [DAY, 1, value, token]);
  const want = (ms: number) => first('want', [LOCK], [1, ms]);

  beforeEach(async () => {
    server = await open();
    call = server.call.bind(server);
    await call('HSET', 'lock:record', 'high', '100', 'run', '');
  });

  it('gives readers tokens above every counter, and writers one above the readers', async () => {
    expect(await share('r1')).toEqual(['granted', 101]);
    expect(await share('r2', 20_000, 500)).toEqual(['granted', 501]);
    expect(await call('ZCARD', LOCK)).toBe(2);
    expect(await call('PTTL', LOCK)).toEqual(near(20_000));
    expect(await acquire('w')).toEqual(['held', near(20_000), 501, 'readers']);
    expect(await release('r1')).toEqual(['released', 1]);
    expect(await release('r1')).toEqual(['released', 0]);
    expect(await release('r2')).toEqual(['released', 1]);
    expect(await call('EXISTS', LOCK)).toBe(0);
    expect(await acquire('w')).toEqual(['granted', 502]);
    expect(await share('r3')).toEqual(['held', near(10_000), 502]);
    expect(await call('HGET', 'lock:record', 'high')).toBe('512');
  });

  it('stops a reader that comes after its own release, and an instance that has no record', async () => {
    expect(await release('r1')).toEqual(['released', 0]);
    expect(await share('r1')).toEqual(['released']);
    await call('DEL', 'lock:record');
    expect(await share('r2')).toEqual(['amnesiac']);
    await call('HSET', 'lock:record', 'high', '1', 'run', '', 'until', '9999999999999');
    expect(await share('r2')).toEqual(['quarantined', expect.any(Number)]);
    await call('HSET', 'lock:record', 'until', '7');
    expect(await share('r2')).toEqual(['unrecovered', 7]);
  });

  it('extends a reader, never to less, and raises its counter only while it is there', async () => {
    await share('r1');
    expect(await extend('r1', 30_000)).toEqual(['extended']);
    const deadline = await call('ZSCORE', LOCK, 'r1');
    expect(await extend('r1', 1_000)).toEqual(['extended']);
    expect([await call('ZSCORE', LOCK, 'r1'), await call('PTTL', LOCK)]).toEqual([deadline, near(30_000)]);
    expect(await extend('nobody', 1_000)).toEqual(['lost']);
    expect(await raise('r1', 700)).toEqual(['granted', 700]);
    expect(await raise('nobody', 900)).toEqual(['lost']);
    expect([await call('GET', COUNTER), await call('ZCARD', LOCK)]).toEqual(['700', 1]);
  });

  it('counts a reader whose deadline is over as gone', async () => {
    await share('r1');
    await call('ZADD', LOCK, '5', 'r1');
    expect(await extend('r1', 1_000)).toEqual(['lost']);
    expect(await raise('r1', 700)).toEqual(['lost']);
    expect(await acquire('w')).toEqual(['granted', 102]);
    expect(await call('TYPE', LOCK)).toBe('string');
  });

  it('brings a reader to an instance with the token it has', async () => {
    expect(await share('r1', 10_000, 0, 600)).toEqual(['granted', 600]);
    expect(await share('r1', 10_000, 0, 50)).toEqual(['granted', 50]);
    expect([await call('GET', COUNTER), await call('HGET', 'lock:record', 'high')]).toEqual(['600', '600']);
  });

  it('keeps readers out while a writer waits, but not those who are in, nor the writer', async () => {
    expect(await want(60_000)).toEqual(['wanted', 0]);
    await share('r1');
    expect(await want(60_000)).toEqual(['wanted', 1]);
    expect(await share('r2')).toEqual(['held', near(60_000), 101, 'waiting-writer']);
    expect(await share('r1')).toEqual(['granted', 102]);
    expect(await extend('r1', 20_000)).toEqual(['extended']);
    await release('r1');
    expect(await share('r2')).toEqual(['held', near(60_000), 102, 'waiting-writer']);
    expect(await want(0)).toEqual(['wanted', 1]);
    expect(await share('r2')).toEqual(['granted', 103]);
    await want(60_000);
    await release('r2');
    expect(await acquire('w')).toEqual(['granted', 104]);
  });

  it('says of a key that is no lock that it is broken', async () => {
    await call('RPUSH', LOCK, 'x');
    const broken = ['broken', expect.stringContaining('')];
    expect(await share('r')).toEqual(['broken', 'the lock is a list']);
    for (const answer of [await acquire('w'), await extend('r', 5), await raise('r', 5), await release('r')])
      expect(answer).toEqual(broken);
    expect(await want(5)).toEqual(['wanted', 0]);
  });

  it('brings an exclusive lock where readers were, and not where one still is', async () => {
    const join = () => first('join', all('w'), [DAY, 1, 'w', 10_000, 700]);
    await share('r1');
    await want(60_000);
    expect(await join()).toEqual(['held', near(10_000), 101, 'readers']);
    await release('r1');
    expect(await join()).toEqual(['granted', 700]);
    expect(await call('GET', LOCK)).toBe('w|700');
    await call('DEL', LOCK);
    await call('RPUSH', LOCK, 'x');
    expect((await join())[0]).toBe('broken');
  });

  it('keeps a line: tickets above those before, renewed and settled, left and lapsed', async () => {
    const keys = ['lock:line:{a}', 'lock:alive:{a}'];
    const stand = (waiter: string, ticket = 0, lifeMs = 60_000) =>
      first('line', keys, [1, waiter, ticket, lifeMs]);
    expect(await stand('w1')).toEqual(['line', 0, 1]);
    expect(await stand('w2')).toEqual(['line', 1, 2]);
    expect(await stand('w3', 9)).toEqual(['line', 2, 9]);
    expect(await stand('w1')).toEqual(['line', 0, 1]);
    expect(await stand('w1', 9)).toEqual(['line', 1, 9]);
    expect(await stand('w4')).toEqual(['line', 3, 10]);
    expect(await call('PTTL', 'lock:line:{a}')).toEqual(near(60_000));
    expect(await stand('w2', -1)).toEqual(['line', 0, 0]);
    expect(await stand('w3')).toEqual(['line', 1, 9]);
    await call('ZADD', 'lock:alive:{a}', '5', 'w1');
    expect(await stand('w3')).toEqual(['line', 0, 9]);
    const both = ['lock:line:{b}', 'lock:alive:{b}', ...keys];
    expect(await first('line', both, [2, 'w5', 0, 60_000])).toEqual(['line', 2, 11]);
  });

  it('looks at locks without touching them', async () => {
    await call('SET', 'held', 'x', 'PX', '60000');
    await call('SET', 'endless', 'x');
    const answers = answersOf(await server.eval('look', ['held', 'free', 'endless', 'free'], [3, 1]));
    expect(answers?.map(figures)).toEqual([
      ['seen', near(60_000), 0, -1],
      ['seen', 0],
    ]);
  });
}

describe('on the embedded engine', () => suite(async () => embedded()));

describe.runIf(oracleAvailable)('on redis-server', () => {
  let oracle: Oracle;
  let redis: Redis;

  beforeAll(async () => {
    oracle = await requireOracle();
    redis = new Redis(oracle.port);
  });
  afterAll(async () => {
    redis.disconnect();
    await oracle.stop();
  });

  suite(async () => {
    await redis.flushall();
    return {
      eval: (name, keys, args) => redis.eval(scripts[name].source, keys.length, ...keys, ...args),
      call: (name, ...words) => redis.call(name as string, ...words),
    };
  });
});
