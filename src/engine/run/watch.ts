/**
 * Watch: which sessions watch which keys. A change to a key breaks the transaction of each of its watchers.
 */
import type { ByteString } from '../../base/bytes.ts';
import type { Database } from '../database.ts';
import type { Session } from '../session.ts';

export class WatchTable {
  readonly #watchers = new Map<Database, Map<ByteString, Set<Session>>>();

  watch(session: Session, db: Database, key: ByteString): void {
    let own = session.watched.get(db);
    if (own === undefined) session.watched.set(db, (own = new Set()));
    own.add(key);
    let byKey = this.#watchers.get(db);
    if (byKey === undefined) this.#watchers.set(db, (byKey = new Map()));
    const sessions = byKey.get(key);
    if (sessions === undefined) byKey.set(key, new Set([session]));
    else sessions.add(session);
  }

  /** Forgets all that a session watches, broken or not. */
  unwatch(session: Session): void {
    for (const [db, keys] of session.watched) {
      const byKey = this.#watchers.get(db);
      for (const key of keys) {
        const sessions = byKey?.get(key);
        sessions?.delete(session);
        if (sessions?.size === 0) byKey?.delete(key);
      }
      if (byKey?.size === 0) this.#watchers.delete(db);
    }
    session.watched.clear();
    session.watchBroken = false;
  }

  touch(db: Database, key: ByteString): void {
    if (this.#watchers.size === 0) return;
    for (const session of this.#watchers.get(db)?.get(key) ?? []) session.watchBroken = true;
  }

  /** A whole database changes hands (FLUSHDB, SWAPDB): keys that are, or will be, there are touched. */
  touchAll(db: Database, willHave: Database | undefined): void {
    for (const [key, sessions] of this.#watchers.get(db) ?? [])
      if (db.has(key) || willHave?.has(key)) for (const session of sessions) session.watchBroken = true;
  }
}
