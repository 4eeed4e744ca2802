/**
 * The connection itself, byte for byte: packets go to our server and to redis-server, and all that comes
 * back until the end is compared. HELLO tells the connection's number, which is left out.
 */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/redis.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../support/oracle.ts';
import { encodeCall } from '../support/resp-frame.ts';

/** Packets are written one by one, with a pause in which the server can read the one before. */
const PAUSE_MS = 4;
/** A last request that every mode answers: what comes before its answer is what the row is about. */
const LAST = 'PING <fin>\r\n';

const packet = (text: string): string => `${text.split(' | ').join('\r\n')}\r\n`;
const HELLO = 'HELLO 3';

/** Rows after which the client says the last word. ` | ` parts the lines of one packet. */
const open: readonly (readonly [title: string, ...packets: string[]])[] = [
  ['goes on after refused requests in a pipeline', 'FOO | GET | PING | SET a | ECHO x'],
  ['takes a transaction over several packets', 'MULTI', 'INCR n | INCR n', 'EXEC | DEL n'],
  ['takes a database change inside a transaction', 'SELECT 3 | MULTI | SELECT 4 | SET a 1 | EXEC | DEL a'],
  ['passes over empty requests', ' | *0 | *-1 |  | PING'],
  ['knows a command in any case', 'eChO a | echo b | ECHO c'],
  ['refuses words near HTTP as unknown', 'host | hosts: | post: | postx'],
  ['is silent while CLIENT REPLY is OFF', 'CLIENT REPLY OFF | PING | FOO | CLIENT REPLY ON | PING'],
  ['skips one answer', 'CLIENT REPLY SKIP | PING | PING'],
  ['skips one answer although asked twice', 'CLIENT REPLY SKIP | CLIENT REPLY SKIP | PING | PING'],
  ['goes from SKIP to OFF', 'CLIENT REPLY SKIP | CLIENT REPLY OFF | PING | CLIENT REPLY ON'],
  ['goes from OFF to SKIP', 'CLIENT REPLY OFF | CLIENT REPLY SKIP | PING | CLIENT REPLY ON | PING'],
  ['answers ON although it was to be skipped', 'CLIENT REPLY SKIP | CLIENT REPLY ON | PING'],
  ['skips the answer of MULTI, not those after it', 'CLIENT REPLY SKIP | MULTI | PING | EXEC'],
  ['skips the late answer of a blocking command', 'CLIENT REPLY SKIP | BLPOP nokey 0.01 | PING'],
  ['is silent about a wait while OFF', 'CLIENT REPLY OFF | BLPOP nokey 0.01', 'CLIENT REPLY ON | PING'],
  ['confirms SUBSCRIBE although skipped', 'CLIENT REPLY SKIP | SUBSCRIBE c d | PING'],
  ['confirms UNSUBSCRIBE of nothing although skipped', 'CLIENT REPLY SKIP | UNSUBSCRIBE | PING'],
  ['skips the refusal of SUBSCRIBE', 'CLIENT REPLY SKIP | SUBSCRIBE | PING'],
  [
    'confirms every kind of subscription while OFF',
    `${HELLO} | CLIENT REPLY OFF | SUBSCRIBE a b | UNSUBSCRIBE a | SSUBSCRIBE s | PSUBSCRIBE p* | PING`,
    'SUNSUBSCRIBE | PUNSUBSCRIBE | CLIENT REPLY ON | PING',
  ],
  [
    'delivers messages while OFF',
    `${HELLO} | SUBSCRIBE c | CLIENT REPLY OFF | PUBLISH c x`,
    'CLIENT REPLY ON | PUBLISH c y',
  ],
  ['delivers messages although skipped', `${HELLO} | SUBSCRIBE c | CLIENT REPLY SKIP | PUBLISH c x`],
  ['puts a message to oneself before the count', `${HELLO} | SUBSCRIBE c | PSUBSCRIBE c* | PUBLISH c x`],
  [
    'delivers a message to a client that waits',
    `${HELLO} | SUBSCRIBE c | PUBLISH c w | BLPOP nokey 0.02 | PUBLISH c x`,
  ],
  ['holds requests back behind a wait', 'BLPOP nokey 0.02 | PING | ECHO a', 'ECHO b'],
  ['serves itself not at all while it waits', 'BLPOP own 0.02 | RPUSH own x | DEL own'],
  ['holds requests back during a pause', 'CLIENT PAUSE 20 | PING | PING'],
  ['reads during a pause of writes', 'CLIENT PAUSE 20 WRITE | GET a | MULTI | SET a 1 | EXEC | DEL a'],
  [
    'refuses most commands of a subscriber',
    'SUBSCRIBE a | SUBSCRIBE a b | GET x | PING | UNSUBSCRIBE a b | GET x',
  ],
  ['subscribes inside a transaction', 'MULTI | SUBSCRIBE c d | EXEC | GET a | PING'],
  ['forgets all with RESET', `${HELLO} | SUBSCRIBE a | MULTI | RESET | PING`],
  ['speaks RESP2 again after RESET', `${HELLO} | RESET | GET none`],
  ['speaks again after RESET', `${HELLO} | CLIENT REPLY OFF | RESET | PING`],
  ['kills nobody with an unknown id', 'CLIENT KILL ID 1000000 | PING'],
];

