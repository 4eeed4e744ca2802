import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import { ManualWorld } from '../../src/base/world.ts';
import { Engine } from '../../src/redis.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../support/oracle.ts';
import { type Move, sideBySide } from '../support/side-by-side.ts';

/** The effects of each request, one line a group. */
function effectsOf(...requests: readonly string[]): string[] {
  const engine = new Engine({ world: new ManualWorld({ seed: 3 }) });
  const lines: string[] = [];
  engine.core.effects.listen((group) => lines.push(group.map(({ argv }) => argv.join(' ')).join(' | ')));
  for (const request of requests) engine.call(...(request.split(' ') as [string]));
  return lines;
}

describe('effects of sets', () => {
  it('are the requests that changed something', () => {
    expect(effectsOf('SADD s a b', 'SADD s a', 'SREM s x', 'SREM s a', 'SMOVE s t x', 'SMOVE s t b')).toEqual(
      ['SADD s a b', 'SREM s a', 'SMOVE s t b'],
    );
    expect(effectsOf('SADD s 1', 'SUNIONSTORE d s', 'SDIFFSTORE d s s', 'SINTERSTORE d no')).toEqual([
      'SADD s 1',
      'SUNIONSTORE d s',
      'SDIFFSTORE d s s',
    ]);
  });

  it('name what SPOP took, or the whole key', () => {
    expect(effectsOf('SADD s a', 'SPOP s', 'SPOP s')).toEqual(['SADD s a', 'SREM s a']);
    expect(effectsOf('SADD s a b', 'SPOP s 2')).toEqual(['SADD s a b', 'DEL s']);
    expect(effectsOf('SADD s a b', 'SPOP s 5', 'SPOP s 5', 'SPOP s 0')).toEqual(['SADD s a b', 'DEL s']);
    const [, popped] = effectsOf('SADD s a b c', 'SPOP s 2');
    expect(popped).toMatch(/^SREM s [abc] \| SREM s [abc]$/);
  });
});

describe('chance in sets', () => {
  const MEMBERS = ['a', 'b', 'c', 'd', 'e', 'f'];
  const ROUNDS = 6000;

  function counted(pick: (engine: Engine) => readonly string[], members = MEMBERS): Map<string, number> {
    const engine = new Engine({ world: new ManualWorld({ seed: 42 }) });
    engine.call('SADD', 's', ...members);
    const counts = new Map<string, number>();
    for (let i = 0; i < ROUNDS; i++)
      for (const member of pick(engine)) counts.set(member, (counts.get(member) ?? 0) + 1);
    return counts;
  }

  /** Each of six members is expected `share` times; four standard deviations are allowed. */
  function expectEven(counts: Map<string, number>, share: number): void {
    expect(counts.size).toBe(MEMBERS.length);
    const tolerance = 4 * Math.sqrt(share * (1 - share / ROUNDS));
    for (const count of counts.values()) expect(Math.abs(count - share)).toBeLessThan(tolerance + 1);
  }

  it('SRANDMEMBER picks each member as often as any other, from tables and intsets', () => {
    expectEven(
      counted((engine) => [String(engine.call('SRANDMEMBER', 's'))]),
      ROUNDS / 6,
    );
    const numbers = ['1', '2', '3', '4', '5', '6'];
    expectEven(
      counted((engine) => [String(engine.call('SRANDMEMBER', 's'))], numbers),
      ROUNDS / 6,
    );
  });

  it('SRANDMEMBER with a count picks different members, each as often, and in any order', () => {
    const firsts: string[] = [];
    const counts = counted((engine) => {
      const picked = engine.call('SRANDMEMBER', 's', '4') as string[];
      expect(new Set(picked).size).toBe(4);
      firsts.push(picked[0] as string);
      return picked;
    });
    for (const count of counts.values())
      expect(Math.abs(count - (ROUNDS * 4) / 6)).toBeLessThan(4 * Math.sqrt((ROUNDS * 4 * 2) / 36) + 1);
    expect(new Set(firsts).size).toBe(6);
  });

  it('SRANDMEMBER with a negative count repeats itself', () => {
    const counts = counted((engine) => engine.call('SRANDMEMBER', 's', '-1') as string[]);
    expectEven(counts, ROUNDS / 6);
    const engine = new Engine({ world: new ManualWorld() });
    engine.call('SADD', 's', 'a', 'b');
    expect(engine.call('SRANDMEMBER', 's', '-50')).toHaveLength(50);
  });

  it('SPOP picks each member as often as any other', () => {
    expectEven(
      counted((engine) => {
        const popped = String(engine.call('SPOP', 's'));
        engine.call('SADD', 's', popped);
        return [popped];
      }),
      ROUNDS / 6,
    );
  });

  it('refuses more picks than a reply can hold, and stays alive', () => {
    const engine = new Engine();
    engine.call('SADD', 's', 'a', 'b');
    expect(() => engine.call('SRANDMEMBER', 's', '-9223372036854775807')).toThrow('value is out of range');
    expect(engine.call('SCARD', 's')).toBe(2);
  });
});

