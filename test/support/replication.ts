/**
 * What redis-server sends to its replicas: the commands by which it repeats what was written, one text a
 * command. Speaks SYNC on a connection of its own; the server must run with `--repl-diskless-sync no`.
 */
import { connect, type Socket } from 'node:net';
import { encodeCall, FrameScanner, parseFrame } from './resp-frame.ts';

const TIMEOUT_MS = 5000;
/** What the server sends of its own accord. */
const OWN = /^(PING|REPLCONF |SELECT )/i;

export class ReplicationStream {
  readonly #socket: Socket;
  #text = '';
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Connects as a replica and reads past the snapshot. */
  static async open(port: number): Promise<ReplicationStream> {
    const socket = connect(port, '127.0.0.1');
    const stream = new ReplicationStream(socket);
    socket.on('error', () => {});
    socket.on('close', () => stream.#wake());
    socket.on('data', (chunk) => {
      stream.#text += chunk.toString('latin1');
      stream.#wake();
    });
    socket.write('SYNC\r\n');
    await stream.#until(() => /^\n*\$(\d+)\r\n/.test(stream.#text));
    const [header, length] = /^\n*\$(\d+)\r\n/.exec(stream.#text) as unknown as [string, string];
    const end = header.length + Number(length);
    await stream.#until(() => stream.#text.length >= end);
    stream.#text = stream.#text.slice(end);
    return stream;
  }

  /** Every command up to the one that `PUBLISH mark …` leaves, which the caller has just sent. */
  async commandsUntil(mark: string): Promise<string[]> {
    const last = encodeCall(['PUBLISH', mark, '']);
    await this.#until(() => this.#text.includes(last));
    const end = this.#text.indexOf(last);
    const scanner = new FrameScanner();
    scanner.feed(this.#text.slice(0, end));
    this.#text = this.#text.slice(end + last.length);
    const commands: string[] = [];
    for (let frame = scanner.next(); frame !== undefined; frame = scanner.next()) {
      const command = wordsOf(frame).join(' ');
      if (!OWN.test(command)) commands.push(command);
    }
    return commands;
  }

  close(): void {
    this.#socket.destroy();
  }

  async #until(isThere: () => boolean): Promise<void> {
    const deadline = setTimeout(() => this.#socket.destroy(), TIMEOUT_MS);
    try {
      while (!isThere()) {
        if (this.#socket.destroyed)
          throw new Error(`the replication stream ended at ${JSON.stringify(this.#text)}`);
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      clearTimeout(deadline);
    }
  }
}

function wordsOf(frame: string): string[] {
  const node = parseFrame(frame);
  return node.kind === 'aggregate' ? node.items.map((item) => (item.kind === 'bulk' ? item.body : '')) : [];
}
