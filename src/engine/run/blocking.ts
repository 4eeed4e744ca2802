/**
 * Blocking: a command that cannot answer yet returns a Block; its session waits outside the executor.
 * Keys that come to hold a value serve their waiters in order of arrival, after the unit that readied them.
 */
import type { ByteString } from '../../base/bytes.ts';
import type { Reply } from '../../base/reply.ts';
import type { Timer } from '../../base/world.ts';
import type { Database } from '../database.ts';
import type { Session } from '../session.ts';
import type { Context } from './context.ts';

/** How to go on waiting: what for, for how long, and what to answer in the end. */
export class Block {
  /** The keys that may serve it. */
  readonly keys: readonly ByteString[];
  /** 0 waits for ever. */
  readonly timeoutMs: number;
  /** The answer when the time is over. */
  readonly timeoutReply: Reply;
  /** The answer at once where waiting is not allowed: in a transaction, a script, a synchronous call. */
  readonly deniedReply: Reply;
  /**
   * Tries to answer from a key that has become ready, or has ceased to be; undefined goes on waiting.
   * Runs as a command of the waiting session: it may write, notify and record its own effects.
   */
  readonly serve: (ctx: Context, key: ByteString) => Reply | undefined;

  constructor(
    keys: readonly ByteString[],
    timeoutMs: number,
    timeoutReply: Reply,
    serve: (ctx: Context, key: ByteString) => Reply | undefined,
    deniedReply: Reply = timeoutReply,
  ) {
    this.keys = keys;
    this.timeoutMs = timeoutMs;
    this.timeoutReply = timeoutReply;
    this.serve = serve;
    this.deniedReply = deniedReply;
  }
}

/** A session that waits on keys of a database. */
export interface Waiter {
  readonly session: Session;
  readonly block: Block;
  readonly db: Database;
  timer: Timer | undefined;
}

const NOBODY: readonly Waiter[] = [];

/** Who waits for which key, in order of arrival, and which keys have become ready. */
export class WaitingRoom {
  readonly #waiters = new Map<Database, Map<ByteString, Set<Waiter>>>();
  #ready: { readonly db: Database; readonly key: ByteString }[] = [];
  #count = 0;

  /** Sessions that wait. */
  get size(): number {
    return this.#count;
  }

  get hasReady(): boolean {
    return this.#ready.length > 0;
  }

  enter(waiter: Waiter): void {
    this.#count++;
    let byKey = this.#waiters.get(waiter.db);
    if (byKey === undefined) this.#waiters.set(waiter.db, (byKey = new Map()));
    for (const key of new Set(waiter.block.keys)) {
      const queue = byKey.get(key);
      if (queue === undefined) byKey.set(key, new Set([waiter]));
      else queue.add(waiter);
    }
  }

  leave(waiter: Waiter): void {
    waiter.timer?.cancel();
    const byKey = this.#waiters.get(waiter.db);
    if (byKey === undefined) return;
    this.#count--;
    for (const key of new Set(waiter.block.keys)) {
      const queue = byKey.get(key);
      queue?.delete(waiter);
      if (queue?.size === 0) byKey.delete(key);
    }
    if (byKey.size === 0) this.#waiters.delete(waiter.db);
  }

  /** Notes that a key may serve somebody; cheap when nobody waits for it. */
  markReady(db: Database, key: ByteString): void {
    if (this.#count === 0 || !this.#waiters.get(db)?.has(key)) return;
    if (this.#ready.some((r) => r.db === db && r.key === key)) return;
    this.#ready.push({ db, key });
  }

  /** Every awaited key of a database may have come or gone (SWAPDB, FLUSHDB). */
  markAllReady(db: Database): void {
    for (const key of this.#waiters.get(db)?.keys() ?? []) this.markReady(db, key);
  }

  takeReady(): readonly { readonly db: Database; readonly key: ByteString }[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** Who waits for a key, in order of arrival: a live view, from which whoever is served drops out. */
  waitingFor(db: Database, key: ByteString): Iterable<Waiter> {
    return this.#waiters.get(db)?.get(key) ?? NOBODY;
  }
}
