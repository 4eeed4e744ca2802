/** What each guest is made to do: as much of its face as sends scripts. */
import Bull from 'bull';
import { FlowProducer, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { MultiSemaphore, Mutex, Semaphore } from 'redis-semaphore';
import Redlock from 'redlock';
import Redlock4 from 'redlock4';

export type Work = (connect: () => Redis) => Promise<void>;

const DAY_MS = 86_400_000;

/** Failures are part of the work: a lock that is held, a job that is locked. */
const tried = async (action: () => Promise<unknown>): Promise<void> => {
  await action().catch(() => undefined);
};

const bullMq: Work = async (connect) => {
  const queue = new Queue('q', { connection: connect() });
  const worker = new Worker('q', undefined, { connection: connect(), autorun: false });
  const flow = new FlowProducer({ connection: connect() });
  const take = async () => (await worker.getNextJob('token', { block: false })) ?? undefined;
  await queue.add('plain', { n: 1 });
  await queue.add('later', { n: 2 }, { delay: DAY_MS });
  await queue.add('urgent', { n: 3 }, { priority: 5, jobId: 'mine' });
  await queue.add('twice', { n: 4 }, { jobId: 'mine' });
  await queue.add('last first', { n: 5 }, { lifo: true, removeOnComplete: 1 });
  await queue.add('alone', { n: 6 }, { deduplication: { id: 'one' } });
  await queue.add('alone', { n: 7 }, { deduplication: { id: 'one' } });
  await queue.addBulk([1, 2, 3].map((n) => ({ name: `bulk${n}`, data: { n }, opts: { attempts: 2 } })));
  await flow.add({ name: 'parent', queueName: 'q', children: [{ name: 'child', queueName: 'q' }] });
  const first = await take();
  await first?.updateProgress(50);
  await first?.updateData({ n: 10 });
  await first?.log('a line');
  await first?.extendLock('token', 60_000);
  await tried(async () => first?.moveToCompleted('done', 'other token', false));
  await tried(async () => first?.moveToCompleted('done', 'token', true));
  const second = await take();
  await tried(async () => second?.moveToFailed(new Error('broken'), 'token', false));
  const third = await take();
  await tried(async () => third?.moveToDelayed(Date.now() + DAY_MS, 'token'));
  const fourth = await take();
  await tried(async () => fourth?.moveToWait('token'));
  for (const job of await queue.getJobs(['wait', 'delayed', 'prioritized', 'failed'])) {
    await job.getState();
    await tried(() => job.changePriority({ priority: 3 }));
    await tried(() => job.changeDelay(2 * DAY_MS));
    await tried(() => job.promote());
    await tried(() => job.retry());
  }
  await queue.getJobCounts();
  await queue.getCountsPerPriority([0, 3, 5]);
  await queue.pause();
  await queue.add('paused', {});
  await queue.resume();
  await queue.upsertJobScheduler('each day', { every: DAY_MS }, { name: 'tick' });
  await queue.getJobSchedulers();
  await queue.removeJobScheduler('each day');
  await queue.removeDeduplicationKey('one');
  await queue.rateLimit(60_000);
  await queue.getRateLimitTtl();
  await tried(() => queue.remove('mine'));
  await queue.clean(0, 10, 'completed');
  await tried(() => queue.retryJobs());
  await tried(() => queue.promoteJobs());
  await queue.drain(true);
  await tried(() => queue.obliterate({ force: true }));
  await Promise.all([worker.close(), queue.close(), flow.close()]);
};

const bull: Work = async (connect) => {
  const queue = new Bull('q', { createClient: () => connect() });
  await queue.isReady();
  await queue.add({ n: 1 });
  await queue.add({ n: 2 }, { delay: DAY_MS });
  await queue.add({ n: 3 }, { priority: 2, jobId: 'mine' });
  await queue.add({ n: 4 }, { lifo: true });
  const job = await queue.getNextJob();
  await job?.progress(10);
  await job?.log('a line');
  await job?.extendLock(60_000);
  await tried(async () => job?.moveToCompleted('done', true, true));
  const second = await queue.getNextJob();
  await tried(async () => second?.moveToFailed({ message: 'broken' }, true));
  for (const each of await queue.getJobs(['waiting', 'delayed', 'failed'])) {
    await each.getState();
    await tried(() => each.promote());
    await tried(() => each.retry());
    await tried(() => each.update({ n: 9 }));
  }
  await queue.pause();
  await queue.resume();
  await queue.getJobCounts();
  await queue.clean(0, 'completed');
  await tried(() => queue.removeJobs('m*'));
  await queue.empty();
  await tried(() => queue.obliterate({ force: true }));
  await queue.close();
};

const redlock: Work = async (connect) => {
  const locks = new Redlock([connect()], { retryCount: 0 });
  const lock = await locks.acquire(['a', 'b'], 60_000);
  await tried(() => locks.acquire(['b', 'c'], 60_000));
  const longer = await lock.extend(90_000);
  await longer.release();
  await tried(() => lock.release());
};

const redlock4: Work = async (connect) => {
  const locks = new Redlock4([connect()], { retryCount: 0 });
  const lock = await locks.lock(['a', 'b'], 60_000);
  await tried(async () => locks.lock('b', 60_000));
  await lock.extend(90_000);
  await lock.unlock();
  await tried(async () => lock.unlock());
};

const redisSemaphore: Work = async (connect) => {
  const client = connect();
  const options = { acquireAttemptsLimit: 1, lockTimeout: 60_000, refreshInterval: 0 };
  const locks = [
    () => new Mutex(client, 'mutex', options),
    () => new Semaphore(client, 'semaphore', 2, options),
    () => new MultiSemaphore(client, 'multi', 3, 2, options),
  ];
  for (const make of locks) {
    const [one, two, three] = [make(), make(), make()];
    for (const lock of [one, two, three]) await lock.tryAcquire();
    for (const lock of [two, one, three]) await tried(() => lock.release());
  }
};

const rateLimiter: Work = async (connect) => {
  const limiter = new RateLimiterRedis({
    storeClient: connect(),
    points: 3,
    duration: 600,
    blockDuration: 900,
  });
  for (let i = 0; i < 5; i++) await tried(() => limiter.consume('user'));
  await limiter.penalty('user', 2);
  await limiter.reward('other', 1);
  await limiter.get('user');
  await limiter.delete('other');
};

/** By package. */
export const WORKS: Readonly<Record<string, Work>> = {
  bullmq: bullMq,
  bull,
  redlock,
  redlock4,
  'redis-semaphore': redisSemaphore,
  'rate-limiter-flexible': rateLimiter,
};
