import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ByteString, bytes } from '../../src/base/bytes.ts';
import {
  compareStreamIds,
  MAX_STREAM_ID,
  MIN_STREAM_ID,
  type StreamId,
  streamId,
} from '../../src/structs/stream-id.ts';
import { StreamLog } from '../../src/structs/stream-log.ts';
import { type Oracle, oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';

type Entry = readonly [id: StreamId, fields: readonly ByteString[]];

const FIELDS = [bytes('f'), bytes('v')];
const idAt = (i: number): StreamId => streamId(1_000 + (i >> 2), i & 3);
const small = { maxPerChunk: 5, maxChunkBytes: 0 };

function entriesOf(log: StreamLog, from = MIN_STREAM_ID, to = MAX_STREAM_ID): Entry[] {
  const entries: Entry[] = [];
  log.range(from, to, (id, fields) => entries.push([id, fields]));
  return entries;
}

function reversedOf(log: StreamLog, from = MIN_STREAM_ID, to = MAX_STREAM_ID): Entry[] {
  const entries: Entry[] = [];
  log.rangeReverse(from, to, (id, fields) => entries.push([id, fields]));
  return entries;
}

const step = fc.record({
  kind: fc.constantFrom('append', 'append', 'append', 'delete', 'length', 'before'),
  pick: fc.nat(120),
});

describe('StreamLog', () => {
  it('agrees with a sorted array after any appends, deletions and exact trims', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 120, size: 'max' }),
        fc.nat(120),
        fc.nat(120),
        (steps, from, to) => {
          const log = new StreamLog(small);
          let model: Entry[] = [];
          let next = 0;
          for (const { kind, pick } of steps) {
            if (kind === 'append') {
              const entry: Entry = [idAt(next), [bytes('n'), bytes(`${next}`)]];
              next += 1 + (pick % 3);
              log.append(...entry);
              model.push(entry);
              continue;
            }
            const id = idAt(pick);
            const isKept =
              kind === 'delete'
                ? (entry: Entry) => compareStreamIds(entry[0], id) !== 0
                : kind === 'before'
                  ? (entry: Entry) => compareStreamIds(entry[0], id) >= 0
                  : (_: Entry, at: number) => at >= model.length - pick / 4;
            const kept = model.filter(isKept);
            if (kind === 'delete') expect(log.delete(id)).toBe(kept.length < model.length);
            else if (kind === 'before') expect(log.trimBefore(id)).toBe(model.length - kept.length);
            else expect(log.trimToLength(Math.floor(pick / 4))).toBe(model.length - kept.length);
            model = kept;
          }
          expect(log.size).toBe(model.length);
          expect(entriesOf(log)).toEqual(model);
          expect([log.firstId(), log.lastId()]).toEqual([model.at(0)?.[0], model.at(-1)?.[0]]);
          const within = model.filter(
            ([id]) => compareStreamIds(id, idAt(from)) >= 0 && compareStreamIds(id, idAt(to)) <= 0,
          );
          expect(entriesOf(log, idAt(from), idAt(to))).toEqual(within);
          expect(reversedOf(log, idAt(from), idAt(to))).toEqual(within.toReversed());
          for (const [id, fields] of model) expect(log.get(id)).toBe(fields);
          expect(entriesOf(log.clone())).toEqual(model);
        },
      ),
      { numRuns: 250 },
    );
  });

  it('trims whole chunks only when approximate', () => {
    const log = new StreamLog(small);
    for (let i = 0; i < 23; i++) log.append(idAt(i), FIELDS);
    expect(log.chunkCount).toBe(5);
    expect(log.trimToLength(14, { approximate: true })).toBe(5);
    expect(log.trimToLength(14, { approximate: true })).toBe(0);
    expect(log.trimBefore(idAt(14), { approximate: true })).toBe(5);
    expect(log.trimBefore(idAt(15), { approximate: true, limit: 4 })).toBe(0);
    expect(log.trimBefore(idAt(15), { approximate: true, limit: 5 })).toBe(5);
    expect([log.size, log.firstId()]).toEqual([8, idAt(15)]);
  });

  it('counts deleted entries as part of their chunk until none lives there', () => {
    const log = new StreamLog(small);
    for (let i = 0; i < 4; i++) log.append(idAt(i), FIELDS);
    for (let i = 0; i < 3; i++) expect(log.delete(idAt(i))).toBe(true);
    expect(log.delete(idAt(0))).toBe(false);
    for (let i = 4; i < 6; i++) log.append(idAt(i), FIELDS);
    expect([log.chunkCount, log.size, log.has(idAt(1)), log.has(idAt(3))]).toEqual([2, 3, false, true]);
    log.delete(idAt(3));
    log.delete(idAt(4));
    expect([log.chunkCount, log.size]).toEqual([1, 1]);
  });

  it('leaves a chunk of tombstones that was trimmed by id to its last one, until the next trim', () => {
    const log = new StreamLog(small);
    for (let i = 0; i < 5; i++) log.append(idAt(i), FIELDS);
    log.delete(idAt(4));
    expect(log.trimBefore(idAt(4))).toBe(4);
    expect([log.chunkCount, log.size, log.firstId(), log.lastId()]).toEqual([1, 0, undefined, undefined]);
    for (let i = 5; i < 7; i++) log.append(idAt(i), FIELDS);
    expect([log.chunkCount, log.firstId(), log.lastId()]).toEqual([2, idAt(5), idAt(6)]);
    expect(log.trimBefore(idAt(5))).toBe(0);
    expect([log.chunkCount, log.size]).toEqual([1, 2]);
  });

  it('keeps ids exact past the safe integers', () => {
    const log = new StreamLog();
    const wide = [
      streamId(2n ** 53n, 1),
      streamId(2n ** 53n + 1n, 0),
      streamId(2n ** 64n - 1n, 2n ** 64n - 1n),
    ];
    for (const id of wide) log.append(id, FIELDS);
    expect(entriesOf(log).map(([id]) => id)).toEqual(wide);
    expect(log.has(streamId(2n ** 53n + 1n, 1))).toBe(false);
    expect(log.delete(wide[1] as StreamId)).toBe(true);
  });

  it('reads its limits anew at every append', () => {
    const limits = { maxPerChunk: 2, maxChunkBytes: 4096 };
    const log = new StreamLog(limits);
    for (let i = 0; i < 4; i++) log.append(idAt(i), FIELDS);
    limits.maxPerChunk = 0;
    for (let i = 4; i < 200; i++) log.append(idAt(i), FIELDS);
    expect(log.chunkCount).toBe(2);
  });

  it('ends a walk when told', () => {
    const log = new StreamLog(small);
    for (let i = 0; i < 20; i++) log.append(idAt(i), FIELDS);
    let visits = 0;
    log.range(MIN_STREAM_ID, MAX_STREAM_ID, () => ++visits < 3);
    log.rangeReverse(MIN_STREAM_ID, MAX_STREAM_ID, () => ++visits < 9);
    expect(visits).toBe(9);
    log.clear();
    expect([log.size, log.firstId(), log.lastId(), entriesOf(log)]).toEqual([0, undefined, undefined, []]);
  });
});

