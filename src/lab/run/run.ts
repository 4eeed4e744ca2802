/**
 * One run: a world is built from a seed and a plan, clients work in it while faults befall it, then everything is
 * healed and has time to come to rest. The history is all that leaves it.
 */
import type { LabAdapter, LockLibrary } from '../adapter/adapter.ts';
import type { FindingEvent } from '../history/event.ts';
import type { History } from '../history/history.ts';
import { EnginePool } from '../instance/engine-pool.ts';
import { Server } from '../instance/server.ts';
import { Link } from '../network/link.ts';
import type { ClientName } from '../network/redis-client.ts';
import type { CompiledFiles } from '../process/module-graph.ts';
import { Chance } from '../world/chance.ts';
import { clocksOf, Machine } from '../world/machine.ts';
import { isTimeLimit } from '../world/time-limit.ts';
import { type ThrownKind, Timeline } from '../world/timeline.ts';
import { watchForRealTime } from '../world/tripwire.ts';
import { type DriveOptions, drive } from '../world/turn.ts';
import { BusyLoop } from '../world/turn-bound.ts';
import { Client } from './client.ts';
import { planFaults } from './fault.ts';
import { FencedStore } from './fenced-store.ts';
import { judgePlan, type Plan } from './plan.ts';
import { Recorder, type Sender } from './recorder.ts';
import { startLibrary } from './start-library.ts';

/** What a run is made of. */
export interface RunRequest {
  /** A whole number; with the plan it is all that the history depends on. */
  readonly seed: number;
  readonly plan: Plan;
  readonly adapter: LabAdapter;
  /** The one-line token that repeats the run. Default none. */
  readonly replay?: string;
  /** Engines to use again; runs of one pool take turns. Default: new ones. */
  readonly pool?: EnginePool;
  /** Write down what goes over the links too. Default false. */
  readonly messages?: boolean;
  /** Real clients over simulated sockets. Default: none, and messages are calls of the Instance port, which is faster. */
  readonly sockets?: SocketLevel;
  /** Where packages come from, at the port level. */
  readonly packages?: Packages;
  /** Real time that one turn of code that is not ours may take, ms, before its process is ended. Default 15,000. */
  readonly limitMs?: number;
}

/** Packages that run in simulated processes. */
export interface Packages {
  /** Compiled files of runs before. Default none. */
  readonly compiled?: CompiledFiles;
  /** The folder in which packages are looked for. Default the working directory. */
  readonly folder?: string;
}

/** How a run is made at the socket level. */
export interface SocketLevel extends Packages {
  readonly client: ClientName;
}

const US_PER_MS = 1000;
/** Where wall clocks begin, ms since the epoch. */
const EPOCH_MS = 1_700_000_000_000;
const UPTIME_US = 3_600_000_000;
/** What a round may take beyond thinking, waiting and working, and still be in the safety phase. */
const SPARE_MS = 1_000;
/** Time for what is closed to be still. */
const CLOSING_US = 1_000_000;
/** A turn that takes longer never ends, on a busy machine too. */
const LIMIT_MS = 15_000;
/** Of those who ask for a lock that may be shared, so many ask as readers. */
const READERS = 0.6;

/** Runs a plan once. The same request gives the same history, to the byte. */
export async function run(request: RunRequest): Promise<History> {
  judgePlan(request.plan);
  const world = new RunningWorld(request);
  return world.run();
}

/** Until when, and when it is over earlier. */
type Phase = Pick<DriveOptions, 'untilUs' | 'isOver'>;

class RunningWorld {
  readonly #request: RunRequest;
  readonly #chance: Chance;
  readonly #timeline: Timeline;
  readonly #recorder: Recorder;
  readonly #servers: readonly Server[];
  readonly #clients: readonly Client[];
  readonly #links = new Map<string, Link>();
  readonly #late: ReadonlyMap<number, number>;
  #sent = 0;
  #ops = 0;

