import { describe, expect, it } from 'vitest';
import { bytes } from '../../../src/base/bytes.ts';
import {
  EX,
  EXAT,
  instantArg,
  millisecondsReply,
  PX,
  PXAT,
  positiveInstantArg,
  secondsReply,
} from '../../../src/engine/command/expire-time.ts';

const origin = { nowMs: 1_700_000_000_000, commandName: 'set' };
const INVALID = expect.objectContaining({ text: "ERR invalid expire time in 'set' command" });
const NOT_INTEGER = expect.objectContaining({ text: 'ERR value is not an integer or out of range' });
const MAX = 9223372036854775807n;

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
}

describe('an expire time', () => {
  it.each([
    ['EX 10', EX, '10', 1_700_000_010_000],
    ['PX 10', PX, '10', 1_700_000_000_010],
    ['EXAT 10', EXAT, '10', 10_000],
    ['PXAT 10', PXAT, '10', 10],
    ['the last PXAT', PXAT, String(MAX), 2 ** 63],
    ['the last EXAT', EXAT, '9223372036854775', 9223372036854775000],
    ['one EXAT more', EXAT, '9223372036854776', INVALID],
    ['the last EX that fits with the time of day', EX, '9223370336854775', 9223372036854775000],
    ['one EX more', EX, '9223370336854776', INVALID],
    ['the last PX that fits with the time of day', PX, String(MAX - 1_700_000_000_000n), 2 ** 63],
    ['one PX more', PX, String(MAX - 1_700_000_000_000n + 1n), INVALID],
    ['no integer', EX, '1.5', NOT_INTEGER],
    ['more than 64 bits', PXAT, '9223372036854775808', NOT_INTEGER],
  ])('is read: %s', (_title, form, text, expected) => {
    expect(thrownBy(() => instantArg(bytes(text), form, origin))).toEqual(expected);
    expect(thrownBy(() => positiveInstantArg(bytes(text), form, origin))).toEqual(expected);
  });

  it('may lie in the past for EXPIRE, not for SET', () => {
    expect(instantArg(bytes('-1'), EX, origin)).toBe(origin.nowMs - 1000);
    expect(instantArg(bytes('-9223372036854775808'), PXAT, origin)).toBe(-(2 ** 63));
    expect(thrownBy(() => instantArg(bytes('-9223372036854776'), EX, origin))).toEqual(INVALID);
    expect(thrownBy(() => positiveInstantArg(bytes('0'), PXAT, origin))).toEqual(INVALID);
    expect(thrownBy(() => positiveInstantArg(bytes('-1'), EX, origin))).toEqual(INVALID);
  });

  it('is told in ms, or in seconds to the nearest', () => {
    expect([millisecondsReply(1500), millisecondsReply(1500, 1000)]).toEqual([1500, 500]);
    expect([secondsReply(1499), secondsReply(1500), secondsReply(2500, 1001)]).toEqual([1, 2, 1]);
    expect([millisecondsReply(2 ** 63), millisecondsReply(2 ** 63, 7)]).toEqual([MAX, MAX - 7n]);
    expect(secondsReply(2 ** 63)).toBe(9223372036854776n);
  });
});
