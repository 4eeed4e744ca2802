import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualWorld } from '../../../src/base/world.ts';
import { Engine } from '../../../src/redis.ts';
import { askAnew, ourBusyServer, startScript } from '../../support/busy.ts';
import { OurConnection } from '../../support/differential.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../../support/oracle.ts';
import type { Target } from '../../support/raw-connection.ts';
import { encodeCall } from '../../support/resp-frame.ts';
import { ENDLESS } from '../../vm/endless.ts';

const BUSY = '-BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.\r\n';

describe('an endless script is killed over a new connection, wherever its loop is', () => {
  let target: Target;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const server = await ourBusyServer();
    target = server.target;
    stop = server.stop;
  });
  afterAll(() => stop());

  it.each(ENDLESS)('%s', async (source) => {
    const client = await startScript(target, 'EVAL', source, '0');
    client.send('*1\r\n$4\r\nPING\r\n');
    expect(await askAnew(target, 'GET', 'key')).toBe(BUSY);
    expect(await askAnew(target, 'SCRIPT', 'KILL')).toBe('+OK\r\n');
    expect(await client.read()).toMatch(
      /^-ERR Script killed by user with SCRIPT KILL\.\.\. script: [0-9a-f]{40}, on @\S.*:1\.\r\n$/,
    );
    expect(await client.read('the pipeline behind it')).toBe('+PONG\r\n');
    expect(await askAnew(target, 'SCRIPT', 'KILL')).toMatch(/^-NOTBUSY/);
    client.close();
  });
});

const LIBRARY = `#!lua name=mylib
local turns = 0
redis.register_function('counting', function() while true do turns = turns + 1 end end)
redis.register_function('endless', function() while true do end end)
redis.register_function('writing', function()
  redis.call('SET', 'a', 1) for i = 1, 3e7 do local x = i % 7 end return redis.call('INCR', 'a')
end)`;

/** What each new connection asks while a script runs, in turn; the last one ends it. */
interface Conversation {
  readonly title: string;
  readonly script: readonly string[];
  readonly asked: readonly string[];
}

const CONVERSATIONS: readonly Conversation[] = [
  {
    title: 'everybody else is told BUSY, but for a few commands',
    script: ['EVAL', 'while true do end', '0'],
    asked: [
      ...[
        'PING',
        'GET k',
        'MULTI',
        'DISCARD',
        'WATCH k',
        'UNWATCH',
        'ECHO a',
        'SCRIPT EXISTS a',
        'CLIENT ID',
      ],
      ...['CONFIG GET maxmemory', 'AUTH a', 'RESET', 'FOO', 'GET', 'SUBSCRIBE a', 'EXEC', 'SCRIPT KILL'],
    ],
  },
  {
    title: 'a loop around pcall is no refuge',
    script: ['EVAL', "redis.call('GET', 'a') while true do pcall(function() while true do end end) end", '0'],
    asked: ['GET k', 'SCRIPT KILL'],
  },
  {
    title: 'SHUTDOWN is refused unless nothing is to be saved',
    script: ['EVAL', 'while true do end', '0'],
    asked: ['SHUTDOWN', 'SHUTDOWN SAVE', 'SHUTDOWN FORCE', 'SHUTDOWN ABORT', 'SHUTDOWN x', 'SCRIPT KILL'],
  },
  {
    title: 'the line of the loop is told',
    script: [
      'EVAL',
      "redis.call('get','a')\nlocal function f()\n for i=1,math.huge do\n  local x = i\n end\nend\nf()",
      '0',
    ],
    asked: ['SCRIPT KILL'],
  },
  {
    title: 'a read-only run is killed as any other',
    script: ['EVAL_RO', 'while true do end', '0'],
    asked: ['GET k', 'SCRIPT KILL'],
  },
  {
    title: 'a function is killed by FUNCTION KILL, and told of by FUNCTION STATS',
    script: ['FCALL', 'endless', '0', 'word'],
    asked: ['GET k', 'SCRIPT KILL', 'FUNCTION STATS', 'FUNCTION KILL'],
  },
  {
    title: 'a function that keeps state between calls is killed as any other',
    script: ['FCALL', 'counting', '0'],
    asked: ['GET k', 'FUNCTION KILL'],
  },
  {
    title: 'a function that has written is not killed',
    script: ['FCALL', 'writing', '0'],
    asked: ['FUNCTION KILL', 'SCRIPT KILL'],
  },
  {
    title: 'FUNCTION KILL and STATS are refused while a script of EVAL runs',
    script: ['EVAL', 'while true do end', '0'],
    asked: ['FUNCTION KILL', 'FUNCTION STATS', 'SCRIPT KILL'],
  },
  {
    title: 'a script that has read may be killed',
    script: ['EVAL', "redis.call('GET', 'a') while true do redis.call('EXISTS', 'a') end", '0'],
    asked: ['SCRIPT KILL'],
  },
];

