/** What every Instance promises. Each adapter runs this, over each kind of server that it is made for. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answersOf } from '../../src/redlock/instance/answer.ts';
import type { Instance } from '../../src/redlock/instance/instance.ts';
import { loadScripts, scriptOf } from '../../src/redlock/instance/script.ts';
import { readVote } from '../../src/redlock/round/vote.ts';

export interface InstanceFixture {
  readonly instance: Instance;
  /** Makes the server forget its scripts. */
  forgetScripts(): Promise<unknown>;
  close(): Promise<void>;
}

/** What an instance need not have. */
export interface InstanceAbility {
  /** It can subscribe. Default true. */
  readonly subscribes?: boolean;
}

const scripts = loadScripts();
const signal = new AbortController().signal;
const KEYS = ['lock:{a}', 'lock:token:{a}', 'lock:gone:{a}:me'] as const;
const [LOCK, , TOMBSTONE] = KEYS;
const ACQUIRE = ['nothing', '0', '86400000', '1', 'me', '10000', '41'];

export function instanceContract(
  title: string,
  open: () => Promise<InstanceFixture>,
  { subscribes = true }: InstanceAbility = {},
): void {
  describe(title, () => {
    let fixture: InstanceFixture;
    let instance: Instance;

    beforeEach(async () => {
      fixture = await open();
      instance = fixture.instance;
    });
    afterEach(() => fixture.close());

    const run = async (source: string, keys: readonly string[] = ['{a}'], args: readonly string[] = []) =>
      instance.evaluate(scriptOf('inspect', source), keys, args, signal);
    const record = () => (instance.isCluster === true ? 'lock:record:{a}' : 'lock:record');
    const acquire = async () => instance.evaluate(scripts.acquire, [record(), ...KEYS], ACQUIRE, signal);
    const release = async () => {
      const publish = instance.isCluster === true ? 'SPUBLISH' : 'PUBLISH';
      return instance.evaluate(scripts.release, [LOCK, TOMBSTONE], ['0', publish, '1', 'me', '1'], signal);
    };

    it('has a name', () => {
      expect(instance.name).not.toBe('');
    });

    it('gives a script its keys and arguments, and its reply back', async () => {
      const reply = await run('return {KEYS[1], ARGV[1], #KEYS, #ARGV}', ['{a}'], ['é', '']);
      expect(reply).toEqual(['{a}', 'é', 1, 2]);
    });

    it('runs the scripts of the locks', async () => {
      expect(answersOf(await acquire())?.map(readVote)).toMatchObject([{ kind: 'granted' }]);
      expect(answersOf(await release())).toEqual([['released', '1']]);
    });

    it('hands over the error of the server', async () => {
      await expect(run("return redis.error_reply('OOM command not allowed')")).rejects.toThrow(
        /^OOM command not allowed/,
      );
    });

    it('answers as if a forgotten script had always been there', async () => {
      const source = `return {KEYS[1], ${Math.trunc(7)}}`;
      await run(source);
      await fixture.forgetScripts();
      expect(await run(source)).toEqual(['{a}', 7]);
    });

    it('recovers each of many calls at once', async () => {
      await run('return ARGV[1]', ['{a}'], ['x']);
      await fixture.forgetScripts();
      const calls = Array.from({ length: 30 }, (_, i) => run('return ARGV[1]', ['{a}'], [String(i)]));
      expect(await Promise.all(calls)).toEqual(Array.from({ length: 30 }, (_, i) => String(i)));
    });

    it('closes what it opened, twice without harm', async () => {
      await instance.close?.();
      await instance.close?.();
      expect(await run('return 1')).toBe(1);
    });

    if (!subscribes) return;

    it('hears a release, until it does not listen any more', async () => {
      const heard: string[] = [];
      let hear = () => {};
      const word = new Promise<void>((resolve) => (hear = resolve));
      const stop = await instance.subscribe?.(LOCK, (message) => {
        heard.push(message);
        hear();
      });
      await acquire();
      await release();
      await word;
      expect(heard).toEqual(['me']);
      stop?.();
      stop?.();
      await acquire();
      await release();
      expect(await run('return 1')).toBe(1);
      expect(heard).toEqual(['me']);
    });

    it('lets several listen to one channel, and one stop', async () => {
      const heard: string[] = [];
      let hear = () => {};
      const word = new Promise<void>((resolve) => (hear = resolve));
      const stopFirst = await instance.subscribe?.(LOCK, () => heard.push('first'));
      await instance.subscribe?.(LOCK, () => {
        heard.push('second');
        hear();
      });
      stopFirst?.();
      await acquire();
      await release();
      await word;
      expect(heard).toEqual(['second']);
    });
  });
}
