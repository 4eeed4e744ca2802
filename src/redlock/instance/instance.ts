/**
 * The port to one Redis: what locks need of it, and all that they know of it. Whoever can run a script with
 * keys and arguments can be an instance; src/doors/instance holds the ready-made ones.
 */

/** A script that an instance is asked to run. */
export interface Script {
  /** The name of its file in lua/redlock, without the ending. */
  readonly name: string;
  readonly source: string;
  /** SHA1 of the source, 40 hex digits, for EVALSHA. */
  readonly sha1: string;
}

/** Stops a subscription; calling it twice does nothing. */
export type Unsubscribe = () => void;

/**
 * One Redis of a quorum, embedded or remote.
 *
 * @example
 * const instance: Instance = {
 *   name: 'redis-a',
 *   evaluate: ({ source }, keys, args) => client.eval(source, keys.length, ...keys, ...args),
 * };
 */
export interface Instance {
  /** Tells it from the others in votes and events; unique within a quorum. */
  readonly name: string;
  /** Keys of one call must share a hash slot, and release publishes with SPUBLISH. Default false. */
  readonly isCluster?: boolean;
  /**
   * Runs a script and gives its reply, which is a text or its bytes. May answer at once or by a promise. Throws or rejects with the server's error. NOSCRIPT is its
   * own affair: it answers as if the script were always there.
   * @param signal aborts when nobody wants the answer any more; to honour it is optional
   */
  evaluate(script: Script, keys: readonly string[], args: readonly string[], signal: AbortSignal): unknown;
  /**
   * As `evaluate`, and answers only when what the script wrote is on the instance's own disk (WAITAOF, Redis 7.2):
   * rejects when it is not within `timeoutMs`, or when the connection was lost in between, so that nobody can
   * say. Optional: without it the option `waitForDisk` refuses the instance.
   */
  evaluateOnDisk?(
    script: Script,
    keys: readonly string[],
    args: readonly string[],
    wait: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<unknown>;
  /**
   * Listens to a channel; resolves when the server has confirmed it. Optional: without it, waiters go by
   * the time that refusals tell. On a cluster it is a sharded subscription (SSUBSCRIBE).
   */
  subscribe?(channel: string, onMessage: (message: string) => void): Promise<Unsubscribe>;
  /** Ends what the instance opened itself (such as its subscriber), not the client it was given. */
  close?(): void | Promise<void>;
}
