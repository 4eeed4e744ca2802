/**
 * The fast level: the Instance port of the locks, over a simulated link. One call is one message there and one back; the
 * client behaves as real ones do: calls of a lost connection fail, and the next call connects anew.
 */
import { engineInstance } from '../../doors/instance/engine.ts';
import type { Instance, Script, Unsubscribe } from '../../redlock/instance/instance.ts';
import type { Server } from '../instance/server.ts';
import type { Sender } from '../run/recorder.ts';
import type { Connection, Link } from './link.ts';

/** How long a client waits before it subscribes again. */
const RECONNECT_US = 20_000;

interface Subscription {
  readonly channel: string;
  readonly onMessage: (message: string) => void;
  stop: Unsubscribe | undefined;
  isOver: boolean;
}

export class PortInstance implements Instance {
  readonly name: string;
  readonly #link: Link;
  readonly #server: Server;
  readonly #sender: () => Sender;
  readonly #waiting = new Set<(reason: Error) => void>();
  readonly #subscriptions = new Set<Subscription>();
  #connection: Connection | undefined;

  /** @param sender in whose name the client acts now */
  constructor(link: Link, server: Server, sender: () => Sender) {
    this.name = server.name;
    this.#link = link;
    this.#server = server;
    this.#sender = sender;
  }

  evaluate(script: Script, keys: readonly string[], args: readonly string[]): Promise<unknown> {
    const sender = this.#sender();
    const text = () => `${script.name} ${this.#readable(args)}`;
    return this.#ask(text, () =>
      this.#server.serve(sender, (engine) =>
        engineInstance(engine, this.name).evaluate(script, keys, args, NEVER),
      ),
    );
  }

  async subscribe(channel: string, onMessage: (message: string) => void): Promise<Unsubscribe> {
    const subscription: Subscription = { channel, onMessage, stop: undefined, isOver: false };
    this.#subscriptions.add(subscription);
    try {
      await this.#listen(subscription);
    } catch (error) {
      this.#subscriptions.delete(subscription);
      throw error;
    }
    return () => {
      subscription.isOver = true;
      this.#subscriptions.delete(subscription);
      subscription.stop?.();
    };
  }

  #listen(subscription: Subscription): Promise<unknown> {
    const { channel, onMessage } = subscription;
    const connection = this.#connect();
    return this.#ask(
      () => `subscribe ${channel}`,
      () =>
        this.#server.serve(this.#sender(), (engine) => {
          const deliver = (message: string) =>
            connection.send({ way: 'from', text: () => 'message', deliver: () => onMessage(message) });
          void engineInstance(engine, this.name)
            .subscribe?.(channel, deliver)
            .then((stop) => {
              subscription.stop = stop;
              if (subscription.isOver || !connection.isOpen) stop();
            });
        }),
    );
  }

  #ask(text: () => string, work: () => unknown): Promise<unknown> {
    const connection = this.#connect();
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
            () => this.#readable(result),
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

  #connect(): Connection {
    this.#connection ??= this.#link.open(() => this.#lose());
    return this.#connection;
  }

  /** In the client's own turn: a connection is lost for a process when the process hears of it. */
  #lose(): void {
    this.#connection = undefined;
    const lost = [...this.#waiting];
    this.#waiting.clear();
    for (const { stop } of this.#subscriptions) stop?.();
    const { client } = this.#link.ends;
    client.after(1, () => {
      for (const reject of lost) reject(new Error('Connection is closed.'));
    });
    if (this.#subscriptions.size > 0) client.after(RECONNECT_US, () => this.#listenAgain());
  }

  #listenAgain(): void {
    for (const subscription of this.#subscriptions)
      this.#listen(subscription).catch(() => {
        this.#link.ends.client.after(RECONNECT_US, () => {
          if (!subscription.isOver) void this.#listen(subscription).catch(() => {});
        });
      });
  }

  /** Random values by the names of their owners: the same seed gives the same text. */
  #readable(value: unknown): string {
    return JSON.stringify(value ?? null).replace(/[0-9a-f]{24}-\d+/g, (raw) =>
      this.#link.recorder.ownerOf(raw, this.#sender()),
    );
  }
}

const NEVER = new AbortController().signal;