describe('a set', () => {
  it('that a reply shows is not the set itself: later writes of the transaction leave it as it was', () => {
    const engine = new Engine();
    engine.call('SADD', 's', 'a', 'b', 'c');
    const session = engine.core.openSession({
      push: () => {},
      answer: () => {},
      close: () => {},
      describe: () => ({ addr: '', laddr: '', fd: 1, inputBytes: 0, outputBytes: 0 }),
    });
    const run = (...words: string[]) =>
      engine.core.executor.execute(
        session,
        engine.core.commands.get((words[0] as string).toLowerCase()),
        words.map(bytes),
      );
    run('MULTI');
    for (const request of ['SMEMBERS s', 'SRANDMEMBER s 9', 'SINTER s', 'SREM s a', 'SADD s d'])
      run(...request.split(' '));
    const replies = run('EXEC') as readonly unknown[];
    expect(replies[0]).toMatchObject({ items: ['a', 'b', 'c'] });
    expect(replies[1]).toEqual(['a', 'b', 'c']);
    expect(replies[2]).toMatchObject({ items: ['a', 'b', 'c'] });
  });

  it('is walked whole by SSCAN while others come and go', () => {
    const engine = new Engine();
    const staying = Array.from({ length: 1000 }, (_, i) => `stay${i}`);
    engine.call('SADD', 's', ...staying);
    const seen = new Set<string>();
    let cursor = '0';
    let round = 0;
    do {
      const [next, found] = engine.call('SSCAN', 's', cursor, 'COUNT', '7') as [string, string[]];
      for (const member of found) seen.add(member);
      engine.call('SADD', 's', `new${round}`, `newer${round}`);
      engine.call('SREM', 's', `new${round - 1}`);
      round++;
      cursor = next;
    } while (cursor !== '0');
    for (const member of staying) expect(seen.has(member)).toBe(true);
  });
});

describe.skipIf(!oracleAvailable)('keyspace events of sets (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle();
  });
  afterAll(() => oracle.stop());

  it('are those of redis-server, in its order', async () => {
    const requests = [
      ...['SADD s a b c', 'SADD s a', 'SREM s x', 'SREM s a', 'SREM s b c', 'SADD s a b', 'SMOVE s t a'],
      ...['SMOVE s t b', 'SMOVE t t b', 'SMOVE t u x', 'SPOP t 0', 'SREM t a', 'SPOP t 9', 'SADD s 1 2 3'],
      ...[
        'SPOP s 5',
        'SADD a 1 2',
        'SADD b 2 3',
        'SINTERSTORE d a b',
        'SUNIONSTORE d a b',
        'SDIFFSTORE d a b',
      ],
      ...['SDIFFSTORE d a a', 'SDIFFSTORE d a a', 'SINTERSTORE d a nokey', 'SADD c 1', 'SMOVE c a 1'],
      ...['SADD e x', 'SPOP e'],
    ];
    const moves: Move[] = [
      ['writer', 'CONFIG SET notify-keyspace-events KEgsn'],
      ['listener', 'PSUBSCRIBE __key*__:*'],
      ...requests.map((request): Move => ['writer', request]),
    ];
    await sideBySide(oracle, moves);
  });
});
