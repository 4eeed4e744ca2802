import { constants } from 'node:buffer';
import { expect, test } from 'vitest';
import { expectedBulk, ProtocolError, STRING_LIMIT } from '../../src/wire/protocol-error.ts';

test('a protocol error is an Error that says what the server would', () => {
  const error = new ProtocolError('invalid bulk length');
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.message]).toEqual(['ProtocolError', 'Protocol error: invalid bulk length']);
});

test.each([
  ['x', 'x'],
  ['\r', ' '],
  ['\n', ' '],
])('a bulk that begins with %j is shown as %j', (got, shown) => {
  expect(expectedBulk(got).message).toBe(`Protocol error: expected '$', got '${shown}'`);
});

test('the longest argument is one that this machine can hold in a string', () => {
  expect(STRING_LIMIT).toBeLessThanOrEqual(constants.MAX_STRING_LENGTH);
});
