/** Guest: rate-limiter-flexible, unchanged, on a client with no socket and a clock moved by hand. */
import { Redis } from 'ioredis';
import { RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';
import { Engine } from 'tidelock';

const engine = new Engine({ clock: 'manual' });
const redis = new Redis(engine.ioredis());
const limiter = new RateLimiterRedis({ storeClient: redis, points: 5, duration: 1, keyPrefix: 'login' });

/** How many of ten attempts pass. */
async function attempt(): Promise<number> {
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => limiter.consume('alice')));
  return results.filter(({ status }) => status === 'fulfilled').length;
}

console.log(`first second: ${await attempt()} of 10 passed`);
const refusal = await limiter.consume('alice').catch((refused: RateLimiterRes) => refused);
console.log(`then refused, for another ${refusal.msBeforeNext} ms`);
engine.clock.advance(1_001);
console.log(`next second: ${await attempt()} of 10 passed`);

redis.disconnect();
await engine.close();
