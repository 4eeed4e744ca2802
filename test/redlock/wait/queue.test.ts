import { describe, expect, it } from 'vitest';
import { LocalQueue } from '../../../src/redlock/wait/queue.ts';

const NEVER = new Promise<void>(() => {});
const tick = () => new Promise(setImmediate);

describe('the queue of one process', () => {
  it('lets one in at once, and the others in the order in which they came', async () => {
    const queue = new LocalQueue();
    const order: string[] = [];
    const first = queue.enterNow(['a']);
    for (const name of ['second', 'third'])
      void queue.enter(['a'], NEVER).then((turn) => {
        order.push(name);
        turn?.leave();
      });
    await tick();
    expect([order, queue.enterNow(['a'])]).toEqual([[], undefined]);
    first?.leave();
    first?.leave();
    await tick();
    expect([order, queue.size]).toEqual([['second', 'third'], 0]);
  });

  it('does not make those wait who want something else', async () => {
    const queue = new LocalQueue();
    queue.enterNow(['a']);
    expect(queue.enterNow(['b'])).toBeDefined();
    expect(queue.enterNow(['a', 'c'])).toBeUndefined();
    expect(queue.enterNow(['c'])).toBeDefined();
  });

  it('forgets who gives up, wherever they stand', async () => {
    const queue = new LocalQueue();
    const first = queue.enterNow(['b']);
    let giveUp = () => {};
    const stop = new Promise<void>((resolve) => (giveUp = resolve));
    const impatient = queue.enter(['a', 'b'], stop);
    const patient = queue.enter(['a'], NEVER);
    giveUp();
    expect(await impatient).toBeUndefined();
    (await patient)?.leave();
    first?.leave();
    expect(queue.size).toBe(0);
  });

  it('gives a turn back that came together with the end of patience', async () => {
    const queue = new LocalQueue();
    const first = queue.enterNow(['a']);
    let giveUp = () => {};
    const stop = new Promise<void>((resolve) => (giveUp = resolve));
    const waiting = queue.enter(['a'], stop);
    first?.leave();
    giveUp();
    (await waiting)?.leave();
    expect(queue.size).toBe(0);
  });

  it('serves overlapping wishes without a circle', async () => {
    const queue = new LocalQueue();
    const served: string[] = [];
    const want = async (...resources: string[]) => {
      const turn = queue.enterNow(resources) ?? (await queue.enter(resources, NEVER));
      await tick();
      served.push(resources.join(''));
      turn?.leave();
    };
    await Promise.all([want('a', 'b'), want('b', 'c'), want('a', 'c'), want('c'), want('a', 'b', 'c')]);
    expect([served.length, queue.size]).toEqual([5, 0]);
  });
});
