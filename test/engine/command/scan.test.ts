import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../../src/base/bytes.ts';
import { INVALID_CURSOR, SYNTAX } from '../../../src/base/errors.ts';
import { cursorArg, scanOptions, scanReply } from '../../../src/engine/command/scan.ts';

function optionsOf(text: string, hasType = false) {
  return scanOptions(text.split(' ').map(bytes), 2, hasType);
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
}

describe('a cursor', () => {
  it.each([
    ['0', 0],
    ['', 0],
    ['+7', 7],
    ['007', 7],
    ['-0', 0],
    ['-1', 2 ** 64],
    ['-18446744073709551615', 1],
    ['18446744073709551615', 2 ** 64],
  ])('%j is read as %d', (text, cursor) => {
    expect(cursorArg(bytes(text))).toBe(cursor);
  });

  it.each(['x', ' 1', '1 ', '1x', '+', '-', '+-1', '1.0', '0x1', '18446744073709551616'])(
    '%j is none',
    (text) => {
      expect(thrownBy(() => cursorArg(bytes(text)))).toBe(INVALID_CURSOR);
    },
  );

  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (cursor) => {
        const [text] = scanReply(Math.abs(cursor), []) as unknown as [string];
        expect(cursorArg(bytes(text))).toBe(Math.abs(cursor));
      }),
    );
  });
});

describe('the options of a scan', () => {
  it('are ten at a time and everything, unless told', () => {
    expect(optionsOf('SCAN 0')).toEqual({ count: 10, accepts: undefined, type: undefined });
    const { count, accepts, type } = optionsOf('SCAN 0 match a* COUNT 7 Type LIST', true);
    expect([count, accepts?.(bytes('ab')), accepts?.(bytes('ba')), type]).toEqual([7, true, false, 'LIST']);
    expect(optionsOf('SCAN 0 MATCH *').accepts).toBeUndefined();
  });

  it.each(['COUNT', 'COUNT 0', 'COUNT -1', 'MATCH', 'TYPE set', 'FOO', 'FOO 1', 'COUNT 1 MATCH'])(
    '%j is no such',
    (text) => {
      expect(thrownBy(() => optionsOf(`HSCAN k ${text}`))).toBe(SYNTAX);
    },
  );
});
