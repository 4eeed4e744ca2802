/**
 * Traces: what a guest sends while it works on an engine of ours, written down word by word, so that the same
 * requests can be made of two servers.
 */
import { Redis, type RedisOptions } from 'ioredis';
import { Engine } from '../../../src/redis.ts';

export type Trace = readonly (readonly string[])[];

type Send = Redis['sendCommand'];

/** What belongs to a connection and not to the work. */
const CONNECTION_COMMANDS = new Set([
  'info',
  'client',
  'hello',
  'auth',
  'quit',
  'select',
  'subscribe',
  'bzpopmin',
]);

/** Lets a guest work; `connect` gives it clients whose requests are written down. */
export async function record(work: (connect: () => Redis) => Promise<void>): Promise<Trace> {
  const engine = new Engine();
  const trace: string[][] = [];
  const clients: Redis[] = [];

  class Recorder extends Redis {
    override sendCommand(...args: Parameters<Send>): ReturnType<Send> {
      const [command] = args;
      if (!CONNECTION_COMMANDS.has(command.name))
        trace.push(withoutWaiting([command.name, ...command.args.map(asBytes)]));
      return super.sendCommand(...args);
    }

    override duplicate(options: Partial<RedisOptions> = {}): Redis {
      return connect(options);
    }
  }

  const connect = (options: Partial<RedisOptions> = {}): Redis => {
    const client = new Recorder({
      ...engine.ioredis(),
      maxRetriesPerRequest: null,
      enableReadyCheck: false,
      ...options,
    });
    clients.push(client);
    return client;
  };
  try {
    await work(connect);
  } finally {
    for (const client of clients) client.disconnect();
  }
  return trace;
}

/** BRPOPLPUSH found something or waited in vain: both show without waiting. */
function withoutWaiting(argv: string[]): string[] {
  return argv[0] === 'brpoplpush' ? ['rpoplpush', ...argv.slice(1, 3)] : argv;
}

/** An argument as the wire has it, one character a byte. */
function asBytes(argument: unknown): string {
  return Buffer.isBuffer(argument) ? argument.latin1Slice() : Buffer.from(String(argument)).latin1Slice();
}
