/**
 * Context: the hands of the running command. One per engine, set before each call and restored after a
 * nested one; through it a handler reaches its database, and says what it changed.
 */
import type { ByteString } from '../../base/bytes.ts';
import type { Core } from '../core.ts';
import type { Database } from '../database.ts';
import { EVENT_CLASS, type EventClass } from '../notify.ts';
import type { Session } from '../session.ts';

export class Context {
  readonly core: Core;
  session: Session;
  db: Database;
  /** Protocol for which the reply is made: the session's, or what a script chose with setresp. */
  resp: 2 | 3 = 2;
  /** How many changes the running unit has made: an effect is recorded only when it grew. */
  dirty = 0;
  /** True while a script runs: expiry stands still, blocking commands answer at once. */
  inScript = false;
  /** The handler has said itself what its effect is. */
  effectReplaced = false;

  constructor(core: Core, session: Session) {
    this.core = core;
    this.session = session;
    this.db = session.db;
  }

  /** The time by which this unit judges expiry, ms since the epoch: one value from start to end. */
  nowMs(): number {
    return this.core.nowMs();
  }

  /**
   * Says that a key was changed: breaks the WATCH on it, publishes the keyspace event, and counts `changes`
   * toward the unit's effect.
   */
  wrote(eventClass: EventClass, event: string, key: ByteString, changes = 1): void {
    this.core.keyModified(this.db, key);
    this.dirty += changes;
    this.notify(eventClass, event, key);
  }

  /** Publishes a keyspace event and nothing else. */
  notify(eventClass: EventClass, event: string, key: ByteString, db: Database = this.db): void {
    if ((this.core.eventMask & EVENT_CLASS[eventClass]) !== 0) this.core.publishEvent(event, key, db);
  }

  /** Says that a key was changed where no event belongs to it (or it is given apart). */
  touched(key: ByteString, db: Database = this.db): void {
    this.core.keyModified(db, key);
  }

  /**
   * Gives the deterministic form of what this command does, instead of the request as it came. May be
   * called several times; `effect()` with no words says that there is nothing to repeat.
   */
  effect(...argv: readonly string[]): void {
    this.effectReplaced = true;
    if (argv.length > 0) this.core.effects.record(this.db.index, argv as readonly ByteString[]);
  }

  /** Deletes a key that the command has emptied, with its `del` event. */
  removeEmptied(key: ByteString): void {
    this.db.delete(key);
    this.notify('g', 'del', key);
  }
}
