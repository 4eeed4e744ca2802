import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import {
  BigNumber,
  Double,
  ErrorReply,
  MapReply,
  NO_REPLY,
  NULL_ARRAY,
  OK,
  Push,
  type Reply,
  Sequence,
  SetReply,
  Status,
  Verbatim,
} from '../../src/base/reply.ts';
import { ReplyWriter } from '../../src/wire/encoder.ts';
import { type Oracle, oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';

function encoded(reply: Reply, resp: 2 | 3): string {
  const writer = new ReplyWriter();
  writer.write(reply, resp);
  return writer.view().latin1Slice();
}

const ROWS: readonly [title: string, reply: Reply, resp2: string, resp3: string][] = [
  ['OK', OK, '+OK\r\n', '+OK\r\n'],
  [
    'a status',
    new Status(bytes('Background saving started')),
    '+Background saving started\r\n',
    '+Background saving started\r\n',
  ],
  ['an error', new ErrorReply('ERR no'), '-ERR no\r\n', '-ERR no\r\n'],
  ['an error with a line break', new ErrorReply('ERR a\r\nb'), '-ERR a  b\r\n', '-ERR a  b\r\n'],
  ['0', 0, ':0\r\n', ':0\r\n'],
  ['-0', -0, ':0\r\n', ':0\r\n'],
  ['-1', -1, ':-1\r\n', ':-1\r\n'],
  ['2^53 + 2', 2 ** 53 + 2, ':9007199254740994\r\n', ':9007199254740994\r\n'],
  ['2^63 as a number', -(2 ** 63), ':-9223372036854775808\r\n', ':-9223372036854775808\r\n'],
  ['a bigint', -(2n ** 63n), ':-9223372036854775808\r\n', ':-9223372036854775808\r\n'],
  ['null', null, '$-1\r\n', '_\r\n'],
  ['the null array', NULL_ARRAY, '*-1\r\n', '_\r\n'],
  ['an empty bulk', bytes(''), '$0\r\n\r\n', '$0\r\n\r\n'],
  ['a bulk of any bytes', bytes('\0\r\n\xff'), '$4\r\n\0\r\n\xff\r\n', '$4\r\n\0\r\n\xff\r\n'],
  [
    'a nested array',
    [1, [bytes('a'), null], []],
    '*3\r\n:1\r\n*2\r\n$1\r\na\r\n$-1\r\n*0\r\n',
    '*3\r\n:1\r\n*2\r\n$1\r\na\r\n_\r\n*0\r\n',
  ],
  [
    'a map',
    new MapReply([bytes('a'), 1, bytes('b'), true]),
    '*4\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n:1\r\n',
    '%2\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n#t\r\n',
  ],
  ['a set', new SetReply([1, 2]), '*2\r\n:1\r\n:2\r\n', '~2\r\n:1\r\n:2\r\n'],
  ['a push', new Push([bytes('message')]), '*1\r\n$7\r\nmessage\r\n', '>1\r\n$7\r\nmessage\r\n'],
  ['true', true, ':1\r\n', '#t\r\n'],
  ['false', false, ':0\r\n', '#f\r\n'],
  ['a verbatim string', new Verbatim(bytes('a\r\n')), '$3\r\na\r\n\r\n', '=7\r\ntxt:a\r\n\r\n'],
  [
    'a big number',
    new BigNumber(bytes('12345678901234567890')),
    '$20\r\n12345678901234567890\r\n',
    '(12345678901234567890\r\n',
  ],
  ['a sequence', new Sequence([1, new Push([])]), ':1\r\n*0\r\n', ':1\r\n>0\r\n'],
  ['silence', NO_REPLY, '', ''],
];

describe('in RESP2 and in RESP3', () => {
  test.each(ROWS)('%s has its form', (_title, reply, resp2, resp3) => {
    expect(encoded(reply, 2)).toBe(resp2);
    expect(encoded(reply, 3)).toBe(resp3);
  });

  test.each([
    [3, '3'],
    [-2.5, '-2.5'],
    [0.1, '0.10000000000000001'],
    [1e17, '1e+17'],
    [12345678.0078125, '12345678.0078125'],
    [99999999.9921875, '99999999.9921875'],
    [2 ** -7, '0.0078125'],
    [5e-324, '4.9406564584124654e-324'],
    [-0, '-0'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('the double %d is %s', (value, text) => {
    expect(encoded(new Double(value), 2)).toBe(`$${text.length}\r\n${text}\r\n`);
    expect(encoded(new Double(value), 3)).toBe(`,${text}\r\n`);
  });

  test('an integer or a bulk of any size has the right digits', () => {
    for (let power = 1; power <= 2 ** 40; power *= 2)
      for (const value of [power - 1, power, power + 1, -power])
        expect(encoded(value, 2)).toBe(`:${value}\r\n`);
    for (let power = 1; power <= 1e12; power *= 10)
      for (const value of [power - 1, power, power + 1]) expect(encoded(value, 2)).toBe(`:${value}\r\n`);
    for (const size of [1, 9, 10, 23, 24, 25, 99, 100, 999, 1000, 99_999, 100_000])
      expect(encoded(bytes('é'.repeat(size)), 2)).toBe(`$${size}\r\n${'é'.repeat(size)}\r\n`);
  });
});

describe('the buffer', () => {
  test('keeps what was written while it grows', () => {
    const writer = new ReplyWriter();
    let expected = '';
    for (let i = 0; i < 5000; i++) {
      writer.write(bytes(`value ${i}`), 2);
      expected += encoded(bytes(`value ${i}`), 2);
    }
    expect(writer.length).toBe(expected.length);
    expect(writer.view().latin1Slice()).toBe(expected);
  });

  test('is used again after a reset and left alone after a release or take', () => {
    const writer = new ReplyWriter();
    writer.write(1, 2);
    const first = writer.view();
    writer.reset();
    writer.write(2, 2);
    expect(writer.view().buffer).toBe(first.buffer);
    const second = writer.take();
    writer.write(3, 2);
    expect([second.latin1Slice(), writer.view().latin1Slice()]).toEqual([':2\r\n', ':3\r\n']);
    expect(writer.view().buffer).not.toBe(second.buffer);
  });

  test('does not stay large after a huge reply', () => {
    const writer = new ReplyWriter();
    writer.write(bytes('x'.repeat(8 << 20)), 2);
    writer.reset();
    writer.write(1, 2);
    expect(writer.view().buffer.byteLength).toBeLessThanOrEqual(64 << 10);
  });
});

describe.skipIf(!oracleAvailable)('replies are the server’s to the byte (needs redis-server)', () => {
  let oracle: Oracle;
  let connection: RawConnection;
  beforeAll(async () => {
    oracle = await requireOracle(['--enable-debug-command', 'yes']);
  });
  afterAll(() => oracle.stop());

  const PROTOCOL: readonly [kind: string, reply: Reply][] = [
    ['string', bytes('Hello World')],
    ['integer', 12345],
    ['double', new Double(3141 / 1000)],
    ['bignum', new BigNumber(bytes('1234567999999999999999999999999999999'))],
    ['null', null],
    ['array', [0, 1, 2]],
    ['set', new SetReply([0, 1, 2])],
    ['map', new MapReply([0, false, 1, true, 2, false])],
    ['verbatim', new Verbatim(bytes('This is a verbatim\nstring'))],
    ['true', true],
    ['false', false],
  ];

  const SCORES = [
    1.1,
    -0.1,
    1 / 3,
    1e17,
    123456789012345680000,
    1e300,
    5e-324,
    0.5,
    100,
    2 ** 52 + 0.5,
    2 ** 50 + 0.25,
    2 ** 50 + 0.75,
    1e-5,
    0.0001,
  ];

  describe.each([2, 3] as const)('RESP%i', (resp) => {
    beforeAll(async () => {
      connection = await RawConnection.connect(oracle.port);
      await connection.call('HELLO', `${resp}`);
    });
    afterAll(() => connection.close());

    test.each(PROTOCOL)('DEBUG PROTOCOL %s', async (kind, reply) => {
      const raw = await connection.call('DEBUG', 'PROTOCOL', kind);
      expect(encoded(reply, resp)).toBe(raw);
    });

    test.each([...SCORES, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
      'the score %d',
      async (score) => {
        await connection.call(
          'ZADD',
          'z',
          score === Number.POSITIVE_INFINITY ? 'inf' : `${score}`.replace('Infinity', 'inf'),
          'm',
        );
        expect(encoded(new Double(score), resp)).toBe(await connection.call('ZSCORE', 'z', 'm'));
      },
    );
  });
});
