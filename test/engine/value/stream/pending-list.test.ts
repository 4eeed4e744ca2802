import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../../../src/base/bytes.ts';
import { Consumer } from '../../../../src/engine/value/stream/group.ts';
import { Nack, PendingList } from '../../../../src/engine/value/stream/pending-list.ts';
import { compareStreamIds, type StreamId, streamId } from '../../../../src/structs/stream-id.ts';

const consumer = new Consumer(bytes('c'), 0);

/** Ids near each other, so that they meet, and some past the safe integers. */
const anyId = fc.oneof(
  fc.tuple(fc.nat(60), fc.nat(6)).map(([ms, seq]) => streamId(ms, seq)),
  fc.nat(5).map((seq) => streamId(2n ** 63n, 2n ** 60n + BigInt(seq))),
);
const anyStep = fc.record({ id: anyId, remove: fc.boolean() });

function sorted(ids: Iterable<StreamId>): StreamId[] {
  return [...ids].map(({ ms, seq }) => ({ ms, seq })).sort(compareStreamIds);
}

describe('PendingList', () => {
  it('agrees with a sorted array', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 600, size: 'max' }), anyId, (steps, probe) => {
        const list = new PendingList();
        const model = new Map<string, StreamId>();
        for (const { id, remove } of steps) {
          const name = `${id.ms}-${id.seq}`;
          expect(list.get(id) !== undefined).toBe(model.has(name));
          if (remove) {
            expect(list.remove(id) !== undefined).toBe(model.delete(name));
          } else if (!model.has(name)) {
            list.add(new Nack(id, consumer, 0));
            model.set(name, id);
          }
        }
        const all = sorted(model.values());
        expect(sorted(list)).toEqual([...list].map(({ ms, seq }) => ({ ms, seq })));
        expect(sorted(list)).toEqual(all);
        expect(list.size).toBe(all.length);
        expect(plain(list.first())).toEqual(all[0]);
        expect(plain(list.last())).toEqual(all.at(-1));
        expect(plain(list.ceiling(probe))).toEqual(all.find((id) => compareStreamIds(id, probe) >= 0));
        expect(plain(list.after(probe))).toEqual(all.find((id) => compareStreamIds(id, probe) > 0));
      }),
      { numRuns: 60 },
    );
  });

  it('stays in order through thousands of additions and removals at both ends and in the middle', () => {
    const list = new PendingList();
    for (let i = 0; i < 3000; i++) list.add(new Nack(streamId(i * 2, 0), consumer, 0));
    for (let i = 0; i < 3000; i += 3) list.add(new Nack(streamId(i * 2 + 1, 0), consumer, 0));
    for (let i = 0; i < 3000; i++) if (i % 7 !== 0) expect(list.remove(streamId(i * 2, 0))).toBeDefined();
    let previous = -1;
    let count = 0;
    for (const { ms } of list) {
      expect(Number(ms)).toBeGreaterThan(previous);
      previous = Number(ms);
      count++;
    }
    expect(count).toBe(list.size);
    for (let nack = list.first(); nack !== undefined; nack = list.first()) list.remove(nack);
    expect([list.size, list.last(), list.ceiling(streamId(0, 0))]).toEqual([0, undefined, undefined]);
  });
});

function plain(nack: Nack | undefined): StreamId | undefined {
  return nack && { ms: nack.ms, seq: nack.seq };
}
