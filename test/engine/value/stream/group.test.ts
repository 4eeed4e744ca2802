import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../../../src/base/bytes.ts';
import { ConsumerGroup } from '../../../../src/engine/value/stream/group.ts';
import { NameList } from '../../../../src/engine/value/stream/name-list.ts';
import { MIN_STREAM_ID, streamId } from '../../../../src/structs/stream-id.ts';

const anyStep = fc.record({
  kind: fc.constantFrom('deliver', 'acknowledge', 'assign', 'leave'),
  seq: fc.nat(20),
  consumer: fc.constantFrom('a', 'b', 'c'),
});

/** What is pending, as `id owner`, told by the group and told by its consumers. */
function bothViews(group: ConsumerGroup): [string[], string[]] {
  const own = [...group.pending].map(({ seq, consumer }) => `${seq} ${consumer.name}`);
  const theirs = [...group.consumers].flatMap(({ name, pending }) =>
    [...pending].map(({ seq, consumer }) => `${seq} ${name === consumer.name ? name : '?'}`),
  );
  return [own.sort(), theirs.sort()];
}

describe('ConsumerGroup', () => {
  it('keeps its own list and those of its consumers the same, and so does its copy', () => {
    fc.assert(
      fc.property(fc.array(anyStep), (steps) => {
        const group = new ConsumerGroup(bytes('g'), MIN_STREAM_ID, 0);
        const owners = new Map<number, string>();
        const named = (name: string) => group.consumers.get(bytes(name)) ?? group.addConsumer(bytes(name), 5);
        for (const { kind, seq, consumer } of steps) {
          const id = streamId(1, seq);
          if (kind === 'deliver') {
            group.deliver(id, named(consumer), 9);
            owners.set(seq, consumer);
          } else if (kind === 'acknowledge') {
            expect(group.acknowledge(id)).toBe(owners.delete(seq));
          } else if (kind === 'assign') {
            const nack = group.pending.get(id);
            expect(nack?.consumer.name).toBe(owners.get(seq));
            if (nack === undefined) continue;
            group.assign(nack, named(consumer));
            owners.set(seq, consumer);
          } else {
            const had = [...owners].filter(([, owner]) => owner === consumer);
            expect(group.removeConsumer(bytes(consumer))?.pending.size ?? 0).toBe(had.length);
            for (const [gone] of had) owners.delete(gone);
          }
        }
        const expected = [...owners].map(([seq, owner]) => `${seq} ${owner}`).sort();
        expect(bothViews(group)).toEqual([expected, expected]);
        const copy = group.clone();
        for (const nack of [...group.pending]) group.acknowledge(nack);
        expect(bothViews(copy)).toEqual([expected, expected]);
      }),
    );
  });
});

describe('NameList', () => {
  it('is in byte order and has each name once', () => {
    const name = fc.string({ unit: 'binary-ascii', maxLength: 2 });
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.array(name), (names, removed) => {
        const list = new NameList<{ readonly name: ReturnType<typeof bytes> }>();
        for (const each of names) list.add({ name: bytes(each) });
        for (const each of removed)
          expect(list.remove(bytes(each)) !== undefined).toBe(names.includes(each) && !left(each));
        function left(each: string): boolean {
          const had = names.indexOf(each);
          if (had >= 0) names.splice(had, 1);
          return had < 0;
        }
        expect([...list].map((item) => item.name)).toEqual([...names].sort((a, b) => (a < b ? -1 : 1)));
        expect(list.size).toBe(names.length);
        for (const each of names) expect(list.get(bytes(each))?.name).toBe(each);
      }),
    );
  });
});
