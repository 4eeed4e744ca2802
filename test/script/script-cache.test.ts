import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/redis.ts';

describe('scripts', () => {
  it('are found again by their SHA1, in either case', () => {
    const engine = new Engine();
    const sha = String(engine.call('SCRIPT', 'LOAD', 'return ARGV[1]'));
    expect(engine.evalsha(sha.toUpperCase(), [], ['x'])).toBe('x');
    expect(engine.call('SCRIPT', 'EXISTS', sha, '0'.repeat(40))).toEqual([1, 0]);
  });

  it('are known by EVAL alone, and forgotten by SCRIPT FLUSH', () => {
    const engine = new Engine();
    const sha = 'e0e1f9fabfc9d4800c877a703b823ac0578ff8db';
    expect(() => engine.evalsha(sha)).toThrow('NOSCRIPT');
    expect(engine.eval('return 1')).toBe(1);
    expect(engine.evalsha(sha)).toBe(1);
    engine.call('SCRIPT', 'FLUSH');
    expect(() => engine.evalsha(sha)).toThrow('NOSCRIPT');
  });

  it('are unknown after a rest, until their source comes again', () => {
    const engine = new Engine();
    const sha = String(engine.call('SCRIPT', 'LOAD', 'return 1'));
    engine.core.scripts?.rest();
    engine.core.scripts?.rest();
    expect(() => engine.evalsha(sha)).toThrow('NOSCRIPT');
    expect(engine.call('SCRIPT', 'EXISTS', sha)).toEqual([0]);
    expect(engine.core.scripts?.usage().count).toBe(0);
    expect(engine.eval('return 1')).toBe(1);
    expect(engine.evalsha(sha)).toBe(1);
    expect(engine.core.scripts?.usage().count).toBe(1);
  });

  it('leave library options behind until SCRIPT FLUSH', () => {
    const engine = new Engine();
    engine.eval('cjson.encode_number_precision(3)');
    expect(engine.eval('return cjson.encode(3.14159)')).toBe('3.14');
    engine.call('SCRIPT', 'FLUSH');
    expect(engine.eval('return cjson.encode(3.14159)')).toBe('3.14159');
  });

  it('keep what they wrote before they failed', () => {
    const engine = new Engine();
    expect(() => engine.eval("redis.call('SET', 'a', '1') error('late')")).toThrow('late');
    expect(engine.call('GET', 'a')).toBe('1');
  });

  it('answer an error for an error that is a bare table, where redis-server 7.0.15 crashes', () => {
    const engine = new Engine();
    expect(() => engine.eval('error({})')).toThrow('ERR');
    expect(() => engine.eval('error({a = 1})')).toThrow('ERR');
    expect(engine.eval('return 1')).toBe(1);
  });

  it('go along with a fork and a snapshot', () => {
    const engine = new Engine();
    const sha = String(engine.call('SCRIPT', 'LOAD', 'return 7'));
    expect(engine.fork().evalsha(sha)).toBe(7);
    const snapshot = engine.snapshot();
    engine.call('SCRIPT', 'FLUSH');
    engine.restore(snapshot);
    expect(engine.evalsha(sha)).toBe(7);
  });

  it('do not see the globals or the keys of the run before', () => {
    const engine = new Engine();
    engine.eval("KEYS[2] = 'added' return 1", ['a']);
    expect(engine.eval('return #KEYS', [])).toBe(0);
    expect(() => engine.eval('leaked = 1')).toThrow('readonly');
  });
});

describe('with a limit to the scripts of EVAL', () => {
  const limited = (keptEvalScripts: number) => new Engine({ compat: { keptEvalScripts } });
  const cached = (engine: Engine) => engine.core.scripts?.usage();
  const shaOf = (engine: Engine, source: string) => {
    engine.eval(source);
    return engine.eval(`return redis.sha1hex(ARGV[1])`, [], [source]) as string;
  };

  it('the one used longest ago is forgotten', () => {
    const engine = limited(3);
    const first = shaOf(engine, 'return 1');
    engine.eval('return 2');
    engine.eval('return 1');
    engine.eval('return 3');
    expect(engine.evalsha(first)).toBe(1);
    engine.eval('return 4');
    engine.eval('return 5');
    expect(engine.evalsha(first)).toBe(1);
    for (let i = 6; i < 9; i++) engine.eval(`return ${i}`);
    expect(() => engine.evalsha(first)).toThrow('NOSCRIPT');
    expect(engine.eval('return 1')).toBe(1);
  });

  it('those of SCRIPT LOAD stay, whoever brought them first', () => {
    const engine = limited(2);
    const early = engine.call('SCRIPT', 'LOAD', 'return 1') as string;
    const late = shaOf(engine, 'return 2');
    engine.call('SCRIPT', 'LOAD', 'return 2');
    for (let i = 10; i < 20; i++) engine.eval(`return ${i}`);
    expect([engine.evalsha(early), engine.evalsha(late)]).toEqual([1, 2]);
    expect(cached(engine)).toMatchObject({ count: 4, evicted: 9 });
    expect(engine.call('INFO', 'stats')).toContain('evicted_scripts:9\r\n');
  });

  it('ten thousand of them leave as many as are kept', () => {
    const engine = limited(500);
    for (let i = 0; i < 10_000; i++) expect(engine.eval(`return ${i}`)).toBe(i);
    expect(cached(engine)).toMatchObject({ count: 500, evicted: 9500 });
    engine.call('SCRIPT', 'FLUSH');
    expect(cached(engine)).toMatchObject({ count: 0, sourceBytes: 0 });
  });

  it('a fork has the same limit, and without one nothing is forgotten', () => {
    const engine = limited(2);
    const fork = engine.fork();
    for (let i = 0; i < 10; i++) fork.eval(`return ${i}`);
    expect(cached(fork)?.count).toBe(2);
    const unlimited = new Engine();
    for (let i = 0; i < 1000; i++) unlimited.eval(`return ${i}`);
    expect(cached(unlimited)).toMatchObject({ count: 1000, evicted: 0 });
    expect(unlimited.call('INFO')).not.toContain('evicted_scripts');
  });
});

describe('INFO', () => {
  it('counts scripts, functions and libraries, and their sources', () => {
    const engine = new Engine();
    engine.eval('return 1');
    const library = "#!lua name=a\nredis.register_function('f', function() end)";
    engine.call('FUNCTION', 'LOAD', `${library} redis.register_function('g', function() end)`);
    const info = engine.call('INFO', 'memory') as string;
    expect(info).toContain(
      'number_of_cached_scripts:1\r\nnumber_of_functions:2\r\nnumber_of_libraries:1\r\n',
    );
    expect(info).toContain('used_memory_scripts_eval:8\r\n');
    expect(info).toContain('used_memory_functions:103\r\n');
    expect(info).toContain('used_memory_scripts:111\r\n');
  });
});
