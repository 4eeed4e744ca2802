/**
 * The one place where engine, commands, scripts and doors are wired together: the embedded Redis.
 */
import { type ByteString, bytes, isAscii } from './base/bytes.ts';
import type { Reply } from './base/reply.ts';
import { ManualWorld, RealWorld, type World } from './base/world.ts';
import { commandTable } from './commands/table.ts';
import { PendingCalls } from './doors/pending-calls.ts';
import {
  type Plain,
  SYNCHRONOUS_DOOR,
  toPlainBuffer,
  toPlainText,
  toWord,
  type Word,
} from './doors/plain.ts';
import { readLimits, type ScriptOptions } from './doors/script-options.ts';
import { type ListenOptions, listen, type Server } from './doors/server.ts';
import { type SocketlessOptions, socketless } from './doors/socketless.ts';
import { COMPAT_7_0, type Compat } from './engine/compat.ts';
import { Config } from './engine/config.ts';
import { Core } from './engine/core.ts';
import type { Effect } from './engine/run/effect.ts';
import type { ScriptLimits } from './engine/run/script-runner.ts';
import { Session } from './engine/session.ts';
import type { CallReply, CommandName } from './reply-type.ts';
import { joinScripts } from './script-runner.ts';

/** Options of an embedded engine. */
export interface EngineOptions {
  /**
   * `real`: time ticks (default). `manual`: time stands still until `engine.clock.advance(ms)`, and chance
   * follows from `seed`.
   */
  readonly clock?: 'real' | 'manual';
  /** With a manual clock: where it starts, ms since the epoch. Default 1_700_000_000_000. */
  readonly startMs?: number;
  /** With a manual clock: the seed of everything random. Default 1. */
  readonly seed?: number;
  /** Number of databases. Default 16. */
  readonly databases?: number;
  /** The password that clients must give with AUTH. Default none. */
  readonly password?: string;
  /** Where versions of the server differ, the other way than 7.0's. */
  readonly compat?: Partial<Compat>;
  /** Time and chance from elsewhere, such as a simulation; overrides `clock`. */
  readonly world?: World;
}

/** The clock by which an engine lives. */
export interface Clock {
  /** Wall clock, ms since the epoch. */
  nowMs(): number;
  /**
   * Moves TTLs, TIME, stream ids and blocking timeouts forward together.
   * @throws TypeError when the engine's clock is real
   */
  advance(ms: number): void;
}

/** The data, parameters and scripts of an engine at one moment. Opaque; immutable. */
export interface Snapshot {
  readonly kind: 'snapshot';
}

class Contents implements Snapshot {
  readonly kind = 'snapshot';
  readonly core: Core;
  constructor(core: Core) {
    this.core = core;
  }
}

/**
 * An embedded Redis.
 *
 * @example
 * const engine = new Engine();
 * engine.call('SET', 'greeting', 'hello');
 * engine.eval("return redis.call('GET', KEYS[1])", ['greeting']); // 'hello'
 * const redis = new Redis(engine.ioredis()); // a real ioredis client, no socket
 * const server = await engine.listen({ port: 6379 }); // any client
 */
export class Engine {
  /** The clock; `advance` needs `clock: 'manual'`. */
  readonly clock: Clock;
  readonly #core: Core;
  readonly #digests = new Set<string>();
  readonly #session: Session;
  readonly #options: EngineOptions;
  readonly #servers = new Set<Server>();
  readonly #pending: PendingCalls;

  constructor(options: EngineOptions = {}) {
    this.#options = options;
    const world = options.world ?? worldOf(options);
    const config = new Config();
    config.databases = options.databases ?? config.databases;
    config.requirepass = bytes(options.password ?? '');
    this.#core = new Core(world, commandTable, config, { ...COMPAT_7_0, ...options.compat });
    this.#core.scripts = joinScripts(this.#core);
    this.#core.onShutDown = () => void this.close();
    this.clock = clockOf(world);
    this.#session = synchronousSession(this.#core);
    this.#pending = new PendingCalls(this.#core);
  }

  /** The inner engine: for the doors, the lab and tests of this package. */
  get core(): Core {
    return this.#core;
  }

