import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type ByteString, bytes } from '../../src/base/bytes.ts';
import { compileGlob } from '../../src/structs/glob.ts';
import { canonical, type Oracle, oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';

/** pattern, what it matches, what it rejects: as redis-server 7.0.15 answers KEYS. */
const ROWS: readonly (readonly [pattern: string, yes: readonly string[], no: readonly string[]])[] = [
  ['*', ['', 'a', '***'], []],
  ['**', ['a', 'ab'], ['']],
  ['', [''], ['a']],
  ['abc', ['abc'], ['ab', 'abcd', '']],
  ['?', ['a', '\xff', '\0'], ['', 'ab']],
  ['a*', ['a', 'ab', 'abb'], ['', 'b', 'ba']],
  ['*a', ['a', 'ba'], ['', 'ab']],
  ['a*b*c', ['abc', 'axbxc', 'abbcc'], ['acb', 'ab', 'abcd']],
  ['a*a', ['aa', 'aba'], ['a']],
  ['*ab?*', ['abc', 'xabab'], ['ab', 'xab']],
  ['h[ae]llo', ['hallo', 'hello'], ['hillo', 'hllo']],
  ['h[^e]llo', ['hallo'], ['hello', 'hllo']],
  ['h[a-b]llo', ['hallo', 'hbllo'], ['hcllo']],
  ['[b-a]', ['a', 'b'], ['c', '-']],
  ['[', [], ['[', 'a', '']],
  ['[^', ['[', 'a'], ['', 'ab']],
  ['[]', [], ['[', ']', '[]', 'a']],
  ['[^]', ['a', ']', '^'], ['', 'ab']],
  ['[]]', [], [']', 'a]', ']]']],
  ['[a', ['a'], ['b', '[a']],
  ['[a-', ['a', '-'], ['b']],
  ['[a-]', ['a', ']', '_'], ['-', 'b']],
  ['[a-]b', ['a', ']', 'b', '`'], ['ab']],
  ['[--a]', ['-', 'A', 'a'], ['b', ',']],
  ['[\\', ['\\'], ['[', '[\\']],
  ['[\\]', [']'], ['\\']],
  ['[\\]]', [']'], ['\\', '\\]']],
  ['[\\a-c]', ['a', '-', 'c'], ['b', '\\']],
  ['[a-\\]', ['\\', 'a', ']', '_'], ['[', '-', 'b']],
  ['\\', ['\\'], ['', '\\\\']],
  ['a\\', ['a\\'], ['a']],
  ['\\*', ['*'], ['a', '\\*']],
  ['\\a', ['a'], ['\\a']],
  ['[^a][^b]', ['ba', 'cc'], ['aa', 'bb', 'b']],
  ['[a-\xff]', ['a', 'A', '\xff', '\0'], ['b', '\xfe']],
  ['[\x80-\xff]', ['\x80', '\xc0', '\xff'], ['\x7f', '\0']],
  ['[^*]', ['a'], ['*']],
  ['*[a]*', ['a', 'bab'], ['b', '']],
];

describe('compileGlob', () => {
  test.each(ROWS)('judges %j as the server does', (pattern, yes, no) => {
    const matches = compileGlob(bytes(pattern));
    expect(yes.filter((value) => !matches(bytes(value)))).toEqual([]);
    expect(no.filter((value) => matches(bytes(value)))).toEqual([]);
  });

  it.each([
    ['ABC*', ['abc', 'aBcd'], ['ab']],
    ['*x*Y', ['XY', 'aXay'], ['yx']],
    ['[a-c]?', ['Bz', 'bZ'], ['dz']],
    ['[^A]', ['b', 'B'], ['a', 'A']],
    ['[\\A]', ['A'], ['a']],
    ['[Z-a]', [], ['z', 'Z', 'a', 'A', 'm', '_']],
    ['[@-_]', ['@', '_', '['], ['a', 'A', 'z', '`', '?']],
    ['\xe4', ['\xe4'], ['\xc4']],
  ])('judges %j in either case when told', (pattern, yes, no) => {
    const matches = compileGlob(bytes(pattern), { nocase: true });
    expect(yes.filter((value) => !matches(bytes(value)))).toEqual([]);
    expect(no.filter((value) => matches(bytes(value)))).toEqual([]);
  });

  it('takes no exponential time over many stars', () => {
    const subject = bytes('a'.repeat(20_000));
    expect(compileGlob(bytes(`${'a*'.repeat(500)}b`))(subject)).toBe(false);
    expect(compileGlob(bytes(`${'*a'.repeat(500)}*b*`))(subject)).toBe(false);
    expect(compileGlob(bytes(`${'*[ab]'.repeat(500)}***c`))(subject)).toBe(false);
    expect(compileGlob(bytes(`${'*?'.repeat(500)}*`))(subject)).toBe(true);
  });
});

/** Every string of up to three of a few bytes that mean something. */
function subjects(): string[] {
  const alphabet = ['a', 'b', '-', ']', '[', '\\', '^', '*', '\xff', '\0'];
  const two = alphabet.flatMap((x) => alphabet.map((y) => x + y));
  return [
    '',
    ...alphabet,
    ...two,
    'aab',
    'aba',
    'abab',
    'a-b',
    '[a]',
    '\\\\a',
    'b]a-',
    '\x80',
    '_',
    'A',
    '~',
  ];
}

describe.skipIf(!oracleAvailable)('compileGlob and KEYS (needs redis-server)', () => {
  let oracle: Oracle;
  let connection: RawConnection;

  beforeAll(async () => {
    oracle = await requireOracle();
    connection = await RawConnection.connect(oracle.port);
    await connection.pipeline(subjects().map((key) => ['SET', key, '']));
  });

  afterAll(async () => {
    connection?.close();
    await oracle?.stop();
  });

  const expected = (pattern: string): string => {
    const matches = compileGlob(bytes(pattern));
    const found: ByteString[] = subjects().map(bytes).filter(matches);
    return canonical(
      `*${found.length}\r\n${found.map((key) => `$${key.length}\r\n${key}\r\n`).join('')}`,
      'unordered',
    );
  };

  it('find the same keys by the rows above', async () => {
    const replies = await connection.pipeline(ROWS.map(([pattern]) => ['KEYS', pattern]));
    for (const [i, [pattern]] of ROWS.entries()) {
      expect([pattern, canonical(replies[i] as string, 'unordered')]).toEqual([pattern, expected(pattern)]);
    }
  });

  it('find the same keys by any pattern', async () => {
    const char = fc.constantFrom('a', 'b', '-', ']', '[', '[', '\\', '^', '*', '?', '\xff', '\0');
    const patterns = fc.array(
      fc.array(char, { maxLength: 9, size: 'max' }).map((chars) => chars.join('')),
      { minLength: 20, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(patterns, async (some) => {
        const replies = await connection.pipeline(some.map((pattern) => ['KEYS', pattern]));
        for (const [i, pattern] of some.entries()) {
          expect([pattern, canonical(replies[i] as string, 'unordered')]).toEqual([
            pattern,
            expected(pattern),
          ]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