/** Rows after which the server closes. */
const closing: readonly (readonly [title: string, ...packets: string[]])[] = [
  ['QUIT, with what was asked before it', 'PING | QUIT | PING'],
  ['QUIT with arguments', 'QUIT now | PING'],
  ['QUIT inside a transaction', 'MULTI | SET a 1 | QUIT | EXEC'],
  ['QUIT behind a wait', 'BLPOP nokey 0.02 | QUIT', 'PING'],
  ['QUIT after a message to oneself', `${HELLO} | SUBSCRIBE c | PUBLISH c x | QUIT | PUBLISH c y`],
  ['POST, with no word, the answers of its packet included', 'PING | POST / HTTP/1.1 | PING'],
  ['Host:, with no word', 'GET / HTTP/1.1 | Host: localhost'],
  ['POST in a packet of its own', 'PING', 'post', 'PING'],
  ['HOST: as an array', `PING`, encodeCall(['HOST:', 'x']), 'PING'],
  ['POST inside a transaction', 'MULTI', 'POST', 'EXEC'],
  ['POST of a subscriber', 'SUBSCRIBE a', 'POST', 'PING'],
  ['killing itself, once it has been answered', 'CLIENT KILL TYPE normal SKIPME no | PING'],
  ['a request that cannot be read', 'PING | *1 | +PING | PING', 'PING'],
  ['one inside a transaction', 'MULTI | SET a 1 | *x'],
  ['one of a subscriber', 'SUBSCRIBE c | *x'],
  ['one behind a wait', 'BLPOP nokey 0.02', '*1 | +'],
  ['an inline request with a quote left open', 'PING | SET "a | PING'],
];

function talk(port: number, packets: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const send = (i: number): void => {
      const next = packets[i];
      if (next === undefined) return;
      socket.write(next, 'latin1');
      setTimeout(send, PAUSE_MS, i + 1);
    };
    socket.setNoDelay(true);
    socket.on('connect', () => send(0));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.latin1Slice();
      if (text.includes('<fin>')) socket.end();
    });
    socket.on('error', () => {}); // A request on its way when the server closes.
    socket.on('close', () => resolve(text.replace(/(\$2\r\nid\r\n:)\d+/, '$1N')));
  });
}

describe.skipIf(!oracleAvailable)('a connection (needs redis-server)', () => {
  let oracle: Oracle;
  const engine = new Engine();
  let port = 0;
  beforeAll(async () => {
    oracle = await requireOracle();
    port = (await engine.listen()).port;
  });
  afterAll(async () => {
    await engine.close();
    await oracle.stop();
  });

  async function compare(packets: readonly string[]): Promise<void> {
    const ours = await talk(port, packets);
    expect(ours).toBe(await talk(oracle.port, packets));
  }

  it.each(open)('%s', async (_title, ...packets) => {
    const sent = packets.map(packet);
    await compare([...sent.slice(0, -1), `${sent.at(-1)}${LAST}`]);
  });

  describe('is closed by', () => {
    it.each(closing)('%s', (_title, ...packets) => compare(packets.map(packet)));
  });

  it('answers nothing more once a half-closed client waits', async () => {
    for (const target of [port, oracle.port]) {
      const socket = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.latin1Slice()));
      socket.end('PING\r\nBLPOP nokey 5\r\nPING\r\n');
      await new Promise((resolve) => socket.once('end', resolve));
      expect(text).toBe('+PONG\r\n');
    }
  });
});
