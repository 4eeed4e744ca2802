import { describe, expect, it } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import {
  BigNumber,
  Double,
  ErrorReply,
  MapReply,
  NULL_ARRAY,
  OK,
  type Reply,
  SetReply,
  Verbatim,
} from '../../src/base/reply.ts';
import { CommandError, toPlainBuffer, toPlainText, toWord } from '../../src/doors/plain.ts';

const rows: readonly [title: string, reply: Reply, plain: unknown][] = [
  ['a bulk string', bytes('\xc3\xa9'), 'é'],
  ['a status', OK, 'OK'],
  ['null', null, null],
  ['a null array', NULL_ARRAY, null],
  ['an integer', 42, 42],
  ['an integer past 2^53', 2n ** 60n, 2n ** 60n],
  ['a double', new Double(1.5), 1.5],
  ['a boolean', true, true],
  ['a nested array', [1, [bytes('a'), null]], [1, ['a', null]]],
  [
    'a map',
    new MapReply([bytes('__proto__'), bytes('x')]),
    Object.assign(Object.create(null), { ['__proto__']: 'x' }),
  ],
  ['a set', new SetReply([bytes('a')]), ['a']],
  ['a verbatim string', new Verbatim(bytes('hi')), 'hi'],
  ['a big number', new BigNumber(bytes('123456789012345678901')), 123456789012345678901n],
];

describe('plain replies', () => {
  it.each(rows)('show %s', (_title, reply, plain) => {
    expect(toPlainText(reply)).toEqual(plain);
  });

  it('throw an error, and hold one as a value inside an array', () => {
    expect(() => toPlainText(new ErrorReply('WRONGTYPE no'))).toThrow(CommandError);
    const [inner] = toPlainText([new ErrorReply('ERR no')]) as [CommandError];
    expect([inner.code, inner.message]).toEqual(['ERR', 'ERR no']);
  });

  it('give bytes to those who ask', () => {
    expect(toPlainBuffer([bytes('\xff')])).toEqual([Buffer.from([255])]);
  });
});

describe('words of a request', () => {
  it.each([
    ['é', '\xc3\xa9'],
    [12, '12'],
    [-0.5, '-0.5'],
    [2n ** 63n, '9223372036854775808'],
    [Buffer.from([0, 255]), '\x00\xff'],
    [new Uint8Array([1, 2]), '\x01\x02'],
  ])('take %s', (word, expected) => {
    expect(toWord(word)).toBe(expected);
  });

  it('refuse what is none', () => {
    expect(() => toWord(undefined as never)).toThrow(TypeError);
    expect(() => toWord({} as never)).toThrow(TypeError);
  });
});
