/**
 * One client: a process that thinks, takes a lock, works, and lets go, as its plan says, and writes down what it
 * asked, what it was told and what it did.
 */
import type { AcquireRequest, LockLibrary, UsingScope } from '../adapter/adapter.ts';
import type { Chance } from '../world/chance.ts';
import type { Machine } from '../world/machine.ts';
import type { FencedStore } from './fenced-store.ts';
import { Holding, type Until } from './holding.ts';
import type { Workload } from './plan.ts';
import type { Recorder, Sender } from './recorder.ts';

export interface ClientTools {
  readonly recorder: Recorder;
  readonly workload: Workload;
  /** How many may hold a resource at once. */
  readonly permits: number;
  /** The share of those who ask as readers. */
  readonly readers: number;
  readonly store: FencedStore;
  readonly nextOp: () => number;
  /** Starts the library in a process. */
  readonly start: (machine: Machine, sender: () => Sender) => LockLibrary;
}

/** A call for a lock, before it is settled. */
interface Wish {
  readonly op: number;
  readonly request: AcquireRequest & { readonly resource: string };
  /** Whether the client gave up. */
  readonly isAborted: () => boolean;
  /** The client does not give up any more. */
  readonly settle: () => void;
}

const US_PER_MS = 1000;
/** Lives of a lock that one who overruns works for at most. */
const OVERRUN_LIVES = 2;
/** The share of routines that do so, whose lock the library extends. */
const LONG_ROUTINES = 0.5;
/** How often in a life of its lock a routine looks for how long it has been extended. */
const LOOKS_A_LIFE = 4;
/** Errors within errors that are looked through for the routine's own. */
const DEEPEST_CAUSE = 5;
/** Characters of an error in a history. */
const LONGEST_ERROR = 300;

export class Client {
  readonly name: string;
  readonly #tools: ClientTools;
  readonly #chance: Chance;
  #machine: Machine;
  #library: LockLibrary | undefined;
  #roundsLeft: number;
  #op = 0;
  #isGone = false;

  constructor(machine: Machine, chance: Chance, tools: ClientTools) {
    this.name = machine.name;
    this.#machine = machine;
    this.#chance = chance;
    this.#tools = tools;
    this.#roundsLeft = tools.workload.rounds;
  }

  get machine(): Machine {
    return this.#machine;
  }

  get isDone(): boolean {
    return this.#roundsLeft === 0 || this.#isGone;
  }

  /** Starts the process, in a turn of its own. */
  start(): void {
    const machine = this.#machine;
    machine.after(1, () => {
      this.#library = this.#tools.start(machine, () => ({ client: this.name, op: this.#op }));
      void this.#work(machine, this.#library);
    });
  }

  /** The process dies. @param forGood nobody starts another */
  kill(forGood = false): void {
    this.#machine.kill();
    this.#library = undefined;
    this.#isGone = forGood;
  }

  /** Another process takes up what is left to do. */
  restart(machine: Machine): void {
    this.#machine = machine;
    this.start();
  }

  /** Ends the library, in a turn of the process. */
  close(): void {
    this.#machine.after(1, () => void this.#library?.close?.());
  }

