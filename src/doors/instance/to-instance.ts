/** From whatever the caller has, to an instance: told apart by their methods, so that no client is imported. */
import type { Instance } from '../../redlock/instance/instance.ts';
import { type EmbeddedEngine, engineInstance } from './engine.ts';
import { type EvalClient, ioredisInstance } from './ioredis.ts';
import { type NodeRedisClient, nodeRedisInstance } from './node-redis.ts';

/** A plain function that runs a script: the shortest way to bring a client of one's own. */
export type EvaluateFunction = Instance['evaluate'];

/**
 * What can vote: an embedded Engine; a client of ioredis, iovalkey or node-redis, plain, behind Sentinel or a
 * Cluster; any object with ioredis's `eval` and `evalsha`; a function; an Instance of one's own.
 */
export type LockClient = Instance | EmbeddedEngine | EvalClient | NodeRedisClient | EvaluateFunction;

/**
 * The instance that a client is.
 * @param name used where the client does not say where it connects to
 * @throws TypeError when it is none of what can vote
 */
export function toInstance(client: LockClient, name: string): Instance {
  if (typeof client === 'function') return { name, evaluate: client };
  if (has(client, 'evaluate')) return client as Instance;
  if (has(client, 'ioredis')) return engineInstance(client as EmbeddedEngine, name);
  if (has(client, 'evalSha') && has(client, 'eval'))
    return nodeRedisInstance(client as NodeRedisClient, name);
  if (has(client, 'evalsha') && has(client, 'eval')) return ioredisInstance(client as EvalClient, name);
  throw new TypeError(
    `${name} is no instance: give an Engine, a client with eval and evalsha, or a function that runs a script`,
  );
}

function has(client: object, method: string): boolean {
  const found: unknown = (client as Record<string, unknown> | null)?.[method];
  return typeof found === 'function';
}
