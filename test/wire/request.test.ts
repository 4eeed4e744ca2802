import { expect, test } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import { ReplyWriter } from '../../src/wire/encoder.ts';
import { encodeRequest } from '../../src/wire/request.ts';

test.each([
  [['PING'], '*1\r\n$4\r\nPING\r\n'],
  [['SET', '', '\xff\r\n'], '*3\r\n$3\r\nSET\r\n$0\r\n\r\n$3\r\n\xff\r\n\r\n'],
])('%j is an array of bulks, as the reply writer writes it too', (argv, expected) => {
  const writer = new ReplyWriter();
  writer.write(argv.map(bytes), 2);
  expect(encodeRequest(argv.map(bytes))).toBe(expected);
  expect(writer.view().latin1Slice()).toBe(expected);
});