  constructor(request: RunRequest) {
    const { plan, seed, adapter } = request;
    this.#request = request;
    this.#late = new Map(plan.late.map(({ nth, byMs }) => [nth, byMs]));
    this.#chance = new Chance(seed);
    this.#timeline = new Timeline(this.#chance.fork('ties'));
    this.#recorder = new Recorder(this.#timeline, { writesMessages: request.messages === true });
    const keepsLog = plan.faults.some(({ kind }) => kind === 'crash' || kind === 'failover');
    const tools = {
      timeline: this.#timeline,
      recorder: this.#recorder,
      readLock: adapter.readLock,
      readReader: adapter.readReader,
      keepsLog,
      pool: request.pool ?? new EnginePool(),
    };
    this.#servers = names('i', plan.instances).map((name) => new Server(this.#machine(name), tools));
    const machines = names('c', plan.clients).map((name) => this.#machine(name));
    for (const machine of machines) for (const server of this.#servers) this.#connect(machine, server);
    const store = new FencedStore();
    this.#clients = machines.map(
      (machine) =>
        new Client(machine, this.#chance.fork(`work ${machine.name}`), {
          recorder: this.#recorder,
          workload: plan.workload,
          permits: adapter.permits ?? 1,
          readers: adapter.readReader === undefined ? 0 : READERS,
          store,
          nextOp: () => ++this.#ops,
          start: (process, sender) => this.#startLibrary(process, sender),
        }),
    );
  }

  async run(): Promise<History> {
    const { plan, seed, adapter } = this.#request;
    const { nowUs } = this.#timeline;
    this.#timeline.onThrown = ({ name }, error, kind) => this.#blame(name, error, kind);
    const unwatch = this.#watch();
    const faults = planFaults(plan.faults, this.#reach());
    const heal = () => {
      faults.heal();
      this.#recorder.write({ kind: 'healed' });
    };
    if (plan.healMs > 0) this.#timeline.planFate(nowUs + plan.healMs * US_PER_MS, heal);
    for (const client of this.#clients) client.start();
    const isOver = () => this.#clients.every((client) => client.isDone);
    const safetyUs = nowUs + safetyMs(plan) * US_PER_MS;
    await this.#drive({ untilUs: safetyUs, isOver });
    if (!faults.areHealed) heal();
    const livenessUs = this.#timeline.nowUs + plan.promises.settleUs;
    await this.#drive({ untilUs: livenessUs, isOver });
    const restMs = 3 * plan.workload.ttlMs;
    await this.#drive({ untilUs: this.#timeline.nowUs + restMs * US_PER_MS });
    await this.#close();
    unwatch();
    this.#recorder.write({ kind: 'end' });
    return this.#recorder.historyOf({
      kind: 'run',
      version: 1,
      seed,
      replay: this.#request.replay ?? '',
      library: adapter.name,
      instances: this.#servers.map(({ name }) => name),
      clients: this.#clients.map(({ name }) => name),
      assumptions: plan.assumptions,
      promises: {
        ...plan.promises,
        fenced: adapter.fenced,
        ...(adapter.tells !== undefined && { tellUs: tellUs(plan, adapter.tells) }),
      },
    });
  }

  #drive(phase: Phase): Promise<void> {
    const limit = this.#runsGuests ? { limitMs: this.#request.limitMs ?? LIMIT_MS } : {};
    return drive(this.#timeline, { ...phase, ...limit });
  }

