/**
 * The outbox of one instance. Requests of one tick for one script go out as one call and come back as one
 * answer each: with many locks in flight the round trip, the client's work and the server's entry into the
 * script are paid once for all of them. Never throws: a failure is the answer (an Error) of those it met.
 */
import type { World } from '../../base/world.ts';
import { answerOf, answersOf } from './answer.ts';
import { EndOfTick } from './end-of-tick.ts';
import type { Instance, Unsubscribe } from './instance.ts';
import { recordKey, SlotRecords } from './key.ts';
import type { Request } from './request.ts';
import type { ScriptName, Scripts } from './script.ts';
import { slotOf } from './slot.ts';

/** Requests in one call: some 128 × 10 µs of the server's time at most. */
const MAX_REQUESTS_IN_CALL = 128;
/** Requests without an answer: what a burst may be, at some 3 KiB each. */
const MAX_UNANSWERED = 8_192;
/** The same for an instance that has been silent for a while: less than a MiB in the client's queue. */
const MAX_UNANSWERED_WHEN_SILENT = 256;
const SILENT_AFTER_MS = 250;

/** What every call of a script begins with, before the requests. */
export interface CallHead {
  /** The record of the instance stands first among the keys. */
  readonly hasRecord: boolean;
  readonly args: readonly string[];
  /** What it writes must be on disk before its answer counts, and how long that may take, ms. */
  readonly onDiskWithinMs?: number | undefined;
}

export type CallHeads = Readonly<Record<ScriptName, CallHead>>;

export interface OutboxOptions {
  readonly scripts: Scripts;
  readonly heads: CallHeads;
  readonly prefix: string;
  readonly world: World;
  /** Shared by the outboxes of a quorum. Default: one of its own. */
  readonly endOfTick?: EndOfTick;
}

/** Who is in doubt is asked among the first again, besides a quorum of others, once in so long a time. */
const PROBE_EVERY_MS = 250;

type Listener = (answer: unknown) => void;

const NOTHING: readonly string[] = [];

interface Letter {
  readonly request: Request;
  readonly listener: Listener;
}

export class Outbox {
  readonly instance: Instance;
  readonly #options: OutboxOptions;
  readonly #closing = new AbortController();
  readonly #slotRecords: SlotRecords | undefined;
  readonly #record: string;
  readonly #endOfTick: EndOfTick;
  readonly #flush = () => this.#send();
  #waiting: Letter[] = [];
  #unanswered = 0;
  /** The last answer, or when the first of those that wait now was sent. */
  #heardAtMs = 0;
  #doubtedAtMs: number | undefined;

  constructor(instance: Instance, options: OutboxOptions) {
    this.instance = instance;
    this.#options = options;
    this.#record = recordKey(options.prefix);
    this.#endOfTick = options.endOfTick ?? new EndOfTick();
    this.#slotRecords = instance.isCluster === true ? new SlotRecords(options.prefix) : undefined;
  }

