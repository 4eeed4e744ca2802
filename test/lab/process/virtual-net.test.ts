/** Sockets, names and files of a simulated process, over a network that is told by hand what to say. */

import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ManualWorld } from '../../../src/base/world.ts';
import { ModuleGraph } from '../../../src/lab/process/module-graph.ts';
import type { Line, Network, Peer, SocketEnd } from '../../../src/lab/process/network.ts';

const here = fileURLToPath(import.meta.url);
type Net = typeof import('node:net');

/** A world whose deferred calls are made by hand as well. */
class HandWorld extends ManualWorld {
  readonly #deferred: (() => void)[] = [];
  override defer(callback: () => void): void {
    this.#deferred.push(callback);
  }
  /** Everything that is due, and what it leaves. */
  async settle(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const callback of this.#deferred.splice(0)) callback();
    }
  }
}

/** A process, what its network was asked, and the end to tell. */
function scene() {
  const asked: string[] = [];
  const ends: SocketEnd[] = [];
  const network: Network = {
    localAddress: '10.9.9.9',
    resolve: (name) => (name === 'redis' ? '10.0.0.7' : undefined),
    connect: ({ address, port }: Peer, end): Line => {
      asked.push(`connect ${address}:${port}`);
      ends.push(end);
      return {
        localPort: 5555,
        write: (bytes) => void asked.push(`write ${bytes}`),
        end: () => void asked.push('end'),
        close: () => void asked.push('close'),
      };
    },
  };
  const world = new HandWorld();
  const graph = new ModuleGraph(world, { network });
  const net = graph.require('node:net', here) as Net;
  return { asked, ends, graph, net, world };
}

/** Writes down what a socket emits, in order. */
function listen(socket: Socket): string[] {
  const seen: string[] = [];
  for (const event of ['connect', 'ready', 'end', 'finish', 'timeout', 'close'] as const)
    socket.on(event, (value?: unknown) => seen.push(value === undefined ? event : `${event} ${value}`));
  socket.on('data', (data) => seen.push(`data ${data}`));
  socket.on('error', (error) => seen.push(`error ${error.message}`));
  return seen;
}

describe('a virtual socket', () => {
  it('holds what is written until it is connected', async () => {
    const { asked, ends, net, world } = scene();
    const socket = net.connect({ host: '10.0.0.1', port: 6379 });
    const seen = listen(socket);
    socket.write('a');
    socket.write(Buffer.from('b'));
    socket.end('c');
    await world.settle();
    expect([socket.connecting, socket.readyState, asked]).toEqual([
      true,
      'opening',
      ['connect 10.0.0.1:6379'],
    ]);
    ends[0]?.opened();
    await world.settle();
    expect(asked.slice(1)).toEqual(['write a', 'write bc', 'end']);
    expect([socket.remoteAddress, socket.remotePort, socket.localPort]).toEqual(['10.0.0.1', 6379, 5555]);
    expect(seen).toEqual(['connect', 'ready', 'finish']);
  });

  it('ends when the other side ends, and closes without an error', async () => {
    const { asked, ends, net, world } = scene();
    const socket = net.createConnection(6379, '10.0.0.1');
    const seen = listen(socket);
    ends[0]?.opened();
    ends[0]?.received(Buffer.from('x'));
    ends[0]?.ended();
    await world.settle();
    expect(seen).toEqual(['connect', 'ready', 'data x', 'end', 'finish', 'close false']);
    expect(asked.slice(1)).toEqual(['end', 'close']);
  });

  it.each([
    ['ECONNREFUSED', false, 'connect ECONNREFUSED 10.0.0.1:6379', 'connect'],
    ['ECONNRESET', true, 'read ECONNRESET', 'read'],
  ] as const)('says %s as Node does, and then closes', async (fault, isOpen, message, syscall) => {
    const { ends, net, world } = scene();
    const socket = net.connect({ host: '10.0.0.1', port: 6379 });
    const seen = listen(socket);
    let failed: object = {};
    socket.on('error', (error) => {
      failed = { ...error };
    });
    if (isOpen) ends[0]?.opened();
    ends[0]?.failed(fault);
    await world.settle();
    expect(seen.slice(isOpen ? 2 : 0)).toEqual([`error ${message}`, 'close true']);
    expect(failed).toMatchObject({
      code: fault,
      syscall,
      ...(!isOpen && { port: 6379, address: '10.0.0.1' }),
    });
  });

  it('hears nothing more once it is destroyed', async () => {
    const { asked, ends, net, world } = scene();
    const socket = net.connect({ host: '10.0.0.1', port: 6379 });
    const seen = listen(socket);
    socket.destroy();
    ends[0]?.opened();
    ends[0]?.received(Buffer.from('x'));
    await world.settle();
    expect(seen).toEqual(['close false']);
    expect(asked).toEqual(['connect 10.0.0.1:6379', 'close']);
  });

  it('emits a time-out after as long without a byte, by the virtual clock', async () => {
    const { ends, net, world } = scene();
    const socket = net.connect({ host: '10.0.0.1', port: 6379 });
    const seen = listen(socket);
    ends[0]?.opened();
    socket.setTimeout(100);
    world.advance(90);
    ends[0]?.received(Buffer.from('x'));
    world.advance(90);
    await world.settle();
    expect(seen).toEqual(['connect', 'ready', 'data x']);
    world.advance(10);
    expect(seen.at(-1)).toBe('timeout');
  });

  it('looks up names, and fails for one that nobody has', async () => {
    const { asked, net, world } = scene();
    const seen = listen(net.connect({ host: 'nobody', port: 1 }));
    net.connect({ host: 'redis', port: 2 });
    await world.settle();
    expect(asked).toEqual(['connect 10.0.0.7:2']);
    expect(seen).toEqual(['error getaddrinfo ENOTFOUND nobody', 'close true']);
  });

  it('takes no unix socket and no TLS', () => {
    const { graph, net } = scene();
    const tls = graph.require('tls', here) as typeof import('node:tls');
    expect(() => net.connect('/tmp/redis.sock')).toThrow('does not simulate unix sockets');
    expect(() => tls.connect(6379)).toThrow('does not simulate TLS');
  });
});

describe('names and files of a process', () => {
  it.each(['dns', 'dns/promises'])('answers a lookup by %s in a later turn', async (name) => {
    const { graph, world } = scene();
    const dns = graph.require(name, here) as typeof import('node:dns') & typeof import('node:dns/promises');
    const seen: unknown[] = [];
    if (name === 'dns') dns.lookup('redis', (error, address, family) => seen.push(error, address, family));
    else void dns.lookup('redis', {}).then((found) => seen.push(null, ...Object.values(found)));
    expect(seen).toEqual([]);
    await world.settle();
    expect(seen).toEqual([null, '10.0.0.7', 4]);
  });

  it('shows what packages say of themselves, and no other file', async () => {
    const { graph, world } = scene();
    const { promises, readFileSync } = graph.require('fs', here) as typeof import('node:fs');
    const seen: unknown[] = [];
    const path = createRequire(here).resolve('ioredis/package.json');
    void promises.readFile(path, 'utf8').then((text) => seen.push(JSON.parse(text).name));
    await world.settle();
    expect(seen).toEqual(['ioredis']);
    expect(() => readFileSync('/etc/passwd')).toThrow(
      "ENOENT: no such file or directory, open '/etc/passwd'",
    );
  });
});
