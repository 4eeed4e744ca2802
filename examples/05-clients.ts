/** One engine, three clients: node-redis over TCP, ioredis over a unix socket, ioredis with no socket. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { Engine } from 'tidelock';

const engine = new Engine();
const tcp = await engine.listen();
const unix = await engine.listen({ path: join(tmpdir(), `tidelock-example-${process.pid}.sock`) });

const nodeRedis = await createClient({ url: `redis://${tcp.address}` }).connect();
const overUnix = new Redis(unix.address);
const inProcess = new Redis(engine.ioredis());

await nodeRedis.hSet('planet:3', { name: 'Earth', moons: '1' });
console.log('ioredis over a unix socket reads', await overUnix.hgetall('planet:3'));

const queue = inProcess.blpop('launches', 0);
await overUnix.rpush('launches', 'apollo');
console.log('ioredis with no socket waited for', await queue);

const script = `
  local total = 0
  for _, key in ipairs(KEYS) do total = total + redis.call('HINCRBY', key, 'moons', ARGV[1]) end
  return total`;
console.log(
  'node-redis runs a script:',
  await nodeRedis.eval(script, { keys: ['planet:3'], arguments: ['1'] }),
);

overUnix.disconnect();
inProcess.disconnect();
nodeRedis.destroy();
await engine.close();
