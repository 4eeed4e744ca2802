/**
 * Clients that speak as ioredis does (`evalsha(sha1, n, ...keys, ...args)`): ioredis 5 and 6, plain, behind
 * Sentinel or a Cluster, iovalkey, and whatever else has `eval` and `evalsha` in that form.
 */
import type { Instance, Script } from '../../redlock/instance/instance.ts';
import { isNoScript } from './no-script.ts';
import { type SubscribedConnection, Subscriber } from './subscriber.ts';
import { waitingForDisk } from './wait-aof.ts';

/** What every such client has. */
export interface EvalClient {
  evalsha(sha1: string, numberOfKeys: number, ...words: string[]): Promise<unknown>;
  eval(source: string, numberOfKeys: number, ...words: string[]): Promise<unknown>;
}

/** What ioredis has besides. */
interface IoredisClient extends EvalClient {
  readonly isCluster?: boolean;
  readonly options?: IoredisOptions;
  call(command: string, ...words: string[]): Promise<unknown>;
  on(event: string, listener: () => void): unknown;
  duplicate(...overrides: unknown[]): IoredisSubscriber;
}

interface IoredisOptions {
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  readonly name?: string | null;
  readonly sentinels?: unknown;
  readonly keyPrefix?: string;
  readonly Connector?: unknown;
}

interface IoredisSubscriber {
  on(event: string, listener: (...words: string[]) => void): unknown;
  subscribe(channel: string): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
  ssubscribe?(channel: string): Promise<unknown>;
  sunsubscribe?(channel: string): Promise<unknown>;
  disconnect(): void;
}

export function ioredisInstance(client: EvalClient, name: string): Instance {
  const evaluate = evaluator(client);
  const instance = { name: addressOf(client) ?? name, evaluate };
  if (!isIoredis(client)) return instance;
  const isCluster = client.isCluster === true;
  const subscriber = new Subscriber((onMessage) => openSubscriber(client, isCluster, onMessage));
  const keyPrefix = client.options?.keyPrefix ?? '';
  return {
    ...instance,
    isCluster,
    subscribe: (channel, onMessage) => subscriber.listen(keyPrefix + channel, onMessage),
    close: () => subscriber.close(),
    ...(isCluster
      ? {}
      : {
          evaluateOnDisk: waitingForDisk({
            evaluate,
            send: ([command = '', ...words]) => client.call(command, ...words),
            onLost: (callback) => client.on('close', callback),
          }),
        }),
  };
}

/** EVALSHA, and EVAL where the script is not there yet: each call for itself, in a pipeline too. */
function evaluator(client: EvalClient): Instance['evaluate'] {
  return ({ sha1, source }: Script, keys: readonly string[], args: readonly string[]) =>
    client.evalsha(sha1, keys.length, ...keys, ...args).catch((error: unknown) => {
      if (!isNoScript(error)) throw error;
      return client.eval(source, keys.length, ...keys, ...args);
    });
}

async function openSubscriber(
  client: IoredisClient,
  isCluster: boolean,
  onMessage: (channel: string, message: string) => void,
): Promise<SubscribedConnection> {
  const connection = isCluster ? client.duplicate([], { shardedSubscribers: true }) : client.duplicate();
  // Without a subscription waiters go by time, so its troubles are nobody's error.
  connection.on('error', () => {});
  connection.on(isCluster ? 'smessage' : 'message', onMessage as (...words: string[]) => void);
  const close = () => connection.disconnect();
  if (!isCluster)
    return {
      subscribe: (channel) => connection.subscribe(channel),
      unsubscribe: (channel) => connection.unsubscribe(channel),
      close,
    };
  return {
    subscribe: async (channel) => {
      if (connection.ssubscribe === undefined) throw new Error('this client has no sharded subscriptions');
      return connection.ssubscribe(channel);
    },
    unsubscribe: async (channel) => connection.sunsubscribe?.(channel),
    close,
  };
}

function isIoredis(client: EvalClient): client is IoredisClient {
  return 'duplicate' in client && typeof client.duplicate === 'function' && 'on' in client;
}

/** Where it connects to, so that one server given twice is seen; undefined when it does not say. */
function addressOf(client: EvalClient): string | undefined {
  const { options, isCluster } = client as Partial<IoredisClient>;
  if (options === undefined || isCluster === true) return undefined;
  const { path, host, port, name, sentinels, Connector } = options;
  if (typeof Connector === 'function') return undefined;
  if (Array.isArray(sentinels) && sentinels.length > 0) return `sentinel:${name ?? 'mymaster'}`;
  if (typeof path === 'string') return path;
  return typeof port === 'number' ? `${host ?? 'localhost'}:${port}` : undefined;
}
