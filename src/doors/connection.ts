/**
 * Connection: one client that speaks RESP, over whatever carries its bytes. It decodes requests, runs them
 * one after another on its session, and encodes the replies into one buffer that goes out at the turn's end.
 */
import type { ByteString } from '../base/bytes.ts';
import { ErrorReply, Push, type Reply, Sequence } from '../base/reply.ts';
import type { Command } from '../engine/command/command.ts';
import type { Core } from '../engine/core.ts';
import type { Door, DoorFacts, Session } from '../engine/session.ts';
import { RequestDecoder } from '../wire/decoder.ts';
import { ReplyWriter } from '../wire/encoder.ts';
import type { NameTable } from '../wire/name-table.ts';
import { ProtocolError } from '../wire/protocol-error.ts';

/** What a connection needs of the socket, or of what stands in for one. */
export interface Transport {
  /** Calls `flush` of the connection at the end of this turn of the event loop, or at once. */
  flushAtEnd(connection: { flush(): void }): void;
  /** Sends bytes. The buffer may be used again once `pendingBytes` is 0. */
  write(bytes: Buffer): void;
  /** Bytes that the other side has not taken yet. */
  readonly pendingBytes: number;
  /** Stops and starts the flow of input. */
  pause(): void;
  resume(): void;
  /** Closes after everything written has gone out. */
  end(): void;
  /** Closes now. */
  destroy(): void;
  readonly addr: string;
  readonly laddr: string;
  readonly fd: number;
}

/** Replies of one turn are written out when they have come to this many bytes. */
const FLUSH_BYTES = 256 * 1024;
/** A client that does not read is not read from, once so many bytes wait for it. */
const MAX_UNREAD_BYTES = 1024 * 1024;
/** Messages to a subscriber that does not read: past this the server gives it up (its hard limit for pubsub). */
const MAX_UNREAD_PUSH_BYTES = 32 * 1024 * 1024;
/** Input of a client that waits for an answer is taken in up to here, then left to the socket. */
const MAX_WAITING_INPUT_BYTES = 1024 * 1024;
/** First words of HTTP: a browser led to this port must not run the commands in its body. */
const HTTP_WORDS: ReadonlySet<string> = new Set(['post', 'host:']);

export class Connection implements Door {
  readonly session: Session;
  readonly #core: Core;
  readonly #transport: Transport;
  readonly #decoder: RequestDecoder<Command>;
  readonly #writer = new ReplyWriter();
  #running = false;
  #flushScheduled = false;
  #flushAtEnd = false;
  #paused = false;
  #closing = false;
  #closed = false;

  constructor(core: Core, names: NameTable<Command>, transport: Transport) {
    this.#core = core;
    this.#transport = transport;
    this.#decoder = new RequestDecoder(names);
    this.session = core.openSession(this);
  }

  /** Takes input in; the bytes may be overwritten after the call. */
  receive(chunk: Buffer, start: number, end: number): void {
    if (this.#closing || this.#closed) return;
    this.#core.stats.inputBytes += end - start;
    this.#decoder.feed(chunk, start, end);
    this.#run();
    this.#decoder.retain();
    if (this.#flushAtEnd) return;
    this.#flushAtEnd = true;
    this.#transport.flushAtEnd(this);
  }

  /** Sends the replies of the turn. */
  flush(): void {
    this.#flushAtEnd = false;
    this.#flush();
    this.#holdBackIfFull();
  }

  /** The other side has taken what was written. */
  drained(): void {
    if (this.#transport.pendingBytes > 0) return;
    this.#run();
    this.flush();
  }

  /** The other side is gone. */
  lost(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#core.closeSession(this.session);
  }

  push(reply: Reply): void {
    if (this.#closed) return;
    this.#writer.write(reply, this.session.resp);
    if (this.#transport.pendingBytes + this.#writer.length > MAX_UNREAD_PUSH_BYTES)
      this.close({ flush: false });
    else if (!this.#running) this.#flushSoon();
  }

  answer(reply: Reply): void {
    if (this.#closed) return;
    this.#reply(reply);
    this.#flushSoon();
  }

  close({ flush }: { flush: boolean }): void {
    if (this.#closed) return;
    if (flush) {
      this.#closing = true;
      if (!this.#running) this.#flushSoon();
      return;
    }
    this.lost();
    this.#transport.destroy();
  }

  describe(): DoorFacts {
    const { addr, laddr, fd, pendingBytes } = this.#transport;
    return { addr, laddr, fd, inputBytes: this.#decoder.pendingBytes, outputBytes: pendingBytes };
  }

  #run(): void {
    if (this.#running) return;
    this.#running = true;
    try {
      this.#runRequests();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#reply(new ErrorReply(`ERR ${error.message}`));
      this.#closing = true;
    } finally {
      this.#running = false;
    }
  }

  #runRequests(): void {
    const { session } = this;
    const decoder = this.#decoder;
    const { executor } = this.#core;
    decoder.maxBulkBytes = this.#core.config['proto-max-bulk-len'];
    while (
      !this.#closing &&
      !this.#closed &&
      !session.isWaiting &&
      this.#transport.pendingBytes <= MAX_UNREAD_BYTES
    ) {
      decoder.restricted = !session.authenticated;
      if (!decoder.next()) break;
      const { command, argv } = decoder;
      if (command === undefined && HTTP_WORDS.has((argv[0] as ByteString).toLowerCase())) {
        this.close({ flush: false });
        return;
      }
      if (session.replyMode === 'skip-next') session.replyMode = 'skip';
      const reply = executor.execute(session, command, argv);
      if (reply !== undefined) this.#reply(reply);
      if (this.#writer.length > FLUSH_BYTES) this.#flush();
    }
    if (decoder.pendingBytes > this.#core.config['client-query-buffer-limit']) this.close({ flush: false });
  }

  /** CLIENT REPLY silences answers, never what is pushed: SUBSCRIBE is confirmed all the same. */
  #reply(reply: Reply): void {
    const { session } = this;
    const mode = session.replyMode;
    if (mode === 'on' || mode === 'skip-next' || isPushed(reply)) this.#writer.write(reply, session.resp);
    if (mode === 'skip') session.replyMode = 'on';
  }

  /** Later in this turn of the event loop: several messages go out in one write. */
  #flushSoon(): void {
    if (this.#flushScheduled) return;
    this.#flushScheduled = true;
    queueMicrotask(() => {
      this.#flushScheduled = false;
      this.#run();
      this.flush();
    });
  }

  #flush(): void {
    if (this.#closed) return;
    if (this.#writer.length > 0) {
      this.#core.stats.outputBytes += this.#writer.length;
      this.#transport.write(this.#writer.view());
      if (this.#transport.pendingBytes === 0) this.#writer.reset();
      else this.#writer.release();
    }
    if (!this.#closing) return;
    this.lost();
    this.#transport.end();
  }

  /** Reads no further while the client owes us reading, or an answer is owed to it. */
  #holdBackIfFull(): void {
    const full =
      this.#transport.pendingBytes > MAX_UNREAD_BYTES ||
      (this.session.isWaiting && this.#decoder.pendingBytes > MAX_WAITING_INPUT_BYTES);
    if (full === this.#paused || this.#closed) return;
    this.#paused = full;
    if (full) this.#transport.pause();
    else this.#transport.resume();
  }
}

function isPushed(reply: Reply): boolean {
  return reply instanceof Push || (reply instanceof Sequence && reply.replies[0] instanceof Push);
}
