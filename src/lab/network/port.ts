/** The fast level for our own locks: their Instance port, over a simulated link. */
import { engineInstance } from '../../doors/instance/engine.ts';
import type { Instance, Script, Unsubscribe } from '../../redlock/instance/instance.ts';
import type { Server } from '../instance/server.ts';
import type { Sender } from '../run/recorder.ts';
import type { Link } from './link.ts';
import { PortLine } from './port-line.ts';

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
  readonly #line: PortLine;
  readonly #server: Server;
  readonly #sender: () => Sender;
  readonly #subscriptions = new Set<Subscription>();

  /** @param sender in whose name the client acts now */
  constructor(link: Link, server: Server, sender: () => Sender) {
    this.name = server.name;
    this.#line = new PortLine(link, server, () => this.#lose());
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
    const connection = this.#line.connect();
    return this.#ask(
      () => `subscribe ${channel}`,
      () =>
        this.#server.serve(this.#sender(), (engine) => {
          const deliver = (message: string) =>
            connection.send({ way: 'from', text: () => 'message', deliver: () => onMessage(message) });
          void engineInstance(engine, this.name)
            .subscribe?.(channel, deliver)
            .then((stop) => {
              if (subscription.isOver || !connection.isOpen) stop();
              else subscription.stop = stop;
            });
        }),
    );
  }

  #ask(text: () => string, work: () => unknown): Promise<unknown> {
    return this.#line.ask({ text, work, answered: (result) => this.#readable(result) });
  }

  #lose(): void {
    for (const { stop } of this.#subscriptions) stop?.();
    if (this.#subscriptions.size === 0) return;
    this.#line.link.ends.client.after(RECONNECT_US, () => this.#listenAgain());
  }

  #listenAgain(): void {
    for (const subscription of this.#subscriptions)
      this.#listen(subscription).catch(() => {
        this.#line.link.ends.client.after(RECONNECT_US, () => {
          if (!subscription.isOver) void this.#listen(subscription).catch(() => {});
        });
      });
  }

  /** Random values by the names of their owners: the same seed gives the same text. */
  #readable(value: unknown): string {
    return JSON.stringify(value ?? null).replace(/[0-9a-f]{24}-\d+/g, (raw) =>
      this.#line.link.recorder.ownerOf(raw, this.#sender()),
    );
  }
}

const NEVER = new AbortController().signal;
