/** Simulated instances: what a crash leaves, and what the history says of their keys. */
import { describe, expect, it } from 'vitest';
import { EnginePool } from '../../../src/lab/instance/engine-pool.ts';
import { type Loss, Server } from '../../../src/lab/instance/server.ts';
import { Recorder } from '../../../src/lab/run/recorder.ts';
import { Chance } from '../../../src/lab/world/chance.ts';
import { clocksOf, Machine } from '../../../src/lab/world/machine.ts';
import { Timeline } from '../../../src/lab/world/timeline.ts';
import { drive } from '../../../src/lab/world/turn.ts';

const READER = { client: 'c2', op: 1 };

function scene() {
  const chance = new Chance(3);
  const timeline = new Timeline(chance.fork('ties'));
  const recorder = new Recorder(timeline, { writesMessages: false });
  const clocks = clocksOf({ wallUs: 1_000_000, monotonicUs: 0, driftPpm: 0 });
  const machine = new Machine(timeline, 'i1', { chance, clocks });
  const readLock = (key: string, holder: string) => ({ resource: key, holder });
  const server = new Server(machine, {
    timeline,
    recorder,
    readLock,
    keepsLog: true,
    pool: new EnginePool(),
  });
  const set = (key: string, ...options: (string | number)[]) =>
    server.serve({ client: 'c1', op: 4 }, (engine) => engine.call('SET', key, `value of ${key}`, ...options));
  const wait = (ms: number) => drive(timeline, { untilUs: timeline.nowUs + ms * 1000 });
  const history = () =>
    recorder.historyOf(undefined as never).events.map(({ at, ...event }) => ({ at, ...event }));
  return { server, machine, set, wait, history };
}

describe('a simulated instance', () => {
  it.each<[string, Loss, readonly string[]]>([
    ['all', 'nothing', ['old', 'young']],
    ['what it wrote before the last moments', { lastUs: 500_000 }, ['old']],
    ['nothing', 'all', []],
  ])('comes back from a crash with %s', async (_, loss, keys) => {
    const { server, set, wait } = scene();
    set('old');
    await wait(1_000);
    set('young');
    await wait(10);
    server.crash();
    expect(() => set('while down')).toThrow('ECONNREFUSED');
    server.back(loss);
    expect(server.serve(READER, (engine) => (engine.call('KEYS', '*') as string[]).sort())).toEqual(keys);
  });

  it('keeps a key through a crash that was given more time after its first', async () => {
    const { server, set, wait } = scene();
    set('a', 'PX', 100);
    await wait(50);
    server.serve(READER, (engine) => engine.call('PEXPIRE', 'a', 1_000));
    await wait(200);
    server.crash();
    server.back('nothing');
    expect(server.engine?.call('PTTL', 'a')).toBe(800);
  });

  it('has another run id after a crash', () => {
    const { server } = scene();
    const before = server.engine?.core.runId;
    server.crash();
    server.back('nothing');
    expect(server.engine?.core.runId).not.toBe(before);
  });

  it('writes whose key is there until when, and that its time is over', async () => {
    const { set, wait, history } = scene();
    set('a', 'PX', 100);
    await wait(500);
    expect(history()).toEqual([
      { at: 0, kind: 'key-granted', instance: 'i1', key: 'a', owner: 'c1/4', untilUs: 101_000 },
      { at: 101_000, kind: 'key-expired', instance: 'i1', key: 'a', owner: 'c1/4' },
    ]);
  });

  it('knows that a value written over may keep the time of the key', async () => {
    const { server, set, history } = scene();
    set('a', 'PX', 100);
    set('a', 'KEEPTTL');
    expect(server.engine?.call('PTTL', 'a')).toBe(100);
    expect(history()).toMatchObject([
      { kind: 'key-granted', untilUs: 101_000 },
      { kind: 'key-extended', untilUs: 101_000 },
    ]);
  });

  it('ends keys early when its wall clock is set forward', async () => {
    const { machine, set, wait, history } = scene();
    set('a', 'PX', 1_000);
    machine.stepWall(2_000_000);
    await wait(10);
    expect(history().map(({ at, kind }) => [at, kind])).toEqual([
      [0, 'key-granted'],
      [0, 'key-expired'],
    ]);
  });

  it('tells a key that was evicted, one that was released, and one that was lost', async () => {
    const { server, set, history } = scene();
    set('a');
    server.evict();
    set('b');
    server.serve({ client: 'c1', op: 5 }, (engine) => engine.call('DEL', 'b'));
    set('c');
    server.flush();
    expect(history().filter(({ kind }) => kind !== 'key-granted')).toMatchObject([
      { kind: 'key-evicted', key: 'a' },
      { kind: 'key-released', key: 'b' },
      { kind: 'flush', memory: 'empty', lost: ['c'] },
    ]);
  });
});
