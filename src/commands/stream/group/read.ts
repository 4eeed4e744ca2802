/** XREADGROUP: reads on behalf of a consumer: what is new to the group, or what the consumer has pending. */
import type { ByteString } from '../../../base/bytes.ts';
import { ErrorReply, NULL_ARRAY, type Reply } from '../../../base/reply.ts';
import { Block } from '../../../engine/blocking.ts';
import { command } from '../../../engine/command.ts';
import type { Context } from '../../../engine/context.ts';
import { keysAfter } from '../../../engine/key-spec.ts';
import type { Consumer } from '../../../engine/value/stream/group.ts';
import { formatStreamId } from '../../../engine/value/stream/id.ts';
import { plus, readStream, Stream } from '../../../engine/value/stream/stream.ts';
import { compareStreamIds, MAX_STREAM_ID, nextStreamId, type StreamId } from '../../../structs/stream-id.ts';
import { entryReply, perStreamReply } from '../entry.ts';
import { idArg } from '../id.ts';
import { type ReadRequest, readRequest } from '../request.ts';
import { claimEffect, createConsumer, type Found, groupOf, positionEffect } from './lookup.ts';

const LAST_IS_MEANINGLESS = new ErrorReply(
  'ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the > ID to get new messages. The $ ID would just return an empty result set.',
);
const STREAM_GONE = new ErrorReply('UNBLOCKED the stream key no longer exists');
const GROUP_GONE = new ErrorReply('NOGROUP the consumer group this client was blocked on no longer exists');

/** One stream of the request: the group in it, and after which id of its consumer's history to read. */
interface Source extends Found {
  /** `>`, what is new to the group, is the greatest id. */
  readonly after: StreamId;
}

interface GroupRequest extends ReadRequest {
  readonly group: ByteString;
  readonly consumer: ByteString;
}

export const xreadgroup = command(
  {
    name: 'xreadgroup',
    summary: 'Gives entries of several streams to a consumer of a group, waiting for new ones if asked to.',
    since: '5.0.0',
    group: 'stream',
    complexity: 'O(n) for each stream, n being the number of entries returned',
    arity: -7,
    flags: 'write blocking movablekeys',
    acl: 'write stream slow blocking',
    keys: [keysAfter('STREAMS', 4, { lastKey: -1, step: 1, limit: 2 }, 'RO ACCESS')],
    syntax:
      'GROUP group consumer [COUNT count] [BLOCK milliseconds] [NOACK] STREAMS key [key ...] id [id ...]',
  },
  (ctx, argv) => {
    const request = readRequest('xreadgroup', argv) as GroupRequest;
    const sources = request.keys.map((key, i) =>
      sourceOf(ctx, request, { key, id: request.ids[i] as ByteString }),
    );
    ctx.effect();
    const flat: Reply[] = [];
    for (const source of sources) if (isServedNow(source)) flat.push(source.key, serve(ctx, request, source));
    if (flat.length > 0) return perStreamReply(flat, ctx.resp);
    if (request.timeoutMs === undefined) return NULL_ARRAY;
    return new Block(request.keys, request.timeoutMs, NULL_ARRAY, (later, key) =>
      serveLater(later, request, key),
    );
  },
);

function sourceOf(
  ctx: Context,
  request: GroupRequest,
  { key, id }: { key: ByteString; id: ByteString },
): Source {
  const more = ' in XREADGROUP with GROUP option';
  const found = groupOf(readStream(ctx, key), { key, name: request.group, more });
  if (id === '$') throw LAST_IS_MEANINGLESS;
  return { ...found, after: id === '>' ? MAX_STREAM_ID : idArg(id) };
}

function isNew({ after }: Source): boolean {
  return compareStreamIds(after, MAX_STREAM_ID) === 0;
}

/** History can always be told, be it empty; new entries must be there. */
function isServedNow(source: Source): boolean {
  if (!isNew(source)) return true;
  const top = source.stream.log.lastId();
  return top !== undefined && compareStreamIds(top, source.group.lastId) > 0;
}

function serve(ctx: Context, request: GroupRequest, source: Source): Reply {
  const consumer = consumerOf(ctx, request, source);
  ctx.dirty++;
  return isNew(source)
    ? deliver(ctx, request, { ...source, consumer })
    : history(ctx, request, { ...source, consumer });
}

/** Without NOACK the consumer's first XCLAIM creates it on a replica. */
function consumerOf(ctx: Context, { consumer: name, noAck }: GroupRequest, found: Found): Consumer {
  const consumer = found.group.consumers.get(name);
  if (consumer !== undefined) {
    consumer.seenAtMs = ctx.nowMs();
    return consumer;
  }
  if (noAck) ctx.effect('XGROUP', 'CREATECONSUMER', found.key, found.group.name, name);
  return createConsumer(ctx, found, name);
}

/** Gives what comes after the group's last entry; the consumer has it pending from now on, unless NOACK. */
function deliver(ctx: Context, request: GroupRequest, found: Found & { consumer: Consumer }): Reply {
  const { stream, group, consumer } = found;
  const entries: Reply[] = [];
  const from = nextStreamId(group.lastId) ?? MAX_STREAM_ID;
  stream.log.range(from, MAX_STREAM_ID, (id, fields) => {
    stream.advance(group, id);
    if (!request.noAck) claimEffect(ctx, found, group.deliver(id, consumer, ctx.nowMs()));
    entries.push(entryReply(id, fields));
    return entries.length !== request.count;
  });
  if (request.noAck && entries.length > 0) positionEffect(ctx, found);
  return entries;
}

/** Gives again what the consumer has pending; an entry that was deleted meanwhile has only its id. */
function history(ctx: Context, request: GroupRequest, source: Source & { consumer: Consumer }): Reply {
  const { stream, consumer, after } = source;
  const entries: Reply[] = [];
  for (let nack = consumer.pending.after(after); nack !== undefined; nack = consumer.pending.after(nack)) {
    const fields = stream.log.get(nack);
    if (fields === undefined) entries.push([formatStreamId(nack), NULL_ARRAY]);
    else {
      entries.push(entryReply(nack, fields));
      nack.deliveredAtMs = ctx.nowMs();
      nack.deliveryCount = plus(nack.deliveryCount, 1);
    }
    if (entries.length === request.count) break;
  }
  return entries;
}

/** Something happened to an awaited key: new entries, or the stream or the group is gone. */
function serveLater(ctx: Context, request: GroupRequest, key: ByteString): Reply | undefined {
  const stream = ctx.db.write(key);
  if (!(stream instanceof Stream)) return STREAM_GONE;
  const group = stream.group(request.group);
  if (group === undefined) return GROUP_GONE;
  if (compareStreamIds(stream.lastId, group.lastId) <= 0) return undefined;
  const entries = serve(ctx, request, { key, stream, group, after: MAX_STREAM_ID });
  return perStreamReply([key, entries], ctx.resp);
}
