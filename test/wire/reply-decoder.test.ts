import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ByteString, bytes } from '../../src/base/bytes.ts';
import {
  BigNumber,
  Double,
  ErrorReply,
  MapReply,
  NULL_ARRAY,
  Push,
  type Reply,
  SetReply,
  Status,
  Verbatim,
} from '../../src/base/reply.ts';
import { ReplyWriter } from '../../src/wire/encoder.ts';
import { ReplyDecoder, ReplyFormatError } from '../../src/wire/reply-decoder.ts';

function encoded(replies: readonly Reply[], resp: 2 | 3): Buffer {
  const writer = new ReplyWriter();
  for (const reply of replies) writer.write(reply, resp);
  return writer.take();
}

function decoded(stream: Buffer, pieceBytes: number): Reply[] {
  const decoder = new ReplyDecoder();
  const found: Reply[] = [];
  for (let at = 0; at < stream.length; at += pieceBytes) {
    decoder.feed(stream, at, Math.min(at + pieceBytes, stream.length));
    for (let reply = decoder.next(); reply !== undefined; reply = decoder.next()) found.push(reply);
  }
  expect(decoder.pendingBytes).toBe(0);
  return found;
}

const byteString: fc.Arbitrary<ByteString> = fc
  .uint8Array({ maxLength: 60 })
  .map((codes) => bytes(String.fromCharCode(...codes)));
const line = byteString.map((text) => bytes(text.replace(/[\r\n]/g, '.')));

const { reply } = fc.letrec<{ reply: Reply }>((tie) => {
  const items = fc.array(tie('reply'), { maxLength: 4 });
  return {
    reply: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<Reply>(null, 0, 1, -1, true, false, 2n ** 62n, -(2n ** 63n)),
      fc.maxSafeInteger(),
      byteString,
      line.map((text) => new Status(text)),
      line.map((text) => new ErrorReply(text)),
      fc.double({ noNaN: true }).map((value) => new Double(value)),
      byteString.map((text) => new Verbatim(text)),
      fc.bigInt().map((value) => new BigNumber(bytes(`${value}`))),
      items,
      items.map((list) => new SetReply(list)),
      items.map((list) => new Push(list)),
      items.map((list) => new MapReply([...list, ...list])),
    ),
  };
});

test('a RESP3 reply that was written decodes to itself, cut anywhere', () => {
  fc.assert(
    fc.property(fc.array(reply, { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), (replies, pieceBytes) => {
      expect(decoded(encoded(replies, 3), pieceBytes)).toEqual(replies);
    }),
  );
});

test('RESP2 tells a null array from a null bulk', () => {
  expect(decoded(encoded([null, NULL_ARRAY, [null, NULL_ARRAY]], 2), 3)).toEqual([
    null,
    NULL_ARRAY,
    [null, NULL_ARRAY],
  ]);
});

test.each([
  ['|1\r\n+ttl\r\n:3600\r\n:5\r\n', [5]],
  ['*2\r\n:1\r\n|1\r\n+a\r\n*1\r\n:0\r\n:2\r\n', [[1, 2]]],
  ['!7\r\nERR a\r\n\r\n', [new ErrorReply('ERR a\r\n')]],
  [
    ',inf\r\n,-inf\r\n,1e3\r\n',
    [new Double(Number.POSITIVE_INFINITY), new Double(Number.NEGATIVE_INFINITY), new Double(1000)],
  ],
  [':+5\r\n', [5]],
  ['*0\r\n%0\r\n~0\r\n', [[], new MapReply([]), new SetReply([])]],
])('%j decodes byte by byte', (stream, replies) => {
  expect(decoded(Buffer.from(stream, 'latin1'), 1)).toEqual(replies);
});

test.each([
  '?\r\n',
  'PING\r\n',
  ':x\r\n',
  '$x\r\n',
  '*-2\r\n',
  '$?\r\n',
  '*?\r\n',
  ',x\r\n',
  '*1\r\n'.repeat(2000),
])('%.12j is no reply', (stream) => {
  const decoder = new ReplyDecoder();
  decoder.feed(Buffer.from(stream, 'latin1'));
  expect(() => decoder.next()).toThrow(ReplyFormatError);
});

test('room is not set aside for what is only announced', () => {
  const decoder = new ReplyDecoder();
  decoder.feed(Buffer.from('*999999999999\r\n$500000000\r\nabc'));
  expect(decoder.next()).toBeUndefined();
  expect(decoder.pendingBytes).toBe(15);
});
