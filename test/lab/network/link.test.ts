/** Links: in order or not at all, held back by a partition, cut by a reset. */
import { describe, expect, it } from 'vitest';
import { Link } from '../../../src/lab/network/link.ts';
import { Recorder } from '../../../src/lab/run/recorder.ts';
import { Chance } from '../../../src/lab/world/chance.ts';
import { clocksOf, Machine } from '../../../src/lab/world/machine.ts';
import { Timeline } from '../../../src/lab/world/timeline.ts';
import { drive } from '../../../src/lab/world/turn.ts';

function scene(lossShare = 0, jitterShare = 1) {
  const chance = new Chance(3);
  const timeline = new Timeline(chance.fork('ties'));
  const recorder = new Recorder(timeline, { writesMessages: false });
  const clock = { wallUs: 0, monotonicUs: 0, driftPpm: 0 };
  const machine = (name: string) => new Machine(timeline, name, { chance, clocks: clocksOf(clock) });
  const ends = { client: machine('c1'), instance: machine('i1') };
  const link = new Link(ends, { leastUs: 100, mostUs: 5_000, lossShare, jitterShare }, { recorder, chance });
  const seen: string[] = [];
  const connection = link.open(() => void seen.push('closed'));
  const send = (word: string) =>
    connection.send({ way: 'to', text: () => word, deliver: () => void seen.push(word) });
  const wait = (ms: number) => drive(timeline, { untilUs: timeline.nowUs + ms * 1000 });
  return { link, connection, seen, send, wait };
}

describe('a link', () => {
  it.each([0, 0.5])(
    'keeps the order of a connection with %d of its messages lost once',
    async (lossShare) => {
      const { seen, send, wait } = scene(lossShare);
      const words = Array.from({ length: 30 }, (_, i) => String(i));
      for (const word of words) send(word);
      await wait(60_000);
      expect(seen).toEqual(words);
    },
  );

  it('takes its own time where it is steady, and any time where it is not', async () => {
    const spreadOf = (jitterShare: number) => {
      const { link } = scene(0, jitterShare);
      const times = Array.from({ length: 200 }, () => link.drawUs());
      return Math.max(...times) - Math.min(...times);
    };
    expect(spreadOf(0)).toBe(0);
    expect(spreadOf(0.02)).toBeLessThanOrEqual(98);
    expect(spreadOf(1)).toBeGreaterThan(4_000);
  });

  it('holds everything back in a partition, and sends it again after', async () => {
    const { link, seen, send, wait } = scene();
    link.block('to');
    send('a');
    send('b');
    await wait(5_000);
    expect(seen).toEqual([]);
    link.heal();
    await wait(1_000);
    expect(seen).toEqual(['a', 'b']);
  });

  it('lets the other way pass in a partition of one', async () => {
    const { link, connection, seen, wait } = scene();
    link.block('to');
    connection.send({ way: 'from', text: () => '', deliver: () => void seen.push('answer') });
    await wait(100);
    expect(seen).toEqual(['answer']);
  });

  it('loses answers when it is reset, and says so once; what was asked before still arrives', async () => {
    const { link, connection, seen, send, wait } = scene();
    send('a');
    connection.send({ way: 'from', text: () => '', deliver: () => void seen.push('answer') });
    link.reset();
    send('b');
    connection.afterArrival(() => void seen.push('over'));
    await wait(1_000);
    expect(seen).toEqual(['closed', 'a', 'over']);
    expect(connection.isOpen).toBe(false);
  });

  it('loses everything when the instance is gone, after a reset too', async () => {
    const { link, connection, seen, send, wait } = scene();
    send('a');
    link.reset();
    connection.afterArrival(() => void seen.push('over'));
    link.drop();
    await wait(1_000);
    expect(seen).toEqual(['closed', 'over']);
  });

  it('hands over at once, in order, what was held up while it was slow', async () => {
    const { link, seen, send, wait } = scene();
    link.slow(60_000_000);
    send('a');
    send('b');
    await wait(1_000);
    expect(seen).toEqual([]);
    link.heal();
    send('c');
    await wait(100);
    expect(seen).toEqual(['a', 'b', 'c']);
    await wait(100_000);
    expect(seen).toEqual(['a', 'b', 'c']);
  });
});
