/**
 * Watches the lock keys of one instance: reads what its engine wrote, and writes into the history who holds which
 * key, until what true time, and when that is over by the instance's own clock. A lock of readers is a sorted set of
 * them by their deadlines: each counts as a key of its own.
 */
import type { Effect } from '../../engine/run/effect.ts';
import type { LockKeyReader } from '../adapter/adapter.ts';
import type { Recorder, Sender } from '../run/recorder.ts';
import type { PlannedEvent } from '../world/event-queue.ts';
import type { Machine } from '../world/machine.ts';
import type { Owner, Timeline } from '../world/timeline.ts';

interface Kept {
  /** The key where it stands: alone, or as one of a set. */
  readonly key: string;
  readonly isReader: boolean;
  readonly resource: string;
  readonly owner: string;
  untilMs: number;
  ending: PlannedEvent<Owner> | undefined;
}

export interface KeyWatchTools {
  readonly timeline: Timeline;
  readonly recorder: Recorder;
  readonly readLock: LockKeyReader;
  readonly readReader?: LockKeyReader | undefined;
}

const US_PER_MS = 1000;
/** Life of a lock key without a TTL, as a history has it: longer than any run. */
const WITHOUT_END_US = 2 ** 50;
/** In a SET effect: SET key value [PXAT ms | KEEPTTL]. */
const SET_OPTION = 3;
/** In a ZADD effect of a lock of readers: ZADD key score member. */
const ZADD_SCORE = 2;
const ZADD_MEMBER = 3;

export class KeyWatch {
  readonly #machine: Machine;
  readonly #tools: KeyWatchTools;
  /** By key, or by key and reader. */
  readonly #keys = new Map<string, Kept>();

  constructor(machine: Machine, tools: KeyWatchTools) {
    this.#machine = machine;
    this.#tools = tools;
    machine.onBend = () => this.#planAnew();
  }

  /** Names of the resources whose keys are here. */
  get resources(): readonly string[] {
    return [...this.#keys.values()].map(({ resource }) => resource);
  }

  /** The lock keys themselves, oldest first. */
  get keys(): readonly string[] {
    return [...this.#keys.values()].map(({ key }) => key);
  }

  /** Takes in what a unit wrote; `goneKind` says why keys that it deleted are gone. */
  read(group: readonly Effect[], sender: Sender, goneKind: 'key-released' | 'key-evicted'): void {
    for (const { argv } of group) {
      const [name = '', key = ''] = argv as readonly string[];
      switch (name.toUpperCase()) {
        case 'SET':
          this.#set(key, argv, sender);
          break;
        case 'PEXPIREAT':
          this.#extend(key, Number(argv[2]));
          break;
        case 'DEL':
        case 'UNLINK':
          for (const gone of argv.slice(1)) this.#deleteAll(gone, goneKind);
          break;
        case 'ZADD':
          this.#share(key, argv, sender);
          break;
        case 'ZREM':
          for (const reader of argv.slice(2)) this.#delete(nameOf(key, reader), goneKind);
          break;
        case 'FLUSHALL':
        case 'FLUSHDB':
          this.forget();
      }
    }
  }

  /** All keys are gone, in a way that the history has already. */
  forget(): void {
    for (const kept of this.#keys.values()) this.#unplan(kept);
    this.#keys.clear();
  }

  #set(key: string, argv: readonly string[], sender: Sender): void {
    const lock = this.#tools.readLock(key, argv[2] ?? '');
    if (lock === undefined) return;
    const { resource } = lock;
    const owner = this.#tools.recorder.ownerOf(lock.holder, sender);
    this.#deleteReaders(key, 'key-released');
    const untilMs = endOf(argv.slice(SET_OPTION), this.#keys.get(key));
    this.#keep(key, { key, isReader: false, resource, owner, untilMs, ending: undefined });
  }

  #share(key: string, argv: readonly string[], sender: Sender): void {
    const reader = argv[ZADD_MEMBER] ?? '';
    const lock = this.#tools.readReader?.(key, reader);
    if (lock === undefined) return;
    const owner = this.#tools.recorder.ownerOf(lock.holder, sender);
    const { resource } = lock;
    const untilMs = Number(argv[ZADD_SCORE]);
    this.#keep(nameOf(key, reader), { key, isReader: true, resource, owner, untilMs, ending: undefined });
  }

  #keep(name: string, kept: Kept): void {
    const before = this.#keys.get(name);
    if (before !== undefined) this.#unplan(before);
    this.#keys.set(name, kept);
    this.#write(before?.owner === kept.owner ? 'key-extended' : 'key-granted', kept, this.#plan(name, kept));
  }

  #extend(key: string, untilMs: number): void {
    const kept = this.#keys.get(key);
    if (kept === undefined) return;
    this.#unplan(kept);
    kept.untilMs = untilMs;
    this.#write('key-extended', kept, this.#plan(key, kept));
  }

  #deleteAll(key: string, kind: 'key-released' | 'key-evicted'): void {
    this.#delete(key, kind);
    this.#deleteReaders(key, kind);
  }

  #deleteReaders(key: string, kind: 'key-released' | 'key-evicted'): void {
    if (this.#tools.readReader === undefined) return;
    for (const [name, kept] of this.#keys) if (kept.isReader && kept.key === key) this.#delete(name, kind);
  }

  #delete(name: string, kind: 'key-released' | 'key-expired' | 'key-evicted'): void {
    const kept = this.#keys.get(name);
    if (kept === undefined) return;
    this.#unplan(kept);
    this.#keys.delete(name);
    const { resource, owner } = kept;
    this.#tools.recorder.write({ kind, instance: this.#machine.name, key: resource, owner });
  }

  #write(kind: 'key-granted' | 'key-extended', { resource, owner }: Kept, untilUs: number): void {
    this.#tools.recorder.write({ kind, instance: this.#machine.name, key: resource, owner, untilUs });
  }

  /** When the key ends, in true time. Redis keeps a key through the millisecond in which it ends, readers do not. */
  #plan(name: string, kept: Kept): number {
    if (Number.isNaN(kept.untilMs)) return WITHOUT_END_US;
    const { timeline } = this.#tools;
    const endMs = kept.isReader ? kept.untilMs : kept.untilMs + 1;
    const atUs = this.#machine.wall.whenShows(endMs * US_PER_MS, timeline.nowUs);
    if (atUs === undefined) return WITHOUT_END_US;
    kept.ending = timeline.planFate(atUs, () => {
      kept.ending = undefined;
      this.#delete(name, 'key-expired');
    });
    return atUs;
  }

  #planAnew(): void {
    for (const [name, kept] of this.#keys) {
      this.#unplan(kept);
      this.#plan(name, kept);
    }
  }

  #unplan(kept: Kept): void {
    if (kept.ending !== undefined) this.#tools.timeline.cancel(kept.ending);
    kept.ending = undefined;
  }
}

/** A reader's own key: no key of Redis holds it, and no line end stands in a name of ours. */
function nameOf(key: string, reader: string): string {
  return `${key}\n${reader}`;
}

/** When a key ends that is set with these options, by its instance's wall clock; NaN for never. */
function endOf(options: readonly string[], before: Kept | undefined): number {
  const words = options.map((word) => word.toUpperCase());
  if (words.includes('KEEPTTL')) return before?.untilMs ?? Number.NaN;
  const place = words.indexOf('PXAT');
  return place < 0 ? Number.NaN : Number(words[place + 1]);
}
