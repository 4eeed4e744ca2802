/**
 * What scripts need of the engine around them. The script room knows no engine; redis.ts joins the two.
 */
import type { ByteString } from '../base/bytes.ts';
import type { Reply } from '../base/reply.ts';

export interface ScriptHost {
  /** Runs a command for the script that runs now; a refusal and a failure are ErrorReplies. */
  call(argv: readonly ByteString[], resp: 2 | 3): Reply;
  /** Whether the user who runs the script may run this command; undefined when there is none of that name. */
  mayCall(argv: readonly ByteString[]): boolean | undefined;
  /** Which streams of effects get the writes that follow: bits of REPL_AOF and REPL_REPLICA. */
  setReplication(flags: number): void;
  /** redis.log: levels 0 (debug) to 3 (warning). */
  log(level: number, message: ByteString): void;
  /** A uniform number in [0, 1), for seeds. */
  random(): number;
  /** The clock by which a run is measured, ms from an arbitrary start. */
  monotonicMs(): number;
  /** Commands that follow judge expiry by this moment, unless they do so by an earlier one already. */
  holdTime(): void;
}
