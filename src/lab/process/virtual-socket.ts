/**
 * The socket of a simulated process: a Duplex that behaves as Node's own, over a line of the simulated network. The
 * order of its events is Node's: 'connect' and 'ready', 'end' before 'close', 'error' before 'close', and 'close'
 * in a turn of its own with the word whether there was an error.
 */
import { isIP } from 'node:net';
import { Duplex } from 'node:stream';
import type { Timer, World } from '../../base/world.ts';
import type { Line, Network, Peer, SocketEnd, SocketFault } from './network.ts';
import { lookupError, socketError } from './system-error.ts';

/** The process that a socket belongs to. */
export interface SocketSite {
  readonly world: World;
  readonly network: Network;
}

/** Of `net.connect`: those that mean something here. */
export interface ConnectOptions {
  readonly host?: string;
  readonly port?: number | string;
  readonly path?: string;
  /** Idle time, ms, after which 'timeout' is emitted. */
  readonly timeout?: number;
  readonly allowHalfOpen?: boolean;
  readonly signal?: AbortSignal;
}

type Written = (error?: Error | null) => void;

export class VirtualSocket extends Duplex implements SocketEnd {
  connecting = false;
  remoteAddress: string | undefined;
  remotePort: number | undefined;
  remoteFamily: string | undefined;
  localAddress: string | undefined;
  localPort: number | undefined;
  bytesRead = 0;
  bytesWritten = 0;
  timeout = 0;
  readonly #site: SocketSite;
  #peer: Peer = { address: '', port: 0 };
  #line: Line | undefined;
  /** What waits for the connection: the stream asks for one thing at a time. */
  #held: (() => void) | undefined;
  #idle: Timer | undefined;
  #activeAtMs = 0;

  constructor(site: SocketSite, { allowHalfOpen = false, signal }: ConnectOptions = {}) {
    super({
      allowHalfOpen,
      autoDestroy: true,
      emitClose: false,
      decodeStrings: false,
      ...(signal && { signal }),
    });
    this.#site = site;
  }

  get pending(): boolean {
    return this.#line === undefined || this.connecting;
  }

  get readyState(): string {
    if (this.connecting) return 'opening';
    if (this.readable && this.writable) return 'open';
    if (this.readable) return 'readOnly';
    return this.writable ? 'writeOnly' : 'closed';
  }

  open({ host = 'localhost', port = 0, timeout = 0 }: ConnectOptions): this {
    this.connecting = true;
    if (timeout > 0) this.setTimeout(timeout);
    if (isIP(host) === 0) this.#site.world.defer(() => this.#lookUp(host, Number(port)));
    else this.#dial({ address: host, port: Number(port) });
    return this;
  }

  #lookUp(host: string, port: number): void {
    if (this.destroyed) return;
    const address = this.#site.network.resolve(host);
    if (address === undefined) {
      const error = lookupError(host);
      this.emit('lookup', error, undefined, undefined, host);
      this.destroy(error);
    } else {
      this.emit('lookup', null, address, isIP(address), host);
      this.#dial({ address, port });
    }
  }

  #dial(peer: Peer): void {
    if (this.destroyed) return;
    this.#peer = peer;
    this.#line = this.#site.network.connect(peer, this);
  }

  opened(): void {
    if (this.destroyed) return;
    const { address, port } = this.#peer;
    this.connecting = false;
    this.remoteAddress = address;
    this.remotePort = port;
    this.remoteFamily = isIP(address) === 6 ? 'IPv6' : 'IPv4';
    this.localAddress = this.#site.network.localAddress;
    this.localPort = this.#line?.localPort;
    this.#touch();
    this.emit('connect');
    this.emit('ready');
    const held = this.#held;
    this.#held = undefined;
    held?.();
    if (this.readable && !this.isPaused()) this.read(0);
  }

  received(bytes: Buffer): void {
    if (this.destroyed) return;
    this.bytesRead += bytes.length;
    this.#touch();
    this.push(bytes);
  }

  ended(): void {
    if (this.destroyed) return;
    this.push(null);
    this.read(0);
  }

  failed(fault: SocketFault): void {
    if (this.destroyed) return;
    this.destroy(
      socketError(fault, this.connecting ? 'connect' : 'read', this.connecting ? this.#peer : undefined),
    );
  }

  override _read(): void {}

  override _write(chunk: Buffer | string, encoding: BufferEncoding, written: Written): void {
    // A copy: a library may use its buffer again.
    this.#send(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk), written);
  }

  override _writev(
    chunks: readonly { chunk: Buffer | string; encoding: BufferEncoding }[],
    written: Written,
  ) {
    const parts = chunks.map(({ chunk, encoding }) =>
      typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk,
    );
    this.#send(Buffer.concat(parts), written);
  }

  #send(bytes: Buffer, written: Written): void {
    this.#whenOpen(() => {
      this.bytesWritten += bytes.length;
      this.#touch();
      this.#line?.write(bytes);
      written();
    });
  }

  override _final(done: Written): void {
    this.#whenOpen(() => {
      this.#line?.end();
      done();
    });
  }

  #whenOpen(act: () => void): void {
    if (this.connecting) this.#held = act;
    else act();
  }

  override _destroy(error: Error | null, done: Written): void {
    this.connecting = false;
    this.#held = undefined;
    this.#idle?.cancel();
    this.#idle = undefined;
    this.#line?.close();
    done(error);
    this.#site.world.defer(() => this.emit('close', error !== null));
  }

  /** Emits 'timeout' after so many ms without a byte; 0 never. */
  setTimeout(ms: number, onTimeout?: () => void): this {
    this.timeout = ms;
    this.#idle?.cancel();
    this.#idle = undefined;
    this.#touch();
    if (ms > 0 && !this.destroyed) this.#watchIdle(ms);
    if (onTimeout !== undefined) {
      if (ms > 0) this.once('timeout', onTimeout);
      else this.removeListener('timeout', onTimeout);
    }
    return this;
  }

  #touch(): void {
    if (this.timeout > 0) this.#activeAtMs = this.#site.world.monotonicMs();
  }

  /** One timer at a time: bytes only note when they passed, and the timer looks when it is due. */
  #watchIdle(afterMs: number): void {
    const { world } = this.#site;
    this.#idle = world.setTimer(() => {
      const leftMs = this.#activeAtMs + this.timeout - world.monotonicMs();
      if (leftMs > 0) {
        this.#watchIdle(leftMs);
        return;
      }
      this.#idle = undefined;
      this.emit('timeout');
    }, afterMs);
  }

  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  resetAndDestroy(): this {
    return this.destroy();
  }

  address(): { readonly address?: string; readonly family?: string; readonly port?: number } {
    const { localAddress, localPort } = this;
    if (localAddress === undefined || localPort === undefined) return {};
    return { address: localAddress, family: 'IPv4', port: localPort };
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
