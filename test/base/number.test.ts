import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import { exponentialFormat, fixedFormat, formatG, parseDouble, parseInt64 } from '../../src/base/number.ts';
import { oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';

describe('a 64-bit integer is read strictly', () => {
  it.each<[string, number | bigint | undefined]>([
    ['0', 0],
    ['7', 7],
    ['-12', -12],
    ['999999999999999', 999999999999999],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['-9007199254740993', -9007199254740993n],
    ['9223372036854775807', 9223372036854775807n],
    ['-9223372036854775808', -9223372036854775808n],
    ['9223372036854775808', undefined],
    ['-9223372036854775809', undefined],
    ['99999999999999999999', undefined],
    ['', undefined],
    ['-', undefined],
    ['-0', undefined],
    ['+1', undefined],
    ['01', undefined],
    ['-01', undefined],
    [' 1', undefined],
    ['1 ', undefined],
    ['1.0', undefined],
    ['12345678901234567x', undefined],
  ])('%j is %s', (text, expected) => {
    expect(parseInt64(bytes(text))).toBe(expected);
  });

  it('gives back every integer that was printed', () => {
    const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(fc.property(int64, (value) => BigInt(parseInt64(bytes(`${value}`)) ?? 'none') === value));
  });
});

const DOUBLES = [
  ...[
    'inf',
    '+inf',
    '-infinity',
    'INF',
    'infin',
    'nan',
    '-nan',
    'nan(1)',
    '',
    '+',
    '.',
    '++1',
    ' 5',
    '5 ',
    '1_0',
  ],
  ...['0x10', '0x1p4', '0x.8', '0x', '0xp', '0x1p', '0X1P+2', '0x1.8p1', '0x.', '-0x1', '0x1p99999'],
  ...['1e5', '1e', '1e+', '.5', '5.', '+5', '-5', '007', '1e400', '-1e400', '1e-400', '1e-330', '0e-999999'],
  ...['4.9e-324', '2.4703282292062327e-324', '0x1p-1074', '0x0.8p-1074', '0x1.1p-1075', '0x1p-1075'],
  ...['0x1.fffffffffffff8p0', '0x1.fffffffffffff7p0', '0x1.fffffffffffffffp1023', '0x1.fffffffffffffp1023'],
  ...['2.2250738585072011e-308', '179769313486231580793728971405301e277', '123456789012345678', '1\x00'],
];

describe.skipIf(!oracleAvailable)(
  'a double is read as redis-server reads a score (needs redis-server)',
  () => {
    it('accepts and refuses the same texts with the same values', async () => {
      const oracle = await requireOracle();
      const connection = await RawConnection.connect(oracle.port);
      try {
        const replies = await connection.pipeline(
          DOUBLES.flatMap((text) => [
            ['DEL', 'z'],
            ['ZADD', 'z', text, 'm'],
            ['ZSCORE', 'z', 'm'],
          ]),
        );
        const theirs = DOUBLES.map((text, i) => [text, score(replies[i * 3 + 2] as string)]);
        const ours = DOUBLES.map((text) => {
          const value = parseDouble(bytes(text));
          return [text, value === undefined ? undefined : formatG(value === 0 ? 0 : value, 17)];
        });
        expect(ours).toEqual(theirs);
      } finally {
        connection.close();
        await oracle.stop();
      }
    });
  },
);

function score(frame: string): string | undefined {
  return frame === '$-1\r\n' ? undefined : frame.split('\r\n')[1];
}

describe("doubles print as C's printf prints them", () => {
  it.each([
    [0.1, 17, '0.10000000000000001'],
    [0.1, 14, '0.1'],
    [1 / 3, 14, '0.33333333333333'],
    [100, 14, '100'],
    [1e14, 14, '1e+14'],
    [1e15, 17, '1000000000000000'],
    [123456789012345, 14, '1.2345678901234e+14'],
    [1700000000000, 14, '1700000000000'],
    [0.0001, 14, '0.0001'],
    [0.00001, 14, '1e-05'],
    [-0, 14, '-0'],
    [2 ** 53, 17, '9007199254740992'],
    [1e22, 17, '1e+22'],
    [2.5, 1, '2'],
    [Infinity, 14, 'inf'],
    [-Infinity, 14, '-inf'],
    [Number.NaN, 14, '-nan'],
  ])('%d with %d digits is %s', (value, precision, expected) => {
    expect(formatG(value, precision)).toBe(expected);
  });

  it('rounds exact ties to the even digit', () => {
    expect([0.5, 1.5, 2.5, 3.5].map((value) => fixedFormat(value, 0))).toEqual(['0', '2', '2', '4']);
    expect([0.125, 0.375].map((value) => fixedFormat(value, 2))).toEqual(['0.12', '0.38']);
    expect([25, 35, 9.5].map((value) => exponentialFormat(value, 0))).toEqual(['2e+01', '4e+01', '1e+01']);
  });
});

const lua = spawnSync('lua5.1', ['-v']);

/** Doubles of every kind: any bits, short decimals, sums of few powers of two (where ties live). */
const anyDouble = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.tuple(fc.integer(), fc.integer({ min: -12, max: 12 })).map(([n, power]) => Number(`${n}e${power}`)),
  fc.tuple(fc.integer(), fc.integer({ min: 0, max: 40 })).map(([n, power]) => n / 2 ** power),
  fc.tuple(fc.integer(), fc.integer({ min: 0, max: 17 })).map(([n, power]) => n * 5 * 10 ** power),
);

describe.skipIf(lua.status !== 0)('doubles print as lua5.1 prints them (needs lua5.1)', () => {
  const rows: readonly (readonly [spec: string, print: (value: number) => string])[] = [
    ...[1, 2, 13, 14, 15, 17, 30].map((p) => [`%.${p}g`, (v: number) => formatG(v, p)] as const),
    ...[0, 1, 3, 20, 99].map((p) => [`%.${p}f`, (v: number) => fixedFormat(v, p)] as const),
    ...[0, 5, 20].map((p) => [`%.${p}e`, (v: number) => exponentialFormat(v, p)] as const),
  ];

  it.each(rows)('%s', (spec, print) => {
    const values = fc.sample(anyDouble, { seed: 7, numRuns: 2000 });
    const program = `for l in io.lines() do print(string.format('${spec}', tonumber(l))) end`;
    const input = values.map((value) => (Object.is(value, -0) ? '-0' : String(value))).join('\n');
    const theirs = spawnSync('lua5.1', ['-e', program], { input, maxBuffer: 2 ** 26 }).stdout.toString();
    expect(values.map(print)).toEqual(theirs.trimEnd().split('\n'));
  });
});
