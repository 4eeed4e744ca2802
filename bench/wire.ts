/**
 * The wire alone, ns a request or a reply: decoding pipelines as a socket would hand them over, encoding
 * replies into one buffer. No socket, no engine. Run: npx tsx bench/wire.ts [part of a row's name]
 */
import { performance } from 'node:perf_hooks';
import { type ByteString, bytes } from '../src/base/bytes.ts';
import { Double, MapReply, OK, type Reply } from '../src/base/reply.ts';
import { RequestDecoder } from '../src/wire/decoder.ts';
import { ReplyWriter } from '../src/wire/encoder.ts';
import { NameTable } from '../src/wire/name-table.ts';
import { ReplyDecoder } from '../src/wire/reply-decoder.ts';
import { encodeRequest } from '../src/wire/request.ts';

const wanted = process.argv[2] ?? '';
const RUNS = 7;
const RUN_MS = 120;

const WORDS =
  'get set del ping echo incr decr lpush rpush lpop rpop hset hget zadd zrange xadd eval evalsha mget mset exists expire ttl ' +
  'type keys scan info config client command select auth hello quit multi exec watch publish subscribe append strlen getdel ' +
  'setnx setex psetex sadd srem smembers sismember scard zscore zrem zcard hgetall hdel hlen lrange llen lrem ltrim';
const names = new NameTable<string>(WORDS.split(' ').map((name) => [name, name]));

let checksum = 0;

/** Prints the median and the best of RUNS, in ns for each of the `count` things that one call of `work` does. */
function row(title: string, count: number, work: () => void): void {
  if (!title.includes(wanted)) return;
  const samples: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now();
    let calls = 0;
    for (; performance.now() - start < RUN_MS; calls++) work();
    if (run > 0) samples.push(((performance.now() - start) * 1e6) / (calls * count));
  }
  samples.sort((a, b) => a - b);
  const [best, median] = [samples[0], samples[RUNS >> 1]].map((ns = 0) => ns.toFixed(1).padStart(9));
  console.log(`${title.padEnd(44)}${median} ns ${best} best`);
}

function pipeline(count: number, make: (i: number) => string[]): Buffer {
  return Buffer.from(
    Array.from({ length: count }, (_, i) => encodeRequest(make(i).map(bytes))).join(''),
    'latin1',
  );
}

function decodeRow(title: string, depth: number, make: (i: number) => string[], pieceBytes = 65536): void {
  const stream = pipeline(depth, make);
  const decoder = new RequestDecoder(names);
  row(`decode ${title}`, depth, () => {
    for (let at = 0; at < stream.length; at += pieceBytes) {
      decoder.feed(stream, at, Math.min(at + pieceBytes, stream.length));
      while (decoder.next()) checksum += decoder.argv.length;
      decoder.retain();
    }
  });
}

function encodeRow(title: string, reply: Reply, resp: 2 | 3 = 2): void {
  const writer = new ReplyWriter();
  row(`encode ${title}`, 16, () => {
    for (let i = 0; i < 16; i++) writer.write(reply, resp);
    checksum += writer.view().length;
    writer.reset();
  });
}

const key = (i: number) => `key:${`${i * 7919}`.padStart(12, '0')}`;

decodeRow('PING, 16 a chunk', 16, () => ['PING']);
decodeRow('GET key of 16, 16 a chunk', 16, (i) => ['GET', key(i)]);
decodeRow('GET key of 16, one a chunk', 1, (i) => ['GET', key(i)]);
decodeRow('gEt key of 16, 16 a chunk', 16, (i) => ['gEt', key(i)]);
decodeRow('SET key of 16 to 3 bytes, 16 a chunk', 16, (i) => ['SET', key(i), 'xxx']);
decodeRow('SET key of 16 to 64 bytes, 16 a chunk', 16, (i) => ['SET', key(i), 'x'.repeat(64)]);
decodeRow('SET key of 16 to 1 KiB, 16 a chunk', 16, (i) => ['SET', key(i), 'x'.repeat(1024)]);
decodeRow('SET … EX 100 NX, 16 a chunk', 16, (i) => ['SET', key(i), 'xxx', 'EX', '100', 'NX']);
decodeRow('MSET of 10 pairs, 16 a chunk', 16, (i) => [
  'MSET',
  ...Array.from({ length: 20 }, (_, j) => key(i + j)),
]);
decodeRow('GET key of 16, cut every 100 bytes', 1000, (i) => ['GET', key(i)], 100);
decodeRow('SET to 16 MiB in chunks of 64 KiB', 1, (i) => ['SET', key(i), 'x'.repeat(1 << 24)]);

encodeRow('OK', OK);
encodeRow('null', null);
encodeRow('integer 1', 1);
encodeRow('integer 123456', 123456);
encodeRow('bulk of 3', bytes('xxx'));
encodeRow('bulk of 16', bytes('x'.repeat(16)));
encodeRow('bulk of 24', bytes('x'.repeat(24)));
encodeRow('bulk of 64', bytes('x'.repeat(64)));
encodeRow('bulk of 1 KiB', bytes('x'.repeat(1024)));
encodeRow(
  'array of 10 bulks of 16',
  Array.from({ length: 10 }, (_, i) => bytes(key(i))),
);
encodeRow('map of 5 pairs, RESP3', new MapReply(Array.from({ length: 10 }, (_, i) => bytes(key(i)))), 3);
encodeRow('double 1.5', new Double(1.5));
encodeRow('double 3', new Double(3));

const replies = new ReplyWriter();
for (let i = 0; i < 16; i++) replies.write(bytes(key(i)) as ByteString, 2);
const replyStream = Buffer.from(replies.view());
const replyDecoder = new ReplyDecoder();
row('decode reply, bulk of 16, 16 a chunk', 16, () => {
  replyDecoder.feed(replyStream);
  while (replyDecoder.next() !== undefined) checksum++;
});

if (checksum === 0) console.log('nothing matched');
