/**
 * The one place where engine, commands and script are wired together: the embedded Redis.
 */
import { type ByteString, fromBuffer, fromText, toText } from './base/bytes.ts';
import { ErrorReply, type Reply } from './base/reply.ts';
import { RealWorld, type World } from './base/world.ts';
import { commandTable } from './commands/table.ts';
import { Core } from './engine/core.ts';
import type { Door, Session } from './engine/session.ts';

export interface EngineOptions {
  /** Where time and chance come from. Default: real time that ticks. */
  readonly world?: World;
}

/** The session of synchronous callers has nobody to push to. */
const SYNCHRONOUS: Door = {
  push: () => {},
  answer: () => {},
  close: () => {},
  describe: () => ({ addr: 'in-process', laddr: 'in-process', fd: -1, inputBytes: 0, outputBytes: 0 }),
};

export class Engine {
  readonly core: Core;
  readonly #session: Session;

  constructor(options: EngineOptions = {}) {
    this.core = new Core(options.world ?? new RealWorld(), commandTable);
    this.#session = this.core.openSession(SYNCHRONOUS);
    this.#session.mayBlock = false;
  }

  /** Runs a command on bytes and gives the reply as it is. */
  run(...argv: readonly ByteString[]): Reply {
    const found = commandTable.get(argv[0] as string) ?? commandTable.get((argv[0] as string).toLowerCase());
    return this.core.executor.execute(this.#session, found, argv) as Reply;
  }

  call(...words: readonly (string | number | Uint8Array)[]): unknown {
    const argv = words.map((word) =>
      typeof word === 'string'
        ? fromText(word)
        : typeof word === 'number'
          ? (String(word) as ByteString)
          : fromBuffer(word),
    );
    const reply = this.run(...argv);
    if (reply instanceof ErrorReply) throw new Error(reply.text);
    return typeof reply === 'string' ? toText(reply) : reply;
  }
}
