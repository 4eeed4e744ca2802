/** Faults on servers, one after another and at random: stalls, kills, restarts with the disk and without. */
import type { ManualWorld } from '../../src/base/world.ts';
import type { RedisProcess } from '../support/redis-process.ts';

type Fault = 'stall' | 'kill' | 'wipe';

const FAULTS: readonly Fault[] = ['stall', 'stall', 'kill', 'wipe'];
const LONGEST_FAULT_MS = 1_500;
/** Until it votes again, and another may suffer: after a kill it waits out a TTL, after a wipe a grace before. */
const UNWELL_MS: Readonly<Record<Fault, number>> = { stall: 100, kill: 1_000, wipe: 3_500 };
const LONGEST_CALM_MS = 400;

/** Does harm until it is stopped, then heals what it harmed. Mostly a quorum stays; sometimes it does not. */
export class Faults {
  readonly counts: Record<Fault, number> = { stall: 0, kill: 0, wipe: 0 };
  /** Times at which no quorum was there. */
  blackouts = 0;
  readonly #servers: readonly RedisProcess[];
  readonly #chance: ManualWorld;
  readonly #busy = new Map<RedisProcess, Promise<void>>();

  constructor(servers: readonly RedisProcess[], chance: ManualWorld) {
    this.#servers = servers;
    this.#chance = chance;
  }

  async harmUntil(endMs: number): Promise<void> {
    while (performance.now() < endMs) {
      const mayFail = Math.ceil(this.#servers.length / 2) - 1 + (this.#chance.random() < 0.1 ? 1 : 0);
      const free = this.#servers.filter((server) => !this.#busy.has(server));
      const server = free[Math.floor(this.#chance.random() * free.length)];
      if (server !== undefined && this.#busy.size < mayFail) this.#harm(server);
      if (this.#busy.size > this.#servers.length / 2) this.blackouts++;
      await pause(this.#chance.random() * LONGEST_CALM_MS);
    }
    await Promise.all(this.#busy.values());
  }

  #harm(server: RedisProcess): void {
    const fault = FAULTS[Math.floor(this.#chance.random() * FAULTS.length)] ?? 'stall';
    const forMs = this.#chance.random() * LONGEST_FAULT_MS;
    this.counts[fault]++;
    this.#busy.set(
      server,
      suffer(server, fault, forMs).finally(() => this.#busy.delete(server)),
    );
  }
}

async function suffer(server: RedisProcess, fault: Fault, forMs: number): Promise<void> {
  if (fault === 'stall') server.stall();
  else await server.kill();
  await pause(forMs);
  if (fault === 'stall') server.resume();
  else if (fault === 'kill') await server.restart();
  else await server.restartEmpty();
  await pause(UNWELL_MS[fault]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
