import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonical, type Oracle, oracleAvailable, RawConnection, requireOracle } from './oracle.ts';
import { FrameScanner, parseFrame, serialiseFrame } from './resp-frame.ts';

const FRAMES = [
  '+OK\r\n',
  '-ERR no\r\n',
  ':-1\r\n',
  '$-1\r\n',
  '*-1\r\n',
  '_\r\n',
  '$0\r\n\r\n',
  '$4\r\na\r\nb\r\n',
  '*0\r\n',
  '*2\r\n*1\r\n:1\r\n$1\r\nx\r\n',
  '%1\r\n$1\r\na\r\n~2\r\n,1.5\r\n#t\r\n',
  '>2\r\n$1\r\na\r\n=5\r\ntxt:a\r\n',
];

test('a scanner fed byte by byte cuts the same frames as one fed at once', () => {
  const whole = new FrameScanner();
  const slow = new FrameScanner();
  whole.feed(FRAMES.join(''));
  const found: string[] = [];
  for (const byte of FRAMES.join('')) {
    slow.feed(byte);
    const frame = slow.next();
    if (frame !== undefined) found.push(frame);
  }
  expect(found).toEqual(FRAMES);
  expect(FRAMES.map(() => whole.next())).toEqual(FRAMES);
});

test.each(FRAMES)('%j parses into a tree that serialises to itself', (frame) => {
  expect(serialiseFrame(parseFrame(frame))).toBe(frame);
});

test.each([
  ['unordered', '*2\r\n$1\r\nb\r\n$1\r\na\r\n', '*2\r\n$1\r\na\r\n$1\r\nb\r\n'],
  ['unordered', '%2\r\n:2\r\n:9\r\n:1\r\n:8\r\n', '%2\r\n:1\r\n:8\r\n:2\r\n:9\r\n'],
  ['pairs', '*4\r\n:2\r\n:9\r\n:1\r\n:8\r\n', '*4\r\n:1\r\n:8\r\n:2\r\n:9\r\n'],
  ['deep', '*1\r\n~2\r\n:2\r\n:1\r\n', '*1\r\n~2\r\n:1\r\n:2\r\n'],
  ['exact', '*2\r\n:2\r\n:1\r\n', '*2\r\n:2\r\n:1\r\n'],
] as const)('canonical %s of %j', (order, raw, expected) => {
  expect(canonical(raw, order)).toBe(expected);
});

describe.skipIf(!oracleAvailable)('the oracle (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle();
  });
  afterAll(() => oracle.stop());

  test('a connection gives the exact bytes of each reply', async () => {
    const connection = await RawConnection.connect(oracle.port);
    expect(await connection.call('PING')).toBe('+PONG\r\n');
    expect(
      await connection.pipeline([
        ['SET', 'k', '\xff\r\n'],
        ['GET', 'k'],
      ]),
    ).toEqual(['+OK\r\n', '$3\r\n\xff\r\n\r\n']);
    connection.send('QUIT\r\n');
    expect(await connection.readUntilClosed()).toBe('+OK\r\n');
    await expect(connection.call('PING')).rejects.toThrow(/connection closed.* while waiting for PING/);
  });

  test('stopping ends the process and removes its directory', async () => {
    const other = await requireOracle(['--maxmemory', '123456789']);
    const connection = await RawConnection.connect(other.port);
    expect(await connection.call('CONFIG', 'GET', 'maxmemory')).toContain('123456789');
    await other.stop();
    expect(existsSync(other.dir)).toBe(false);
    expect(() => process.kill(other.pid, 0)).toThrow();
  });

  test('arguments that the server refuses are reported with its own words', async () => {
    await expect(requireOracle(['--no-such-thing', '1'])).rejects.toThrow(
      /ended before it was ready.*FATAL/s,
    );
  });

  test('a reply that does not come is a clear time-out', async () => {
    const connection = await RawConnection.connect(oracle.port, 50);
    await expect(connection.call('BLPOP', 'none', '0')).rejects.toThrow('waited 50 ms for BLPOP none 0');
    connection.close();
  });
});
