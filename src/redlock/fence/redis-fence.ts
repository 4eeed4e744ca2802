/**
 * A fence in Redis: the resource is data of one Redis (or one Cluster), and each write is a script that looks
 * at the mark first. The mark and the data live and die together: that Redis need not be one of the quorum.
 */
import { createHash } from 'node:crypto';
import enter from '../../../lua/fence/enter.lua';
import guard from '../../../lua/fence/guard.lua';
import type { Instance, Script } from '../instance/instance.ts';
import { slotOf } from '../instance/slot.ts';
import { numberOf, textOf } from '../round/vote.ts';
import { assertToken, type Fenced, StaleToken } from './fence.ts';

/** Options of a fence in Redis. */
export interface RedisFenceOptions {
  /** First part of the marks' keys. Default `fence:`. A resource without a hash tag becomes one. */
  readonly prefix?: string;
  /**
   * Life of a mark that nobody shows a token to, ms; choose more than any holder can be late. Default 0: marks
   * stay for ever.
   */
  readonly idleMs?: number;
}

const STALE = /STALETOKEN (\d+) (\d+)/;
/** Guarded scripts whose digests are remembered. */
const MAX_SCRIPTS = 256;

/**
 * Guards data in one Redis.
 *
 * @example
 * const fence = redisFence(redis);
 * await fence.enter(lock);
 * const stock = Number(await redis.get('stock:{shoe}'));
 * await fence.eval(lock, "return redis.call('SET', KEYS[1], ARGV[1])", ['stock:{shoe}'], [stock - 1]);
 */
export class RedisFence {
  readonly #instance: Instance;
  readonly #prefix: string;
  readonly #idleMs: number;
  readonly #enter = scriptOf('enter', enter);
  readonly #guarded = new Map<string, Script>();

  constructor(instance: Instance, options: RedisFenceOptions = {}) {
    const { prefix = 'fence:', idleMs = 0 } = options;
    if (!Number.isSafeInteger(idleMs) || idleMs < 0)
      throw new RangeError(`idleMs must be a whole number from 0, got ${String(idleMs)}`);
    if (typeof prefix !== 'string' || /[{}]/.test(prefix))
      throw new TypeError('prefix must be a string without braces: they would be a hash tag');
    this.#instance = instance;
    this.#prefix = prefix;
    this.#idleMs = idleMs;
  }

  /**
   * Shows the token, before the first read. All of the lock's resources are entered, or none.
   * @throws StaleToken when one of them has seen a larger one, and the client's own errors
   */
  async enter(fenced: Fenced, signal: AbortSignal = NEVER): Promise<void> {
    const { resources, token } = fenced;
    assertToken(token);
    const args = [String(token), String(this.#idleMs)];
    const answer = await this.#instance.evaluate(this.#enter, this.#marksOf(fenced, []), args, signal);
    const kind = Array.isArray(answer) ? textOf(answer[0]) : undefined;
    if (kind === 'entered') return;
    if (kind !== 'stale') throw new Error('the fence answered what its script does not say');
    throw stale(fenced, resources, numberOf((answer as unknown[])[1]), numberOf((answer as unknown[])[2]));
  }

  /**
   * Runs a script of one's own if nobody has entered since: one call, checked and written at once.
   * @returns the script's reply as the client decodes it
   * @throws StaleToken, the script's error, and the client's own errors
   */
  async eval(
    fenced: Fenced,
    source: string,
    keys: readonly string[],
    args: readonly (string | number)[] = [],
    signal: AbortSignal = NEVER,
  ): Promise<unknown> {
    const { resources, token } = fenced;
    assertToken(token);
    const words = [String(resources.length), String(token), ...args.map(String)];
    try {
      return await this.#instance.evaluate(this.#guard(source), this.#marksOf(fenced, keys), words, signal);
    } catch (error) {
      const told = error instanceof Error ? STALE.exec(error.message) : null;
      if (told === null) throw error;
      throw stale(fenced, resources, Number(told[1]), Number(told[2]));
    }
  }

  /** @throws RangeError naming a key that a cluster keeps apart from the marks */
  #marksOf({ resources }: Fenced, keys: readonly string[]): readonly string[] {
    const all = [...resources.map((resource) => this.#markOf(resource)), ...keys];
    const [first = ''] = all;
    if (this.#instance.isCluster !== true) return all;
    const apart = all.find((key) => slotOf(key) !== slotOf(first));
    if (apart !== undefined)
      throw new RangeError(`${apart} and ${first} lie in different hash slots: give them one {tag}`);
    return all;
  }

  #markOf(resource: string): string {
    return this.#prefix + (/\{[^}]+\}/.test(resource) ? `:${resource}` : `{${resource}}`);
  }

  #guard(source: string): Script {
    let script = this.#guarded.get(source);
    if (script === undefined) {
      if (this.#guarded.size >= MAX_SCRIPTS) this.#guarded.clear();
      script = scriptOf('guard', `${guard}\n${source}`);
      this.#guarded.set(source, script);
    }
    return script;
  }
}

const NEVER = new AbortController().signal;

function stale(fenced: Fenced, resources: readonly string[], at: number, highest: number): StaleToken {
  const resource = resources[at - 1] ?? resources.join(', ');
  return new StaleToken({ resource, token: fenced.token, highest: highest > 0 ? highest : undefined });
}

function scriptOf(name: string, source: string): Script {
  return { name, source, sha1: createHash('sha1').update(source).digest('hex') };
}
