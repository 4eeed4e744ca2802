/**
 * The fast level for published libraries: an object that they take for a client of Redis, with the commands that they
 * send. Words come in any form that ioredis takes, the answer by a promise or a callback; one call is one message there
 * and one back.
 */
import type { Engine } from '../../redis.ts';
import type { Sender } from '../run/recorder.ts';
import type { PortLine } from './port-line.ts';

type Callback = (error: unknown, reply?: unknown) => void;
type Word = string | number | Uint8Array;

/** Methods of a client that are no commands. */
const QUIET = ['on', 'once', 'off', 'removeListener', 'setMaxListeners', 'disconnect'] as const;

/** What lock libraries send. */
const COMMANDS = [
  ...[
    'eval',
    'evalsha',
    'script',
    'set',
    'get',
    'del',
    'exists',
    'expire',
    'pexpire',
    'ttl',
    'pttl',
    'time',
    'ping',
  ],
  ...['incr', 'zadd', 'zrem', 'zcard', 'zrank', 'zrange', 'zremrangebyscore', 'publish'],
];

/** The longest text of a call in a history, in characters. */
const LONGEST = 200;

/** A client on a line. @param sender in whose name the process acts now */
export function portClient(line: PortLine, sender: () => Sender): object {
  const send = (name: string, given: readonly unknown[]): unknown => {
    const callback = given.at(-1);
    const hasCallback = typeof callback === 'function';
    const words = flatten(hasCallback ? given.slice(0, -1) : given);
    const promise = ask(line, sender(), [name, ...words]);
    if (!hasCallback) return promise;
    // What a callback returns is nobody's: a promise among it must not become ours.
    promise.then(
      (reply) => void (callback as Callback)(null, reply),
      (error: unknown) => void (callback as Callback)(error),
    );
    return undefined;
  };
  const client: Record<string, unknown> = {
    status: 'ready',
    options: {},
    quit: () => Promise.resolve('OK'),
    defineCommand: (name: string, { lua, numberOfKeys }: ScriptDefinition) => {
      client[name] = (...given: readonly unknown[]) =>
        send('eval', numberOfKeys === undefined ? [lua, ...given] : [lua, numberOfKeys, ...given]);
    },
  };
  for (const name of QUIET) client[name] = () => client;
  for (const name of COMMANDS) client[name] = (...given: readonly unknown[]) => send(name, given);
  return client;
}

/** As ioredis takes it. */
interface ScriptDefinition {
  readonly lua: string;
  readonly numberOfKeys?: number;
}

function ask(line: PortLine, sender: Sender, words: readonly Word[]): Promise<unknown> {
  const [name, ...rest] = words as readonly [string, ...Word[]];
  return line.ask({
    text: () => words.map(String).join(' ').replace(/\s+/g, ' ').slice(0, LONGEST),
    work: () => line.server.serve(sender, (engine) => call(engine, name, rest)),
    answered: (result) => JSON.stringify(result ?? null).slice(0, LONGEST),
  });
}

function call(engine: Engine, name: string, words: readonly Word[]): unknown {
  return engine.call(name.toUpperCase(), ...words);
}

function flatten(given: readonly unknown[]): readonly Word[] {
  return given.flat(2) as readonly Word[];
}
