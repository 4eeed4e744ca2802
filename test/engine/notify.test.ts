import { describe, expect, it } from 'vitest';
import { formatEventClasses, parseEventClasses } from '../../src/engine/notify.ts';
import { Engine } from '../../src/redis.ts';

describe('keyspace events', () => {
  it.each([
    ['', ''],
    ['KEA', 'AKE'],
    ['Kg$lshzxetd', 'AK'],
    ['Kgnm', 'gnKm'],
    ['AKEn', 'AKE'],
    ['xK', 'xK'],
  ])('writes %j back as %j', (given, written) => {
    expect(formatEventClasses(parseEventClasses(given) ?? -1)).toBe(written);
  });

  it('refuses a letter that is none', () => {
    expect(parseEventClasses('KEq')).toBeUndefined();
  });

  it('are published to those who listen, when both a form and a class are asked for', () => {
    const engine = new Engine();
    const heard: unknown[] = [];
    const listener = engine.core.openSession({
      push: (reply) => heard.push((reply as { items: unknown[] }).items.slice(-2)),
      answer: () => {},
      close: () => {},
      describe: () => ({ addr: '', laddr: '', fd: -1, inputBytes: 0, outputBytes: 0 }),
    });
    engine.core.pubsub.subscribePattern(listener, '__key*' as never);
    engine.call('SET', 'a', '1');
    engine.call('CONFIG', 'SET', 'notify-keyspace-events', 'g$');
    engine.call('SET', 'a', '1');
    expect(heard).toEqual([]);
    engine.call('CONFIG', 'SET', 'notify-keyspace-events', 'KE$');
    engine.call('SET', 'a', '1');
    engine.call('DEL', 'a');
    expect(heard).toEqual([
      ['__keyspace@0__:a', 'set'],
      ['__keyevent@0__:set', 'a'],
    ]);
  });
});