  /** Code that is not ours has a process of its own, and is watched. */
  get #runsGuests(): boolean {
    const { adapter, sockets } = this.#request;
    return sockets !== undefined || 'startOn' in adapter;
  }

  #watch(): () => void {
    if (!this.#runsGuests) return () => {};
    return watchForRealTime(this.#timeline, (name, kind) =>
      this.#find(name, 'real-time', `it made a real ${kind}`),
    );
  }

  async #close(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.#drive({ untilUs: this.#timeline.nowUs + CLOSING_US });
    for (const { machine, name } of this.#clients)
      if (machine.timerCount > 0) this.#find(name, 'leaked-timer', `${machine.timerCount} timers were left`);
    for (const server of this.#servers) server.close();
  }

  #machine(name: string): Machine {
    const { clocks } = this.#request.plan;
    const chance = this.#chance.fork(name);
    const driftPpm = chance.whole(-clocks.driftPpm, clocks.driftPpm);
    const offsetMs = chance.whole(-clocks.offsetMs, clocks.offsetMs);
    if (driftPpm !== 0) this.#recorder.write({ kind: 'clock-rate', node: name, rate: 1 + driftPpm / 1e6 });
    const wallUs = (EPOCH_MS + offsetMs) * US_PER_MS + chance.whole(0, US_PER_MS - 1);
    const clock = { wallUs, monotonicUs: UPTIME_US + chance.whole(0, UPTIME_US), driftPpm };
    return new Machine(this.#timeline, name, { chance, clocks: clocksOf(clock) });
  }

  #connect(client: Machine, server: Server): void {
    const label = `${client.name}-${server.name}`;
    const tools = {
      recorder: this.#recorder,
      chance: this.#chance.fork(label),
      lateUs: () => (this.#late.get(++this.#sent) ?? 0) * US_PER_MS,
    };
    const link = new Link({ client, instance: server.machine }, this.#request.plan.network, tools);
    this.#links.set(label, link);
    server.attach(link);
  }

  #startLibrary(machine: Machine, sender: () => Sender): LockLibrary {
    const { plan, adapter, sockets, packages } = this.#request;
    const { ttlMs, waitMs } = plan.workload;
    const terms = { ttlMs, waitMs, clockRateBound: plan.assumptions.clockRateBound };
    const routes = this.#servers.map((server) => {
      const link = this.#links.get(`${machine.name}-${server.name}`) as Link;
      return { link, server };
    });
    const { compiled = new Map(), folder = process.cwd() } = sockets ?? packages ?? {};
    const shared = { timeline: this.#timeline, recorder: this.#recorder };
    const tools = { ...shared, compiled, folder, routes, sender };
    return startLibrary(machine, { adapter, terms, sockets: sockets?.client, tools });
  }

  #reach(): Parameters<typeof planFaults>[1] {
    return {
      timeline: this.#timeline,
      recorder: this.#recorder,
      client: (name) => this.#clients.find((client) => client.name === name),
      server: (name) => this.#servers.find((server) => server.name === name),
      links: (client, instance) =>
        [...this.#links].filter(([label]) => isBetween(label, client, instance)).map(([, link]) => link),
    };
  }

  /** A process that does not end its turn is ended; what it leaves to nobody is written down. */
  #blame(name: string, error: unknown, kind: ThrownKind): void {
    if (!(error instanceof BusyLoop || isTimeLimit(error))) {
      this.#find(name, kind, String(error).split('\n')[0] ?? '');
      return;
    }
    const client = this.#clients.find((each) => each.name === name);
    // What is left of a process that was ended may throw once more.
    if (client?.machine.state === 'dead') return;
    this.#find(name, 'busy-loop', error instanceof BusyLoop ? error.message : 'a turn did not end by itself');
    this.#recorder.write({ kind: 'kill', client: name });
    client?.kill(true);
  }

  #find(client: string, kind: FindingEvent['kind'], text: string): void {
    this.#recorder.write({ kind, client, text });
  }
}

function names(letter: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
}

function tellUs({ faults }: Plan, { byUs, afterJumpUs }: NonNullable<LabAdapter['tells']>): number {
  return faults.some(({ kind }) => kind === 'suspend' || kind === 'clock-step') ? afterJumpUs : byUs;
}

function isBetween(label: string, client: string, instance: string | undefined): boolean {
  return instance === undefined ? label.startsWith(`${client}-`) : label === `${client}-${instance}`;
}

/** How long faults go on: all rounds have had their time by then. */
function safetyMs({ workload, faults, healMs }: Plan): number {
  const { rounds, thinkMs, waitMs, workMs, ttlMs } = workload;
  const ends = faults.map((fault) => fault.atMs + ('forMs' in fault ? fault.forMs : 0));
  return Math.max(rounds * (thinkMs + waitMs + workMs + 2 * ttlMs + SPARE_MS), healMs, ...ends);
}