describe.skipIf(!oracleAvailable)('while a script runs, as on redis-server (needs redis-server)', () => {
  let oracle: Oracle;
  let target: Target;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    oracle = await requireOracle();
    ({ target, stop } = await ourBusyServer());
  });
  afterAll(async () => {
    await oracle?.stop();
    await stop();
  });

  async function converse(
    at: Target,
    script: readonly string[],
    asked: readonly string[],
  ): Promise<string[]> {
    await askAnew(at, 'FUNCTION', 'LOAD', 'REPLACE', LIBRARY);
    const client = await startScript(at, ...script);
    client.send('*1\r\n$4\r\nPING\r\n');
    const heard: string[] = [];
    for (const request of asked) {
      const reply = await askAnew(at, ...request.split(' '));
      heard.push(`${request}: ${reply.replace(/(duration_ms\r\n):\d+/, '$1:…')}`);
    }
    heard.push(await client.read(), await client.read());
    client.close();
    return heard;
  }

  it.each(CONVERSATIONS)('$title', async ({ script, asked }) => {
    expect(await converse(target, script, asked)).toEqual(await converse(oracle.port, script, asked));
  });

  it('a script that has written cannot be killed, and goes on', async () => {
    const source =
      "redis.call('SET', 'a', 1) for i = 1, 3e7 do local x = i % 7 end return redis.call('INCR', 'a')";
    const script = ['EVAL', source, '0'];
    const [ours, theirs] = await Promise.all([
      converse(target, script, ['GET a', 'SCRIPT KILL']),
      converse(oracle.port, script, ['GET a', 'SCRIPT KILL']),
    ]);
    expect(ours).toEqual(theirs);
    expect(ours[1]).toMatch(/UNKILLABLE/);
  });

  it('a transaction that holds a script goes on behind it, and one that was begun meanwhile is refused', async () => {
    const transact = async (at: Target): Promise<string[]> => {
      const client = await startScript(at, 'MULTI');
      await client.read();
      const queued = [
        ['SET', 'x', '1'],
        ['EVAL', 'while true do end', '0'],
        ['SET', 'y', '1'],
      ];
      const heard = await client.pipeline(queued);
      client.send('*1\r\n$4\r\nEXEC\r\n*2\r\n$3\r\nGET\r\n$1\r\ny\r\n');
      const other = await startScript(at, 'MULTI');
      heard.push(await other.read(), ...(await other.pipeline([['GET', 'x'], ['EXEC'], ['PING']])));
      heard.push(await askAnew(at, 'SCRIPT', 'KILL'), await client.read(), await client.read());
      client.close();
      other.close();
      return heard;
    };
    expect(await transact(target)).toEqual(await transact(oracle.port));
  });
});

describe.each([
  ['a script', 'while true do end'],
  ['a script that has written', "redis.call('SET', 'a', 1) while true do end"],
])('SHUTDOWN NOSAVE while %s runs', (_title, source) => {
  it('ends it and the server with it', async () => {
    const { target, stop } = await ourBusyServer();
    const client = await startScript(target, 'EVAL', source, '0');
    expect(await askAnew(target, 'GET', 'a')).toBe(BUSY);
    await expect(askAnew(target, 'SHUTDOWN', 'NOSAVE')).rejects.toThrow(/closed/);
    await expect(client.read()).rejects.toThrow(/closed/);
    await expect(askAnew(target, 'PING')).rejects.toThrow(/ECONNREFUSED/);
    await stop();
  });
});

