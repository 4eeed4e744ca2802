import { describe, expect, it } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import type { Push } from '../../src/base/reply.ts';
import type { Session } from '../../src/engine/session.ts';
import { Engine } from '../../src/redis.ts';

function listener(engine: Engine): { session: Session; heard: unknown[] } {
  const heard: unknown[] = [];
  const session = engine.core.openSession({
    push: (reply) => heard.push((reply as Push).items),
    answer: () => {},
    close: () => {},
    describe: () => ({ addr: '', laddr: '', fd: -1, inputBytes: 0, outputBytes: 0 }),
  });
  return { session, heard };
}

describe('pub/sub', () => {
  it('delivers once for a channel and once for each pattern', () => {
    const engine = new Engine();
    const { session, heard } = listener(engine);
    const { pubsub } = engine.core;
    pubsub.subscribe(session, bytes('news'));
    pubsub.subscribePattern(session, bytes('n*'));
    pubsub.subscribePattern(session, bytes('*s'));
    expect(engine.call('PUBLISH', 'news', 'hi')).toBe(3);
    expect(heard).toEqual([
      ['message', 'news', 'hi'],
      ['pmessage', 'n*', 'news', 'hi'],
      ['pmessage', '*s', 'news', 'hi'],
    ]);
  });

  it('forgets a session that leaves', () => {
    const engine = new Engine();
    const { session } = listener(engine);
    engine.core.pubsub.subscribe(session, bytes('a'));
    engine.core.pubsub.subscribePattern(session, bytes('*'));
    engine.core.pubsub.subscribeShard(session, bytes('s'));
    engine.core.closeSession(session);
    expect([engine.call('PUBLISH', 'a', 'x'), engine.call('SPUBLISH', 's', 'x')]).toEqual([0, 0]);
    expect(engine.core.pubsub.patternCount).toBe(0);
  });

  it('keeps shard channels apart from channels', () => {
    const engine = new Engine();
    const { session } = listener(engine);
    engine.core.pubsub.subscribeShard(session, bytes('a'));
    expect([engine.call('PUBLISH', 'a', 'x'), engine.call('SPUBLISH', 'a', 'x')]).toEqual([0, 1]);
  });
});
