/**
 * Core: the state of one Redis — databases, sessions, configuration, counters — and the few events that
 * cut across them. Commands reach it through their Context; only the executor runs them.
 */
import type { ByteString } from '../base/bytes.ts';
import { bytes } from '../base/bytes.ts';
import type { Timer, World } from '../base/world.ts';
import { KeyTable } from '../structs/key-table.ts';
import { StringPool } from '../structs/string-pool.ts';
import type { CommandTable } from './command/command-table.ts';
import { COMPAT_7_0, type Compat } from './compat.ts';
import { Config } from './config.ts';
import { Database, type DatabaseHost } from './database.ts';
import { EVENT_CLASS, eventMessages } from './notify.ts';
import { PubSub } from './pubsub.ts';
import { WaitingRoom } from './run/blocking.ts';
import { EffectStream } from './run/effect.ts';
import { Executor } from './run/executor.ts';
import type { ScriptRunner } from './run/script-runner.ts';
import { WatchTable } from './run/watch.ts';
import { type Door, Session } from './session.ts';
import { Stats } from './stats.ts';

/** Active expiry looks this often while there is something to do, ms (the server's hz 10). */
const CRON_MS = 100;
/** Keys that one tick of active expiry removes at most, so that a tick stays short. */
const EXPIRED_PER_TICK = 5000;

/** CLIENT PAUSE: until when, and whether reads are held back too. */
export interface Pause {
  readonly untilMs: number;
  readonly mode: 'all' | 'write';
}

export class Core implements DatabaseHost {
  readonly world: World;
  readonly config: Config;
  readonly compat: Compat;
  readonly commands: CommandTable;
  readonly databases: readonly Database[];
  readonly sessions = new Map<number, Session>();
  readonly stats = new Stats();
  readonly pubsub = new PubSub();
  readonly watches = new WatchTable();
  readonly waiting = new WaitingRoom();
  readonly effects = new EffectStream();
  /** Names that small hashes share among them. */
  readonly fieldNames = new StringPool();
  readonly executor: Executor;
  readonly runId: ByteString;
  readonly startedAtMs: number;
  scripts: ScriptRunner | undefined;
  /** SHUTDOWN: whoever has opened servers closes them too. */
  onShutDown: () => void = () => this.close();
  /** Bits of EVENT_CLASS; 0 while neither K nor E is configured. */
  eventMask = 0;
  /** Changes since the last save, as INFO's rdb_changes_since_last_save. */
  unsavedChanges = 0;
  activeExpiry = true;
  pause: Pause | undefined;
  idleClock: number;
  /** True when the next unit must start the cron again. */
  cronAsleep = true;
  #cron: Timer | undefined;
  #pauseTimer: Timer | undefined;
  #unitNowMs = 0;
  #nextSessionId = 1;
  #closed = false;

