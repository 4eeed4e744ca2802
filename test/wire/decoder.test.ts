import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ByteString, bytes } from '../../src/base/bytes.ts';
import { RequestDecoder } from '../../src/wire/decoder.ts';
import { ProtocolError } from '../../src/wire/protocol-error.ts';
import { encodeRequest } from '../../src/wire/request.ts';
import { decodeInPieces, NAMES } from './decode-in-pieces.ts';
import { decodeModel } from './request-model.ts';

const KIB = 1024;

function decoderOf(stream: string): RequestDecoder<string> {
  const decoder = new RequestDecoder(NAMES);
  decoder.feed(Buffer.from(stream, 'latin1'), 0, stream.length);
  return decoder;
}

const request = (...argv: string[]) => encodeRequest(argv.map(bytes));

const binary = fc.oneof(
  fc.string({
    unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    maxLength: 40,
  }),
  fc.constantFrom(
    'x'.repeat(9),
    'd'.repeat(40),
    `${'d'.repeat(39)}e`,
    'x'.repeat(10),
    'x'.repeat(99),
    'x'.repeat(100),
    'x'.repeat(9999),
    'x'.repeat(10_000),
  ),
);
const name = fc.constantFrom('get', 'GET', 'Get', 'set', 'SET', 'unknown', '', 'x'.repeat(30));
const argvs = fc.array(
  fc.tuple(name, fc.array(binary, { maxLength: 12 })).map(([first, rest]) => [first, ...rest]),
);

describe('a request', () => {
  test('that was encoded decodes to itself, wherever the stream is cut', () => {
    fc.assert(
      fc.property(argvs, fc.array(fc.nat()), (requests, cuts) => {
        const stream = requests.map((argv) => request(...argv)).join('');
        expect(decodeInPieces(cutAt(stream, cuts)).requests).toEqual(requests);
      }),
    );
  });

  test.each([1, 2, 3, 6, 7, 9, 10, 11, 99, 100, 1000])('of %i arguments comes whole', (count) => {
    const argv = Array.from({ length: count }, (_, i) => `${i}`);
    expect(decodeInPieces([request(...argv)]).requests).toEqual([argv]);
  });

  test.each(['get', 'GET', 'gEt'])('named %s finds its command and keeps its spelling', (spelling) => {
    const decoder = decoderOf(request(spelling, 'k'));
    expect(decoder.next()).toBe(true);
    expect([decoder.command, ...decoder.argv]).toEqual(['the get', spelling, 'k']);
  });

  test('with a name that is in no table has no command', () => {
    const decoder = decoderOf(request('gett'));
    expect([decoder.next(), decoder.command, decoder.argv]).toEqual([true, undefined, ['gett']]);
  });

  test('of nothing (*0, *-1, empty line) is passed over', () => {
    expect(decodeInPieces(['*0\r\n*-1\r\n*-77\r\n\r\n\n  \r\n', request('PING')]).requests).toEqual([
      ['PING'],
    ]);
  });

  test('may be inline, between others', () => {
    const stream = `${request('GET', 'a')}GET b\r\n${request('GET', 'c')}`;
    expect(decodeInPieces([stream]).requests).toEqual([
      ['GET', 'a'],
      ['GET', 'b'],
      ['GET', 'c'],
    ]);
  });
});

