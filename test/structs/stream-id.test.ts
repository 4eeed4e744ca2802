import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalUint64,
  compareStreamIds,
  MAX_STREAM_ID,
  MIN_STREAM_ID,
  nextStreamId,
  previousStreamId,
  type StreamId,
  streamId,
} from '../../src/structs/stream-id.ts';

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const half = fc.oneof(
  fc.bigInt({ min: 0n, max: 3n }),
  fc.bigInt({ min: SAFE - 2n, max: SAFE + 3n }),
  fc.bigInt({ min: 2n ** 64n - 3n, max: 2n ** 64n - 1n }),
);
const wholeId = fc.tuple(half, half).map(([ms, seq]) => streamId(ms, seq));
const whole = (id: StreamId): bigint => (BigInt(id.ms) << 64n) | BigInt(id.seq);

describe('StreamId', () => {
  it('is ordered as the 128-bit number it stands for', () => {
    fc.assert(
      fc.property(wholeId, wholeId, (a, b) => {
        const [x, y] = [whole(a), whole(b)];
        expect(compareStreamIds(a, b)).toBe(x < y ? -1 : x > y ? 1 : 0);
      }),
    );
  });

  it('has a next and a previous one, in canonical form, except at the ends', () => {
    fc.assert(
      fc.property(wholeId, (id) => {
        const next = nextStreamId(id);
        const previous = previousStreamId(id);
        if (next !== undefined) {
          expect(whole(next)).toBe(whole(id) + 1n);
          expect(next).toEqual(streamId(next.ms, next.seq));
        } else expect(id).toEqual(MAX_STREAM_ID);
        if (previous !== undefined) {
          expect(whole(previous)).toBe(whole(id) - 1n);
          expect(previous).toEqual(streamId(previous.ms, previous.seq));
        } else expect(id).toEqual(MIN_STREAM_ID);
      }),
    );
  });

  it('holds a half as a number up to the last safe integer', () => {
    expect([canonicalUint64(SAFE), canonicalUint64(SAFE + 1n), canonicalUint64(5)]).toEqual([
      Number(SAFE),
      SAFE + 1n,
      5,
    ]);
  });
});