  /** Sends a request with the others of this tick. The listener is called once, never before this returns. */
  send(request: Request, listener: Listener): void {
    if (this.#waiting.length === 0) this.#endOfTick.add(this.#flush);
    this.#waiting.push({ request, listener });
  }

  /** As `send`, by a promise. */
  ask(request: Request): Promise<unknown> {
    return new Promise((resolve) => this.send(request, resolve));
  }

  /** Listens to a channel; undefined when the instance cannot, or would not. */
  async subscribe(channel: string, onMessage: (message: string) => void): Promise<Unsubscribe | undefined> {
    try {
      return await this.instance.subscribe?.(channel, onMessage);
    } catch {
      // Without it waiters go by the time that refusals tell: slower, and no error.
      return undefined;
    }
  }

  /** It has kept us waiting, or cannot vote: others are asked first, until it answers. */
  doubt(): void {
    this.#doubtedAtMs = this.#options.world.monotonicMs();
  }

  /** Whether its answer may be counted on, and whether it is worth another try if not. */
  outlook(): 'good' | 'doubtful' | 'to-be-probed' {
    if (this.#doubtedAtMs === undefined) return 'good';
    const nowMs = this.#options.world.monotonicMs();
    if (nowMs - this.#doubtedAtMs < PROBE_EVERY_MS) return 'doubtful';
    this.#doubtedAtMs = nowMs;
    return 'to-be-probed';
  }

  /** The record that stands for `key`: the instance's, or on a cluster its slot's. */
  recordBeside(key: string): string {
    return this.#slotRecords === undefined ? this.#record : this.#slotRecords.beside(key);
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('the locks are closed'));
    await this.instance.close?.();
  }

  #send(): void {
    const letters = this.#waiting;
    this.#waiting = [];
    const groups = letters.length === 1 ? [letters] : groupsOf(letters, this.#slotRecords !== undefined);
    for (const group of groups)
      for (let from = 0; from < group.length; from += MAX_REQUESTS_IN_CALL)
        this.#call(group.slice(from, from + MAX_REQUESTS_IN_CALL));
  }

  #call(letters: readonly Letter[]): void {
    if (this.#unanswered === 0) this.#heardAtMs = this.#options.world.monotonicMs();
    if (this.#isFull(letters.length)) {
      const stalled = new Error(`stalled: ${this.#unanswered} requests wait for an answer`);
      deliver(letters, stalled);
      return;
    }
    this.#unanswered += letters.length;
    const settle = (answers: unknown) => {
      this.#unanswered -= letters.length;
      if (this.#unanswered > 0) this.#heardAtMs = this.#options.world.monotonicMs();
      if (!(answers instanceof Error)) this.#doubtedAtMs = undefined;
      deliver(letters, answers);
    };
    try {
      const answers = this.#evaluate(letters);
      if (isPromise(answers)) answers.then(settle, (error: unknown) => settle(toError(error)));
      else settle(answers);
    } catch (error) {
      settle(toError(error));
    }
  }

  /** Whether so many more would be too many. The clock is asked only where it matters. */
  #isFull(more: number): boolean {
    const unanswered = this.#unanswered + more;
    if (unanswered <= MAX_UNANSWERED_WHEN_SILENT) return false;
    if (unanswered > MAX_UNANSWERED) return true;
    return this.#options.world.monotonicMs() - this.#heardAtMs > SILENT_AFTER_MS;
  }

  #evaluate(letters: readonly Letter[]): unknown {
    const { script, keys: firstKeys, args: firstArgs } = (letters[0] as Letter).request;
    const head = this.#options.heads[script];
    const record = head.hasRecord ? [this.recordBeside(firstKeys[0] ?? '')] : NOTHING;
    const keys = record.concat(firstKeys);
    const args = head.args.concat(firstArgs);
    for (let i = 1; i < letters.length; i++) {
      const { request } = letters[i] as Letter;
      keys.push(...request.keys);
      args.push(...request.args);
    }
    const { signal } = this.#closing;
    const { onDiskWithinMs: timeoutMs } = head;
    const text = this.#options.scripts[script];
    if (timeoutMs === undefined) return this.instance.evaluate(text, keys, args, signal);
    return this.instance.evaluateOnDisk?.(text, keys, args, { timeoutMs, signal });
  }
}

/** By script, and by slot where one call may touch one slot only; in the order of the first of each. */
function groupsOf(letters: readonly Letter[], bySlot: boolean): Iterable<readonly Letter[]> {
  const groups = new Map<string, Letter[]>();
  for (const letter of letters) {
    const { script, keys } = letter.request;
    const name = bySlot ? `${script} ${slotOf(keys[0] ?? '')}` : script;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [letter]);
    else group.push(letter);
  }
  return groups.values();
}

/** One line each; a failure is everybody's, and so is a reply of another form (inside an array: no vote). */
function deliver(letters: readonly Letter[], reply: unknown): void {
  const [first] = letters;
  if (letters.length === 1 && first !== undefined) {
    first.listener(reply instanceof Error ? reply : (answerOf(reply) ?? [reply]));
    return;
  }
  const answers = reply instanceof Error ? undefined : answersOf(reply);
  const isEach = answers?.length === letters.length;
  const all = reply instanceof Error ? reply : [reply];
  letters.forEach(({ listener }, index) => {
    listener(isEach ? answers?.[index] : all);
  });
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
