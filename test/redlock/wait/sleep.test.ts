import { describe, expect, it } from 'vitest';
import { ManualWorld } from '../../../src/base/world.ts';
import { sleep } from '../../../src/redlock/wait/sleep.ts';

const tick = () => new Promise(setImmediate);

async function isOver(sleeping: Promise<void>): Promise<boolean> {
  let over = false;
  void sleeping.then(() => (over = true));
  await tick();
  return over;
}

describe('a sleep', () => {
  it('ends with its time', async () => {
    const world = new ManualWorld();
    const sleeping = sleep(world, 10);
    world.advance(9);
    expect(await isOver(sleeping)).toBe(false);
    world.advance(1);
    expect(await isOver(sleeping)).toBe(true);
  });

  it('ends with the caller’s signal, or does not begin', async () => {
    const abort = new AbortController();
    const sleeping = sleep(new ManualWorld(), Number.POSITIVE_INFINITY, abort.signal);
    expect(await isOver(sleeping)).toBe(false);
    abort.abort();
    expect(await isOver(sleeping)).toBe(true);
    expect(await isOver(sleep(new ManualWorld(), 10, abort.signal))).toBe(true);
    expect(await isOver(sleep(new ManualWorld(), 0))).toBe(true);
  });

  it('ends when it is woken, and takes its wish back otherwise', async () => {
    const world = new ManualWorld();
    let wake = () => {};
    let isForgotten = false;
    const waker = {
      onWake: (call: () => void) => {
        wake = call;
        return () => {
          isForgotten = true;
        };
      },
    };
    const sleeping = sleep(world, 10, undefined, waker);
    wake();
    expect([await isOver(sleeping), isForgotten]).toEqual([true, true]);
  });
});
