/**
 * Waiting for a server's disk: WAITAOF after the script, on the same connection. The server counts the writes of
 * a connection, so on a new one there is nothing to wait for, and it would answer at once: a connection that was
 * lost in between makes the answer worthless, and is told.
 */
import type { Instance } from '../../redlock/instance/instance.ts';

/** What a client must be able to do for it. */
export interface AofWaiter {
  readonly evaluate: Instance['evaluate'];
  /** One command as it stands. */
  readonly send: (words: readonly string[]) => Promise<unknown>;
  /** Calls back each time that a connection is lost. */
  readonly onLost: (callback: () => void) => void;
}

const LOCAL_DISK = '1';
const NO_REPLICAS = '0';

/** `evaluateOnDisk` of an instance whose client has one connection. */
export function waitingForDisk(waiter: AofWaiter): NonNullable<Instance['evaluateOnDisk']> {
  let losses = 0;
  let isWatching = false;
  return async (script, keys, args, { timeoutMs, signal }) => {
    if (!isWatching) waiter.onLost(() => void losses++);
    isWatching = true;
    const before = losses;
    const answer = await waiter.evaluate(script, keys, args, signal);
    const words = ['WAITAOF', LOCAL_DISK, NO_REPLICAS, String(Math.ceil(timeoutMs))];
    const acknowledged = await waiter.send(words).catch((error: unknown) => {
      throw clearer(error);
    });
    if (losses !== before) throw new Error('the connection was lost before the disk was known to have it');
    if (!Array.isArray(acknowledged) || Number(acknowledged[0]) < 1)
      throw new Error(`not on disk within ${timeoutMs} ms`);
    return answer;
  };
}

function clearer(error: unknown): unknown {
  if (!(error instanceof Error) || !/^ERR unknown command/i.test(error.message)) return error;
  return new Error('this server has no WAITAOF: it came with Redis 7.2', { cause: error });
}
