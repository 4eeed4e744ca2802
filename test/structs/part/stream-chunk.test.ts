import { describe, expect, it } from 'vitest';
import { bytes } from '../../../src/base/bytes.ts';
import { integerSize, StreamChunk, stringSize } from '../../../src/structs/part/stream-chunk.ts';
import { streamId } from '../../../src/structs/stream-id.ts';

const fields = [bytes('f'), bytes('v')];

describe('StreamChunk', () => {
  it.each([
    ['', 2],
    ['a', 3],
    ['x'.repeat(63), 65],
    ['x'.repeat(64), 67],
    ['x'.repeat(125), 128],
    ['x'.repeat(126), 130],
    ['x'.repeat(4095), 4099],
    ['x'.repeat(4096), 4103],
    ['0', 2],
    ['127', 2],
    ['128', 3],
    ['-1', 3],
    ['-4097', 4],
    ['8388607', 5],
    ['2147483647', 6],
    ['9223372036854775807', 10],
    ['9223372036854775808', 21],
    ['-9223372036854775808', 10],
    ['007', 5],
    ['-0', 4],
    ['+1', 4],
    ['1.5', 5],
  ])('counts %j as the server holds it', (value, size) => {
    expect(stringSize(bytes(value))).toBe(size);
  });

  it('counts integers by their width', () => {
    expect([0, -1, 4096, -32769, 8388608, 2147483648, 2n ** 62n].map(integerSize)).toEqual([
      2, 3, 4, 5, 6, 10, 10,
    ]);
  });

  it('holds names once when later entries have the same', () => {
    const chunk = new StreamChunk();
    chunk.append(streamId(5, 0), fields);
    const first = chunk.bytes;
    chunk.append(streamId(5, 1), fields);
    const same = chunk.bytes - first;
    chunk.append(streamId(5, 2), [bytes('g'), bytes('v')]);
    expect(chunk.bytes - first - same).toBe(same + stringSize(bytes('g')) + integerSize(1));
  });

  it('keeps a tombstone where an entry was', () => {
    const chunk = new StreamChunk();
    for (let seq = 0; seq < 3; seq++) chunk.append(streamId(5, seq), fields);
    expect([chunk.remove(1), chunk.remove(1)]).toEqual([true, false]);
    expect([chunk.length, chunk.live, chunk.deleted, chunk.fields[1]]).toEqual([3, 2, 1, undefined]);
    expect([chunk.lowerBound(streamId(5, 1)), chunk.idAt(1), chunk.isAfter(streamId(4, 9))]).toEqual([
      1,
      { ms: 5, seq: 1 },
      true,
    ]);
    const copy = chunk.clone();
    copy.remove(0);
    expect([copy.live, chunk.live, copy.bytes]).toEqual([1, 2, chunk.bytes]);
  });
});