describe('before the threshold', () => {
  it('others wait, and are answered in turn when the script is over', async () => {
    const { target, stop } = await ourBusyServer();
    const client = await startScript(
      target,
      'EVAL',
      "for i = 1, 1e8 do end return redis.call('INCR', 'n')",
      '0',
    );
    await client.read();
    await client.call('CONFIG', 'SET', 'busy-reply-threshold', '0');
    client.send(encodeCall(['EVAL', 'for i = 1, 1e8 do end return "first"', '0']));
    const second = askAnew(target, 'INCR', 'n');
    expect(await Promise.race([client.read(), second])).toBe('$5\r\nfirst\r\n');
    expect(await second).toBe(':2\r\n');
    client.close();
    await stop();
  });
});

describe('when the client leaves', () => {
  it('its script is finished, and the answer is nobody’s', async () => {
    const { target, stop } = await ourBusyServer();
    const source = "for i = 1, 1e8 do end redis.call('SET', 'done', 'yes')";
    const client = await startScript(target, 'EVAL', source, '0');
    expect(await askAnew(target, 'PING')).toBe(BUSY);
    client.close();
    const after = await startScript(target, 'PING');
    await after.read();
    after.close();
    const waiter = await startScript(target, 'PING');
    let done = await waiter.read();
    while (!done.includes('yes')) done = await waiter.call('GET', 'done');
    expect(done).toBe('$3\r\nyes\r\n');
    waiter.close();
    await stop();
  });
});

it('clients without a socket are told BUSY, and can kill', async () => {
  const engine = new Engine();
  const [one, two] = [new Redis(engine.ioredis()), new Redis(engine.ioredis())];
  await one.config('SET', 'busy-reply-threshold', '20');
  await two.ping();
  const script = one.eval('while true do end', 0);
  await expect(two.get('key')).rejects.toThrow(/^BUSY/);
  expect(() => engine.call('GET', 'key')).toThrow(/^BUSY/);
  expect(await two.script('KILL')).toBe('OK');
  await expect(script).rejects.toThrow(/killed by user/);
  expect(await one.get('key')).toBeNull();
  one.disconnect();
  two.disconnect();
});

describe('with a clock that is set by hand', () => {
  it('a script stands still without it, and the threshold passes when it is moved', async () => {
    const world = new ManualWorld();
    const engine = new Engine({ world });
    const [runner, other] = [new OurConnection(engine), new OurConnection(engine)];
    expect(runner.call(['EVAL', 'while true do end', '0'])).toBe('');
    expect(other.call(['PING'])).toBe('');
    world.advance(4999);
    await turn();
    expect(other.received).toEqual([]);
    world.advance(1);
    await turn();
    expect(other.received).toEqual([BUSY]);
    expect(other.call(['SCRIPT', 'KILL'])).toBe('+OK\r\n');
    await turn();
    expect(runner.received).toEqual([expect.stringMatching(/^-ERR Script killed/)]);
  });

  it('neither expiry nor the time-out of a blocking command comes between', async () => {
    const world = new ManualWorld();
    const engine = new Engine({ world });
    const [blocked, runner] = [new OurConnection(engine), new OurConnection(engine)];
    runner.call(['SET', 'short', 'x', 'PX', '100']);
    expect(blocked.call(['BLPOP', 'list', '1'])).toBe('');
    const source = "for i = 1, 5e7 do end return redis.call('EXISTS', 'short')";
    expect(runner.call(['EVAL', source, '0'])).toBe('');
    world.advance(2000);
    expect(blocked.received).toEqual([]);
    while (runner.received.length === 0) await turn();
    expect(runner.received).toEqual([':1\r\n']);
    expect(blocked.received).toEqual(['*-1\r\n']);
    expect(runner.call(['EXISTS', 'short'])).toBe(':0\r\n');
  });
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
