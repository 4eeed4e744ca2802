import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOUBLE_FORMAT, parseBinaryFloat } from '../../src/base/binary-float.ts';

describe('text is rounded to a binary format', () => {
  it('reads decimals as the nearest double, as JS itself does', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-290 });
    fc.assert(
      fc.property(finite, fc.nat(), (value, more) => {
        const text = value.toExponential(17).replace('e', `${more}e`);
        const parsed = parseBinaryFloat(text, DOUBLE_FORMAT);
        return parsed !== undefined && Number(parsed.mantissa) * 2 ** parsed.exponent === Number(text);
      }),
    );
  });

  it.each(['1e309', '0x1p1024', '1e-400', '0x1p-1075', '1e99999999', '1e-99999999', 'x', '0x', '.'])(
    'refuses %s, which is no text of a float or rounds to infinity or to zero',
    (text) => {
      expect(parseBinaryFloat(text, DOUBLE_FORMAT)).toBeUndefined();
    },
  );

  it('keeps the sign of zero', () => {
    expect(parseBinaryFloat('-0e99999999', DOUBLE_FORMAT)).toMatchObject({ negative: true, mantissa: 0n });
  });
});
