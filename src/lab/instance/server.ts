/**
 * One simulated instance: an embedded engine on a machine of its own, that can crash and come back with all, some or
 * none of its memory, be flushed, and be replaced by a replica that lags behind.
 */
import type { EffectGroup } from '../../engine/run/effect.ts';
import type { Engine } from '../../redis.ts';
import type { Link } from '../network/link.ts';
import type { Sender } from '../run/recorder.ts';
import type { Machine } from '../world/machine.ts';
import { type EnginePool, stillWorld } from './engine-pool.ts';
import { KeyWatch, type KeyWatchTools } from './key-watch.ts';

export interface ServerTools extends KeyWatchTools {
  /** Keep what was written, so that a crash can lose the last of it. Costs memory. */
  readonly keepsLog: boolean;
  readonly pool: EnginePool;
}

/** How much of its memory an instance loses: nothing, what it wrote in the last so many µs, or all. */
export type Loss = 'nothing' | 'all' | { readonly lastUs: number };

interface Written {
  readonly atUs: number;
  readonly wallMs: number;
  readonly group: EffectGroup;
}

const NOBODY: Sender = { client: 'nobody', op: 0 };

export class Server {
  readonly machine: Machine;
  readonly #tools: ServerTools;
  readonly #watch: KeyWatch;
  readonly #links: Link[] = [];
  #log: Written[] = [];
  #engine: Engine | undefined;
  /** The process before a crash. */
  #before: Engine | undefined;
  #sender: Sender = NOBODY;
  #goneKind: 'key-released' | 'key-evicted' = 'key-released';
  #reader: KeyWatch | undefined;
  #unlisten = () => {};

  constructor(machine: Machine, tools: ServerTools) {
    this.machine = machine;
    this.#tools = tools;
    this.#watch = new KeyWatch(machine, tools);
    this.#engine = this.#start();
  }

  get name(): string {
    return this.machine.name;
  }

  /** Undefined while it is down. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** The links that end here: a crash resets their connections. */
  attach(link: Link): void {
    this.#links.push(link);
  }

  /** Runs something in the name of a client, so that the history can say whose keys it wrote. */
  serve<Result>(sender: Sender, work: (engine: Engine) => Result): Result {
    const engine = this.#engine;
    if (engine === undefined) throw new Error('ECONNREFUSED');
    this.#sender = sender;
    try {
      return work(engine);
    } finally {
      this.#sender = NOBODY;
    }
  }

  /** The process ends; `back` brings it up again. */
  crash(): void {
    if (this.#engine === undefined) return;
    this.#write({ kind: 'crash', instance: this.name });
    this.#stop();
  }

  back(loss: Loss): void {
    if (this.#engine !== undefined) return;
    this.#write({ kind: 'back', instance: this.name, memory: memoryAfter(loss), lost: this.#restore(loss) });
  }

  /** A replica that lags behind takes over at once. */
  failover(lagUs: number): void {
    if (this.#engine === undefined) return;
    this.#stop();
    const lost = this.#restore({ lastUs: lagUs });
    this.#write({ kind: 'failover', instance: this.name, memory: 'stale', lost });
  }

  flush(): void {
    if (this.#engine === undefined) return;
    this.#write({ kind: 'flush', instance: this.name, memory: 'empty', lost: this.#watch.resources });
    this.#engine.call('FLUSHALL');
  }

  /** Memory is short, and the oldest lock key goes. */
  evict(): void {
    const [key] = this.#watch.keys;
    if (this.#engine === undefined || key === undefined) return;
    this.#goneKind = 'key-evicted';
    this.#engine.call('DEL', key);
    this.#goneKind = 'key-released';
  }

  close(): void {
    this.#stop();
  }

  #start(): Engine {
    const engine = this.#tools.pool.take(this.machine, this.#before);
    this.#unlisten = engine.on('effect', (group) => this.#take(group));
    this.#reader = this.#watch;
    return engine;
  }

  #take(group: EffectGroup): void {
    const { keepsLog, timeline } = this.#tools;
    if (keepsLog) this.#log.push({ atUs: timeline.nowUs, wallMs: this.machine.nowMs(), group });
    this.#reader?.read(group, this.#sender, this.#goneKind);
  }

  #stop(): void {
    this.#unlisten();
    if (this.#engine !== undefined) this.#tools.pool.giveBack(this.#engine);
    this.#before = this.#engine ?? this.#before;
    this.#engine = undefined;
    for (const link of this.#links) link.drop();
  }

  /** A new process reads what is left of the log. Returns the resources whose keys were lost. */
  #restore(loss: Loss): readonly string[] {
    const before = this.#watch.resources;
    const untilUs = this.#keptUntilUs(loss);
    const kept = this.#log.filter(({ atUs }) => atUs <= untilUs);
    const engine = this.#start();
    this.#engine = engine;
    this.#log = [];
    if (loss !== 'nothing') this.#watch.forget();
    // What is read again is no news, unless the watch has just forgotten it.
    this.#reader = undefined;
    this.#readAgain(engine, kept);
    this.#reader = this.#watch;
    this.#log = kept;
    if (loss !== 'nothing') this.#rewatch(engine);
    const after = new Set(this.#watch.resources);
    return before.filter((resource) => !after.has(resource));
  }

  /** At the time of each write: read now, a key would end before the write that gave it more time. */
  #readAgain(engine: Engine, kept: readonly Written[]): void {
    const { pool } = this.#tools;
    let shownMs = 0;
    const past = stillWorld(() => shownMs);
    pool.move(engine, past);
    for (const { wallMs, group } of kept) {
      shownMs = wallMs;
      for (const { argv } of group) engine.call(...nameAndWords(argv));
    }
    pool.move(engine, this.machine);
  }

  #keptUntilUs(loss: Loss): number {
    if (loss === 'all') return -1;
    return this.#tools.timeline.nowUs - (loss === 'nothing' ? 0 : loss.lastUs);
  }

  /** What is left after a loss is granted as before: the history says it anew. */
  #rewatch(engine: Engine): void {
    for (const key of (engine.call('KEYS', '*') as string[]).sort()) {
      const group = writesOf(engine, key).map((argv) => ({
        db: 0,
        argv: argv as unknown as EffectGroup[number]['argv'],
      }));
      this.#watch.read(group, NOBODY, 'key-released');
    }
  }

  #write(happening: Parameters<KeyWatchTools['recorder']['write']>[0]): void {
    this.#tools.recorder.write(happening);
  }
}

function memoryAfter(loss: Loss): 'kept' | 'stale' | 'empty' {
  if (loss === 'nothing') return 'kept';
  return loss === 'all' ? 'empty' : 'stale';
}
/** What would write a lock's key as it stands. */
function writesOf(engine: Engine, key: string): readonly (readonly string[])[] {
  const type = engine.call('TYPE', key);
  if (type === 'zset') {
    const readers = engine.call('ZRANGE', key, 0, -1, 'WITHSCORES') as readonly (readonly [string, number])[];
    return readers.map(([reader, deadlineMs]) => ['ZADD', key, String(deadlineMs), reader]);
  }
  if (type !== 'string') return [];
  const value = engine.call('GET', key) as string;
  const untilMs = engine.call('PEXPIRETIME', key) as number;
  return [untilMs < 0 ? ['SET', key, value] : ['SET', key, value, 'PXAT', String(untilMs)]];
}

function nameAndWords(argv: readonly string[]): [string, ...Buffer[]] {
  const [name = '', ...words] = argv;
  return [name, ...words.map((word) => Buffer.from(word, 'latin1'))];
}
