/**
 * The door for callers in the process who wait: a promise for each request. A script that takes long stands still
 * now and then, so that others are answered meanwhile.
 */
import type { ByteString } from '../base/bytes.ts';
import { ErrorReply, type Reply } from '../base/reply.ts';
import type { Core } from '../engine/core.ts';
import type { Database } from '../engine/database.ts';
import type { ScriptLimits } from '../engine/run/script-runner.ts';
import { Session } from '../engine/session.ts';
import { SYNCHRONOUS_DOOR } from './plain.ts';

const STOPPED = 'Script stopped by its caller...';

/** How a call is to run. */
export interface CallTerms {
  readonly limits: ScriptLimits;
  readonly signal?: AbortSignal | undefined;
}

export class PendingCalls {
  readonly #core: Core;
  readonly #pending = new Set<PendingCall>();

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * Runs one request on a session of its own, in RESP3. Rejects with the signal's reason when the signal has ended it.
   */
  async run(argv: readonly ByteString[], { limits, signal }: CallTerms): Promise<Reply> {
    signal?.throwIfAborted();
    const call = new PendingCall(this.#core, limits);
    const abort = (): void => call.abort();
    signal?.addEventListener('abort', abort, { once: true });
    this.#pending.add(call);
    try {
      return await call.start(argv);
    } catch (error) {
      throw call.isAborted ? signal?.reason : error;
    } finally {
      this.#pending.delete(call);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Rejects what has not been answered. */
  close(): void {
    for (const call of this.#pending) call.fail(new Error('the engine was closed'));
  }
}

class PendingCall {
  isAborted = false;
  readonly #core: Core;
  readonly #session: Session;
  readonly #answer: Promise<Reply>;
  #resolve: (reply: Reply) => void = () => {};
  fail: (error: Error) => void = () => {};

  constructor(core: Core, limits: ScriptLimits) {
    this.#core = core;
    this.#answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.fail = reject;
    });
    const door = { ...SYNCHRONOUS_DOOR, answer: (reply: Reply) => this.#settle(reply) };
    this.#session = new Session(0, door, core.databases[0] as Database, core.startedAtMs, true);
    this.#session.resp = 3;
    this.#session.terms = { maySuspend: true, limits };
  }

  start(argv: readonly ByteString[]): Promise<Reply> {
    const { commands, executor } = this.#core;
    const reply = executor.execute(this.#session, commands.find(argv[0] as ByteString), argv);
    if (reply !== undefined) this.#settle(reply);
    return this.#answer;
  }

  #settle(reply: Reply): void {
    if (this.isAborted && reply instanceof ErrorReply) this.fail(new Error(STOPPED));
    else this.#resolve(reply);
  }

  /** One that is still waiting for its turn is taken back; one that runs is stopped at its next step. */
  abort(): void {
    this.isAborted = true;
    if (this.#session.isSuspended) this.#core.executor.suspension.stopFor(this.#session, STOPPED);
    else {
      this.#session.postponed = undefined;
      this.fail(new Error(STOPPED));
    }
  }
}
