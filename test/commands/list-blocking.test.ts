import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualWorld } from '../../src/base/world.ts';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from '../support/differential.ts';
import { type Oracle, oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';
import { type Move, sideBySide } from '../support/side-by-side.ts';
import { sameEffects } from '../support/side-by-side-effects.ts';

/** Who waits for what, what is written then, and who waits for nothing more. */
const SCENES: Readonly<Record<string, readonly Move[]>> = {
  'the first to wait is the first to be served': [
    ['a', 'BLPOP l 0'],
    ['b', 'BLPOP l 0'],
    ['c', 'BRPOP l 0'],
    ['w', 'RPUSH l 1'],
    ['w', 'RPUSH l 2'],
    ['w', 'RPUSH l 3 4'],
    ['w', 'LRANGE l 0 -1'],
  ],
  'one push serves as many as it brings, each from its own end': [
    ['a', 'BLPOP l 0'],
    ['b', 'BRPOP l 0'],
    ['c', 'BLPOP l 0'],
    ['d', 'BLPOP l 0'],
    ['w', 'RPUSH l 1 2 3'],
    ['w', 'EXISTS l'],
    ['w', 'LPUSH l 4 5 6'],
    ['w', 'LRANGE l 0 -1'],
  ],
  'of several keys the one that became ready serves, whatever their order': [
    ['a', 'BLPOP k1 k2 k3 0'],
    ['w', 'RPUSH k3 x'],
    ['a', 'BLPOP k1 k2 0'],
    ['w', 'MULTI'],
    ['w', 'RPUSH k2 two'],
    ['w', 'RPUSH k1 one'],
    ['w', 'EXEC'],
    ['w', 'LRANGE k1 0 -1'],
    ['b', 'BLPOP k9 k9 0'],
    ['w', 'RPUSH k9 1 2'],
    ['w', 'LRANGE k9 0 -1'],
  ],
  'who waits for two keys is served once, and both queues go on': [
    ['a', 'BLPOP x y 0'],
    ['b', 'BLPOP y x 0'],
    ['c', 'BLPOP x 0'],
    ['w', 'MULTI'],
    ['w', 'RPUSH y 1'],
    ['w', 'RPUSH x 2 3'],
    ['w', 'EXEC'],
    ['w', 'EXISTS x y'],
  ],
  'another type than a list serves nobody': [
    ['a', 'BLPOP l 0'],
    ['w', 'SET l string'],
    ['w', 'DEL l'],
    ['w', 'SADD l member'],
    ['w', 'DEL l'],
    ['w', 'ZADD l 1 member'],
    ['w', 'DEL l'],
    ['w', 'HSET l f v'],
    ['w', 'DEL l'],
    ['w', 'RPUSH l at-last'],
  ],
  'what a transaction brings and takes again serves nobody': [
    ['a', 'BLPOP l 0'],
    ['w', 'MULTI'],
    ['w', 'RPUSH l 1'],
    ['w', 'DEL l'],
    ['w', 'EXEC'],
    ['w', 'MULTI'],
    ['w', 'RPUSH l 1'],
    ['w', 'DEL l'],
    ['w', 'SADD l 1'],
    ['w', 'EXEC'],
    ['w', 'DEL l'],
    ['w', 'MULTI'],
    ['w', 'RPUSH l 1'],
    ['w', 'RPUSH l 2'],
    ['w', 'LPOP l'],
    ['w', 'EXEC'],
  ],
  'keys that come by another way': [
    ['a', 'BLPOP l 0'],
    ['w', 'RPUSH m 1 2'],
    ['w', 'RENAME m l'],
    ['w', 'DEL l'],
    ['a', 'BLPOP l 0'],
    ['w', 'RPUSH m 3 4'],
    ['w', 'COPY m l'],
    ['w', 'DEL l m'],
    ['a', 'BLPOP l 0'],
    ['w', 'RPUSH n 5'],
    ['w', 'LMOVE n l LEFT LEFT'],
    ['a', 'BLPOP l 0'],
    ['w', 'SELECT 1'],
    ['w', 'RPUSH l elsewhere'],
    ['w', 'MOVE l 0'],
    ['a', 'BLPOP l 0'],
    ['w', 'RPUSH l elsewhere'],
    ['w', 'SWAPDB 0 1'],
  ],
  'BLMOVE moves on, and its destination serves those who wait there': [
    ['a', 'BLMOVE l m LEFT RIGHT 0'],
    ['b', 'BLMOVE m n RIGHT LEFT 0'],
    ['c', 'BLPOP n 0'],
    ['w', 'RPUSH l 1'],
    ['w', 'EXISTS l m n'],
    ['a', 'BRPOPLPUSH l m 0'],
    ['b', 'BLPOP m 0'],
    ['w', 'RPUSH l 1 2'],
    ['w', 'LRANGE l 0 -1'],
  ],
  'BLMOVE in every direction': [
    ['a', 'BLMOVE l m LEFT LEFT 0'],
    ['b', 'BLMOVE l m LEFT RIGHT 0'],
    ['c', 'BLMOVE l m RIGHT LEFT 0'],
    ['d', 'BLMOVE l m RIGHT RIGHT 0'],
    ['w', 'RPUSH l 1 2 3 4 5'],
    ['w', 'LRANGE m 0 -1'],
    ['w', 'LRANGE l 0 -1'],
  ],
  'a list onto itself': [
    ['a', 'BLMOVE l l LEFT RIGHT 0'],
    ['b', 'BRPOPLPUSH l l 0'],
    ['c', 'BLPOP l 0'],
    ['w', 'RPUSH l 1 2 3'],
    ['w', 'LRANGE l 0 -1'],
  ],
  'a destination of the wrong type is an error when its turn comes, and the next is served': [
    ['w', 'SET s v'],
    ['a', 'BLMOVE l s LEFT RIGHT 0'],
    ['b', 'BRPOPLPUSH l s 0'],
    ['c', 'BLPOP l 0'],
    ['w', 'RPUSH l 1'],
    ['w', 'EXISTS l'],
    ['a', 'BLMOVE l s LEFT RIGHT 0'],
    ['w', 'RPUSH l 1'],
    ['w', 'LRANGE l 0 -1'],
  ],
  'BLMPOP takes as many as it may': [
    ['a', 'BLMPOP 0 2 l m LEFT COUNT 2'],
    ['b', 'BLMPOP 0 1 l RIGHT'],
    ['c', 'BLMPOP 0 1 l RIGHT COUNT 10'],
    ['w', 'RPUSH l 1 2 3 4 5'],
    ['w', 'EXISTS l'],
  ],
  'a transaction serves when it is over': [
    ['a', 'BLPOP l 0'],
    ['b', 'BLPOP l 0'],
    ['w', 'MULTI'],
    ['w', 'RPUSH l 1'],
    ['w', 'LLEN l'],
    ['w', 'RPUSH l 2 3'],
    ['w', 'LLEN l'],
    ['w', 'EXEC'],
    ['w', 'LRANGE l 0 -1'],
  ],
  'a key of another database serves nobody': [
    ['a', 'SELECT 3'],
    ['a', 'BLPOP l 0'],
    ['w', 'RPUSH l 1'],
    ['w', 'SELECT 3'],
    ['w', 'RPUSH l 2'],
    ['w', 'LLEN l'],
  ],
  RESP3: [
    ['a', 'HELLO 3'],
    ['a', 'BLMPOP 0 1 l LEFT COUNT 2'],
    ['b', 'BLPOP l 0'],
    ['w', 'RPUSH l 1 2 3'],
  ],
  'who is served breaks no WATCH but that of the destination': [
    ['a', 'BLMOVE l m LEFT LEFT 0'],
    ['v', 'WATCH m'],
    ['w', 'RPUSH l 1'],
    ['v', 'MULTI'],
    ['v', 'LLEN m'],
    ['v', 'EXEC'],
  ],
};

describe.skipIf(!oracleAvailable)('waiting for lists, as redis-server does (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle(['--repl-diskless-sync', 'no']);
  });
  afterAll(() => oracle.stop());

  for (const [title, moves] of Object.entries(SCENES)) {
    it(title, () => sideBySide(oracle, moves));
    it(`${title}: the events`, () =>
      sideBySide(oracle, [
        ['listener', 'CONFIG SET notify-keyspace-events KEgln'],
        ['listener', 'PSUBSCRIBE __key*__:*'],
        ...moves,
        ['w', 'CONFIG SET notify-keyspace-events '],
      ]));
    it(`${title}: the effects`, () => sameEffects(oracle, moves));
  }

  it.each([2, 3])('timeouts give the same reply, at about the same time (RESP%i)', async (resp) => {
    const requests = ['BLPOP l 0.03', 'BRPOP l m 0.001', 'BLMOVE l m LEFT LEFT 0.03', 'BRPOPLPUSH l m 0.02'];
    const engine = new Engine();
    for (const request of [...requests, 'BLMPOP 0.02 1 l LEFT', 'BLPOP l 1e-9']) {
      const theirs = await RawConnection.connect(oracle.port);
      await theirs.call('FLUSHALL');
      const ours = new OurConnection(engine);
      await theirs.call('HELLO', `${resp}`);
      ours.call(['HELLO', `${resp}`]);
      expect(ours.call(request.split(' '))).toBe('');
      const expected = await theirs.call(...request.split(' '));
      await expect.poll(() => ours.received, { interval: 5 }).toEqual([expected]);
      theirs.close();
    }
    expect(engine.core.waiting.size).toBe(0);
  });
});

