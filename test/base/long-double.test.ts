import { describe, expect, it } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import { addFloatTexts } from '../../src/base/long-double.ts';
import { oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';

describe('sums of INCRBYFLOAT', () => {
  it.each([
    ['10.5', '0.1', '10.6'],
    ['3000', '.1', '3000.10000000000000009'],
    ['5', '-5', '0'],
    ['-0', '-0', '0'],
    ['1e3', '0x10', '1016'],
    ['0', '1e-20', '0'],
    ['0', '1.1e-17', '0.00000000000000001'],
  ])('%s + %s is %s', (value, increment, expected) => {
    expect(addFloatTexts(bytes(value), bytes(increment))).toEqual({ kind: 'sum', text: expected });
  });

  it('says which text is no number', () => {
    expect(addFloatTexts(bytes('x'), bytes('1')).kind).toBe('bad-value');
    expect(addFloatTexts(bytes('1'), bytes('1 ')).kind).toBe('bad-increment');
    expect(addFloatTexts(bytes('1'), bytes('inf')).kind).toBe('not-finite');
  });
});

const TEXTS = [
  ...['0', '1', '-1', '007', '0.1', '0.2', '-0.3', '3000.1', '1e17', '1e-17', '5e-18', '123456789.987654321'],
  ...['12345678901234567.123456789', '18446744073709551615', '18446744073709551617', '0.000000000000000015'],
  ...['1e300', '-1e300', '1e4931', '1.2e4932', '3.6e-4951', '1e-4960', '1e4940', '0x1.8p-3', '0x1p16383'],
  ...['inf', '-inf', 'nan', '', ' 1', '1 ', '1e', '.', '0x', '5.', '.5', '+2'],
];

describe.skipIf(!oracleAvailable)('sums equal those of redis-server (needs redis-server)', () => {
  it('over every pair of the texts', async () => {
    const oracle = await requireOracle();
    const connection = await RawConnection.connect(oracle.port);
    try {
      const pairs = TEXTS.flatMap((a) => TEXTS.map((b) => [a, b] as const));
      const replies = await connection.pipeline(
        pairs.flatMap(([a, b]) => [
          ['SET', 'k', a],
          ['INCRBYFLOAT', 'k', b],
        ]),
      );
      const theirs = pairs.map((pair, i) => [...pair, replies[i * 2 + 1]]);
      expect(pairs.map(([a, b]) => [a, b, frameOf(a, b)])).toEqual(theirs);
    } finally {
      connection.close();
      await oracle.stop();
    }
  });
});

function frameOf(a: string, b: string): string {
  const sum = addFloatTexts(bytes(a), bytes(b));
  if (sum.kind === 'sum') return `$${sum.text.length}\r\n${sum.text}\r\n`;
  return sum.kind === 'not-finite'
    ? '-ERR increment would produce NaN or Infinity\r\n'
    : '-ERR value is not a valid float\r\n';
}
