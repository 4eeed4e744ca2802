/** XREAD: what comes after given ids in several streams, waiting for it if so asked. */
import { ErrorReply, NULL_ARRAY, type Reply } from '../../base/reply.ts';
import { command } from '../../engine/command/command.ts';
import { keysAfter } from '../../engine/command/key-spec.ts';
import { Block } from '../../engine/run/blocking.ts';
import type { Context } from '../../engine/run/context.ts';
import { readStream, Stream } from '../../engine/value/stream/stream.ts';
import {
  compareStreamIds,
  MAX_STREAM_ID,
  MIN_STREAM_ID,
  nextStreamId,
  type StreamId,
} from '../../structs/stream-id.ts';
import { entriesReply, perStreamReply } from './entry.ts';
import { idArg } from './id.ts';
import { type ReadRequest, readRequest } from './request.ts';

const NEW_ONLY_IN_GROUPS = new ErrorReply(
  'ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.',
);

export const xread = command(
  {
    name: 'xread',
    summary:
      'Returns the entries of several streams that come after given ids, waiting for some if asked to.',
    since: '5.0.0',
    group: 'stream',
    complexity: 'O(n) for each stream, n being the number of entries returned',
    arity: -4,
    flags: 'readonly blocking movablekeys',
    acl: 'read stream slow blocking',
    keys: [keysAfter('STREAMS', 1, { lastKey: -1, step: 1, limit: 2 }, 'RO ACCESS')],
    syntax: '[COUNT count] [BLOCK milliseconds] STREAMS key [key ...] id [id ...]',
  },
  (ctx, argv) => {
    const request = readRequest(ctx, 'xread', argv);
    const after = startingIds(ctx, request);
    const found = readNow(ctx, request, after);
    if (found.length > 0) return perStreamReply(found, ctx.resp);
    if (request.timeoutMs === undefined) return NULL_ARRAY;
    return new Block(request.keys, request.timeoutMs, NULL_ARRAY, (later, key) => {
      const stream = later.db.read(key);
      const from = after[request.keys.indexOf(key)] as StreamId;
      if (!(stream instanceof Stream) || compareStreamIds(stream.lastId, from) <= 0) return undefined;
      return perStreamReply([key, entriesAfter(stream, from, request.count)], later.resp);
    });
  },
);

/** The ids after which to read; `$` is the last one of its stream as it is now. @throws ErrorReply */
function startingIds(ctx: Context, { keys, ids }: ReadRequest): readonly StreamId[] {
  return ids.map((id, i) => {
    const stream = readStream(ctx, keys[i] as (typeof keys)[number]);
    if (id === '$') return stream?.lastId ?? MIN_STREAM_ID;
    if (id === '>') throw NEW_ONLY_IN_GROUPS;
    return idArg(id);
  });
}

/** Key and entries by turns, of each stream that has any. */
function readNow(ctx: Context, { keys, count }: ReadRequest, after: readonly StreamId[]): Reply[] {
  const flat: Reply[] = [];
  for (const [i, key] of keys.entries()) {
    const stream = ctx.db.peek(key);
    if (!(stream instanceof Stream)) continue;
    const from = after[i] as StreamId;
    const top = stream.log.lastId();
    if (top !== undefined && compareStreamIds(top, from) > 0)
      flat.push(key, entriesAfter(stream, from, count));
  }
  return flat;
}

function entriesAfter(stream: Stream, id: StreamId, count: number): readonly Reply[] {
  const from = nextStreamId(id);
  return from === undefined ? [] : entriesReply(stream.log, { from, to: MAX_STREAM_ID, count });
}
