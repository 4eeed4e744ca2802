/**
 * Guest: BullMQ, unchanged. A queue and a worker pass 1,000 jobs with delays, retries and priorities, once
 * over a connection with no socket and once over TCP.
 */
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Engine } from 'tidelock';

const JOBS = 1_000;
/** Every so manyth job is delayed, is urgent, or fails once before it succeeds. */
const DELAYED = 10;
const URGENT = 7;
const FLAKY = 13;

async function passJobs(how: string, connect: () => Redis): Promise<void> {
  const clients = [connect(), connect()] as const;
  const queue = new Queue('mail', { connection: clients[0] });
  const done = new Set<number>();
  let failures = 0;
  const startMs = performance.now();

  const worker = new Worker<{ n: number }>(
    'mail',
    async (job) => {
      const { n } = job.data;
      if (n % FLAKY === 0 && job.attemptsMade === 0) {
        failures++;
        throw new Error('mailbox busy');
      }
      done.add(n);
    },
    { connection: clients[1], concurrency: 50 },
  );
  const finished = new Promise<void>((resolve) => {
    worker.on('completed', () => {
      if (done.size === JOBS) resolve();
    });
  });

  await queue.addBulk(
    Array.from({ length: JOBS }, (_, n) => ({
      name: 'letter',
      data: { n },
      opts: {
        attempts: 3,
        backoff: { type: 'fixed', delay: 5 },
        ...(n % DELAYED === 0 && { delay: 20 }),
        ...(n % URGENT === 0 && { priority: 1 }),
      },
    })),
  );
  await finished;
  const elapsedMs = Math.round(performance.now() - startMs);
  console.log(`${how}: ${done.size} jobs done, ${failures} retried, ${elapsedMs} ms`);

  await worker.close();
  await queue.close();
  for (const client of clients) client.disconnect();
}

const engine = new Engine();
await passJobs('no socket', () => new Redis({ ...engine.ioredis(), maxRetriesPerRequest: null }));

engine.call('FLUSHALL');
const server = await engine.listen();
await passJobs('TCP', () => new Redis(server.port, '127.0.0.1', { maxRetriesPerRequest: null }));
await engine.close();
