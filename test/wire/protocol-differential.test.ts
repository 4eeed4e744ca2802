/**
 * The same bytes to redis-server and to a toy server made of our decoder: replies, protocol errors and
 * whether the connection is closed must be equal.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import { unknownCommand, wrongArity } from '../../src/base/errors.ts';
import { ErrorReply, PONG, type Reply } from '../../src/base/reply.ts';
import { RequestDecoder } from '../../src/wire/decoder.ts';
import { ReplyWriter } from '../../src/wire/encoder.ts';
import { NameTable } from '../../src/wire/name-table.ts';
import { ProtocolError } from '../../src/wire/protocol-error.ts';
import { type Oracle, oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';

type Handler = (argv: readonly string[]) => Reply;

const HANDLERS = new NameTable<Handler>([
  [
    'ping',
    (argv) => (argv.length > 2 ? wrongArity('ping') : argv.length > 1 ? bytes(argv[1] as string) : PONG),
  ],
  ['echo', (argv) => (argv.length === 2 ? bytes(argv[1] as string) : wrongArity('echo'))],
]);

interface Conversation {
  readonly output: string;
  readonly isClosed: boolean;
}

function ours(input: string, restricted: boolean): Conversation {
  const writer = new ReplyWriter();
  const decoder = new RequestDecoder(HANDLERS);
  decoder.restricted = restricted;
  decoder.feed(Buffer.from(input, 'latin1'), 0, input.length);
  let isClosed = false;
  try {
    while (decoder.next()) {
      const [name = bytes(''), ...args] = decoder.argv;
      writer.write(
        restricted
          ? new ErrorReply('NOAUTH Authentication required.')
          : (decoder.command?.(decoder.argv) ?? unknownCommand(name, args)),
        2,
      );
    }
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    writer.write(new ErrorReply(`ERR ${error.message}`), 2);
    isClosed = true;
  }
  return { output: writer.view().latin1Slice(), isClosed };
}

/** When it should stay open we close our half, upon which the server answers what it has and closes too. */
async function theirs(port: number, input: string, shouldClose: boolean): Promise<Conversation> {
  const connection = await RawConnection.connect(port, 2000);
  connection.send(input);
  if (!shouldClose) connection.end();
  const output = await connection.readUntilClosed();
  return { output, isClosed: shouldClose };
}

const PING = '*1\r\n$4\r\nPING\r\n';
const digits = (count: number) => '1'.repeat(count);

const ROWS: readonly [title: string, input: string][] = [
  ...[
    'x',
    '',
    '+1',
    '01',
    ' 1',
    '1 ',
    '-0',
    '-5',
    '0',
    '-1',
    '2147483647',
    '2147483648',
    '9'.repeat(20),
    '1x',
    '\x001',
  ].map((count): [string, string] => [`the count ${JSON.stringify(count)}`, `*${count}\r\n${PING}`]),
  ...[
    'x',
    '',
    '+4',
    '04',
    '-0',
    '-1',
    ' 4',
    '4 ',
    '4',
    '0',
    '536870888',
    '536870913',
    '9223372036854775808',
    '\x004',
  ].map((length): [string, string] => [
    `the length ${JSON.stringify(length)}`,
    `*1\r\n$${length}\r\nPING\r\n`,
  ]),
  ...['x', '\r', '\n', '\xff', '*', ':', '%', "'", '\0', 'ab'].map((byte): [string, string] => [
    `${JSON.stringify(byte)} where $ should be`,
    `*1\r\n${byte}\r\n${PING}`,
  ]),
  ['no $ and no line end', '*1\r\nxabc'],
  ['a length that is wrong in the second argument', '*2\r\n$4\r\nECHO\r\n$-1\r\n'],
  ['an error after a request', `${PING}*1\r\nx\r\n${PING}`],
  ['any two bytes after an argument', `*1\r\n$4\r\nPINGxx${PING}`],
  ['any byte after CR', '*1\rX$4\rXPINGXX'],
  ['LF alone after a count', '*1\n$4\r\nPING\r\n'],
  ['CR alone at the end', '*1\r'],
  ['an empty name', '*1\r\n$0\r\n\r\n'],
  ['a count line of 64 KiB', `*${digits(65535)}`],
  ['a count line of 64 KiB and 1', `*${digits(65536)}`],
  ['a length line of 64 KiB', `*1\r\n$${digits(65535)}`],
  ['a length line of 64 KiB and 1', `*1\r\n$${digits(65536)}`],
  ['a second length line of 64 KiB and 1', `*2\r\n$4\r\nPING\r\n$${digits(65536)}`],
  ['a length line of 64 KiB and 1 without $', `*2\r\n$4\r\nPING\r\n${digits(65537)}`],
  ['a count line of 64 KiB and 1 after a request', `${PING}*${digits(65536)}`],
  ['an inline line of 64 KiB', 'P'.repeat(65536)],
  ['an inline line of 64 KiB and 1', 'P'.repeat(65537)],
  ['an inline line of 64 KiB that ends', `${'P'.repeat(65534)}\r\n`],
  ...[
    ...[
      'PING',
      'PING\n',
      '   PING  ',
      '\tPING\tx\v',
      'PING\fx',
      '"PING"',
      'ping',
      'PING a\0b',
      '\0PING\r\nPING',
      '',
      '\r\n\n',
      '   ',
      'PING\r',
    ],
    ...[
      'ECHO "a\\x41\\n\\r\\t\\b\\a\\q\\\\\\"b"',
      "ECHO 'a\\'b\\n'",
      'ECHO "a',
      "ECHO 'a",
      'ECHO "a"b',
      "ECHO 'a'b",
      'ECHO a"b c"',
    ],
    ...[
      "ECHO a'b c'",
      'ECHO ""',
      'ECHO "\\xZZ\\x4"',
      'ECHO "abc\\',
      "ECHO 'a\\\\'",
      'ECHO "a"\v',
      'PING a\rb',
      'ECHO \xa0\xff',
      'ECHO a\x85b',
      '$4',
    ],
  ].map((line): [string, string] => [`the inline line ${JSON.stringify(line)}`, `${line}\r\n${PING}`]),
];

const RESTRICTED_ROWS: readonly [title: string, input: string][] = [
  ...['10', '11', '1048577', '2147483648', '-5', '0', 'x'].map((count): [string, string] => [
    `the count ${count}`,
    `*${count}\r\n`,
  ]),
  ...['16384', '16385', '99999999999', 'x'].map((length): [string, string] => [
    `the length ${length}`,
    `*1\r\n$${length}\r\n`,
  ]),
  ['an inline line of 13 words', 'PING 1 2 3 4 5 6 7 8 9 10 11 12\r\n'],
  ['a request', PING],
];

describe.skipIf(!oracleAvailable)('requests are read as redis-server reads them (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle();
  });
  afterAll(() => oracle.stop());

  test.each(ROWS)('%s', async (_title, input) => {
    const expected = ours(input, false);
    expect(expected).toEqual(await theirs(oracle.port, input, expected.isClosed));
  });
});

describe.skipIf(!oracleAvailable)('and so before the client has authenticated (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle(['--requirepass', 'secret']);
  });
  afterAll(() => oracle.stop());

  test.each(RESTRICTED_ROWS)('%s', async (_title, input) => {
    const expected = ours(input, true);
    expect(expected).toEqual(await theirs(oracle.port, input, expected.isClosed));
  });
});
