/**
 * One client: a process that thinks, takes a lock, works, and lets go, as its plan says, and writes down what it
 * asked, what it was told and what it did. It obeys the library: told that a lock is over, it stops its work.
 */
import type { LockLibrary } from '../adapter/adapter.ts';
import type { Chance } from '../world/chance.ts';
import type { Machine } from '../world/machine.ts';
import type { FencedStore } from './fenced-store.ts';
import type { Workload } from './plan.ts';
import type { Recorder, Sender } from './recorder.ts';

export interface ClientTools {
  readonly recorder: Recorder;
  readonly workload: Workload;
  readonly store: FencedStore;
  readonly nextOp: () => number;
  /** Starts the library in a process. */
  readonly start: (machine: Machine, sender: () => Sender) => LockLibrary;
}

/** A lock that a client has. */
interface Holding {
  held: unknown;
  readonly lock: number;
  readonly resource: string;
  /** What the guarded resource held when the work began. */
  read: number;
  isOver: boolean;
  isInside: boolean;
}

const US_PER_MS = 1000;
/** Lives of a lock that one who overruns works for at most. */
const OVERRUN_LIVES = 2;
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
    return this.#roundsLeft === 0 || (this.#machine.state === 'dead' && this.#library === undefined);
  }

  /** Starts the process, in a turn of its own. */
  start(): void {
    const machine = this.#machine;
    machine.after(1, () => {
      this.#library = this.#tools.start(machine, () => ({ client: this.name, op: this.#op }));
      void this.#work(machine, this.#library);
    });
  }

  kill(): void {
    this.#machine.kill();
    this.#library = undefined;
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

  async #round(machine: Machine, library: LockLibrary): Promise<void> {
    const holding = await this.#acquire(machine, library);
    if (holding === undefined) return;
    const { workload } = this.#tools;
    const chance = this.#chance;
    const overruns = chance.happens(workload.overruns);
    const workMs = chance.unit() * (overruns ? OVERRUN_LIVES * workload.ttlMs : workload.workMs);
    const extendsIt = chance.happens(workload.extends);
    const abandons = chance.happens(workload.abandons);
    const twice = chance.happens(workload.releasesTwice);
    await this.#sleep(machine, workMs / 2);
    this.#writeTo(library, holding);
    if (extendsIt) await this.#extend(library, holding);
    await this.#sleep(machine, workMs / 2);
    this.#leave(holding);
    if (abandons) return;
    await this.#release(library, holding);
    if (twice) await this.#release(library, holding);
  }

  async #acquire(machine: Machine, library: LockLibrary): Promise<Holding | undefined> {
    const { recorder, workload, nextOp } = this.#tools;
    const { ttlMs, waitMs } = workload;
    const resource = `r${this.#chance.whole(1, workload.resources)}`;
    const aborts = this.#chance.happens(workload.aborts);
    const abortMs = this.#chance.unit() * waitMs;
    const op = nextOp();
    this.#op = op;
    this.#write({ kind: 'acquire', op, resource, ttlUs: ttlMs * US_PER_MS, mode: 'exclusive', limit: 1 });
    const controller = new AbortController();
    const timer = aborts ? machine.setTimer(() => this.#abort(controller, op), abortMs) : undefined;
    const request = { resource, ttlMs, waitMs, ...(aborts && { signal: controller.signal }) };
    try {
      const held = await library.acquire(request);
      const untilUs = this.#untilUs(library.remainingMs(held));
      const token = library.token?.(held);
      recorder.write({
        kind: 'granted',
        client: this.name,
        op,
        ...untilUs,
        ...(token !== undefined && { token }),
      });
      const holding: Holding = { held, lock: op, resource, read: 0, isOver: false, isInside: true };
      this.#write({ kind: 'enter', lock: op });
      holding.read = this.#tools.store.enter(resource, token);
      this.#listen(library, holding);
      return holding;
    } catch (error) {
      this.#fail(op, controller.signal.aborted || library.isRefusal(error), error);
      return undefined;
    } finally {
      timer?.cancel();
    }
  }

  #abort(controller: AbortController, op: number): void {
    this.#write({ kind: 'abort', op });
    controller.abort(new Error('the client gave up'));
  }

  #listen(library: LockLibrary, holding: Holding): void {
    const signal = library.signal?.(holding.held);
    if (signal === undefined) return;
    const tell = () => {
      if (holding.isOver) return;
      holding.isOver = true;
      const cause = library.causeOf?.(signal.reason) ?? 'lost';
      this.#write({ kind: 'told', lock: holding.lock, cause });
      this.#leave(holding);
    };
    if (signal.aborted) tell();
    else signal.addEventListener('abort', tell, { once: true });
  }

  async #extend(library: LockLibrary, holding: Holding): Promise<void> {
    if (library.extend === undefined || holding.isOver) return;
    const { ttlMs: wholeMs } = this.#tools.workload;
    const ttlMs = this.#chance.happens(0.5) ? wholeMs : Math.ceil(wholeMs / 2);
    const op = this.#tools.nextOp();
    const { lock } = holding;
    this.#write({ kind: 'extend', op, lock, ttlUs: ttlMs * US_PER_MS });
    try {
      const held = await library.extend(holding.held, ttlMs);
      if (held !== holding.held) {
        holding.held = held;
        this.#listen(library, holding);
      }
      this.#write({ kind: 'granted', op, ...this.#untilUs(library.remainingMs(held)) });
    } catch (error) {
      this.#fail(op, library.isRefusal(error), error);
    }
  }

  async #release(library: LockLibrary, holding: Holding): Promise<void> {
    const op = this.#tools.nextOp();
    holding.isOver = true;
    this.#write({ kind: 'release', op, lock: holding.lock });
    try {
      await library.release(holding.held);
      this.#write({ kind: 'settled', op });
    } catch (error) {
      this.#fail(op, library.isRefusal(error), error);
    }
  }

  /** Asks whether the lock is held still, as the careful do, and writes. */
  #writeTo(library: LockLibrary, { held, lock, resource, isOver, read }: Holding): void {
    if (isOver) return;
    const isHeld = library.remainingMs(held) > 0;
    this.#write({ kind: 'asked', lock, held: isHeld });
    if (!isHeld) return;
    const token = library.token?.(held);
    const written = this.#tools.store.write(resource, token);
    this.#write({ kind: 'write', lock, resource, read, ...written, ...(token !== undefined && { token }) });
  }

  #leave(holding: Holding): void {
    if (!holding.isInside) return;
    holding.isInside = false;
    this.#write({ kind: 'leave', lock: holding.lock });
  }

  #fail(op: number, isRefusal: boolean, error: unknown): void {
    this.#write({ kind: isRefusal ? 'refused' : 'failed', op, error: firstLine(error) });
  }

  /** The true time at which the earlier of both clocks shows that so much has passed; none: until it is told. */
  #untilUs(remainingMs: number): { readonly untilUs?: number } {
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

  #write(happening: ClientHappening): void {
    this.#tools.recorder.write({ client: this.name, ...happening });
  }
}

type WithoutClient<Event> = Event extends { readonly client: string } ? Omit<Event, 'client'> : never;
type ClientHappening = WithoutClient<Parameters<Recorder['write']>[0]>;

/** No stack and no second line: those differ from run to run. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (text.split('\n')[0] ?? '').slice(0, LONGEST_ERROR);
}
