/**
 * Session: one client of the engine, whatever door it came through. It owns its protocol version, its
 * database, its transaction and its subscriptions; the door behind it receives what comes unasked.
 */
import type { ByteString } from '../base/bytes.ts';
import { EMPTY } from '../base/bytes.ts';
import type { Reply } from '../base/reply.ts';
import type { Argv, Command } from './command/command.ts';
import type { Database } from './database.ts';
import type { Waiter } from './run/blocking.ts';
import type { RunTerms } from './run/script-runner.ts';

/** What a session needs of the door behind it. */
export interface Door {
  /** A message that answers no request: a published message, an invalidation. */
  push(reply: Reply): void;
  /** The late answer to a command that blocked; the door may then go on with the next request. */
  answer(reply: Reply): void;
  /** Ends the connection, after what has been written so far when `flush` is set. */
  close(options: { flush: boolean }): void;
  /** Remote and local address as CLIENT LIST shows them, and the bytes waiting at each side. */
  describe(): DoorFacts;
}

export interface DoorFacts {
  readonly addr: string;
  readonly laddr: string;
  readonly fd: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
}

/** The door of a session that nobody reads from: a script, a synchronous caller. */
export const SILENT_DOOR: Door = {
  push: () => {},
  answer: () => {},
  close: () => {},
  describe: () => ({ addr: '', laddr: '', fd: -1, inputBytes: 0, outputBytes: 0 }),
};

/** Reasons why a session's requests need a closer look at the gate; 0 lets them pass at once. */
export const GUARD = { auth: 1, multi: 2, subscribed: 4, script: 8 } as const;

/** A client's scripts may stand still, for it can wait. */
const CAN_WAIT: RunTerms = { maySuspend: true };

export interface QueuedCommand {
  readonly command: Command;
  readonly argv: Argv;
}

export interface Transaction {
  readonly queue: QueuedCommand[];
  /** A request was refused while queueing: EXEC must answer EXECABORT. */
  broken: boolean;
}

export class Session {
  readonly id: number;
  readonly door: Door;
  readonly createdMs: number;
  db: Database;
  resp: 2 | 3 = 2;
  name: ByteString = EMPTY;
  libraryName: ByteString = EMPTY;
  libraryVersion: ByteString = EMPTY;
  user: ByteString = 'default' as ByteString;
  authenticated: boolean;
  transaction: Transaction | undefined;
  /** Keys under WATCH, by database, and whether one of them has changed since. */
  readonly watched = new Map<Database, Set<ByteString>>();
  watchBroken = false;
  readonly channels = new Set<ByteString>();
  readonly patterns = new Set<ByteString>();
  readonly shardChannels = new Set<ByteString>();
  waiter: Waiter | undefined;
  /** A request that CLIENT PAUSE holds back, or a script that stands still. */
  postponed: QueuedCommand | undefined;
  /** Its own script stands still. */
  isSuspended = false;
  /** How its scripts run. */
  terms: RunTerms = CAN_WAIT;
  /** CLIENT REPLY: `skipNext` silences the next request, `skip` the one that runs now. */
  replyMode: 'on' | 'off' | 'skip-next' | 'skip' = 'on';
  closing = false;
  readonlyReplica = false;
  noEvict = false;
  /** False for a synchronous caller: a blocking command answers at once, as if its time were over. */
  mayBlock = true;
  lastCommand = 'NULL';
  activeAtMs: number;
  /** Bits of GUARD. */
  guard = 0;

  constructor(id: number, door: Door, db: Database, createdMs: number, authenticated: boolean) {
    this.id = id;
    this.door = door;
    this.db = db;
    this.createdMs = createdMs;
    this.activeAtMs = createdMs;
    this.authenticated = authenticated;
    this.refreshGuard();
  }

  /** True while an answer is still owed: the door must not start another request. */
  get isWaiting(): boolean {
    return this.waiter !== undefined || this.postponed !== undefined || this.isSuspended;
  }

  get subscriptionCount(): number {
    return this.channels.size + this.patterns.size;
  }

  /** To be called after whatever decides a guard bit has changed. */
  refreshGuard(): void {
    this.guard =
      (this.authenticated ? 0 : GUARD.auth) |
      (this.transaction === undefined ? 0 : GUARD.multi) |
      (this.resp === 2 && this.subscriptionCount + this.shardChannels.size > 0 ? GUARD.subscribed : 0);
  }
}
