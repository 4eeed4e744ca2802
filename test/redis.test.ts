/** The Engine face: what an embedder sees. Commands, scripts and doors have tests of their own. */
import { describe, expect, it } from 'vitest';
import { ManualWorld } from '../src/base/world.ts';
import { CommandError, type Effect, Engine, type Plain } from '../src/index.ts';
import { RawConnection } from './support/raw-connection.ts';

function failureOf(call: () => unknown): CommandError {
  try {
    call();
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('call', () => {
  it('takes text, numbers, bigints and bytes, in any case of the name', () => {
    const engine = new Engine();
    expect(engine.call('sEt', 'n', 2n ** 62n)).toBe('OK');
    expect(engine.call('INCRBY', 'n', 1)).toBe(2n ** 62n + 1n);
    expect(engine.call('APPEND', 'text', Buffer.from('tō'))).toBe(3);
    expect(engine.call('GET', 'text')).toBe('tō');
  });

  it('throws an error reply with the text and the code of the server', () => {
    const engine = new Engine();
    engine.call('SET', 'text', 'x');
    const wrongType = failureOf(() => engine.call('LPUSH', 'text', 'x'));
    expect([wrongType.name, wrongType.code]).toEqual(['CommandError', 'WRONGTYPE']);
    expect(wrongType.message).toBe('WRONGTYPE Operation against a key holding the wrong kind of value');
    expect(failureOf(() => engine.call('NOPE', 'a')).message).toMatch(/^ERR unknown command 'NOPE'/);
    expect(failureOf(() => engine.call('GET' as string)).message).toMatch(/wrong number of arguments/);
  });

  it('keeps keys and fields whose names mean something to JavaScript', () => {
    const engine = new Engine();
    for (const key of ['__proto__', 'constructor', 'hasOwnProperty', 'toString', '']) {
      expect(engine.call('EXISTS', key)).toBe(0);
      engine.call('HSET', key, '__proto__', 'p', 'constructor', 'c');
      const fields = engine.call('HGETALL', key);
      expect(Object.getPrototypeOf(fields)).toBe(null);
      expect(Object.entries(fields)).toEqual([
        ['__proto__', 'p'],
        ['constructor', 'c'],
      ]);
      expect(engine.call('HGET', key, '__proto__')).toBe('p');
    }
    expect(engine.call('DBSIZE')).toBe(5);
    expect(engine.call('SADD', 'set', '__proto__')).toBe(1);
    expect(engine.call('SISMEMBER', 'set', 'constructor')).toBe(0);
  });

  it('runs transactions, with errors as values inside the reply', () => {
    const engine = new Engine();
    engine.call('MULTI');
    expect(engine.call('SET', 'a', 'x')).toBe('QUEUED');
    engine.call('INCR', 'a');
    const replies = engine.call('EXEC') as readonly Plain<string>[];
    expect(replies[0]).toBe('OK');
    expect(replies[1]).toBeInstanceOf(CommandError);
  });

  it('answers a blocking command at once', () => {
    const engine = new Engine();
    expect(engine.call('BLPOP', 'none', 0)).toBe(null);
    engine.call('RPUSH', 'jobs', 'a');
    expect(engine.call('BLPOP', 'jobs', 0)).toEqual(['jobs', 'a']);
  });

  it('gives bytes to those who ask, in nested replies too', () => {
    const engine = new Engine();
    const value = Buffer.from([0, 255, 13, 10]);
    engine.callBuffer('HSET', 'h', 'f', value);
    expect(engine.callBuffer('HGET', 'h', 'f')).toEqual(value);
    expect(engine.callBuffer('HVALS', 'h')).toEqual([value]);
    expect(engine.callBuffer('STRLEN', 'none')).toBe(0);
  });
});

describe('eval', () => {
  it('hands keys and arguments over, and converts the reply', () => {
    const engine = new Engine();
    expect(engine.eval('return {KEYS[1], ARGV[1], 7, false}', ['ключ'], [1.5])).toEqual([
      'ключ',
      '1.5',
      7,
      null,
    ]);
    expect(engine.eval("return redis.status_reply('FINE')")).toBe('FINE');
  });

  it('throws what a script answers as its error, and what it dies of', () => {
    const engine = new Engine();
    expect(failureOf(() => engine.eval("return redis.error_reply('SOLD_OUT none')")).code).toBe('SOLD_OUT');
    expect(failureOf(() => engine.eval('return (')).message).toMatch(/^ERR Error compiling script/);
    expect(failureOf(() => engine.eval("error('boom')")).message).toMatch(/boom/);
    expect(failureOf(() => engine.evalsha('0'.repeat(40))).code).toBe('NOSCRIPT');
  });

  it('finds a script again by its digest', () => {
    const engine = new Engine();
    const sha = engine.call('SCRIPT', 'LOAD', 'return ARGV[1]') as string;
    expect(engine.evalsha(sha, [], ['x'])).toBe('x');
  });
});

describe('the manual clock', () => {
  it('stands still, and moves TTLs, TIME and stream ids together', () => {
    const engine = new Engine({ clock: 'manual', startMs: 5_000 });
    engine.call('SET', 'session', 'x', 'PX', 1_000);
    expect([engine.call('PTTL', 'session'), engine.call('TIME')]).toEqual([1_000, ['5', '0']]);
    engine.clock.advance(1_000);
    expect(engine.call('XADD', 'log', '*', 'f', 'v')).toBe('6000-0');
    engine.clock.advance(1);
    expect(engine.call('EXISTS', 'session')).toBe(0);
    expect(engine.clock.nowMs()).toBe(6_001);
  });

  it('ends blocking commands when their time has come', async () => {
    const engine = new Engine({ clock: 'manual' });
    const { port } = await engine.listen();
    const client = await RawConnection.connect(port);
    client.send('PING\r\nBLPOP jobs 30\r\n');
    await client.read();
    while (engine.core.waiting.size === 0) await new Promise((resolve) => setImmediate(resolve));
    engine.clock.advance(29_999);
    expect(engine.core.waiting.size).toBe(1);
    engine.clock.advance(1);
    expect(await client.read()).toBe('*-1\r\n');
    client.close();
    await engine.close();
  });

  it('gives the same chance for the same seed', () => {
    const draw = (seed: number): unknown[] => {
      const engine = new Engine({ clock: 'manual', seed });
      for (let i = 0; i < 100; i++) engine.call('SET', `key:${i}`, i);
      return Array.from({ length: 10 }, () => engine.call('RANDOMKEY'));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('cannot be moved when it is real, and takes a world from elsewhere', () => {
    expect(() => new Engine().clock.advance(1)).toThrow("{ clock: 'manual' }");
    const world = new ManualWorld({ startMs: 1_000 });
    const [one, two] = [new Engine({ world }), new Engine({ world })];
    one.call('SET', 'a', '1', 'PX', 10);
    world.advance(11);
    expect([one.call('EXISTS', 'a'), two.call('TIME')]).toEqual([0, ['1', '11000']]);
  });
});

/** One key of each type, one of them with a TTL. */
function fill(engine: Engine): void {
  engine.call('SET', 'string', '1', 'PX', 5_000);
  engine.call('HSET', 'hash', 'f', '1');
  engine.call('RPUSH', 'list', 'a', 'b');
  engine.call('SADD', 'set', 'a', 'b');
  engine.call('ZADD', 'zset', 1, 'a', 2, 'b');
  engine.call('XADD', 'stream', '1-1', 'f', 'v');
  engine.call('XGROUP', 'CREATE', 'stream', 'group', '0');
  engine.call('XREADGROUP', 'GROUP', 'group', 'me', 'STREAMS', 'stream', '>');
}

/** A write to every value of `fill`, in place. */
function disturb(engine: Engine): void {
  engine.call('APPEND', 'string', 'x');
  engine.call('HSET', 'hash', 'f', '2', 'g', '3');
  engine.call('LPUSH', 'list', 'z');
  engine.call('SADD', 'set', 'c');
  engine.call('ZADD', 'zset', 9, 'a');
  engine.call('XADD', 'stream', '2-1', 'f', 'v');
  engine.call('XACK', 'stream', 'group', '1-1');
}

function contents(engine: Engine): unknown {
  return [
    engine.call('GET', 'string'),
    engine.call('PTTL', 'string'),
    engine.call('HGETALL', 'hash'),
    engine.call('LRANGE', 'list', 0, -1),
    [...engine.call('SMEMBERS', 'set')].sort(),
    engine.call('ZRANGE', 'zset', 0, -1, 'WITHSCORES'),
    engine.call('XRANGE', 'stream', '-', '+'),
    engine.call('XPENDING', 'stream', 'group'),
    engine.call('DBSIZE'),
  ];
}

describe('a fork', () => {
  it('has the data, and what either side writes the other does not see', () => {
    const engine = new Engine({ clock: 'manual' });
    fill(engine);
    const before = contents(engine);
    const [mine, yours] = [engine.fork(), engine.fork()];
    expect(contents(mine)).toEqual(before);
    disturb(mine);
    expect([contents(engine), contents(yours)]).toEqual([before, before]);
    disturb(engine);
    engine.call('DEL', 'list');
    expect(contents(yours)).toEqual(before);
    expect(contents(mine)).not.toEqual(contents(engine));
  });

  it('has a clock of its own from the same moment on', () => {
    const engine = new Engine({ clock: 'manual' });
    engine.call('SET', 'a', '1', 'PX', 1_000);
    engine.clock.advance(400);
    const fork = engine.fork();
    expect([fork.clock.nowMs(), fork.call('PTTL', 'a')]).toEqual([engine.clock.nowMs(), 600]);
    fork.clock.advance(601);
    expect([fork.call('EXISTS', 'a'), engine.call('EXISTS', 'a')]).toEqual([0, 1]);
  });

  it('has the parameters and the scripts, apart from then on', () => {
    const engine = new Engine();
    engine.call('CONFIG', 'SET', 'hash-max-listpack-entries', 1);
    const sha = engine.call('SCRIPT', 'LOAD', 'return 1') as string;
    const fork = engine.fork();
    fork.call('HSET', 'h', 'a', '1', 'b', '2');
    expect(fork.call('OBJECT', 'ENCODING', 'h')).toBe('hashtable');
    expect(fork.evalsha(sha)).toBe(1);
    fork.call('SCRIPT', 'FLUSH');
    fork.call('CONFIG', 'SET', 'hash-max-listpack-entries', 100);
    expect(engine.evalsha(sha)).toBe(1);
    expect(engine.call('CONFIG', 'GET', 'hash-max-listpack-entries')).toEqual({
      'hash-max-listpack-entries': '1',
    });
  });
});

describe('a snapshot', () => {
  it('can be restored as often as wanted', () => {
    const engine = new Engine({ clock: 'manual' });
    fill(engine);
    const before = contents(engine);
    const snapshot = engine.snapshot();
    for (let round = 0; round < 2; round++) {
      disturb(engine);
      engine.call('SET', 'another', '1');
      engine.restore(snapshot);
      expect(contents(engine)).toEqual(before);
    }
    engine.call('FLUSHALL');
    engine.restore(snapshot);
    expect(contents(engine)).toEqual(before);
  });

  it('keeps the moment at which a key expires', () => {
    const engine = new Engine({ clock: 'manual' });
    engine.call('SET', 'a', '1', 'PX', 1_000);
    const snapshot = engine.snapshot();
    engine.clock.advance(400);
    engine.restore(snapshot);
    expect(engine.call('PTTL', 'a')).toBe(600);
    engine.clock.advance(601);
    engine.restore(snapshot);
    expect(engine.call('EXISTS', 'a')).toBe(0);
  });

  it('breaks the WATCH on what it brings back, and serves those who wait for it', async () => {
    const engine = new Engine();
    engine.call('RPUSH', 'jobs', 'first');
    const snapshot = engine.snapshot();
    engine.call('DEL', 'jobs');
    const { port } = await engine.listen();
    const [watching, waiting] = [await RawConnection.connect(port), await RawConnection.connect(port)];
    await watching.call('WATCH', 'jobs');
    await watching.call('MULTI');
    await watching.call('PING');
    waiting.send('BLPOP jobs 0\r\n');
    while (engine.core.waiting.size === 0) await new Promise((resolve) => setImmediate(resolve));
    engine.restore(snapshot);
    expect(await waiting.read()).toBe('*2\r\n$4\r\njobs\r\n$5\r\nfirst\r\n');
    expect(await watching.call('EXEC')).toBe('*-1\r\n');
    for (const client of [watching, waiting]) client.close();
    await engine.close();
  });

  it('is refused when it is none', () => {
    expect(() => new Engine().restore({ kind: 'snapshot' })).toThrow(TypeError);
  });
});

describe("on('effect')", () => {
  function listen(engine: Engine): { heard: string[][]; stop: () => void } {
    const heard: string[][] = [];
    const stop = engine.on('effect', (group: readonly Effect[]) =>
      heard.push(group.map(({ db, argv }) => `${db} ${argv.join(' ')}`)),
    );
    return { heard, stop };
  }

  it('tells each write as one group, reads and refused commands not at all', () => {
    const engine = new Engine({ clock: 'manual' });
    const { heard, stop } = listen(engine);
    engine.call('SET', 'a', '1');
    engine.call('GET', 'a');
    engine.call('DEL', 'none');
    failureOf(() => engine.call('LPUSH', 'a', 'x'));
    engine.call('EXPIRE', 'a', 10);
    stop();
    engine.call('SET', 'a', '2');
    expect(heard).toEqual([['0 SET a 1'], ['0 PEXPIREAT a 1700000010000']]);
  });

  it('tells a transaction and a script as one group each', () => {
    const engine = new Engine();
    const { heard } = listen(engine);
    engine.call('SELECT', 2);
    engine.call('MULTI');
    engine.call('INCR', 'n');
    engine.call('GET', 'n');
    engine.call('INCR', 'n');
    engine.call('EXEC');
    engine.eval("redis.call('SET', KEYS[1], 'x') redis.call('GET', KEYS[1]) redis.call('DEL', KEYS[1])", [
      'k',
    ]);
    expect(heard).toEqual([
      ['2 INCR n', '2 INCR n'],
      ['2 SET k x', '2 DEL k'],
    ]);
  });

  it('lets a listener use the engine', () => {
    const engine = new Engine();
    const seen: Plain<string>[] = [];
    engine.on('effect', ([first]) => {
      if (first?.argv[1] === 'a') seen.push(engine.call('GET', 'a'), engine.call('INCR', 'count'));
    });
    engine.call('SET', 'a', '1');
    engine.call('SET', 'b', '1');
    expect(seen).toEqual(['1', 1]);
  });

  it('repeats on another engine what happened on this one', () => {
    const engine = new Engine({ clock: 'manual' });
    const copy = new Engine({ clock: 'manual' });
    engine.on('effect', (group) => {
      for (const { argv } of group) copy.call(argv[0] as string, ...argv.slice(1));
    });
    fill(engine);
    disturb(engine);
    expect(contents(copy)).toEqual(contents(engine));
  });
});

describe('close', () => {
  it('ends servers, clients and timers: nothing keeps the process alive', async () => {
    const engine = new Engine();
    const { port } = await engine.listen();
    await engine.listen();
    const client = await RawConnection.connect(port);
    engine.call('SET', 'a', '1', 'PX', 100_000);
    client.send('BLPOP jobs 100\r\n');
    while (engine.core.waiting.size === 0) await new Promise((resolve) => setImmediate(resolve));
    engine.call('CLIENT', 'PAUSE', 100_000, 'WRITE');
    await engine.close();
    expect(await client.readUntilClosed()).toBe('');
    expect([engine.core.sessions.size, engine.core.waiting.size]).toEqual([0, 0]);
    expect(process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP'))).toEqual([]);
  });

  it('may be called twice, and with a server closed before', async () => {
    const engine = new Engine();
    const server = await engine.listen();
    await server.close();
    await engine.close();
    await engine.close();
  });

  it('lets several servers share one engine, each with its own address', async () => {
    const engine = new Engine();
    const [one, two] = [await engine.listen(), await engine.listen()];
    expect(one.port).not.toBe(two.port);
    const [a, b] = [await RawConnection.connect(one.port), await RawConnection.connect(two.port)];
    await a.call('SET', 'k', 'shared');
    expect(await b.call('GET', 'k')).toBe('$6\r\nshared\r\n');
    await one.close();
    expect(await a.readUntilClosed()).toBe('');
    expect(await b.call('PING')).toBe('+PONG\r\n');
    b.close();
    await engine.close();
  });
});
