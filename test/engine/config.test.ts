import { describe, expect, it } from 'vitest';
import {
  Config,
  findParameter,
  formatParameter,
  parameterNames,
  parseParameter,
} from '../../src/engine/config.ts';

describe('the parameters', () => {
  it('read back what they write', () => {
    const config = new Config();
    for (const name of Object.keys(config) as (keyof Config)[]) {
      const parsed = parseParameter(name, formatParameter(config, name));
      expect(parsed, name).toEqual({ value: config[name] });
    }
  });

  it('answer to their old names', () => {
    expect(findParameter('lua-time-limit')).toBe('busy-reply-threshold');
    expect(findParameter('HASH-MAX-ZIPLIST-ENTRIES')).toBe('hash-max-listpack-entries');
    expect(parameterNames()).toContain('lua-time-limit');
    expect(findParameter('constructor')).toBeUndefined();
  });

  it.each([
    ['1', 1],
    ['1k', 1000],
    ['1kb', 1024],
    ['2MB', 2 * 1024 ** 2],
    ['1g', 1e9],
    ['1gb', 1024 ** 3],
  ])('read %j as a size', (text, value) => {
    expect(parseParameter('maxmemory', text)).toEqual({ value });
  });

  it.each(['', 'x', '-1', '1.5', '1tb', '9'.repeat(30)])('refuse %j as a size', (text) => {
    expect(parseParameter('maxmemory', text)).toHaveProperty('problem');
  });
});
