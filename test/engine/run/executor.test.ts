import { describe, expect, it } from 'vitest';
import { Engine } from '../../../src/redis.ts';
import { OurConnection } from '../../support/differential.ts';

/** Groups of effects, each as its requests in words. */
function recorded(engine: Engine): string[][] {
  const groups: string[][] = [];
  engine.on('effect', (group) => groups.push(group.map(({ db, argv }) => `${db} ${argv.join(' ')}`)));
  return groups;
}

describe('a unit', () => {
  it('leaves one group of effects: a command, a transaction', () => {
    const engine = new Engine();
    const groups = recorded(engine);
    const client = new OurConnection(engine);
    client.call(['SET', 'a', '1']);
    for (const request of ['MULTI', 'INCR a', 'SELECT 2', 'SET b 1', 'EXEC']) client.call(request.split(' '));
    expect(groups).toEqual([['0 SET a 1'], ['0 INCR a', '2 SET b 1']]);
  });

  it('leaves no effect when it reads, fails or changes nothing', () => {
    const engine = new Engine();
    engine.call('SET', 'a', 'x');
    const groups = recorded(engine);
    const client = new OurConnection(engine);
    for (const request of ['GET a', 'INCR a', 'DEL b', 'SADD', 'MULTI', 'GET a', 'EXEC'])
      client.call(request.split(' '));
    expect(groups).toEqual([]);
  });

  it('goes on in EXEC after a command has failed, and keeps what was done', () => {
    const engine = new Engine();
    const client = new OurConnection(engine);
    for (const request of ['MULTI', 'SET a x', 'INCR a', 'SET b 1']) client.call(request.split(' '));
    expect(client.call(['EXEC'])).toBe(
      '*3\r\n+OK\r\n-ERR value is not an integer or out of range\r\n+OK\r\n',
    );
    expect(engine.call('GET', 'b')).toBe('1');
  });

  it('judges expiry by one time from its start to its end', () => {
    const engine = new Engine({ clock: 'manual' });
    const client = new OurConnection(engine);
    client.call(['SET', 'a', '1', 'PX', '10']);
    engine.clock.advance(10);
    expect(client.call(['EXISTS', 'a'])).toBe(':1\r\n');
    engine.clock.advance(1);
    expect(client.call(['EXISTS', 'a'])).toBe(':0\r\n');
  });

  it('deletes what it finds expired, and says so before its own effect', () => {
    const engine = new Engine({ clock: 'manual' });
    engine.call('DEBUG', 'SET-ACTIVE-EXPIRE', 0);
    engine.call('SET', 'a', '1', 'PX', 10);
    const groups = recorded(engine);
    engine.clock.advance(11);
    engine.call('APPEND', 'a', 'x');
    expect(groups).toEqual([['0 DEL a', '0 APPEND a x']]);
  });

  it('lets a listener call the engine when the unit is over', () => {
    const engine = new Engine();
    engine.on('effect', ([first]) => {
      if (first?.argv[1] === 'a') engine.call('SET', 'seen', 'yes');
    });
    engine.call('SET', 'a', '1');
    expect(engine.call('GET', 'seen')).toBe('yes');
  });
});

describe('active expiry', () => {
  it('removes keys that nobody asks for', () => {
    const engine = new Engine({ clock: 'manual' });
    engine.call('SET', 'a', '1', 'PX', 50);
    engine.call('SET', 'b', '1', 'PX', 5_000);
    const groups = recorded(engine);
    engine.clock.advance(300);
    expect([groups, engine.core.databases[0]?.size]).toEqual([[['0 DEL a']], 1]);
    engine.clock.advance(10_000);
    expect(engine.core.databases[0]?.size).toBe(0);
  });

  it('stops when it is switched off', () => {
    const engine = new Engine({ clock: 'manual' });
    engine.call('DEBUG', 'SET-ACTIVE-EXPIRE', 0);
    engine.call('SET', 'a', '1', 'PX', 50);
    engine.clock.advance(10_000);
    expect(engine.core.databases[0]?.size).toBe(1);
    expect(engine.call('EXISTS', 'a')).toBe(0);
  });
});

describe('WATCH', () => {
  const watched = (touch: (engine: Engine, other: OurConnection) => void): string => {
    const engine = new Engine({ clock: 'manual' });
    const client = new OurConnection(engine);
    client.call(['SET', 'a', '1', 'PX', '1000']);
    client.call(['WATCH', 'a', 'missing']);
    touch(engine, new OurConnection(engine));
    client.call(['MULTI']);
    client.call(['PING']);
    return client.call(['EXEC']);
  };
  const BROKEN = '*-1\r\n';
  const KEPT = '*1\r\n+PONG\r\n';

  it.each<[string, string, (engine: Engine, other: OurConnection) => void]>([
    ['nothing happened', KEPT, () => {}],
    ['the key was written', BROKEN, (_e, other) => other.call(['APPEND', 'a', 'x'])],
    ['the key was read', KEPT, (_e, other) => other.call(['GET', 'a'])],
    ['the missing key came', BROKEN, (_e, other) => other.call(['SET', 'missing', '1'])],
    ['the key was deleted', BROKEN, (_e, other) => other.call(['DEL', 'a'])],
    ['the key expired', BROKEN, (engine) => engine.clock.advance(2000)],
    ['everything was flushed', BROKEN, (_e, other) => other.call(['FLUSHALL'])],
    [
      'another database was flushed',
      KEPT,
      (_e, other) => [other.call(['SELECT', '1']), other.call(['FLUSHDB'])],
    ],
    ['the databases were swapped', BROKEN, (_e, other) => other.call(['SWAPDB', '0', '1'])],
    ['a snapshot was restored', BROKEN, (engine) => engine.restore(engine.snapshot())],
    ['the expiry changed', BROKEN, (_e, other) => other.call(['PEXPIRE', 'a', '5000'])],
  ])('when %s, EXEC answers %j', (_title, answer, touch) => {
    expect(watched(touch)).toBe(answer);
  });
});

describe('CLIENT PAUSE', () => {
  it('holds back everything, and then answers in order', () => {
    const engine = new Engine({ clock: 'manual' });
    const [pauser, other] = [new OurConnection(engine), new OurConnection(engine)];
    pauser.call(['CLIENT', 'PAUSE', '100']);
    expect(other.call(['SET', 'a', '1'])).toBe('');
    engine.clock.advance(99);
    expect(other.received).toEqual([]);
    engine.clock.advance(2);
    expect(other.received).toEqual(['+OK\r\n']);
  });

  it('lets reads pass when it holds back writes', () => {
    const engine = new Engine({ clock: 'manual' });
    const client = new OurConnection(engine);
    client.call(['CLIENT', 'PAUSE', '100', 'WRITE']);
    expect(client.call(['GET', 'a'])).toBe('$-1\r\n');
    expect(client.call(['PUBLISH', 'a', 'x'])).toBe('');
    engine.call('CLIENT', 'UNPAUSE');
    engine.clock.advance(1);
    expect(client.received).toEqual([':0\r\n']);
  });
});
