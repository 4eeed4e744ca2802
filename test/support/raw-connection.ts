/**
 * A connection that shows the bytes: commands go out as latin1 strings, replies come back as the exact
 * bytes of one frame. Every wait has a time limit and says what it waited for.
 */
import { connect, type Socket } from 'node:net';
import { encodeCall, FrameScanner } from './resp-frame.ts';

/** A port on the loopback interface, or the path of a unix socket. */
export type Target = number | string;

interface Waiter {
  readonly wanted: () => string | undefined;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (value: string) => void;
  readonly reject: (error: Error) => void;
}

export class RawConnection {
  readonly #socket: Socket;
  readonly #timeoutMs: number;
  readonly #scanner = new FrameScanner();
  readonly #waiters: Waiter[] = [];
  #isClosed = false;
  #failure: Error | undefined;

  private constructor(socket: Socket, timeoutMs: number) {
    this.#socket = socket;
    this.#timeoutMs = timeoutMs;
  }

  /** Connects; `timeoutMs` (default 5000) bounds the connecting and every later wait. */
  static connect(target: Target, timeoutMs = 5000): Promise<RawConnection> {
    const socket = typeof target === 'number' ? connect(target, '127.0.0.1') : connect(target);
    const connection = new RawConnection(socket, timeoutMs);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        socket.destroy();
        reject(new Error(`no connection to ${target} within ${timeoutMs} ms`));
      }, timeoutMs);
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.off('error', reject);
        connection.#listen();
        resolve(connection);
      });
      socket.once('error', reject);
      socket.once('error', () => clearTimeout(timer));
    });
  }

  /** True once the other side has closed, or `close` was called. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Sends one command and resolves with the bytes of one reply. */
  call(...argv: string[]): Promise<string> {
    this.send(encodeCall(argv));
    return this.read(argv.join(' '));
  }

  /** Sends the commands in one write and resolves with one reply for each. */
  pipeline(commands: readonly (readonly string[])[]): Promise<string[]> {
    this.send(commands.map(encodeCall).join(''));
    return Promise.all(commands.map((argv) => this.read(argv.join(' '))));
  }

  /** Sends bytes as they are. */
  send(latin1: string): void {
    this.#socket.write(latin1, 'latin1');
  }

  /** The next whole reply or push. `purpose` goes into the message of a time-out. */
  read(purpose = 'a reply'): Promise<string> {
    return this.#wait(purpose, () => {
      const frame = this.#scanner.next();
      if (frame === undefined && this.#isClosed) throw this.#closedWhile(purpose);
      return frame;
    });
  }

  /** Everything received from now until the other side closes the connection. */
  readUntilClosed(): Promise<string> {
    return this.#wait('the connection to be closed', () =>
      this.#isClosed ? this.#scanner.takeRest() : undefined,
    );
  }

  /** Sends no more; the server, having answered what it has, will close. */
  end(): void {
    this.#socket.end();
  }

  /** Closes at once; replies under way are lost. */
  close(): void {
    this.#isClosed = true;
    this.#socket.destroy();
    this.#serve();
  }

  #listen(): void {
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (chunk: Buffer) => {
      this.#scanner.feed(chunk.toString('latin1'));
      this.#serve();
    });
    this.#socket.on('error', (error) => {
      this.#failure = error;
    });
    this.#socket.on('close', () => {
      this.#isClosed = true;
      this.#serve();
    });
  }

  #wait(purpose: string, wanted: () => string | undefined): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        const rest = JSON.stringify(this.#scanner.rest.slice(0, 200));
        reject(new Error(`waited ${this.#timeoutMs} ms for ${shorten(purpose)}; received so far: ${rest}`));
      }, this.#timeoutMs);
      const waiter: Waiter = { wanted, timer, resolve, reject };
      this.#waiters.push(waiter);
      this.#serve();
    });
  }

  #serve(): void {
    for (let first = this.#waiters[0]; first !== undefined; first = this.#waiters[0]) {
      try {
        const value = first.wanted();
        if (value === undefined) return;
        first.resolve(value);
      } catch (error) {
        first.reject(error as Error);
      }
      clearTimeout(first.timer);
      this.#waiters.shift();
    }
  }

  #closedWhile(purpose: string): Error {
    const rest = JSON.stringify(this.#scanner.rest.slice(0, 200));
    const why = this.#failure === undefined ? '' : ` (${this.#failure.message})`;
    return new Error(`connection closed${why} while waiting for ${shorten(purpose)}; left over: ${rest}`);
  }
}

function shorten(purpose: string): string {
  return purpose.length > 120 ? `${purpose.slice(0, 120)}…` : purpose;
}