const value = fc.oneof(
  fc.constantFrom('', '0', '-1', '127', '128', '-4097', '32768', '8388608', '2147483648', '007', '-0', '+1'),
  fc.constantFrom(
    '9223372036854775807',
    '9223372036854775808',
    '-9223372036854775808',
    '99999999999999999999',
  ),
  fc.integer({ min: 0, max: 300 }).map((length) => 'x'.repeat(length)),
  fc.constant('y'.repeat(4_000)),
);
const fieldsOf = fc.oneof(
  value.map((v) => ['f', v]),
  fc.tuple(value, value).map(([a, b]) => ['f', a, 'g', b]),
  value.map((v) => ['12', v, 'other', v]),
);
const order = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('add'),
      fields: fieldsOf,
      jump: fc.constantFrom(0, 0, 1, 300, 70_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete'), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('length'), pick: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('before'), pick: fc.nat() }) },
) as fc.Arbitrary<{ kind: string; fields?: string[]; jump?: number; pick?: number }>;

describe.skipIf(!oracleAvailable)('StreamLog and XTRIM ~ (needs redis-server)', () => {
  let oracle: Oracle;
  let connection: RawConnection;

  beforeAll(async () => {
    oracle = await requireOracle();
    connection = await RawConnection.connect(oracle.port);
  });

  afterAll(async () => {
    connection?.close();
    await oracle?.stop();
  });

  it('begin a new chunk at the same entries, to the byte', async () => {
    await connection.call('CONFIG', 'SET', 'stream-node-max-entries', '0');
    const edges = [0, 127, 128, 4095, 4096, 32767, 32768, 8388607, 8388608, 2147483647, 2147483648, 2 ** 48];
    const small = fc.oneof(
      fc.constantFrom(...edges, ...edges.map((edge) => -edge), ...edges.map((edge) => -edge - 1)).map(String),
      value.filter((v) => v.length < 200),
      fc.constantFrom(62, 63, 63, 63, 64, 65, 124, 125, 126).map((length) => 'z'.repeat(length)),
    );
    const jump = fc.constantFrom(0, 0, 0, 1, 127, 3968, 4096, 28672, 8e6);
    const added = fc.record({
      values: fc.array(small, { minLength: 1, maxLength: 3 }),
      renames: fc.boolean(),
      jump,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 60, max: 600 }),
        fc.array(added, { minLength: 30, maxLength: 120, size: 'max' }),
        async (maxChunkBytes, entries) => {
          const log = new StreamLog({ maxPerChunk: 0, maxChunkBytes });
          const commands = [
            ['DEL', 's'],
            ['CONFIG', 'SET', 'stream-node-max-bytes', `${maxChunkBytes}`],
          ];
          const counts: number[] = [];
          let [ms, seq] = [1, 1];
          for (const entry of entries) {
            [ms, seq] =
              entry.jump % 2 === 0 && entry.jump > 0 ? [ms + entry.jump, 0] : [ms, seq + 1 + entry.jump];
            const fields = entry.values.flatMap((v, i) => [entry.renames ? `name${i}` : `${i}`, v]);
            log.append(streamId(ms, seq), fields.map(bytes));
            counts.push(log.chunkCount);
            commands.push(['XADD', 's', `${ms}-${seq}`, ...fields], ['XINFO', 'STREAM', 's']);
          }
          const replies = await connection.pipeline(commands);
          const infos = replies.filter((reply) => reply.includes('radix-tree-keys'));
          expect(infos.map((info) => Number(/radix-tree-keys\r\n:(\d+)/.exec(info)?.[1]))).toEqual(counts);
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([
    { maxPerChunk: 100, maxChunkBytes: 4096 },
    { maxPerChunk: 7, maxChunkBytes: 0 },
    { maxPerChunk: 0, maxChunkBytes: 700 },
  ])('remove the same numbers of entries with %j', async (limits) => {
    await connection.call('CONFIG', 'SET', 'stream-node-max-entries', `${limits.maxPerChunk}`);
    await connection.call('CONFIG', 'SET', 'stream-node-max-bytes', `${limits.maxChunkBytes}`);
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 50, maxLength: 250, size: 'max' }), async (orders) => {
        const log = new StreamLog(limits);
        const ids: StreamId[] = [];
        const commands: string[][] = [['DEL', 's']];
        const expected: string[] = [];
        let [ms, seq] = [5_000, 0];
        for (const { kind, fields = [], jump = 0, pick = 0 } of orders) {
          const id = ids[pick % Math.max(1, ids.length)] ?? MIN_STREAM_ID;
          if (kind === 'add') {
            [ms, seq] = jump === 0 ? [ms, seq + 1] : [ms + jump, 0];
            ids.push(streamId(ms, seq));
            log.append(streamId(ms, seq), fields.map(bytes));
            commands.push(['XADD', 's', `${ms}-${seq}`, ...fields]);
            expected.push('added');
          } else if (kind === 'delete') {
            commands.push(['XDEL', 's', `${id.ms}-${id.seq}`]);
            expected.push(`:${log.delete(id) ? 1 : 0}\r\n`);
          } else if (kind === 'length') {
            commands.push(['XTRIM', 's', 'MAXLEN', '~', `${pick}`, 'LIMIT', '0']);
            expected.push(`:${log.trimToLength(pick, { approximate: true })}\r\n`);
          } else {
            commands.push(['XTRIM', 's', 'MINID', '~', `${id.ms}-${id.seq}`, 'LIMIT', '0']);
            expected.push(`:${log.trimBefore(id, { approximate: true })}\r\n`);
          }
        }
        const replies = (await connection.pipeline(commands)).slice(1);
        expect(replies.map((reply) => (reply.startsWith('$') ? 'added' : reply))).toEqual(expected);
        expect(await connection.call('XLEN', 's')).toBe(`:${log.size}\r\n`);
      }),
      { numRuns: 25 },
    );
  });
});