describe('a stream', () => {
  const stream =
    request('SET', 'key', 'v'.repeat(30)) +
    request('get', '') +
    'PING "a\\x41" \'b\'\r\n' +
    '*0\r\n\r\n' +
    request('MGET', ...'abcdefghijk') +
    '*2\r\n$4\r\nECHO\r\n$2\r\n\r\n\r\n' +
    '*1\rX$4\rYPINGZZ' +
    request('lpush', 'l'.repeat(100), '\0\r\n$5\r\n*1') +
    'PING\n*1\r\n:5\r\n';
  const expected = decodeModel(stream);

  test('decodes as the model does', () => {
    expect(expected.requests).toHaveLength(8);
    expect(decodeInPieces([stream])).toEqual(expected);
  });

  test('gives the same requests when cut in two at any byte', () => {
    for (let i = 0; i <= stream.length; i++)
      expect(decodeInPieces([stream.slice(0, i), stream.slice(i)])).toEqual(expected);
  });

  test('gives the same requests in pieces of any size', () => {
    for (let size = 1; size < 80; size++) expect(decodeInPieces(piecesOf(stream, size))).toEqual(expected);
  });

  test('gives nothing of a request that is cut off', () => {
    for (let i = 0; i < stream.length; i++)
      expect(decodeInPieces([stream.slice(0, i)])).toEqual(decodeModel(stream.slice(0, i)));
  });

  test('gives the same requests to a reader that stops after each and reads on later', () => {
    for (let size = 1; size < 80; size++)
      expect(decodeInPieces(piecesOf(stream, size), () => true)).toEqual(expected);
  });

  test('of hostile bytes decodes as the model does, however it arrives', () => {
    const token = fc.constantFrom(
      ...['*1', '*2', '*10', '*x', '*-1', '*0', '$0', '$1', '$3', '$10', '$-1', '$01', '\r\n', '\r', '\n'],
      ...[
        'GET',
        'get',
        'a',
        '\0',
        '"',
        "'",
        '\\x4',
        ' ',
        '*1\r\n$3\r\nGET\r\n',
        'GET k\r\n',
        '*99',
        '$99999',
      ],
    );
    const hostile = fc.oneof(
      fc.array(token, { maxLength: 30 }).map((tokens) => tokens.join('')),
      binary,
    );
    fc.assert(
      fc.property(hostile, fc.array(fc.nat()), fc.boolean(), (text, cuts, stops) => {
        expect(decodeInPieces(cutAt(text, cuts), () => stops)).toEqual(decodeModel(text));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a protocol error', () => {
  test.each([
    { of: '*x', stream: '*x\r\n', violation: 'invalid multibulk length' },
    { of: '*', stream: '*\r\n', violation: 'invalid multibulk length' },
    { of: '*01', stream: '*01\r\n', violation: 'invalid multibulk length' },
    { of: '*2147483648', stream: '*2147483648\r\n', violation: 'invalid multibulk length' },
    { of: '$x', stream: '*1\r\n$x\r\n', violation: 'invalid bulk length' },
    { of: '$-1', stream: '*1\r\n$-1\r\n', violation: 'invalid bulk length' },
    { of: '$536870913', stream: '*1\r\n$536870913\r\n', violation: 'invalid bulk length' },
    { of: 'no $', stream: '*1\r\nx\r\n', violation: "expected '$', got 'x'" },
    { of: 'an empty line for $', stream: '*1\r\n\r\n', violation: "expected '$', got ' '" },
    { of: 'an endless *1', stream: `*${'1'.repeat(64 * KIB)}`, violation: 'too big mbulk count string' },
    { of: 'an endless $1', stream: `*1\r\n$${'1'.repeat(64 * KIB)}`, violation: 'too big bulk count string' },
    { of: 'an endless line', stream: 'P'.repeat(64 * KIB + 1), violation: 'too big inline request' },
    { of: 'an open quote', stream: 'ECHO "a\r\n', violation: 'unbalanced quotes in request' },
  ] as const)('of $of says $violation, and the decoder takes in nothing more', ({ stream, violation }) => {
    const decoder = decoderOf(stream);
    expect(() => decoder.next()).toThrow(new ProtocolError(violation));
    decoder.feed(Buffer.from(request('PING')), 0, 14);
    expect([decoder.next(), decoder.pendingBytes]).toEqual([false, 0]);
  });

  test('comes after the requests before it', () => {
    expect(decodeInPieces([`${request('PING')}*x\r\n`])).toEqual({
      requests: [['PING']],
      violation: 'invalid multibulk length',
    });
  });

  test.each(['*11\r\n', '*1\r\n$16385\r\n'])('meets %j only of a client that must authenticate', (stream) => {
    const free = decoderOf(stream);
    expect(free.next()).toBe(false);
    const bound = decoderOf(stream);
    bound.restricted = true;
    expect(() => bound.next()).toThrow('Protocol error: unauthenticated');
  });

  test('meets an argument above maxBulkBytes', () => {
    const decoder = decoderOf(`*1\r\n$${KIB * KIB + 1}\r\n`);
    decoder.maxBulkBytes = KIB * KIB;
    expect(() => decoder.next()).toThrow('Protocol error: invalid bulk length');
  });
});

describe('memory', () => {
  test('is not set aside for what is only announced', () => {
    const before = process.memoryUsage().arrayBuffers;
    const decoders = Array.from({ length: 100 }, () => decoderOf('*2147483647\r\n$536870000\r\nabc'));
    for (const decoder of decoders) expect(decoder.next()).toBe(false);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(KIB * KIB);
    expect(decoders[0]?.pendingBytes).toBe(3);
  });

  test('pendingBytes counts unread input, cut-off arguments and arguments of a request begun', () => {
    const decoder = decoderOf(`*3\r\n$3\r\nSET\r\n$1000\r\n${'x'.repeat(10)}`);
    expect(decoder.pendingBytes).toBe(30);
    expect(decoder.next()).toBe(false);
    expect(decoder.pendingBytes).toBeGreaterThanOrEqual(13);
    decoder.feed(Buffer.from(`${'y'.repeat(992)}rest`), 0, 996);
    expect(decoder.next()).toBe(false);
    expect(decoder.pendingBytes).toBeGreaterThanOrEqual(1007);
  });

  test('a great argument in small chunks is collected without being read again', () => {
    const size = 32 * KIB * KIB;
    const decoder = decoderOf(`*2\r\n$4\r\nECHO\r\n$${size}\r\n`);
    const chunk = Buffer.alloc(64 * KIB, 'x');
    for (let sent = 0; sent < size; sent += chunk.length) {
      expect(decoder.next()).toBe(false);
      decoder.feed(chunk, 0, chunk.length);
    }
    expect(decoder.next()).toBe(false);
    decoder.feed(Buffer.from('\r\n'), 0, 2);
    expect(decoder.next()).toBe(true);
    expect((decoder.argv[1] as ByteString).length).toBe(size);
    expect(decoder.pendingBytes).toBe(0);
  });
});

function cutAt(stream: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (stream.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, i) => stream.slice(from, places[i] ?? stream.length));
}

function piecesOf(stream: string, size: number): string[] {
  return Array.from({ length: Math.ceil(stream.length / size) }, (_, i) =>
    stream.slice(i * size, (i + 1) * size),
  );
}
