/** An embedded engine as an instance: scripts run in the call itself, with no promise and no socket. */
import { fromText, toText } from '../../base/bytes.ts';
import { Push } from '../../base/reply.ts';
import type { Core } from '../../engine/core.ts';
import type { Instance, Script, Unsubscribe } from '../../redlock/instance/instance.ts';
import { CommandError, type Plain, SYNCHRONOUS_DOOR, type Word } from '../plain.ts';

/** What is needed of an engine: `Engine` of this package has it. */
export interface EmbeddedEngine {
  readonly core: Core;
  evalsha(sha1: string, keys: readonly Word[], args: readonly Word[]): Plain<string>;
  eval(source: string, keys: readonly Word[], args: readonly Word[]): Plain<string>;
}

export function engineInstance(engine: EmbeddedEngine, name: string): Instance {
  return {
    name,
    evaluate: (script, keys, args) => evaluate(engine, script, keys, args),
    subscribe: (channel, onMessage) => Promise.resolve(subscribe(engine.core, channel, onMessage)),
  };
}

function evaluate(
  engine: EmbeddedEngine,
  { sha1, source }: Script,
  keys: readonly string[],
  args: readonly string[],
): Plain<string> {
  try {
    return engine.evalsha(sha1, keys, args);
  } catch (error) {
    if (!(error instanceof CommandError) || error.code !== 'NOSCRIPT') throw error;
    return engine.eval(source, keys, args);
  }
}

/** Where a message stands in `message channel text`. */
const TEXT_OF_MESSAGE = 2;

function subscribe(core: Core, channel: string, onMessage: (message: string) => void): Unsubscribe {
  const session = core.openSession({
    ...SYNCHRONOUS_DOOR,
    push: (reply) => {
      const text = reply instanceof Push ? reply.items[TEXT_OF_MESSAGE] : undefined;
      if (typeof text === 'string') onMessage(toText(text));
    },
  });
  core.pubsub.subscribe(session, fromText(channel));
  return () => core.closeSession(session);
}
