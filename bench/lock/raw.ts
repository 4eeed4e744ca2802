/**
 * The yardstick: two bare scripts on bare sockets, a quorum awaited, nothing else. No validity, no retry, no
 * token, no release of what came late: less than a lock, and the least that one can cost.
 */
import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { type LetGo, TTL_MS } from './contender.ts';

const ACQUIRE = "return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2])";
const RELEASE =
  "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";
const LINE_END = '\r\n';

export class RawLocks {
  readonly #wires: readonly Wire[];
  readonly #votes: number;
  #claims = 0;

  private constructor(wires: readonly Wire[]) {
    this.#wires = wires;
    this.#votes = Math.floor(wires.length / 2) + 1;
  }

  static async open(ports: readonly number[]): Promise<RawLocks> {
    const wires = await Promise.all(ports.map((port) => Wire.open(port)));
    for (const wire of wires)
      for (const script of [ACQUIRE, RELEASE])
        await new Promise((resolve) => wire.send(words('SCRIPT', 'LOAD', script), resolve));
    return new RawLocks(wires);
  }

  async take(resource: string): Promise<LetGo> {
    const value = `raw-${++this.#claims}`;
    await this.#ask(words('EVALSHA', sha1(ACQUIRE), '1', resource, value, String(TTL_MS)));
    return () => this.#ask(words('EVALSHA', sha1(RELEASE), '1', resource, value));
  }

  close(): void {
    for (const wire of this.#wires) wire.close();
  }

  #ask(request: string): Promise<void> {
    return new Promise((resolve) => {
      let answered = 0;
      const onAnswer = () => {
        if (++answered === this.#votes) resolve();
      };
      for (const wire of this.#wires) wire.send(request, onAnswer);
    });
  }
}

/** One socket: what is sent in one tick goes out together, and one answer is one line (or two: a bulk). */
class Wire {
  readonly #socket: Socket;
  readonly #waiting: (() => void)[] = [];
  #outgoing = '';
  #incoming = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#read(chunk.toString('latin1')));
  }

  static open(port: number): Promise<Wire> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Wire(socket)));
    });
  }

  send(request: string, onAnswer: (value?: unknown) => void): void {
    if (this.#outgoing === '')
      process.nextTick(() => {
        this.#socket.write(this.#outgoing, 'latin1');
        this.#outgoing = '';
      });
    this.#outgoing += request;
    this.#waiting.push(onAnswer);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(text: string): void {
    this.#incoming += text;
    for (;;) {
      const end = this.#incoming.indexOf(LINE_END);
      if (end < 0) return;
      const isBulk = this.#incoming.startsWith('$') && !this.#incoming.startsWith('$-');
      const last = isBulk ? this.#incoming.indexOf(LINE_END, end + 1) : end;
      if (last < 0) return;
      this.#incoming = this.#incoming.slice(last + LINE_END.length);
      this.#waiting.shift()?.();
    }
  }
}

function words(...parts: readonly string[]): string {
  return `*${parts.length}\r\n${parts.map((part) => `$${part.length}\r\n${part}\r\n`).join('')}`;
}

const digests = new Map<string, string>();
function sha1(source: string): string {
  let digest = digests.get(source);
  if (digest === undefined) {
    digest = createHash('sha1').update(source).digest('hex');
    digests.set(source, digest);
  }
  return digest;
}
