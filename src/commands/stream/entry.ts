/** Entries as replies: an id and its flat list of fields and values. */

import type { ByteString } from '../../base/bytes.ts';
import type { Reply } from '../../base/reply.ts';
import { MapReply } from '../../base/reply.ts';
import { formatStreamId } from '../../engine/value/stream/id.ts';
import type { StreamId } from '../../structs/stream-id.ts';
import type { StreamLog } from '../../structs/stream-log.ts';

/** Which entries to give: both ends belong to it. */
export interface Range {
  readonly from: StreamId;
  readonly to: StreamId;
  /** 0 for all. */
  readonly count: number;
}

/** One entry. */
export function entryReply(id: StreamId, fields: readonly ByteString[]): Reply {
  return [formatStreamId(id), fields];
}

/** The entries of a range, the first first. */
export function entriesReply(log: StreamLog, { from, to, count }: Range): readonly Reply[] {
  const entries: Reply[] = [];
  log.range(from, to, (id, fields) => {
    entries.push(entryReply(id, fields));
    return entries.length !== count;
  });
  return entries;
}

/** The entries of a range, the last first. */
export function entriesReverseReply(log: StreamLog, { from, to, count }: Range): readonly Reply[] {
  const entries: Reply[] = [];
  log.rangeReverse(from, to, (id, fields) => {
    entries.push(entryReply(id, fields));
    return entries.length !== count;
  });
  return entries;
}

/** What was read from several streams, key and entries by turns: a map in RESP3, an array of pairs in RESP2. */
export function perStreamReply(flat: readonly Reply[], resp: 2 | 3): Reply {
  if (resp === 3) return new MapReply(flat);
  const pairs: Reply[] = [];
  for (let i = 0; i < flat.length; i += 2) pairs.push([flat[i] as Reply, flat[i + 1] as Reply]);
  return pairs;
}
