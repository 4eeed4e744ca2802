/**
 * Redis servers to do harm to: each in a process of its own that can be stalled, killed, and started again
 * at the same port with what it kept, or empty.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './guarded-server.ts';
import { type Oracle, RawConnection, requireOracle } from './oracle.ts';

export class RedisProcess {
  readonly port: number;
  readonly #dir: string;
  readonly #args: readonly string[];
  #oracle: Oracle | undefined;
  #isStalled = false;

  private constructor(port: number, dir: string, args: readonly string[]) {
    this.port = port;
    this.#dir = dir;
    this.#args = args;
  }

  static async start(args: readonly string[] = []): Promise<RedisProcess> {
    const dir = mkdtempSync(join(tmpdir(), 'tidelock-redis-'));
    const server = new RedisProcess(await freePort(), dir, args);
    await server.restart();
    return server;
  }

  get isRunning(): boolean {
    return this.#oracle !== undefined && !this.#isStalled;
  }

  get isStalled(): boolean {
    return this.#isStalled;
  }

  /** It stands still (SIGSTOP): connections stay open, nothing is answered. */
  stall(): void {
    this.#signal('SIGSTOP');
    this.#isStalled = true;
  }

  /** It goes on, and answers what has come meanwhile. */
  resume(): void {
    this.#signal('SIGCONT');
    this.#isStalled = false;
  }

  /** Kills it (SIGKILL); its disk stays. */
  async kill(): Promise<void> {
    await this.#oracle?.stop({ keepsDir: true });
    this.#oracle = undefined;
    this.#isStalled = false;
  }

  /** Starts it again with what its disk has. */
  async restart(): Promise<void> {
    await this.kill();
    this.#oracle = await requireOracle(this.#args, { port: this.port, dir: this.#dir });
  }

  /** Starts it again with nothing. */
  async restartEmpty(): Promise<void> {
    await this.kill();
    for (const name of readdirSync(this.#dir))
      rmSync(join(this.#dir, name), { recursive: true, force: true });
    await this.restart();
  }

  /** One command on a connection of its own. */
  async call(...argv: string[]): Promise<string> {
    const connection = await RawConnection.connect(this.port);
    try {
      return await connection.call(...argv);
    } finally {
      connection.close();
    }
  }

  /** Names of keys that match. */
  async keys(pattern: string): Promise<readonly string[]> {
    const reply = await this.call('KEYS', pattern);
    return reply.split('\r\n').filter((_, index) => index > 0 && index % 2 === 0);
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    if (this.#oracle !== undefined) process.kill(this.#oracle.pid, name);
  }
}

/** Servers side by side. */
export function startServers(count: number, args: readonly string[] = []): Promise<RedisProcess[]> {
  return Promise.all(Array.from({ length: count }, () => RedisProcess.start(args)));
}
