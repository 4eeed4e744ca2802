import { describe, expect, it } from 'vitest';
import { ManualWorld } from '../../../src/base/world.ts';
import type { Instance } from '../../../src/redlock/instance/instance.ts';
import { type CallHeads, Outbox } from '../../../src/redlock/instance/outbox.ts';
import { loadScripts } from '../../../src/redlock/instance/script.ts';

const NONE = { hasRecord: false, args: [] };
const heads: CallHeads = {
  acquire: { hasRecord: true, args: ['head'] },
  join: NONE,
  raise: NONE,
  extend: NONE,
  release: { hasRecord: false, args: ['0'] },
  inspect: NONE,
  admit: NONE,
  line: NONE,
  look: NONE,
  share: NONE,
  want: NONE,
};
const options = { scripts: loadScripts(), heads, prefix: 'lock:', world: new ManualWorld() };

interface Call {
  readonly script: string;
  readonly keys: readonly string[];
  readonly args: readonly string[];
}

function recording(
  answer: (call: Call) => unknown,
  extra: Partial<Instance> = {},
): { outbox: Outbox; calls: Call[] } {
  const calls: Call[] = [];
  const evaluate: Instance['evaluate'] = ({ name }, keys, args) => {
    const call = { script: name, keys, args };
    calls.push(call);
    return answer(call);
  };
  return { outbox: new Outbox({ name: 'one', evaluate, ...extra }, options), calls };
}

describe('an outbox', () => {
  it('sends the requests of a tick in one call, and gives each its answer', async () => {
    const { outbox, calls } = recording(({ args }) =>
      args
        .slice(1)
        .map((arg) => `to ${arg}`)
        .join('\n'),
    );
    const answers = await Promise.all(
      ['x', 'y'].map((arg) => outbox.ask({ script: 'acquire', keys: [`k${arg}`], args: [arg] })),
    );
    expect(answers).toEqual([
      ['to', 'x'],
      ['to', 'y'],
    ]);
    expect(calls).toEqual([
      { script: 'acquire', keys: ['lock:record', 'kx', 'ky'], args: ['head', 'x', 'y'] },
    ]);
  });

  it('sends different scripts in calls of their own, in the order of their first request', async () => {
    const { outbox, calls } = recording(() => 'ok');
    await Promise.all([
      outbox.ask({ script: 'acquire', keys: ['a'], args: [] }),
      outbox.ask({ script: 'release', keys: ['b'], args: [] }),
    ]);
    expect(calls.map(({ script, keys }) => `${script} ${keys}`)).toEqual([
      'acquire lock:record,a',
      'release b',
    ]);
  });

  it('keeps the slots of a cluster apart, each with a record of its own slot', async () => {
    const { outbox, calls } = recording(() => 'ok', { isCluster: true });
    await Promise.all(['{a}', '{b}'].map((key) => outbox.ask({ script: 'acquire', keys: [key], args: [] })));
    expect(calls.map(({ keys }) => keys[1])).toEqual(['{a}', '{b}']);
    expect(new Set(calls.map(({ keys }) => keys[0])).size).toBe(2);
  });

  it('splits what is too much for one call', async () => {
    const { outbox, calls } = recording(({ keys }) => keys.join('\n'));
    const asked = Array.from({ length: 300 }, (_, i) =>
      outbox.ask({ script: 'extend', keys: [`k${i}`], args: [] }),
    );
    expect((await Promise.all(asked)).flat()).toEqual(Array.from({ length: 300 }, (_, i) => `k${i}`));
    expect(calls.map(({ keys }) => keys.length)).toEqual([128, 128, 44]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
    ['rejects', () => Promise.reject(new Error('down'))],
    ['rejects with a string', () => Promise.reject('down')],
  ])('gives a failure to each request that it met, when the instance %s', async (_, evaluate) => {
    const { outbox } = recording(evaluate);
    const request = { script: 'extend', keys: ['a'], args: [] } as const;
    const answers = await Promise.all([outbox.ask(request), outbox.ask(request)]);
    expect(answers).toEqual([new Error('down'), new Error('down')]);
  });

  it.each([
    ['nothing', undefined],
    ['a number', 1],
    ['too few answers', 'granted 1'],
    ['an array', ['granted 7', 'granted 8']],
  ])('takes %s for no vote', async (_, reply) => {
    const { outbox } = recording(() => reply);
    const request = { script: 'extend', keys: ['a'], args: [] } as const;
    const answers = await Promise.all([outbox.ask(request), outbox.ask(request)]);
    for (const answer of answers) expect(answer).not.toEqual(['granted', expect.any(Number)]);
  });

  it.each([
    ['that does not answer', 251, 256],
    ['that has a burst to answer', 0, 8_192],
  ])('keeps a bounded backlog for an instance %s', async (_, silentMs, limit) => {
    const world = new ManualWorld();
    const settles: ((answer: unknown) => void)[] = [];
    const evaluate = () => new Promise((resolve) => void settles.push(resolve));
    const outbox = new Outbox({ name: 'one', evaluate }, { ...options, world });
    const answers: unknown[] = [];
    const send = async (times: number) => {
      for (let i = 0; i < times; i++)
        outbox.send({ script: 'extend', keys: ['a'], args: [] }, (one) => answers.push(one));
      await new Promise(setImmediate);
    };
    await send(1);
    world.advance(silentMs);
    await send(limit - 1);
    expect(answers).toEqual([]);
    await send(1);
    expect(answers).toEqual([new Error(`stalled: ${limit} requests wait for an answer`)]);
    settles[0]?.('ok');
    await send(1);
    expect(answers.slice(1)).toEqual([['ok']]);
  });

  it('ends its instance’s signal when it is closed', async () => {
    let seen: AbortSignal | undefined;
    const outbox = new Outbox(
      { name: 'one', evaluate: (_script, _keys, _args, signal) => void (seen = signal) },
      options,
    );
    await outbox.ask({ script: 'extend', keys: ['a'], args: [] });
    expect(seen?.aborted).toBe(false);
    await outbox.close();
    expect(seen?.aborted).toBe(true);
  });

  it('does without a subscription where there is none', async () => {
    expect(await recording(() => []).outbox.subscribe('a', () => {})).toBeUndefined();
    const subscribe = () => Promise.reject(new Error('NOPERM'));
    expect(await recording(() => [], { subscribe }).outbox.subscribe('a', () => {})).toBeUndefined();
  });
});
