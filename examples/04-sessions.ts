/** Guests: express-session and connect-redis on node-redis, over TCP. */
import { RedisStore } from 'connect-redis';
import type { SessionData } from 'express-session';
import { createClient } from 'redis';
import { Engine } from 'tidelock';

const engine = new Engine();
const server = await engine.listen();
const client = await createClient({ url: `redis://${server.address}` }).connect();
const store = new RedisStore({ client, prefix: 'session:', ttl: 60 });

const session = { cookie: { originalMaxAge: 60_000 }, user: 'alice' } as unknown as SessionData;
await new Promise<void>((resolve, reject) =>
  store.set('42', session, (error) => (error ? reject(error) : resolve())),
);
const found = await new Promise<SessionData | null | undefined>((resolve, reject) =>
  store.get('42', (error, value) => (error ? reject(error) : resolve(value))),
);
console.log(`session found: ${JSON.stringify(found)}`);
console.log(`it lives for ${engine.call('TTL', 'session:42')} seconds`);
await new Promise<void>((resolve) => store.destroy('42', () => resolve()));
console.log(`after the logout: ${engine.call('EXISTS', 'session:42') === 0 ? 'gone' : 'still there'}`);

client.destroy();
await engine.close();