  /**
   * Runs one command and returns its reply. Text is UTF-8; maps become objects, doubles numbers.
   * A blocking command answers at once, as if its time were over.
   * @throws CommandError when the reply is an error
   */
  call<Name extends CommandName>(name: Name, ...args: readonly Word[]): CallReply<Name>;
  call(name: string, ...args: readonly Word[]): Plain<string>;
  call(...words: Word[]): Plain<string> {
    return toPlainText(this.#run(words));
  }

  /** As `call`, with Buffers for bulk strings. */
  callBuffer(name: string, ...args: readonly Word[]): Plain<Buffer> {
    return toPlainBuffer(this.#run([name, ...args]));
  }

  /**
   * Runs a Lua script as one unit; compiled once, found again by its text.
   * @throws CommandError for an error reply, and for a script that does not compile or fails
   */
  eval(
    script: string | Uint8Array,
    keys: readonly Word[] = [],
    args: readonly Word[] = [],
    limits?: ScriptLimits,
  ): Plain<string> {
    return this.#runScript(evaluation('EVAL', script, keys, args), 1, limits);
  }

  /** As `eval`, for a cached script by its SHA1. @throws CommandError `NOSCRIPT` when it is not cached */
  evalsha(
    sha1: string,
    keys: readonly Word[] = [],
    args: readonly Word[] = [],
    limits?: ScriptLimits,
  ): Plain<string> {
    const ready = this.#isKnownDigest(sha1) ? 2 : 1;
    return this.#runScript(evaluation('EVALSHA', sha1, keys, args), ready, limits);
  }

  /**
   * As `eval`, for a script that may take long: it goes in slices of a few ms between which the event loop has its
   * turn. Meanwhile others wait, and are told BUSY once `busy-reply-threshold` has passed; `options.signal` ends it.
   */
  async evalAsync(
    script: string | Uint8Array,
    keys: readonly Word[] = [],
    args: readonly Word[] = [],
    options: ScriptOptions = {},
  ): Promise<Plain<string>> {
    const argv = evaluation('EVAL', script, keys, args).map(toWord);
    const terms = { limits: readLimits(options), signal: options.signal };
    return toPlainText(await this.#pending.run(argv, terms));
  }

  /**
   * Options for `new Redis(…)` of ioredis 5 or 6: a real client whose connection stays in the process.
   * `duplicate()`, subscriptions, blocking commands and pipelines work as over a socket.
   */
  ioredis(): SocketlessOptions {
    return socketless(this.#core);
  }

  /** Opens a server on TCP or a unix socket; resolves when it accepts connections. */
  async listen(options: ListenOptions = {}): Promise<Server> {
    const server = await listen(this.#core, options);
    this.#servers.add(server);
    return server;
  }

  /** Listens to what is written: each unit's effects as one group. Returns a function that stops it. */
  on(_event: 'effect', listener: (group: readonly Effect[]) => void): () => void {
    return this.#core.effects.listen(listener);
  }

  /** A new engine with a copy of the data, the parameters and the scripts. O(n) in the data. */
  fork(): Engine {
    this.#checkFree();
    const copy = new Engine({
      ...this.#options,
      ...(this.#options.clock === 'manual' && { startMs: this.clock.nowMs() }),
    });
    copy.#core.copyFrom(this.#core);
    return copy;
  }

  /** Keeps the data, the parameters and the scripts of this moment. O(n) in the data. */
  snapshot(): Snapshot {
    this.#checkFree();
    const { world, compat } = this.#core;
    const core = new Core(world, commandTable, Object.assign(new Config(), this.#core.config), compat);
    core.scripts = joinScripts(core);
    core.copyFrom(this.#core);
    return new Contents(core);
  }

  /** Brings back what a snapshot kept, as often as wanted. Clients stay; what they watch is touched. */
  restore(snapshot: Snapshot): void {
    if (!(snapshot instanceof Contents)) throw new TypeError('not a snapshot of an engine');
    this.#checkFree();
    this.#core.copyFrom(snapshot.core);
  }

  /** Closes servers and sessions and ends every timer. The engine must not be used afterwards. */
  async close(): Promise<void> {
    await Promise.all([...this.#servers].map((server) => server.close()));
    this.#core.close();
    this.#pending.close();
  }

  /** Between two slices of a script the data are neither as before it nor as after it. */
  #checkFree(): void {
    if (this.#core.executor.suspension.isHeld)
      throw new Error('a script is running: wait for its end, or kill it');
  }

  /** Was it found to be ASCII before? To look at all its characters again takes as long as a short script. */
  #isKnownDigest(sha1: string): boolean {
    const digests = this.#digests;
    if (digests.has(sha1)) return true;
    if (typeof sha1 === 'string' && sha1.length === DIGEST_LENGTH && isAscii(sha1)) {
      if (digests.size === KNOWN_DIGESTS) digests.clear();
      digests.add(sha1);
    }
    return false;
  }

  #runScript(words: Word[], ready: number, limits: ScriptLimits | undefined): Plain<string> {
    if (limits === undefined) return toPlainText(this.#run(words, ready));
    this.#session.terms = { maySuspend: false, limits: readLimits(limits) };
    try {
      return toPlainText(this.#run(words, ready));
    } finally {
      this.#session.terms = RUN_THROUGH;
    }
  }

  /** Encodes the words where they stand, from `ready` on: each caller hands over an array of its own. */
  #run(words: Word[], ready = 0): Reply {
    if (words.length === 0) throw new TypeError('a call needs the name of a command');
    for (let i = ready; i < words.length; i++) words[i] = toWord(words[i] as Word);
    const argv = words as ByteString[];
    const name = argv[0] as ByteString;
    const found = commandTable.find(name);
    return this.#core.executor.execute(this.#session, found, argv) as Reply;
  }
}

/** The request of an evaluation; spreading would take longer. */
function evaluation(
  name: string,
  script: string | Uint8Array,
  keys: readonly Word[],
  args: readonly Word[],
): Word[] {
  const words: Word[] = [name, script, String(keys.length)];
  for (let i = 0; i < keys.length; i++) words.push(keys[i] as Word);
  for (let i = 0; i < args.length; i++) words.push(args[i] as Word);
  return words;
}

const DIGEST_LENGTH = 40;
const KNOWN_DIGESTS = 1024;

/** A synchronous caller cannot wait. */
const RUN_THROUGH = { maySuspend: false };

/** The session of `call`: no client of its own, so that CLIENT LIST shows clients only. */
function synchronousSession(core: Core): Session {
  const session = new Session(
    0,
    SYNCHRONOUS_DOOR,
    core.databases[0] as Session['db'],
    core.startedAtMs,
    true,
  );
  session.mayBlock = false;
  session.terms = RUN_THROUGH;
  session.resp = 3;
  return session;
}

function worldOf(options: EngineOptions): World {
  if (options.clock !== 'manual') return new RealWorld();
  return new ManualWorld({
    ...(options.startMs !== undefined && { startMs: options.startMs }),
    ...(options.seed !== undefined && { seed: options.seed }),
  });
}

function clockOf(world: World): Clock {
  return {
    nowMs: () => world.nowMs(),
    advance: (ms) => {
      if (!(world instanceof ManualWorld))
        throw new TypeError(
          "the clock is real: construct the engine with { clock: 'manual' } to move it by hand",
        );
      world.advance(ms);
    },
  };
}
