import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualWorld } from '../../src/base/world.ts';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from '../support/differential.ts';
import { type Oracle, oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';
import { type Move, sideBySide } from '../support/side-by-side.ts';

/** The effects of each script, one line a group. */
function effectsOf(...sources: readonly string[]): string[] {
  const engine = new Engine({ world: new ManualWorld({ seed: 3 }) });
  const lines: string[] = [];
  engine.core.effects.listen((group) => lines.push(group.map(({ argv }) => argv.join(' ')).join(' | ')));
  for (const source of sources) new OurConnection(engine).call(['EVAL', source, '0']);
  return lines;
}

describe('effects of scripts', () => {
  it('are the commands that wrote, as one group, and never the script', () => {
    expect(
      effectsOf(
        "redis.call('set','a','1') redis.call('get','a') redis.call('incr','a')",
        "return redis.call('get','a')",
        "redis.call('expire','a',10)",
      ),
    ).toEqual(['set a 1 | incr a', expect.stringMatching(/^PEXPIREAT a \d+$/)]);
  });

  it('stay when the script fails in its middle', () => {
    expect(effectsOf("redis.call('set','a','1') error('x')")).toEqual(['set a 1']);
  });

  it('are left out after set_repl(REPL_NONE), for this run only', () => {
    expect(
      effectsOf(
        "redis.call('set','a','1') redis.set_repl(redis.REPL_NONE) redis.call('set','b','1') redis.set_repl(redis.REPL_ALL) redis.call('set','c','1')",
        "redis.set_repl(redis.REPL_NONE) redis.call('set','b','1')",
        "redis.call('set','d','1')",
      ),
    ).toEqual(['set a 1 | set c 1', 'set d 1']);
  });

  it('name the database that the script has selected', () => {
    const engine = new Engine();
    const dbs: number[] = [];
    engine.core.effects.listen((group) => dbs.push(...group.map(({ db }) => db)));
    engine.call('EVAL', "redis.call('set','k','1') redis.call('select',3) redis.call('set','k','1')", '0');
    engine.call('SET', 'k', 'v');
    expect(dbs).toEqual([0, 3, 0]);
  });
});

describe('scripts on our engine', () => {
  it('answer an error for error tables without a text, and go on', () => {
    const connection = new OurConnection(new Engine());
    for (const source of ['error({})', 'error({a=1})', 'error({{}})'])
      expect(connection.call(['EVAL', source, '0'])).toMatch(/^-ERR .*\r\n$/);
    expect(connection.call(['EVAL', 'return 1', '0'])).toBe(':1\r\n');
  });

  it('run again after every script was forgotten', () => {
    const engine = new Engine();
    const sha = engine.call('SCRIPT', 'LOAD', 'return 5') as string;
    expect(engine.call('EVALSHA', sha, '0')).toBe(5);
    engine.call('SCRIPT', 'FLUSH');
    expect(() => engine.call('EVALSHA', sha, '0')).toThrow(/NOSCRIPT/);
    expect(engine.call('EVAL', 'return 5', '0')).toBe(5);
    expect(engine.call('EVALSHA', sha.toUpperCase(), '0')).toBe(5);
  });

  it('see the time of a clock that is set by hand', () => {
    const world = new ManualWorld({ seed: 1 });
    const engine = new Engine({ world });
    const source = "local t = redis.call('time') return t[1] * 1000 + math.floor(t[2] / 1000)";
    expect(engine.call('EVAL', source, '0')).toBe(Math.floor(engine.core.world.nowMs()));
    expect(engine.call('EVAL', source, '0')).toBe(engine.call('EVAL', source, '0'));
  });
});

const STATS_REQUESTS: readonly (readonly string[])[] = [
  ['EVAL', "return redis.call('incr','l')", '0'],
  ['EVAL', "return redis.pcall('incr','l')", '0'],
  ['EVAL', "redis.pcall('incr','l') return 1", '0'],
  ['EVAL', "return redis.call('nosuch')", '0'],
  ['EVAL', "return redis.pcall('nosuch')", '0'],
  ['EVAL', "return redis.call('get')", '0'],
  ['EVAL', "return redis.call('get',{})", '0'],
  ['EVAL', "return redis.pcall('get',{})", '0'],
  ['EVAL', "return redis.call('subscribe','x')", '0'],
  ['EVAL_RO', "return redis.call('set','k','v')", '0'],
  ['EVAL', "return {err='MINE x'}", '0'],
  ['EVAL', "return redis.error_reply('OTHER x')", '0'],
  ['EVAL', "error('x')", '0'],
  ['EVAL', "error({err='THIRD x'})", '0'],
  ['EVAL', "local ok, e = pcall(redis.call,'incr','l') error(e)", '0'],
  ['EVAL', "error(redis.pcall('incr','l'))", '0'],
  ['EVAL', 'x y', '0'],
  ['EVAL', 'return 1', 'x'],
  ['EVALSHA', 'nosuch', '0'],
  ['EVAL', "return redis.call('get','none')", '0'],
];

function statsOf(info: string): string[] {
  return info
    .split('\r\n')
    .filter((line) => line.startsWith('errorstat_') || /^cmdstat_(eval|incr|get|set|subscribe)/.test(line))
    .map((line) => line.replace(/usec=\d+,usec_per_call=[\d.]+,/, ''))
    .sort();
}

describe.skipIf(!oracleAvailable)('scripts beside redis-server (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle(['--repl-diskless-sync', 'no']);
  });
  afterAll(() => oracle?.stop());

  it.each(STATS_REQUESTS)('%s %s counts its errors once', async (...request) => {
    const ours = new OurConnection(new Engine());
    const theirs = await RawConnection.connect(oracle.port);
    await theirs.call('FLUSHALL');
    for (const argv of [['RPUSH', 'l', 'a'], ['CONFIG', 'RESETSTAT'], request]) {
      ours.call(argv);
      await theirs.call(...argv);
    }
    const expected = statsOf(await theirs.call('INFO', 'everything'));
    theirs.close();
    expect(statsOf(ours.call(['INFO', 'everything']))).toEqual(expected);
  });

  it('publishes the keyspace events of what a script does', async () => {
    const moves: Move[] = [
      ['a', 'CONFIG SET notify-keyspace-events KEA'],
      ['b', 'PSUBSCRIBE __key*__:*'],
      ['a', "EVAL redis.call('set',KEYS[1],1)redis.call('expire',KEYS[1],100)redis.call('del',KEYS[1]) 1 k"],
      ['a', "EVAL redis.call('lpush',KEYS[1],1)redis.call('lpop',KEYS[1]) 1 k"],
    ];
    await sideBySide(oracle, moves);
  });
});
