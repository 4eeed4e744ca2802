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