describe('waiting for lists', () => {
  function start() {
    const world = new ManualWorld();
    const engine = new Engine({ world });
    const connect = () => {
      const connection = new OurConnection(engine);
      return {
        ...connection,
        received: connection.received,
        say: (text: string) => connection.call(text.split(' ')),
      };
    };
    return { world, engine, connect };
  }

  it('ends when its time is over, and not before', () => {
    const { world, engine, connect } = start();
    const [waiter, patient] = [connect(), connect()];
    expect(waiter.say('BLPOP l 1.5')).toBe('');
    expect(patient.say('BLPOP l 0')).toBe('');
    world.advance(1499);
    expect(waiter.received).toEqual([]);
    world.advance(1);
    expect(waiter.received).toEqual(['*-1\r\n']);
    world.advance(365 * 86_400_000);
    expect(patient.received).toEqual([]);
    expect(engine.core.waiting.size).toBe(1);
    patient.say('LPUSH other x');
    connect().say('LPUSH l x');
    expect(patient.received).toEqual(['*2\r\n$1\r\nl\r\n$1\r\nx\r\n']);
    expect(engine.core.waiting.size).toBe(0);
  });

  it('has its timer cancelled by the element that comes in time', () => {
    const { world, connect } = start();
    const waiter = connect();
    waiter.say('BLPOP l 1');
    connect().say('RPUSH l x');
    world.advance(5000);
    expect(waiter.received).toEqual(['*2\r\n$1\r\nl\r\n$1\r\nx\r\n']);
  });

  it('is ended by CLIENT UNBLOCK with the reply of a timeout, or with an error', () => {
    const { engine, connect } = start();
    const [one, other, third] = [connect(), connect(), connect()];
    one.say('BLPOP l 0');
    other.say('BLMOVE l m LEFT LEFT 0');
    third.say('BLMPOP 0 1 l LEFT');
    const ids = [...engine.core.sessions.keys()].slice(-3);
    const writer = connect();
    expect(writer.say(`CLIENT UNBLOCK ${ids[0]} ERROR`)).toBe(':1\r\n');
    expect(writer.say(`CLIENT UNBLOCK ${ids[1]}`)).toBe(':1\r\n');
    expect(writer.say(`CLIENT UNBLOCK ${ids[1]}`)).toBe(':0\r\n');
    expect(one.received).toEqual(['-UNBLOCKED client unblocked via CLIENT UNBLOCK\r\n']);
    expect(other.received).toEqual(['*-1\r\n']);
    writer.say('RPUSH l x y');
    expect(third.received).toEqual(['*2\r\n$1\r\nl\r\n*1\r\n$1\r\nx\r\n']);
    expect(writer.say('LRANGE l 0 -1')).toBe('*1\r\n$1\r\ny\r\n');
  });

  it('passes over who has gone away', () => {
    const { engine, connect } = start();
    const [gone, next] = [connect(), connect()];
    gone.say('BLPOP l m 0');
    next.say('BLPOP l 0');
    const [id] = [...engine.core.sessions.keys()].slice(-2);
    const session = engine.core.sessions.get(id as number);
    if (session !== undefined) engine.core.closeSession(session);
    connect().say('RPUSH l x');
    expect(gone.received).toEqual([]);
    expect(next.received).toEqual(['*2\r\n$1\r\nl\r\n$1\r\nx\r\n']);
    expect(engine.core.waiting.size).toBe(0);
  });

  it('is not allowed to a synchronous call', () => {
    const { engine } = start();
    expect(engine.call('BLPOP', 'l', '0')).toBe(null);
    expect(engine.call('BLMOVE', 'l', 'm', 'LEFT', 'LEFT', '0')).toBe(null);
    expect(engine.core.waiting.size).toBe(0);
  });

  it('costs a push the same however many wait', () => {
    const { engine, connect } = start();
    const waiters = Array.from({ length: 2000 }, connect);
    for (const waiter of waiters) waiter.say('BLPOP l 0');
    const writer = connect();
    for (const waiter of waiters) {
      writer.say('RPUSH l x');
      expect(waiter.received).toHaveLength(1);
    }
    expect(engine.core.waiting.size).toBe(0);
  });
});