  constructor(
    world: World,
    commands: CommandTable,
    config: Config = new Config(),
    compat: Compat = COMPAT_7_0,
  ) {
    this.world = world;
    this.config = config;
    this.compat = compat;
    this.commands = commands;
    this.databases = Array.from(
      { length: config.databases },
      (_, i) => new Database(i, this, new KeyTable(this.#seed())),
    );
    this.startedAtMs = world.nowMs();
    this.idleClock = Math.floor(this.startedAtMs / 1000);
    this.runId = this.#randomHex(40);
    this.executor = new Executor(this);
  }

  get hits(): { found: number; missed: number } {
    return this.stats.hits;
  }

  get isAwaited(): boolean {
    return this.waiting.size > 0;
  }

  /** The time of the running unit: read once, when first asked for. */
  nowMs(): number {
    if (this.#unitNowMs === 0) this.#unitNowMs = this.world.nowMs();
    return this.#unitNowMs;
  }

  /** Forgets the time of the unit before; called by the executor at each start. */
  beginUnit(): void {
    this.#unitNowMs = 0;
  }

  database(index: number): Database | undefined {
    return this.databases[index];
  }

  openSession(door: Door): Session {
    const nowMs = this.world.nowMs();
    const authenticated = this.config.requirepass === '';
    const session = new Session(
      this.#nextSessionId++,
      door,
      this.databases[0] as Database,
      nowMs,
      authenticated,
    );
    this.sessions.set(session.id, session);
    this.stats.connectionsReceived++;
    return session;
  }

  closeSession(session: Session): void {
    session.closing = true;
    this.sessions.delete(session.id);
    if (session.waiter !== undefined) this.waiting.leave(session.waiter);
    session.waiter = undefined;
    session.postponed = undefined;
    this.watches.unwatch(session);
    this.pubsub.drop(session);
  }

  keyMissed(db: Database, key: ByteString): void {
    this.stats.hits.missed++;
    if ((this.eventMask & EVENT_CLASS.m) !== 0) this.publishEvent('keymiss', key, db);
  }

  keyExpired(db: Database, key: ByteString): void {
    this.stats.expiredKeys++;
    this.effects.record(db.index, [bytes('DEL'), key]);
    this.keyModified(db, key);
    if ((this.eventMask & EVENT_CLASS.x) !== 0) this.publishEvent('expired', key, db);
  }

  keyReady(db: Database, key: ByteString): void {
    if (this.waiting.size > 0) this.waiting.markReady(db, key);
    if ((this.eventMask & EVENT_CLASS.n) !== 0) this.publishEvent('new', key, db);
  }

  streamLost(db: Database, key: ByteString): void {
    if (this.waiting.size > 0) this.waiting.markReady(db, key);
  }

  allLost(db: Database): void {
    if (this.waiting.size > 0) this.waiting.markAllReady(db);
  }

  keyModified(db: Database, key: ByteString): void {
    this.watches.touch(db, key);
  }

  publishEvent(event: string, key: ByteString, db: Database): void {
    for (const [channel, message] of eventMessages(this.eventMask, db.index, event, key))
      this.pubsub.publish(channel, message);
  }

  /** Starts the cron, or brings it back to its short rhythm. */
  wakeCron(): void {
    this.cronAsleep = false;
    this.idleClock = Math.floor(this.world.nowMs() / 1000);
    this.#cron?.cancel();
    if (!this.#closed) this.#cron = this.world.setTimer(() => this.#tick(), CRON_MS);
  }

  /** Takes over a copy of the data, the parameters and the scripts of another core. */
  copyFrom(other: Core): void {
    for (const db of this.databases) {
      const source = other.databases[db.index];
      this.watches.touchAll(db, source);
      if (source === undefined) db.clear();
      else db.copyFrom(source);
      this.waiting.markAllReady(db);
    }
    Object.assign(this.config, other.config);
    this.eventMask = other.eventMask;
    this.scripts?.flush();
    for (const source of other.scripts?.sources().values() ?? []) this.scripts?.load(source);
    if (other.scripts !== undefined) this.scripts?.functions.copyFrom(other.scripts.functions);
    this.executor.background(() => {});
    this.cronAsleep = true;
  }

  /** CLIENT PAUSE; a longer pause that is running goes on, and the stricter mode wins. */
  startPause(timeoutMs: number, mode: Pause['mode']): void {
    const untilMs = Math.max(this.world.nowMs() + timeoutMs, this.pause?.untilMs ?? 0);
    this.pause = { untilMs, mode: this.pause?.mode === 'all' ? 'all' : mode };
    this.#pauseTimer?.cancel();
    this.#pauseTimer = this.world.setTimer(() => this.endPause(), untilMs - this.world.nowMs());
  }

  /** Ends a pause; the requests held back run once the running unit is over. */
  endPause(): void {
    this.#pauseTimer?.cancel();
    this.pause = undefined;
    this.#pauseTimer = this.world.setTimer(() => this.executor.resumePostponed(), 0);
  }

  /** Ends every timer and session. */
  close(): void {
    this.#closed = true;
    this.#cron?.cancel();
    this.#pauseTimer?.cancel();
    this.executor.suspension.drop();
    for (const session of [...this.sessions.values()]) {
      this.closeSession(session);
      session.door.close({ flush: false });
    }
  }

  #tick(): void {
    this.idleClock = Math.floor(this.world.nowMs() / 1000);
    this.stats.measureRate(this.world.monotonicMs());
    if (this.activeExpiry) this.executor.background(() => this.#expireDue());
    if (this.config.timeout > 0) this.executor.suspension.whenFree(() => this.#closeIdle());
    this.#cron = undefined;
    this.cronAsleep = true;
    const next = this.#nextDutyMs();
    if (next === undefined || this.#closed) return;
    const delayMs = Math.max(CRON_MS, next + 1 - this.world.nowMs());
    this.#cron = this.world.setTimer(() => this.#tick(), delayMs);
  }

  #expireDue(): void {
    for (const db of this.databases) if (db.volatileSize > 0) db.expireDue(EXPIRED_PER_TICK);
  }

  /** Closes clients that have been silent for longer than `timeout`; who waits or listens may be silent. */
  #closeIdle(): void {
    const silentSinceMs = this.world.nowMs() - this.config.timeout * 1000;
    for (const session of [...this.sessions.values()])
      if (session.activeAtMs < silentSinceMs && mayTimeOut(session)) session.door.close({ flush: false });
  }

  /** When the cron must look again although nobody calls. */
  #nextDutyMs(): number | undefined {
    const expiryMs = this.activeExpiry ? this.#nextExpiryMs() : undefined;
    if (this.config.timeout === 0) return expiryMs;
    let firstMs = expiryMs ?? Number.POSITIVE_INFINITY;
    for (const session of this.sessions.values())
      if (mayTimeOut(session)) firstMs = Math.min(firstMs, session.activeAtMs + this.config.timeout * 1000);
    return firstMs === Number.POSITIVE_INFINITY ? undefined : firstMs;
  }

  #nextExpiryMs(): number | undefined {
    let next: number | undefined;
    for (const db of this.databases) {
      const atMs = db.nextExpiryMs();
      if (atMs !== undefined && (next === undefined || atMs < next)) next = atMs;
    }
    return next;
  }

  #seed(): number {
    return Math.floor(this.world.random() * 2 ** 32) | 0;
  }

  #randomHex(length: number): ByteString {
    let text = '';
    while (text.length < length) text += Math.floor(this.world.random() * 16).toString(16);
    return bytes(text);
  }
}

function mayTimeOut(session: Session): boolean {
  return !session.isWaiting && session.subscriptionCount + session.shardChannels.size === 0;
}
