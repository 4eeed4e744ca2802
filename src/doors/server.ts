/**
 * The server: TCP or a unix socket, any number of clients, each a Connection on the engine.
 */
import { lstatSync, rmSync } from 'node:fs';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import type { Command } from '../engine/command/command.ts';
import type { Core } from '../engine/core.ts';
import { NameTable } from '../wire/name-table.ts';
import { Connection, type Transport } from './connection.ts';
import { readInto } from './read-into.ts';
import { Turn } from './turn.ts';

/** Where a server listens. */
export interface ListenOptions {
  /** TCP port; 0 takes a free one. Default 0. */
  readonly port?: number;
  /** Address to listen on. Default `127.0.0.1`. */
  readonly host?: string;
  /** A unix socket instead of TCP. A socket left there by a dead server is replaced, any other file is not. */
  readonly path?: string;
}

/** A server that accepts connections. */
export interface Server {
  /** `127.0.0.1:6379`, or the path of the unix socket. */
  readonly address: string;
  /** The TCP port; 0 for a unix socket. */
  readonly port: number;
  /** Stops accepting, closes every connection that came through this server. */
  close(): Promise<void>;
}

/** One buffer serves all sockets of a process turn by turn: input is consumed within the read callback. */
const READ_BUFFER_BYTES = 64 * 1024;
const TOO_MANY_CLIENTS = '-ERR max number of clients reached\r\n';

/** Opens a server; resolves when it accepts connections. @throws Error of node:net, such as EADDRINUSE */
export function listen(core: Core, options: ListenOptions): Promise<Server> {
  const names = new NameTable<Command>(core.commands);
  const buffer = Buffer.allocUnsafeSlow(READ_BUFFER_BYTES);
  const connections = new Set<Connection>();
  const turn = new Turn();
  const net = createServer({ noDelay: true, pauseOnConnect: true }, (socket) => {
    if (core.sessions.size >= core.config.maxclients) {
      core.stats.rejectedConnections++;
      socket.end(TOO_MANY_CLIENTS, () => socket.destroy());
      return;
    }
    accept(core, names, { socket, buffer, connections, turn, path: options.path });
  });
  return new Promise((resolve, reject) => {
    net.once('error', reject);
    const ready = (): void => {
      net.off('error', reject);
      net.on('error', () => {});
      resolve(serverOf(core, net, connections));
    };
    if (options.path === undefined)
      net.listen(options.port ?? 0, options.host ?? '127.0.0.1', core.config['tcp-backlog'], ready);
    else {
      if (lstatSync(options.path, { throwIfNoEntry: false })?.isSocket()) rmSync(options.path);
      net.listen(options.path, ready);
    }
  });
}

interface Accepted {
  readonly socket: Socket;
  readonly buffer: Buffer;
  readonly connections: Set<Connection>;
  readonly turn: Turn;
  readonly path: string | undefined;
}

function accept(
  core: Core,
  names: NameTable<Command>,
  { socket: accepted, buffer, connections, turn, path }: Accepted,
): void {
  let connection: Connection | undefined;
  const socket = readInto(accepted, buffer, (chunk, start, end) => connection?.receive(chunk, start, end));
  const opened = new Connection(core, names, transportOf(socket, turn, path));
  connection = opened;
  connections.add(opened);
  const keepAliveSeconds = core.config['tcp-keepalive'];
  if (keepAliveSeconds > 0) socket.setKeepAlive(true, keepAliveSeconds * 1000);
  socket.on('drain', () => opened.drained());
  socket.on('end', () => socket.end());
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    connections.delete(opened);
    opened.lost();
  });
  socket.resume();
}

function transportOf(socket: Socket, turn: Turn, path: string | undefined): Transport {
  return {
    flushAtEnd: (connection) => turn.add(connection),
    write: (bytes) => void socket.write(bytes),
    get pendingBytes() {
      return socket.writableLength;
    },
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    end: () => void socket.end(),
    destroy: () => void socket.destroy(),
    addr: path === undefined ? `${socket.remoteAddress}:${socket.remotePort}` : `${path}:0`,
    laddr: path === undefined ? `${socket.localAddress}:${socket.localPort}` : `${path}:0`,
    fd: descriptorOf(socket),
  };
}

/** The descriptor, which Node keeps to itself; -1 when it cannot be had. */
function descriptorOf(socket: Socket): number {
  const handle = (socket as unknown as { _handle?: { fd?: number } })._handle;
  return handle?.fd ?? -1;
}

function serverOf(core: Core, net: NetServer, connections: Set<Connection>): Server {
  const address = net.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  if (port !== 0) core.config.port = port;
  else core.config.unixsocket = String(address);
  return {
    address: typeof address === 'string' ? address : `${address?.address}:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        for (const connection of [...connections]) connection.close({ flush: false });
        net.close(() => resolve());
      }),
  };
}
