import { describe, expect, it } from 'vitest';
import { bytes } from '../../../src/base/bytes.ts';
import {
  type KeySpec,
  keyAt,
  keyNum,
  keyPositions,
  keyRange,
  keysAfter,
} from '../../../src/engine/command/key-spec.ts';

const rows: readonly [
  title: string,
  specs: readonly KeySpec[],
  request: string,
  expected: readonly number[] | undefined,
][] = [
  ['one key', [keyAt(1, 'RO')], 'GET a', [1]],
  ['every argument', [keyRange(1, -1, 1, 'RO')], 'DEL a b c', [1, 2, 3]],
  ['every other argument', [keyRange(1, -1, 2, 'OW')], 'MSET a 1 b 2', [1, 3]],
  ['all but the last', [keyRange(1, -2, 1, 'RW')], 'BLPOP a b 0', [1, 2]],
  ['a count and its keys', [keyNum(2, 'RW')], 'EVAL x 2 a b c', [3, 4]],
  ['a count of none', [keyNum(2, 'RW')], 'EVAL x 0', []],
  ['a count beyond the end', [keyNum(2, 'RW')], 'EVAL x 3 a', undefined],
  ['a count that is no number', [keyNum(2, 'RW')], 'EVAL x y a', undefined],
  [
    'the first half after a keyword',
    [keysAfter('STREAMS', 1, { lastKey: -1, step: 1, limit: 2 }, 'RO')],
    'XREAD streams a b 0 0',
    [2, 3],
  ],
  ['two specifications', [keyAt(1, 'OW'), keyNum(2, 'RO')], 'ZUNIONSTORE d 2 a b', [1, 3, 4]],
];

describe('key specifications', () => {
  it.each(rows)('find %s', (_title, specs, request, expected) => {
    expect(keyPositions(specs, request.split(' ').map(bytes))).toEqual(expected);
  });
});
