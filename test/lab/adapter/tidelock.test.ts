/** The adapter of our own locks: what it reads from an instance's keys. */
import { describe, expect, it } from 'vitest';
import { tidelockAdapter } from '../../../src/lab/adapter/tidelock.ts';

describe('our adapter', () => {
  it.each([
    ['lock:{r1}', 'abc-1|17', { resource: 'r1', holder: 'abc-1' }],
    ['lock:token:{r1}', '17', undefined],
    ['lock:gone:{r1}:abc-1', '', undefined],
  ])('reads %s', (key, value, lock) => {
    expect(tidelockAdapter().readLock(key, value)).toEqual(lock);
  });
});
