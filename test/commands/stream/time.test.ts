import { describe, expect, it } from 'vitest';
import { Engine } from '../../../src/redis.ts';
import { OurConnection } from '../../support/differential.ts';

const START_MS = 1_700_000_000_000;

function manual(): Engine {
  return new Engine({ clock: 'manual', startMs: START_MS });
}

describe('time in streams', () => {
  it('makes ids of the clock, and goes on in sequence while it stands or goes back', () => {
    const engine = manual();
    expect(engine.call('XADD', 's', '*', 'a', 'b')).toBe(`${START_MS}-0`);
    expect(engine.call('XADD', 's', '*', 'a', 'b')).toBe(`${START_MS}-1`);
    engine.clock.advance(5);
    expect(engine.call('XADD', 's', '*', 'a', 'b')).toBe(`${START_MS + 5}-0`);
    engine.call('XADD', 's', `${START_MS + 100}-7`, 'a', 'b');
    expect(engine.call('XADD', 's', '*', 'a', 'b')).toBe(`${START_MS + 100}-8`);
    engine.clock.advance(96);
    expect(engine.call('XADD', 's', '*', 'a', 'b')).toBe(`${START_MS + 101}-0`);
  });

  it('lets a delivery grow old, and a claim makes it young again', () => {
    const engine = withDelivery();
    engine.clock.advance(100);
    expect(engine.call('XPENDING', 's', 'g', '-', '+', 10)).toEqual([
      ['1-1', 'c', 100, 1],
      ['2-1', 'c', 100, 1],
    ]);
    expect(engine.call('XPENDING', 's', 'g', 'IDLE', 101, '-', '+', 10)).toEqual([]);
    expect(engine.call('XCLAIM', 's', 'g', 'd', 101, '1-1')).toEqual([]);
    expect(engine.call('XCLAIM', 's', 'g', 'd', 100, '1-1', 'JUSTID')).toEqual(['1-1']);
    expect(engine.call('XPENDING', 's', 'g', '-', '+', 10)).toEqual([
      ['1-1', 'd', 0, 1],
      ['2-1', 'c', 100, 1],
    ]);
    expect(engine.call('XPENDING', 's', 'g', 'IDLE', 100, '-', '+', 10)).toEqual([['2-1', 'c', 100, 1]]);
    expect(engine.call('XAUTOCLAIM', 's', 'g', 'd', 100, 0, 'JUSTID')).toEqual(['0-0', ['2-1'], []]);
  });

  it('takes IDLE and TIME of a claim, and mends those that lie in the future or before the epoch', () => {
    const engine = withDelivery();
    engine.clock.advance(100);
    const idleAfter = (...options: (string | number)[]) => {
      engine.call('XCLAIM', 's', 'g', 'c', 0, '1-1', ...options);
      return (engine.call('XPENDING', 's', 'g', '1-1', '1-1', 1) as [[string, string, number, number]])[0][2];
    };
    expect(idleAfter('IDLE', 70)).toBe(70);
    expect(idleAfter('TIME', START_MS + 40)).toBe(60);
    expect(idleAfter('TIME', START_MS + 101)).toBe(0);
    expect(idleAfter('TIME', -1)).toBe(0);
    expect(idleAfter('IDLE', -1)).toBe(0);
    expect(idleAfter('TIME', 0)).toBe(START_MS + 100);
  });

  it('counts a consumer as seen when a command that finds work for it names it', () => {
    const engine = withDelivery();
    const idle = () => (engine.call('XINFO', 'CONSUMERS', 's', 'g') as [{ idle: number }])[0];
    engine.clock.advance(50);
    engine.call('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 's', '>');
    engine.call('XPENDING', 's', 'g', '-', '+', 10, 'c');
    engine.call('XCLAIM', 's', 'g', 'c', 1000, '1-1');
    expect(idle()).toEqual({ name: 'c', pending: 2, idle: 50 });
    engine.call('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 's', '0');
    expect(idle()).toEqual({ name: 'c', pending: 2, idle: 0 });
    engine.clock.advance(20);
    engine.call('XCLAIM', 's', 'g', 'c', 0, '1-1');
    expect(idle()).toEqual({ name: 'c', pending: 2, idle: 0 });
  });

  it('shows the moments of delivery in XINFO STREAM FULL', () => {
    const engine = withDelivery();
    engine.clock.advance(30);
    engine.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 1, 'STREAMS', 's', '0');
    const reply = engine.call('XINFO', 'STREAM', 's', 'FULL') as { groups: [unknown] };
    const pending = [START_MS, 1] as const;
    const again = [START_MS + 30, 2] as const;
    expect(reply.groups[0]).toEqual({
      name: 'g',
      'last-delivered-id': '2-1',
      'entries-read': 2,
      lag: 0,
      'pel-count': 2,
      pending: [
        ['1-1', 'c', ...again],
        ['2-1', 'c', ...pending],
      ],
      consumers: [
        {
          name: 'c',
          'seen-time': START_MS + 30,
          'pel-count': 2,
          pending: [
            ['1-1', ...again],
            ['2-1', ...pending],
          ],
        },
      ],
    });
  });

  it('ends a wait with nothing when its time is over', () => {
    const engine = manual();
    const reader = new OurConnection(engine);
    const modern = new OurConnection(engine);
    modern.call(['HELLO', '3']);
    expect(reader.call(['XREAD', 'BLOCK', '20', 'STREAMS', 's', '$'])).toBe('');
    expect(modern.call(['XREAD', 'BLOCK', '30', 'STREAMS', 's', '$'])).toBe('');
    engine.clock.advance(19);
    expect(reader.received).toEqual([]);
    engine.clock.advance(1);
    expect(reader.received).toEqual(['*-1\r\n']);
    engine.clock.advance(10);
    expect(modern.received).toEqual(['_\r\n']);
    engine.call('XADD', 's', '*', 'a', 'b');
    expect([reader.received.length, modern.received.length]).toEqual([1, 1]);
  });

  it('tells a waiting consumer when the stream expires, though nobody asks for it', () => {
    const engine = manual();
    engine.call('XGROUP', 'CREATE', 's', 'g', '$', 'MKSTREAM');
    engine.call('PEXPIRE', 's', 50);
    const consumer = new OurConnection(engine);
    expect(consumer.call(['XREADGROUP', 'GROUP', 'g', 'c', 'BLOCK', '0', 'STREAMS', 's', '>'])).toBe('');
    engine.clock.advance(300);
    expect(consumer.received).toEqual(['-UNBLOCKED the stream key no longer exists\r\n']);
  });
});

/** Two entries that consumer c of group g has had for no time yet. */
function withDelivery(): Engine {
  const engine = manual();
  engine.call('XADD', 's', '1-1', 'a', 'b');
  engine.call('XADD', 's', '2-1', 'a', 'b');
  engine.call('XGROUP', 'CREATE', 's', 'g', 0);
  engine.call('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 's', '>');
  return engine;
}
