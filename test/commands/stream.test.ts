import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/engine/run/effect.ts';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from '../support/differential.ts';

function effectsOf(engine: Engine): string[][] {
  const groups: string[][] = [];
  engine.on('effect', (group: readonly Effect[]) => groups.push(group.map(({ argv }) => argv.join(' '))));
  return groups;
}

describe('streams', () => {
  it('give the deliveries of one read as one group of effects', () => {
    const engine = new Engine({ clock: 'manual', startMs: 1000 });
    engine.call('XADD', 's', '1-1', 'a', 'b');
    engine.call('XADD', 's', '2-1', 'a', 'b');
    engine.call('XGROUP', 'CREATE', 's', 'g', 0);
    const groups = effectsOf(engine);
    engine.call('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 's', '>');
    expect(groups).toEqual([
      [
        'XCLAIM s g c 0 1-1 TIME 1000 RETRYCOUNT 1 FORCE JUSTID LASTID 1-1',
        'XCLAIM s g c 0 2-1 TIME 1000 RETRYCOUNT 1 FORCE JUSTID LASTID 2-1',
      ],
    ]);
  });

  it('give a late delivery an effect of its own, after that of the entry', () => {
    const engine = new Engine({ clock: 'manual', startMs: 1000 });
    engine.call('XGROUP', 'CREATE', 's', 'g', '$', 'MKSTREAM');
    const consumer = new OurConnection(engine);
    consumer.call(['XREADGROUP', 'GROUP', 'g', 'c', 'NOACK', 'BLOCK', '0', 'STREAMS', 's', '>']);
    const groups = effectsOf(engine);
    engine.call('XADD', 's', '*', 'a', 'b');
    expect(groups).toEqual([
      ['XADD s 1000-0 a b'],
      ['XGROUP CREATECONSUMER s g c', 'XGROUP SETID s g 1000-0 ENTRIESREAD 1'],
    ]);
  });

  it('leave out LIMIT from an effect, which is exact and may have none', () => {
    const engine = new Engine();
    engine.call('CONFIG', 'SET', 'stream-node-max-entries', 2);
    for (let i = 1; i <= 8; i++) engine.call('XADD', 's', `${i}-1`, 'a', 'b');
    const groups = effectsOf(engine);
    engine.call('XTRIM', 's', 'LIMIT', 3, 'MAXLEN', '~', 1);
    engine.call('XADD', 's', 'MAXLEN', '~', 1, 'LIMIT', 3, 'NOMKSTREAM', '9-1', 'a', 'b');
    expect(groups).toEqual([['XTRIM s MAXLEN = 6'], ['XADD s NOMKSTREAM MAXLEN = 5 9-1 a b']]);
  });

  it('come out the same where their effects are run again', () => {
    const engine = new Engine({ clock: 'manual' });
    const twin = new Engine({ clock: 'manual' });
    engine.on('effect', (group) => {
      for (const { argv } of group) twin.call(...(argv as readonly string[] as [string, ...string[]]));
    });
    engine.call('CONFIG', 'SET', 'stream-node-max-entries', 3);
    engine.call('XGROUP', 'CREATE', 's', 'g', 0, 'MKSTREAM');
    for (let i = 1; i <= 20; i++) {
      engine.clock.advance(i);
      twin.clock.advance(i);
      engine.call('XADD', 's', 'MAXLEN', '~', 12, 'LIMIT', 100, '*', 'n', i);
      engine.call('XREADGROUP', 'GROUP', 'g', `c${i % 3}`, 'COUNT', 1, 'STREAMS', 's', '>');
      if (i % 4 === 0) engine.call('XAUTOCLAIM', 's', 'g', 'd', 20, 0, 'COUNT', 2);
    }
    expect(twin.call('XRANGE', 's', '-', '+')).toEqual(engine.call('XRANGE', 's', '-', '+'));
    expect(twin.call('XPENDING', 's', 'g', '-', '+', 99)).toEqual(
      engine.call('XPENDING', 's', 'g', '-', '+', 99),
    );
  });

  it('break a WATCH with their entries, and not with what their groups do', () => {
    const engine = new Engine();
    engine.call('XADD', 's', '1-1', 'a', 'b');
    engine.call('XADD', 's', '2-1', 'a', 'b');
    engine.call('XGROUP', 'CREATE', 's', 'g', 0);
    const isBroken = (...request: [string, ...string[]]) => {
      const watcher = new OurConnection(engine);
      watcher.call(['WATCH', 's']);
      engine.call(...request);
      watcher.call(['MULTI']);
      return watcher.call(['EXEC']) === '*-1\r\n';
    };
    expect(isBroken('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 's', '>')).toBe(false);
    expect(isBroken('XCLAIM', 's', 'g', 'd', '0', '1-1')).toBe(false);
    expect(isBroken('XACK', 's', 'g', '1-1')).toBe(false);
    expect(isBroken('XGROUP', 'SETID', 's', 'g', '0')).toBe(false);
    expect(isBroken('XSETID', 's', '9-9')).toBe(false);
    expect(isBroken('XTRIM', 's', 'MAXLEN', '5')).toBe(false);
    expect(isBroken('XDEL', 's', '1-1')).toBe(true);
    expect(isBroken('XADD', 's', '*', 'a', 'b')).toBe(true);
    expect(isBroken('XTRIM', 's', 'MAXLEN', '1')).toBe(true);
  });

  it('count changes as INFO tells them', () => {
    const engine = new Engine();
    const changes = (...request: [string, ...(string | number)[]]) => {
      const before = engine.core.unsavedChanges;
      engine.call(...request);
      return engine.core.unsavedChanges - before;
    };
    for (let i = 1; i <= 5; i++) expect(changes('XADD', 's', `${i}-1`, 'a', 'b')).toBe(1);
    expect(changes('XGROUP', 'CREATE', 's', 'g', 0)).toBe(1);
    expect(changes('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 3, 'STREAMS', 's', '>')).toBe(2);
    expect(changes('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 's', 0)).toBe(1);
    expect(changes('XCLAIM', 's', 'g', 'd', 0, '1-1', '2-1')).toBe(3);
    expect(changes('XACK', 's', 'g', '1-1', '2-1', '9-9')).toBe(2);
    expect(changes('XTRIM', 's', 'MAXLEN', 2)).toBe(3);
    expect(changes('XDEL', 's', '4-1', '5-1')).toBe(2);
  });

  it('are whole of their own in a fork', () => {
    const engine = new Engine();
    engine.call('XADD', 's', '1-1', 'a', 'b');
    engine.call('XADD', 's', '2-1', 'a', 'b');
    engine.call('XGROUP', 'CREATE', 's', 'g', 0);
    engine.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 1, 'STREAMS', 's', '>');
    const copy = engine.fork();
    engine.call('XACK', 's', 'g', '1-1');
    engine.call('XDEL', 's', '1-1');
    engine.call('XADD', 's', '3-1', 'a', 'b');
    expect(copy.call('XPENDING', 's', 'g')).toEqual([1, '1-1', '1-1', [['c', '1']]]);
    expect(copy.call('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 's', 0)).toEqual({
      s: [['1-1', ['a', 'b']]],
    });
    expect(copy.call('XLEN', 's')).toBe(2);
    expect(copy.call('XACK', 's', 'g', '1-1')).toBe(1);
    expect(copy.call('XPENDING', 's', 'g')).toEqual([0, null, null, null]);
  });

  it('refuse BLOCK in a script, under the name that the script used', () => {
    const engine = new Engine();
    const client = new OurConnection(engine);
    engine.core.executor.ctx.inScript = true;
    expect(client.call(['xRead', 'BLOCK', 'x', 'STREAMS', 's', '0'])).toBe(
      '-ERR xRead command is not allowed with BLOCK option from scripts\r\n',
    );
    engine.core.executor.ctx.inScript = false;
    expect(client.call(['XREAD', 'BLOCK', '0', 'STREAMS', 's', '0'])).toBe('');
  });

  it('answer a synchronous caller at once where another would wait', () => {
    const engine = new Engine();
    expect(engine.call('XREAD', 'BLOCK', 0, 'STREAMS', 's', '$')).toBeNull();
  });
});
