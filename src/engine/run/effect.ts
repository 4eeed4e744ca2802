/**
 * Effects: every write as the deterministic command that repeats it. What one unit wrote (a command, a
 * script, a transaction) leaves as one group; AOF, replicas and listeners all drink from this stream.
 */
import type { ByteString } from '../../base/bytes.ts';

/** One write, ready to be run again on the database `db`. */
export interface Effect {
  readonly db: number;
  readonly argv: readonly ByteString[];
  /** Where a script lets it go, when not everywhere (set_repl). */
  readonly only?: 'aof' | 'replicas';
}

/** What one unit wrote, in order. Several effects belong together: all or none may be seen. */
export type EffectGroup = readonly Effect[];
export type EffectListener = (group: EffectGroup) => void;

/** Collects the effects of the running unit and hands them on when it ends. */
export class EffectStream {
  readonly #listeners = new Set<EffectListener>();
  #pending: Effect[] = [];
  /** Where a script lets its writes go: everywhere unless it says so. */
  reach: 'all' | 'none' | NonNullable<Effect['only']> = 'all';

  /** False when nobody listens: then nothing needs to be recorded. */
  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  get pendingCount(): number {
    return this.#pending.length;
  }

  listen(listener: EffectListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  record(db: number, argv: readonly ByteString[]): void {
    if (this.#listeners.size === 0 || this.reach === 'none') return;
    this.#pending.push(this.reach === 'all' ? { db, argv } : { db, argv, only: this.reach });
  }

  /** Ends the unit: its effects go out as one group. */
  flush(): void {
    if (this.#pending.length === 0) return;
    const group = this.#pending;
    this.#pending = [];
    for (const listener of [...this.#listeners]) listener(group);
  }
}
