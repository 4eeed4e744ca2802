/** node-redis (the package `redis`, 4 and later), its clients, sentinels and clusters, as instances. */
import type { Instance } from '../../redlock/instance/instance.ts';
import { isNoScript } from './no-script.ts';
import { type SubscribedConnection, Subscriber } from './subscriber.ts';
import { waitingForDisk } from './wait-aof.ts';

interface EvalOptions {
  readonly keys: string[];
  readonly arguments: string[];
}

/** What is needed of a node-redis client. */
export interface NodeRedisClient {
  evalSha(sha1: string, options: EvalOptions): Promise<unknown>;
  eval(source: string, options: EvalOptions): Promise<unknown>;
}

type OnMessage = (message: string, channel: string) => void;

/** The rest, where it is there. */
interface FullClient extends NodeRedisClient {
  readonly options?: { readonly url?: string; readonly socket?: NodeRedisSocket };
  readonly slots?: unknown;
  on?(event: string, listener: () => void): unknown;
  sendCommand?(words: string[]): Promise<unknown>;
  duplicate?(): DuplicateClient;
  sSubscribe?(channel: string, listener: OnMessage): Promise<unknown>;
  sUnsubscribe?(channel: string, listener?: OnMessage): Promise<unknown>;
}

interface NodeRedisSocket {
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
}

interface DuplicateClient {
  on(event: string, listener: () => void): unknown;
  connect(): Promise<unknown>;
  subscribe(channel: string, listener: OnMessage): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
  /** 5 and later; `disconnect` before. */
  destroy?(): void;
  disconnect?(): Promise<void>;
}

const DEFAULT_PORT = 6379;

export function nodeRedisInstance(given: NodeRedisClient, name: string): Instance {
  const client: FullClient = given;
  const isCluster = client.slots !== undefined;
  const subscriber = new Subscriber((onMessage) =>
    isCluster ? openSharded(client, onMessage) : openDuplicate(client, onMessage),
  );
  const evaluate = evaluator(client);
  return {
    name: (isCluster ? undefined : addressOf(client)) ?? name,
    isCluster,
    evaluate,
    subscribe: (channel, onMessage) => subscriber.listen(channel, onMessage),
    close: () => subscriber.close(),
    ...(isCluster ? {} : { evaluateOnDisk: onDisk(client, evaluate) }),
  };
}

function evaluator(client: FullClient): Instance['evaluate'] {
  return async ({ sha1, source }, keys, args) => {
    const options = { keys: [...keys], arguments: [...args] };
    try {
      return await client.evalSha(sha1, options);
    } catch (error) {
      if (!isNoScript(error)) throw error;
      return client.eval(source, options);
    }
  };
}

function onDisk(client: FullClient, evaluate: Instance['evaluate']) {
  return waitingForDisk({
    evaluate,
    send: async (words) => {
      if (client.sendCommand === undefined) throw new Error('this client sends no commands of ours');
      return client.sendCommand([...words]);
    },
    onLost: (callback) => {
      for (const event of ['reconnecting', 'end']) client.on?.(event, callback);
    },
  });
}

/** A subscribed connection can do nothing else, so it is one of its own. */
async function openDuplicate(
  client: FullClient,
  onMessage: (channel: string, message: string) => void,
): Promise<SubscribedConnection> {
  const connection = client.duplicate?.();
  if (connection === undefined) throw new Error('this client cannot be duplicated');
  // Without a subscription waiters go by time, so its troubles are nobody's error.
  connection.on('error', () => {});
  await connection.connect();
  return {
    subscribe: (channel) => connection.subscribe(channel, (message) => onMessage(channel, message)),
    unsubscribe: (channel) => connection.unsubscribe(channel),
    close: () => (connection.destroy !== undefined ? connection.destroy() : void connection.disconnect?.()),
  };
}

/** A cluster keeps its subscribed connections itself. */
async function openSharded(
  client: FullClient,
  onMessage: (channel: string, message: string) => void,
): Promise<SubscribedConnection> {
  const open = new Set<string>();
  return {
    subscribe: async (channel) => {
      if (client.sSubscribe === undefined) throw new Error('this client has no sharded subscriptions');
      await client.sSubscribe(channel, (message) => onMessage(channel, message));
      open.add(channel);
    },
    unsubscribe: async (channel) => {
      open.delete(channel);
      return client.sUnsubscribe?.(channel);
    },
    close: () => {
      for (const channel of open) client.sUnsubscribe?.(channel)?.catch(() => {});
    },
  };
}

function addressOf({ options }: FullClient): string | undefined {
  if (options === undefined) return undefined;
  const { socket, url } = options;
  if (socket?.path !== undefined) return socket.path;
  if (url !== undefined && URL.canParse(url)) {
    const { hostname, port } = new URL(url);
    return `${hostname || 'localhost'}:${port || DEFAULT_PORT}`;
  }
  return `${socket?.host ?? 'localhost'}:${socket?.port ?? DEFAULT_PORT}`;
}
