/**
 * ScriptCache: compiled scripts by digest and by text. SCRIPT LOAD's stay until a flush; of those that only EVAL
 * has brought, the ones used longest ago may have to go.
 */
import type { ByteString } from '../base/bytes.ts';
import type { LuaFunction } from '../vm/index.ts';

/** A compiled script. */
export interface Script {
  readonly sha: ByteString;
  readonly source: ByteString;
  readonly body: LuaFunction;
  /** `no-writes` stands in its head. */
  readonly isReadonly: boolean;
  /** What stands in it and so may be asked of the globals. */
  readonly mentions: Mentions;
  /** It has a head without `no-writes`: the read-only forms of EVAL refuse it before it runs. */
  readonly mayWrite: boolean;
}

/** Globals that a script names, or could come by without their names. */
export interface Mentions {
  readonly keys: boolean;
  readonly args: boolean;
}

export class ScriptCache {
  /** How many scripts are kept that only EVAL has brought. */
  readonly #limit: number;
  readonly #bySha = new Map<string, Script>();
  readonly #bySource = new Map<string, Script>();
  /** Scripts that only EVAL has brought, the one used longest ago first. Empty where there is no limit. */
  readonly #passing = new Set<Script>();
  /** Compiled, and not here until somebody brings the source. */
  readonly #resting = new Map<string, Script>();
  #sourceBytes = 0;
  #evicted = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get count(): number {
    return this.#bySha.size;
  }

  /** Bytes of source. */
  get sourceBytes(): number {
    return this.#sourceBytes;
  }

  /** How many scripts have had to go. */
  get evicted(): number {
    return this.#evicted;
  }

  /** In the order of their coming. */
  scripts(): Iterable<Script> {
    return this.#bySha.values();
  }

  has(sha: string): boolean {
    return this.#bySha.has(sha.toLowerCase());
  }

  /** For a run: it counts as a use. */
  fromSource(source: ByteString): Script | undefined {
    return this.#used(this.#bySource.get(source) ?? this.#wake(source));
  }

  /** For a run, the digest in either case: it counts as a use. */
  fromSha(sha: ByteString): Script | undefined {
    return this.#used(this.#bySha.get(sha) ?? this.#bySha.get(sha.toLowerCase()));
  }

  /** Takes a script that EVAL has brought. */
  add(script: Script): void {
    this.#bySha.set(script.sha, script);
    this.#bySource.set(script.source, script);
    this.#sourceBytes += script.source.length;
    if (this.#limit === Number.POSITIVE_INFINITY) return;
    for (const oldest of this.#passing) {
      if (this.#passing.size < this.#limit) break;
      this.#evict(oldest);
    }
    this.#passing.add(script);
  }

  /** Keeps a script until the next flush. */
  keep(script: Script): void {
    this.#passing.delete(script);
  }

  /** Forgets every script but for its compiled form: as an empty cache, until a source comes again. */
  rest(): void {
    const known = [...this.#resting, ...this.#bySource];
    this.clear();
    for (const [source, script] of known) this.#resting.set(source, script);
  }

  clear(): void {
    this.#resting.clear();
    this.#bySha.clear();
    this.#bySource.clear();
    this.#passing.clear();
    this.#sourceBytes = 0;
  }

  #wake(source: ByteString): Script | undefined {
    const script = this.#resting.get(source);
    if (script === undefined) return undefined;
    this.#resting.delete(source);
    this.add(script);
    return script;
  }

  #used(script: Script | undefined): Script | undefined {
    if (this.#passing.size > 0 && script !== undefined && this.#passing.delete(script))
      this.#passing.add(script);
    return script;
  }

  #evict(script: Script): void {
    this.#passing.delete(script);
    this.#bySha.delete(script.sha);
    this.#bySource.delete(script.source);
    this.#sourceBytes -= script.source.length;
    this.#evicted++;
  }
}
