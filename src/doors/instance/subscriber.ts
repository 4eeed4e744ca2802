/**
 * One subscribed connection, shared by all channels that one instance is asked to listen to: opened with the
 * first, and told apart by channel here.
 */
import type { Unsubscribe } from '../../redlock/instance/instance.ts';

type Listener = (message: string) => void;

/** A client's subscribed connection. */
export interface SubscribedConnection {
  subscribe(channel: string): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
  close(): void;
}

export class Subscriber {
  readonly #open: (onMessage: (channel: string, message: string) => void) => Promise<SubscribedConnection>;
  readonly #listeners = new Map<string, Set<Listener>>();
  #connection: Promise<SubscribedConnection> | undefined;

  constructor(
    open: (onMessage: (channel: string, message: string) => void) => Promise<SubscribedConnection>,
  ) {
    this.#open = open;
  }

  async listen(channel: string, listener: Listener): Promise<Unsubscribe> {
    this.#connection ??= this.#open((name, message) => this.#hear(name, message));
    const connection = await this.#connection.catch((error: unknown) => {
      // The next one tries to connect anew.
      this.#connection = undefined;
      throw error;
    });
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    if (listeners.size === 1) await connection.subscribe(channel);
    return () => {
      if (!listeners.delete(listener) || listeners.size > 0) return;
      this.#listeners.delete(channel);
      connection.unsubscribe(channel).catch(() => {
        // The connection is gone, and the subscription with it.
      });
    };
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    const opening = this.#connection;
    this.#connection = undefined;
    await opening?.then(
      (connection) => connection.close(),
      () => {},
    );
  }

  #hear(channel: string, message: string): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(message);
  }
}
