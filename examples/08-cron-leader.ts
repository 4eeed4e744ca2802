/**
 * One leader among the replicas of a service: each tries to lead, one does, and another takes over when it
 * dies. The token goes with every job, so that whoever receives it can turn away a leader that was deposed
 * and does not know it yet.
 * Run: npm run example -- examples/08-cron-leader.ts
 */
import { Engine } from 'tidelock';
import { type Lock, LockLost, MemoryFence, Redlock } from 'tidelock/redlock';

const engines = Array.from({ length: 3 }, () => new Engine());
const TERM = { ttlMs: 400, waitMs: Number.POSITIVE_INFINITY } as const;

/** What the jobs act on. It remembers the largest token that it has seen. */
const mailbox = new MemoryFence();
const sent: string[] = [];

/** One replica. It leads for as long as it can, and stands in line again when it has been deposed. */
class Replica {
  readonly name: string;
  readonly #locks = new Redlock(engines);
  readonly #dying = new AbortController();

  constructor(name: string) {
    this.name = name;
  }

  async run(): Promise<void> {
    const { signal } = this.#dying;
    while (!signal.aborted)
      await this.#locks.using('leader', { ...TERM, signal }, (lock) => this.#lead(lock)).catch(expected);
  }

  /** Its process is gone: the lock is not released, it runs out. Here the locks are closed instead. */
  async die(): Promise<void> {
    this.#dying.abort();
    await this.#locks.close();
  }

  async #lead(lock: Lock): Promise<void> {
    mailbox.enter(lock);
    while (!lock.signal.aborted && !this.#dying.signal.aborted) {
      mailbox.run(lock, () => sent.push(this.name));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function expected(error: unknown): void {
  if (error instanceof LockLost || (error instanceof DOMException && error.name === 'AbortError')) return;
  throw error;
}

const replicas = ['a', 'b', 'c'].map((name) => new Replica(name));
const running = replicas.map((replica) => replica.run());
const jobs = async (): Promise<readonly string[]> => {
  sent.length = 0;
  while (sent.length < 5) await new Promise((resolve) => setTimeout(resolve, 10));
  return [...new Set(sent)];
};

for (const place of ['first', 'second', 'third']) {
  const leaders = await jobs();
  console.log(`the ${place} leader does all the jobs: ${leaders.length === 1}`);
  await replicas.find(({ name }) => name === leaders[0])?.die();
}
await Promise.all(running);
console.log('all replicas are gone');
await Promise.all(engines.map((engine) => engine.close()));
