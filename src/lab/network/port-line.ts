/**
 * One client's line to one instance at the fast level: a call is one message there and one back. Calls of a
 * connection that is lost fail, and the next call connects anew, as real clients do.
 */
import type { Server } from '../instance/server.ts';
import type { Connection, Link } from './link.ts';

/** What is asked, and how both ways read in a history. */
export interface PortCall {
  readonly text: () => string;
  /** Runs at the instance. */
  readonly work: () => unknown;
  readonly answered: (result: unknown) => string;
}

export class PortLine {
  readonly link: Link;
  readonly server: Server;
  readonly #onLost: () => void;
  readonly #waiting = new Set<(reason: Error) => void>();
  #connection: Connection | undefined;

  /** @param onLost is called when the connection is, before its process hears of it */
  constructor(link: Link, server: Server, onLost: () => void = () => {}) {
    this.link = link;
    this.server = server;
    this.#onLost = onLost;
  }

  /** The connection that there is, or a new one. */
  connect(): Connection {
    this.#connection ??= this.link.open(() => this.#lose());
    return this.#connection;
  }

  /** Rejects with what the instance threw, or when the connection is lost. */
  ask({ text, work, answered }: PortCall): Promise<unknown> {
    const connection = this.connect();
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      const answer = (settle: () => void, said: () => string) =>
        connection.send({
          way: 'from',
          text: said,
          deliver: () => {
            this.#waiting.delete(reject);
            settle();
          },
        });
      const serve = () => {
        try {
          const result = work();
          answer(
            () => resolve(result),
            () => answered(result),
          );
        } catch (error) {
          answer(
            () => reject(error),
            () => String(error),
          );
        }
      };
      connection.send({ way: 'to', text, deliver: serve });
    });
  }

  /** In the client's own turn: a connection is lost for a process when the process hears of it. */
  #lose(): void {
    this.#connection = undefined;
    const lost = [...this.#waiting];
    this.#waiting.clear();
    this.#onLost();
    this.link.ends.client.after(1, () => {
      for (const reject of lost) reject(new Error('Connection is closed.'));
    });
  }
}
