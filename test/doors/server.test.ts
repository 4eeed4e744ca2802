import { rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
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
): Promise<{ engine: Engine; port: number }> {
  const engine = new Engine(options);
  open.push(engine);
  const server = await engine.listen();
  return { engine, port: server.port };
}

async function dial(target: number | string): Promise<RawConnection> {
  const connection = await RawConnection.connect(target);
  open.push(connection);
  return connection;
}

/** Everything that a socket receives until the server closes it. */
function receiveAll(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.latin1Slice();
    });
    socket.on('close', () => resolve(text));
    socket.on('error', () => {});
  });
}

describe('the server', () => {
  it('answers pipelined requests in order, in one connection and in many', async () => {
    const { port } = await serve();
    const clients = await Promise.all(Array.from({ length: 20 }, () => dial(port)));
    const replies = await Promise.all(
      clients.map((client, n) =>
        client.pipeline(Array.from({ length: 50 }, (_, i) => ['ECHO', `${n}-${i}`])),
      ),
    );
    replies.forEach((list, n) => {
      expect(list).toEqual(Array.from({ length: 50 }, (_, i) => `$${`${n}-${i}`.length}\r\n${n}-${i}\r\n`));
    });
  });

  it('listens on a unix socket, and replaces a dead one', async () => {
    const path = join(tmpdir(), `tidelock-${process.pid}.sock`);
    const engine = new Engine();
    open.push({ close: () => rmSync(path, { force: true }) }, engine);
    const server = await engine.listen({ path });
    expect(server.address).toBe(path);
    expect(await (await dial(path)).call('PING')).toBe('+PONG\r\n');
  });

  it('tells when the port is taken', async () => {
    const { port } = await serve();
    await expect(new Engine().listen({ port })).rejects.toThrow('EADDRINUSE');
  });

  it('closes after QUIT, with the reply written first', async () => {
    const { port } = await serve();
    const socket = connect(port, '127.0.0.1');
    const received = receiveAll(socket);
    socket.write('PING\r\nQUIT\r\nPING\r\n');
    expect(await received).toBe('+PONG\r\n+OK\r\n');
  });

  it('answers what a half-closed client has sent', async () => {
    const { port } = await serve();
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const received = receiveAll(socket);
    socket.end('PING\r\nECHO hi\r\n');
    expect(await received).toBe('+PONG\r\n$2\r\nhi\r\n');
  });

  it('closes after a protocol error, in the words of the server', async () => {
    const { port } = await serve();
    const socket = connect(port, '127.0.0.1');
    const received = receiveAll(socket);
    socket.write('PING\r\n*1\r\n+PING\r\n');
    expect(await received).toBe("+PONG\r\n-ERR Protocol error: expected '$', got '+'\r\n");
  });

  it('asks for the password', async () => {
    const { port } = await serve({ password: 'secret' });
    const client = await dial(port);
    expect(await client.call('PING')).toBe('-NOAUTH Authentication required.\r\n');
    expect(await client.call('AUTH', 'wrong')).toContain('WRONGPASS');
    expect(await client.call('AUTH', 'secret')).toBe('+OK\r\n');
    expect(await client.call('PING')).toBe('+PONG\r\n');
  });

  it('turns clients away past maxclients', async () => {
    const { engine, port } = await serve();
    engine.call('CONFIG', 'SET', 'maxclients', 1);
    const first = await dial(port);
    expect(await first.call('PING')).toBe('+PONG\r\n');
    expect(await receiveAll(connect(port, '127.0.0.1'))).toBe('-ERR max number of clients reached\r\n');
    expect(engine.core.stats.rejectedConnections).toBe(1);
  });

  it('reads no more from a client that does not read', async () => {
    const { engine, port } = await serve();
    const socket = connect(port, '127.0.0.1');
    open.push({ close: () => socket.destroy() });
    socket.pause();
    const value = 'x'.repeat(100_000);
    const request = `*2\r\n$4\r\nECHO\r\n$${value.length}\r\n${value}\r\n`;
    for (let i = 0; i < 300; i++) socket.write(request);
    const other = await dial(port);
    for (let i = 0; i < 50; i++) await other.call('PING');
    expect(engine.core.stats.outputBytes).toBeLessThan(20 * value.length + 8 * 1024 * 1024);
    expect(socket.writableLength).toBeGreaterThan(0);
  });

  it('gives up a subscriber that does not read', async () => {
    const { engine, port } = await serve();
    const socket = connect(port, '127.0.0.1');
    open.push({ close: () => socket.destroy() });
    socket.on('error', () => {});
    socket.write('SUBSCRIBE flood\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    const message = 'x'.repeat(1024 * 1024);
    const other = await dial(port);
    for (let i = 0; i < 60 && engine.core.pubsub.subscriberCount('flood' as never) > 0; i++) {
      engine.call('PUBLISH', 'flood', message);
      await other.call('PING');
    }
    expect(engine.core.pubsub.subscriberCount('flood' as never)).toBe(0);
  });

  it('silences replies as CLIENT REPLY asks', async () => {
    const { port } = await serve();
    const client = await dial(port);
    client.send(
      'CLIENT REPLY SKIP\r\nECHO a\r\nECHO b\r\nCLIENT REPLY OFF\r\nECHO c\r\nCLIENT REPLY ON\r\nECHO d\r\n',
    );
    expect([await client.read(), await client.read(), await client.read()]).toEqual([
      '$1\r\nb\r\n',
      '+OK\r\n',
      '$1\r\nd\r\n',
    ]);
  });

  it('holds requests back during a pause', async () => {
    const { engine, port } = await serve();
    const client = await dial(port);
    engine.call('CLIENT', 'PAUSE', 50);
    const startMs = performance.now();
    expect(
      await client.pipeline([
        ['ECHO', 'a'],
        ['ECHO', 'b'],
      ]),
    ).toEqual(['$1\r\na\r\n', '$1\r\nb\r\n']);
    expect(performance.now() - startMs).toBeGreaterThan(40);
  });

  it('closes its connections when it closes', async () => {
    const { engine, port } = await serve();
    const socket = connect(port, '127.0.0.1');
    const received = receiveAll(socket);
    await new Promise((resolve) => socket.once('connect', resolve));
    await engine.close();
    expect(await received).toBe('');
  });
});
