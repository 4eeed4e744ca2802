/**
 * What stream commands leave for replicas and the AOF, against the AOF that redis-server writes, and the
 * keyspace events that they publish. Delivery times are left out of the comparison.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../../src/redis.ts';
import { OurConnection } from '../../support/differential.ts';
import { type Oracle, oracleAvailable, RawConnection, startOracle } from '../../support/oracle.ts';
import { FrameScanner, parseFrame } from '../../support/resp-frame.ts';

/** Five entries and a group that has read none. */
const READY = [...[1, 2, 3, 4, 5].map((i) => `XADD s ${i}-1 f v${i}`), 'XGROUP CREATE s g 0'];

const scenarios: readonly (readonly [title: string, ...requests: string[]])[] = [
  [
    'ids are explicit',
    'XADD s 1-* a 1',
    'XADD s 1-* a 1',
    'XADD s 2-1 a 1',
    'XADD s NOMKSTREAM 3-* a 1 b 2',
    'XADD none NOMKSTREAM 3-* a 1',
    'XADD s 1-1 a 1',
  ],
  [
    'approximate trims are exact',
    'CONFIG SET stream-node-max-entries 3',
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => `XADD s ${i}-1 a b`),
    'XTRIM s MAXLEN ~ 7',
    'XTRIM s MAXLEN ~ 4',
    'XTRIM s MINID ~ 7-1',
    'XADD s MAXLEN ~ 2 10-* a b',
    'XADD s NOMKSTREAM MINID ~ 9 11-1 a b',
    'XADD s MAXLEN 2 12-1 a b',
    'XADD s MAXLEN = 2 13-* a b',
    'XADD s MINID 13 14-* a b',
    'XTRIM s MINID 14',
    'XTRIM s MINID 14',
    'XTRIM s MAXLEN ~ 0',
    'XADD s MAXLEN ~ 0 15-1 a b',
    'XADD s MINID ~ 99 16-1 a b',
    'XADD s MINID 99 17-1 a b',
    'XTRIM s MAXLEN 0',
    'CONFIG SET stream-node-max-entries 100',
  ],
  [
    'deletions and counters',
    ...READY,
    'XDEL s 1-1 9-9',
    'XDEL s 9-9',
    'XSETID s 9-9 ENTRIESADDED 7 MAXDELETEDID 2-2',
  ],
  [
    'groups and consumers',
    'XGROUP CREATE s g $ MKSTREAM ENTRIESREAD 5',
    'XGROUP CREATE s g $ MKSTREAM',
    'XGROUP SETID s g 0',
    'XGROUP CREATECONSUMER s g c',
    'XGROUP CREATECONSUMER s g c',
    'XGROUP DELCONSUMER s g c',
    'XGROUP DELCONSUMER s g c',
    'XGROUP DESTROY s g',
    'XGROUP DESTROY s g',
  ],
  [
    'a delivery is a claim',
    ...READY,
    'XREADGROUP GROUP g c COUNT 2 STREAMS s >',
    'XREADGROUP GROUP g c COUNT 1 STREAMS s >',
    'XREADGROUP GROUP g c STREAMS s 0',
    'XREADGROUP GROUP g new STREAMS s 0',
    'XREADGROUP GROUP g new STREAMS s s 0 >',
    'XREADGROUP GROUP g late STREAMS s >',
    'XACK s g 1-1 9-9',
    'XACK s g 1-1',
  ],
  [
    'a delivery without acknowledgement moves the group',
    ...READY,
    'XREADGROUP GROUP g c NOACK COUNT 1 STREAMS s >',
    'XREADGROUP GROUP g c NOACK COUNT 2 STREAMS s >',
    'XREADGROUP GROUP g d NOACK STREAMS s 0',
    'XGROUP SETID s g 2-1',
    'XDEL s 4-1',
    'XREADGROUP GROUP g c NOACK COUNT 1 STREAMS s >',
  ],
  [
    'claims tell the outcome',
    ...READY,
    'XREADGROUP GROUP g c COUNT 3 STREAMS s >',
    'XCLAIM s g d 0 1-1 2-1',
    'XCLAIM s g d 0 2-1 JUSTID',
    'XCLAIM s g d 100000 2-1',
    'XCLAIM s g e 100000 2-1 LASTID 9-9',
    'XCLAIM s g e 0 4-1 FORCE RETRYCOUNT 7 LASTID 10-1',
    'XCLAIM s g e 0 8-1 FORCE LASTID 11',
    'XAUTOCLAIM s g f 0 0 COUNT 2',
    'XAUTOCLAIM s g f 0 2-1 JUSTID',
    'XAUTOCLAIM s g f 100000 0',
    'XDEL s 1-1 2-1 3-1',
    'XCLAIM s g d 0 1-1',
    'XAUTOCLAIM s g h 100000 0 COUNT 1',
    'XAUTOCLAIM s g h 0 0',
  ],
  [
    'what did not change leaves nothing',
    'XGROUP CREATE s g 0 MKSTREAM',
    'XTRIM s MAXLEN 5',
    'XREADGROUP GROUP g c STREAMS s >',
    'XAUTOCLAIM s g c 0 0',
  ],
];

describe.skipIf(!oracleAvailable)('effects of streams are those of redis-server (needs redis-server)', () => {
  let oracle: Oracle;
  let theirs: RawConnection;
  let events: RawConnection;

  beforeAll(async () => {
    const aof = ['--appendonly', 'yes', '--appendfsync', 'always', '--auto-aof-rewrite-percentage', '0'];
    oracle = (await startOracle([...aof, '--notify-keyspace-events', 'KEAn'])) as Oracle;
    theirs = await RawConnection.connect(oracle.port);
    events = await RawConnection.connect(oracle.port);
    await events.call('PSUBSCRIBE', '__key*__:*');
  });
  afterAll(() => oracle?.stop());

  for (const [title, ...requests] of scenarios)
    it(title, async () => {
      const engine = new Engine();
      const ours = new OurConnection(engine);
      const listener = new OurConnection(engine);
      ours.call(['CONFIG', 'SET', 'notify-keyspace-events', 'KEAn']);
      listener.call(['PSUBSCRIBE', '__key*__:*']);
      const effects: string[] = [];
      engine.core.effects.listen((group) => effects.push(...group.map(({ argv }) => argv.join(' '))));
      await theirs.call('FLUSHALL');
      const before = aofOf(oracle).length;
      for (const request of requests) {
        const argv = request.split(' ');
        ours.call(argv);
        await theirs.call(...argv);
      }
      expect(effects.map(withoutTime)).toEqual(aofOf(oracle).slice(before).map(withoutTime));
      for (const event of listener.received) expect(event).toBe(await events.read('an event'));
    });
});

/** Every command in the AOF but those that only frame others. */
function aofOf({ dir }: Oracle): string[] {
  const scanner = new FrameScanner();
  scanner.feed(readFileSync(join(dir, 'appendonlydir', 'appendonly.aof.1.incr.aof'), 'latin1'));
  const commands: string[] = [];
  for (let frame = scanner.next(); frame !== undefined; frame = scanner.next()) {
    const node = parseFrame(frame);
    if (node.kind !== 'aggregate') continue;
    commands.push(node.items.map((item) => (item.kind === 'bulk' ? item.body : '')).join(' '));
  }
  return commands.filter((command) => !/^(SELECT|MULTI|EXEC)\b/.test(command));
}

function withoutTime(command: string): string {
  return command.replace(/ TIME \d{13} /, ' TIME now ');
}