  async #work(machine: Machine, library: LockLibrary): Promise<void> {
    const { workload } = this.#tools;
    while (this.#roundsLeft > 0) {
      await this.#sleep(machine, this.#chance.unit() * workload.thinkMs);
      await this.#round(machine, library);
      this.#roundsLeft--;
    }
  }

  #round(machine: Machine, library: LockLibrary): Promise<void> {
    const uses = this.#chance.happens(this.#tools.workload.uses);
    return uses && library.using !== undefined
      ? this.#roundInRoutine(machine, library, library.using.bind(library))
      : this.#roundByHand(machine, library);
  }

  async #roundByHand(machine: Machine, library: LockLibrary): Promise<void> {
    const { workload } = this.#tools;
    const chance = this.#chance;
    const wish = this.#wish(machine);
    let held: unknown;
    let holding: Holding;
    try {
      held = await library.acquire(wish.request);
      const token = library.token?.(held);
      holding = this.#begin(wish, token, this.#untilUs(library.remainingMs(held)));
      this.#listen(library, holding, library.signal?.(held));
    } catch (error) {
      this.#fail(wish.op, wish.isAborted() || library.isRefusal(error), error);
      return;
    } finally {
      wish.settle();
    }
    const workMs = this.#workMs(workload.overruns);
    const extendsIt = chance.happens(workload.extends);
    const abandons = chance.happens(workload.abandons);
    const twice = chance.happens(workload.releasesTwice);
    await this.#sleep(machine, workMs / 2);
    if (!holding.isOver && holding.ask(library.remainingMs(held) > 0)) holding.work();
    if (extendsIt) held = await this.#extend(library, holding, held);
    await this.#sleep(machine, workMs / 2);
    holding.leave();
    if (abandons) return;
    await this.#release(library, holding, held);
    if (twice) await this.#release(library, holding, held);
  }

  /** The library extends for as long as the routine takes, so half of the routines take longer than the lock. */
  async #roundInRoutine(machine: Machine, library: LockLibrary, using: Using): Promise<void> {
    const wish = this.#wish(machine);
    const workMs = this.#workMs(LONG_ROUTINES);
    let holding: Holding | undefined;
    let release: number | undefined;
    let own: Error | undefined;
    const end = (mine: Holding) => {
      mine.leave();
      release ??= this.#beginRelease(mine);
      return release;
    };
    try {
      await using(wish.request, async (scope) => {
        wish.settle();
        const mine = this.#begin(wish, scope.token, this.#untilUs(scope.remainingMs));
        holding = mine;
        this.#listen(library, mine, scope.signal);
        await this.#stay(machine, scope, { holding: mine, ms: workMs / 2 });
        if (this.#stillHolds(mine, scope)) mine.work();
        await this.#stay(machine, scope, { holding: mine, ms: workMs / 2 });
        if (mine.wasTold) own = new Error('the routine was cut short');
        end(mine);
        if (own !== undefined) throw own;
      });
      if (holding !== undefined) this.#write({ kind: 'settled', op: end(holding) });
    } catch (error) {
      if (holding === undefined) this.#fail(wish.op, wish.isAborted() || library.isRefusal(error), error);
      else this.#fail(end(holding), false, error);
      if (own !== undefined && !tells(error, own)) {
        const text = `it threw "${own.message}", and the caller gets ${firstLine(error)}`;
        this.#write({ kind: 'lost-error', text });
      }
    } finally {
      wish.settle();
    }
  }

  /** Works for so long, or until told; looks now and then, and at its end, whether the lock has been extended. */
  async #stay(machine: Machine, scope: UsingScope, { holding, ms }: Stay): Promise<void> {
    const looksEveryMs = this.#tools.workload.ttlMs / LOOKS_A_LIFE;
    let leftMs = ms;
    while (leftMs > 0) {
      const { remainingMs = Number.POSITIVE_INFINITY } = scope;
      const sleepMs = Math.min(
        leftMs,
        ...(remainingMs === Number.POSITIVE_INFINITY ? [] : [looksEveryMs, remainingMs]),
      );
      await this.#sleepUnlessTold(machine, sleepMs, scope.signal);
      leftMs -= sleepMs;
      if (leftMs > 0 && !this.#stillHolds(holding, scope)) return;
    }
  }

  #stillHolds(holding: Holding, { signal, remainingMs }: UsingScope): boolean {
    return (
      !holding.isOver &&
      holding.ask(remainingMs === undefined ? !signal.aborted : remainingMs > 0, this.#untilUs(remainingMs))
    );
  }

  /** @param overruns the share of work that goes on beyond the end of the lock */
  #workMs(overruns: number): number {
    const { ttlMs, workMs } = this.#tools.workload;
    return this.#chance.unit() * (this.#chance.happens(overruns) ? OVERRUN_LIVES * ttlMs : workMs);
  }

  #wish(machine: Machine): Wish {
    const { workload, permits, readers, nextOp } = this.#tools;
    const { ttlMs, waitMs } = workload;
    const resource = `r${this.#chance.whole(1, workload.resources)}`;
    const aborts = this.#chance.happens(workload.aborts);
    const abortMs = this.#chance.unit() * waitMs;
    const op = nextOp();
    this.#op = op;
    const isReader = readers > 0 && this.#chance.happens(readers);
    const mode = isReader ? 'shared' : 'exclusive';
    this.#write({ kind: 'acquire', op, resource, ttlUs: ttlMs * US_PER_MS, mode, limit: permits });
    const controller = new AbortController();
    const timer = aborts ? machine.setTimer(() => this.#abort(controller, op), abortMs) : undefined;
    return {
      op,
      request: {
        resource,
        ttlMs,
        waitMs,
        ...(aborts && { signal: controller.signal }),
        ...(isReader && { shared: true }),
      },
      isAborted: () => controller.signal.aborted,
      settle: () => timer?.cancel(),
    };
  }

  #abort(controller: AbortController, op: number): void {
    this.#write({ kind: 'abort', op });
    controller.abort(new Error('the client gave up'));
  }

  /** The lock is granted. */
  #begin({ op, request }: Wish, token: number | undefined, until: Until): Holding {
    this.#write({ kind: 'granted', op, ...until, ...(token !== undefined && { token }) });
    const facts = { lock: op, resource: request.resource, token, isReader: request.shared === true };
    return new Holding(facts, { write: (event) => this.#write(event), store: this.#tools.store });
  }

  #listen(library: LockLibrary, holding: Holding, signal: AbortSignal | undefined): void {
    holding.obey(signal, (reason) => library.causeOf?.(reason) ?? 'lost');
  }

  /** Resolves to the lock that is held then. */
  async #extend(library: LockLibrary, holding: Holding, before: unknown): Promise<unknown> {
    if (library.extend === undefined || holding.isOver) return before;
    const { ttlMs: wholeMs } = this.#tools.workload;
    const ttlMs = this.#chance.happens(0.5) ? wholeMs : Math.ceil(wholeMs / 2);
    const op = this.#tools.nextOp();
    this.#write({ kind: 'extend', op, lock: holding.lock, ttlUs: ttlMs * US_PER_MS });
    let held = before;
    try {
      held = await library.extend(before, ttlMs);
      if (held !== before) this.#listen(library, holding, library.signal?.(held));
      this.#write({ kind: 'granted', op, ...this.#untilUs(library.remainingMs(held)) });
    } catch (error) {
      this.#fail(op, library.isRefusal(error), error);
    }
    return held;
  }

  async #release(library: LockLibrary, holding: Holding, held: unknown): Promise<void> {
    const op = this.#beginRelease(holding);
    try {
      await library.release(held);
      this.#write({ kind: 'settled', op });
    } catch (error) {
      this.#fail(op, library.isRefusal(error), error);
    }
  }

  #beginRelease(holding: Holding): number {
    const op = this.#tools.nextOp();
    holding.end();
    this.#write({ kind: 'release', op, lock: holding.lock });
    return op;
  }

  #fail(op: number, isRefusal: boolean, error: unknown): void {
    this.#write({ kind: isRefusal ? 'refused' : 'failed', op, error: firstLine(error) });
  }

  /** The true time at which the earlier of both clocks shows that so much has passed; none: until it is told. */
  #untilUs(remainingMs = Number.POSITIVE_INFINITY): Until {
    if (remainingMs === Number.POSITIVE_INFINITY) return {};
    const { nowUs } = this.#tools.recorder;
    const shown = [this.#machine.wall, this.#machine.monotonic].map((clock) =>
      clock.whenShows(clock.readAt(nowUs) + Math.floor(remainingMs * US_PER_MS), nowUs),
    );
    return { untilUs: Math.min(...shown.map((atUs) => atUs ?? Number.MAX_SAFE_INTEGER)) };
  }

  #sleep(machine: Machine, ms: number): Promise<void> {
    return new Promise((resolve) => void machine.setTimer(resolve, ms));
  }

  /** As one who obeys: done at once when the signal aborts. */
  #sleepUnlessTold(machine: Machine, ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        timer.cancel();
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = machine.setTimer(wake, ms);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  #write(happening: ClientHappening): void {
    this.#tools.recorder.write({ client: this.name, ...happening });
  }
}

type WithoutClient<Event> = Event extends { readonly client: string } ? Omit<Event, 'client'> : never;
type ClientHappening = WithoutClient<Parameters<Recorder['write']>[0]>;

/** Work under a lock. */
interface Stay {
  readonly holding: Holding;
  readonly ms: number;
}

type Using = NonNullable<LockLibrary['using']>;

/** Whether who gets this error can find the other in it. */
function tells(error: unknown, own: Error, depth = DEEPEST_CAUSE): boolean {
  if (error === own) return true;
  // An error of another realm is no instance of ours.
  if (typeof error !== 'object' || error === null || depth === 0) return false;
  const within = error as { cause?: unknown; error?: unknown; suppressed?: unknown; errors?: unknown };
  const { cause, error: later, suppressed, errors } = within;
  return [cause, later, suppressed, ...(Array.isArray(errors) ? errors : [])].some((one) =>
    tells(one, own, depth - 1),
  );
}

/** No stack and no second line: those differ from run to run. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (text.split('\n')[0] ?? '').slice(0, LONGEST_ERROR);
}
