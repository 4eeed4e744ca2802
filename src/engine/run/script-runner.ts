/**
 * What the engine needs of whoever runs scripts. The engine knows no Lua; redis.ts joins the two.
 */
import type { ByteString } from '../../base/bytes.ts';
import type { Outcome } from '../command/command.ts';
import type { Context } from './context.ts';
import type { FunctionRunner } from './function-runner.ts';

export interface ScriptRunner {
  readonly functions: FunctionRunner;
  /** EVAL and EVAL_RO. */
  eval(ctx: Context, source: ByteString, words: ScriptWords, mode: ScriptMode): Outcome;
  /** EVALSHA and EVALSHA_RO; the digest in either case. */
  evalSha(ctx: Context, sha: ByteString, words: ScriptWords, mode: ScriptMode): Outcome;
  /** Compiles and caches; answers the SHA1 in lower-case hex. Throws ErrorReply when it does not compile. */
  load(source: ByteString): ByteString;
  exists(sha: ByteString): boolean;
  flush(): void;
  /** As `flush` to every client, but a source that comes again need not be compiled again. */
  rest(): void;
  /** Sources in the cache, by SHA1: what a fork or a snapshot takes along. */
  sources(): ReadonlyMap<ByteString, ByteString>;
  /** What INFO tells of the cache. */
  usage(): ScriptUsage;
}

/** What a script or a function is called with, where it stands in the request: keys, and the rest behind them. */
export interface ScriptWords {
  readonly argv: readonly ByteString[];
  readonly firstKey: number;
  readonly firstArg: number;
}

export interface ScriptUsage {
  readonly count: number;
  readonly sourceBytes: number;
  /** Scripts that had to make room for others. */
  readonly evicted: number;
}

/** Where a script is stopped; what it has written by then stays. */
export interface ScriptLimits {
  /** Milliseconds on the engine's clock. Default: no limit. */
  readonly timeoutMs?: number;
  /** Calls and turns of loops, and builtins and commands by the size of their work. Default: no limit. */
  readonly maxSteps?: number;
  /**
   * Bytes by which the heap may grow while the script runs, garbage counted until it is collected: choose it
   * generously. Default: what the process has left.
   */
  readonly maxMemoryBytes?: number;
}

/** How a session's scripts run. */
export interface RunTerms {
  /** The session can wait: a script that takes long stands still now and then. */
  readonly maySuspend: boolean;
  readonly limits?: ScriptLimits | undefined;
}

export interface ScriptMode {
  readonly readonly: boolean;
}
