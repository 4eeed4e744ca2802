/**
 * The socketless door: options that give ioredis (5 and 6) a connection inside the process. ioredis asks
 * its `Connector` for a stream and talks RESP over it; here both ends of that stream are in one heap.
 */
import { EventEmitter } from 'node:events';
import type { Command } from '../engine/command/command.ts';
import type { Core } from '../engine/core.ts';
import { NameTable } from '../wire/name-table.ts';
import { Connection } from './connection.ts';

/** Turns on nextTick starve timers: one in so many (0.2 ms when warm) goes round the event loop instead. */
const HOP_EVERY_TURNS = 64;

/** What ioredis calls on a connector. */
interface Connector {
  check(info: unknown): boolean;
  connect(): Promise<unknown>;
  disconnect(): void;
}

/** Options for `new Redis(options)`: spread them with your own (`keyPrefix`, `lazyConnect`, …). */
export interface SocketlessOptions {
  // biome-ignore lint/suspicious/noExplicitAny: ioredis types its option by a class of its own, 5 and 6 differently.
  readonly Connector: any;
}

/** A Connector class bound to one engine; `duplicate()` takes it along. */
export function socketless(core: Core): SocketlessOptions {
  const names = new NameTable<Command>(core.commands);
  return {
    Connector: class implements Connector {
      #stream: SocketlessStream | undefined;

      check(): boolean {
        return true;
      }

      connect(): Promise<unknown> {
        this.#stream = new SocketlessStream(core, names);
        return Promise.resolve(this.#stream);
      }

      disconnect(): void {
        this.#stream?.end();
      }
    },
  };
}

/**
 * The stream that ioredis holds. Nothing is emitted inside `write`, because ioredis queues a command only
 * after it has written it.
 */
class SocketlessStream extends EventEmitter {
  readonly connecting = false;
  readonly remoteAddress = 'in-process';
  readonly remotePort = 0;
  writable = true;
  destroyed = false;
  readonly #connection: Connection;
  #input: Buffer[] = [];
  #output: Buffer[] = [];
  #scheduled = false;
  #turns = 0;
  #ending = false;

  constructor(core: Core, names: NameTable<Command>) {
    super();
    this.#connection = new Connection(core, names, {
      flushAtEnd: (connection) => connection.flush(),
      write: (bytes) => this.#send(Buffer.from(bytes)),
      pendingBytes: 0,
      pause: () => {},
      resume: () => {},
      end: () => this.#endSoon(),
      destroy: () => this.#endSoon(),
      addr: 'in-process',
      laddr: 'in-process',
      fd: -1,
    });
  }

  write(chunk: string | Buffer, encoding?: BufferEncoding | (() => void), done?: () => void): boolean {
    if (this.destroyed || this.#ending) return false;
    this.#input.push(
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8')
        : chunk,
    );
    this.#schedule();
    const written = typeof encoding === 'function' ? encoding : done;
    if (written !== undefined) process.nextTick(written);
    return true;
  }

  end(): this {
    this.#connection.lost();
    this.#endSoon();
    return this;
  }

  destroy(): this {
    return this.end();
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  resume(): this {
    return this;
  }

  pause(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  #send(bytes: Buffer): void {
    this.#output.push(bytes);
    this.#schedule();
  }

  #endSoon(): void {
    if (this.#ending) return;
    this.#ending = true;
    this.writable = false;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.destroyed) return;
    this.#scheduled = true;
    if (++this.#turns % HOP_EVERY_TURNS === 0) setImmediate(() => this.#turn());
    else process.nextTick(() => this.#turn());
  }

  /** Runs what was written, then hands over what came back. */
  #turn(): void {
    for (const chunk of this.#takeInput()) this.#connection.receive(chunk, 0, chunk.length);
    this.#scheduled = false;
    const output = this.#output;
    this.#output = [];
    for (const bytes of output) this.emit('data', bytes);
    if (this.#ending && this.#output.length === 0) this.#finish();
  }

  #takeInput(): readonly Buffer[] {
    const input = this.#input;
    this.#input = [];
    return input.length > 1 ? [Buffer.concat(input)] : input;
  }

  #finish(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.#connection.lost();
    this.emit('end');
    this.emit('close', false);
  }
}
