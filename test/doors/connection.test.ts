import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Engine } from '../../src/redis.ts';
import { RawConnection } from '../support/raw-connection.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function serve(
  options: ConstructorParameters<typeof Engine>[0] = {},
): Promise<{ engine: Engine; port: number; dial: () => Promise<RawConnection> }> {
  const engine = new Engine(options);
  open.push(engine);
  const { port } = await engine.listen();
  const dial = async (): Promise<RawConnection> => {
    const connection = await RawConnection.connect(port);
    open.push(connection);
    return connection;
  };
  return { engine, port, dial };
}

/** Turns of the event loop, until what a socket has done is known to the server. */
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2000 && !holds(); turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(holds()).toBe(true);
}

describe('a connection', () => {
  it('that closes while it waits leaves no wait behind', async () => {
    const { engine, dial } = await serve();
    const waiting = await dial();
    waiting.send('BLPOP jobs 0\r\n');
    await until(() => engine.core.waiting.size === 1);
    waiting.close();
    await until(() => engine.core.waiting.size === 0);
    engine.call('RPUSH', 'jobs', 'kept');
    expect(engine.call('LRANGE', 'jobs', 0, -1)).toEqual(['kept']);
  });

  it('that closes leaves its subscriptions and watched keys', async () => {
    const { engine, dial } = await serve();
    const client = await dial();
    await client.call('WATCH', 'key');
    await client.call('SUBSCRIBE', 'news');
    client.close();
    await until(() => engine.core.sessions.size === 0);
    expect(engine.call('PUBSUB', 'CHANNELS')).toEqual([]);
    expect(engine.call('PUBLISH', 'news', 'x')).toBe(0);
  });

  it('is told of its transaction that another client has broken', async () => {
    const { dial } = await serve();
    const [one, other] = [await dial(), await dial()];
    await one.call('WATCH', 'key');
    await one.call('MULTI');
    await one.call('INCR', 'key');
    await other.call('SET', 'key', '5');
    expect(await one.call('EXEC')).toBe('*-1\r\n');
  });

  it('that sends more than the query buffer may hold is closed without a word', async () => {
    const { engine, dial } = await serve();
    engine.call('CONFIG', 'SET', 'client-query-buffer-limit', '1mb');
    const client = await dial();
    client.send(`*2\r\n$4\r\nECHO\r\n$2000000\r\n${'x'.repeat(1_900_000)}`);
    expect(await client.readUntilClosed()).toBe('');
    const fits = await dial();
    const value = 'x'.repeat(900_000);
    expect(await fits.call('ECHO', value)).toBe(`$900000\r\n${value}\r\n`);
  });

  it('that floods the server while it waits is closed once the query buffer is full', async () => {
    const { engine, dial } = await serve();
    engine.call('CONFIG', 'SET', 'client-query-buffer-limit', '1mb');
    const client = await dial();
    client.send(`BLPOP key 0\r\n${`ECHO ${'x'.repeat(60_000)}\r\n`.repeat(40)}`);
    expect(await client.readUntilClosed()).toBe('');
    expect(engine.core.waiting.size).toBe(0);
  });

  it('that has been silent for longer than `timeout` is closed, but for those who wait or listen', async () => {
    const { engine, dial } = await serve({ clock: 'manual' });
    engine.call('CONFIG', 'SET', 'timeout', 10);
    const [idle, busy, waiting, listening] = [await dial(), await dial(), await dial(), await dial()];
    await idle.call('PING');
    await listening.call('SUBSCRIBE', 'news');
    waiting.send('BLPOP jobs 0\r\n');
    await until(() => engine.core.waiting.size === 1);
    engine.clock.advance(9_000);
    await busy.call('PING');
    engine.clock.advance(2_000);
    expect(await idle.readUntilClosed()).toBe('');
    expect(engine.core.sessions.size).toBe(3);
    expect(await busy.call('PING')).toBe('+PONG\r\n');
    engine.clock.advance(60_000);
    expect(await busy.readUntilClosed()).toBe('');
    expect(engine.core.sessions.size).toBe(2);
  });

  it('is not closed for its silence by default', async () => {
    const { engine, dial } = await serve({ clock: 'manual' });
    const client = await dial();
    await client.call('PING');
    engine.clock.advance(1_000_000_000);
    expect(await client.call('PING')).toBe('+PONG\r\n');
  });

  it('over a unix socket shows its path in CLIENT LIST, as the server does', async () => {
    const path = join(tmpdir(), `tidelock-address-${process.pid}.sock`);
    const engine = new Engine();
    open.push(engine);
    await engine.listen({ path });
    const client = await RawConnection.connect(path);
    open.push(client);
    expect(await client.call('CLIENT', 'LIST')).toMatch(
      new RegExp(`addr=${path}:0 laddr=${path}:0 fd=\\d+ .* flags=U `),
    );
    expect(engine.call('CONFIG', 'GET', 'unixsocket')).toEqual({ unixsocket: path });
  });

  it('over TCP shows both ends and its descriptor', async () => {
    const { port, dial } = await serve();
    const client = await dial();
    expect(await client.call('CLIENT', 'INFO')).toMatch(
      new RegExp(`addr=127\\.0\\.0\\.1:\\d+ laddr=127\\.0\\.0\\.1:${port} fd=\\d+ .* flags=N `),
    );
  });

  it('that kills another ends its wait too', async () => {
    const { engine, dial } = await serve();
    const [killer, victim] = [await dial(), await dial()];
    const id = (await victim.call('CLIENT', 'ID')).slice(1, -2);
    victim.send('BLPOP jobs 0\r\n');
    await until(() => engine.core.waiting.size === 1);
    expect(await killer.call('CLIENT', 'KILL', 'ID', id)).toBe(':1\r\n');
    expect(await victim.readUntilClosed()).toBe('');
    expect(engine.core.waiting.size).toBe(0);
  });

  it('answers a large reply whole, and the small ones after it', async () => {
    const { engine, dial } = await serve();
    engine.call('SET', 'large', 'x'.repeat(5_000_000));
    const client = await dial();
    const replies = await client.pipeline([
      ['GET', 'large'],
      ['PING'],
      ['STRLEN', 'large'],
      ['GET', 'large'],
    ]);
    expect(replies.map((reply) => reply.length)).toEqual([5_000_012, 7, 10, 5_000_012]);
  });
});

describe('a unix socket', () => {
  it('does not take the place of a file that is none', async () => {
    const path = join(tmpdir(), `tidelock-file-${process.pid}`);
    writeFileSync(path, 'mine');
    open.push({ close: () => rmSync(path) });
    const engine = new Engine();
    open.push(engine);
    await expect(engine.listen({ path })).rejects.toThrow('EADDRINUSE');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });
});
