/** XREADGROUP: reads on behalf of a consumer: what is new to the group, or what the consumer has pending. */
import type { ByteString } from '../../../base/bytes.ts';
import { ErrorReply, NULL_ARRAY, type Reply } from '../../../base/reply.ts';
import { command } from '../../../engine/command/command.ts';
import { keysAfter } from '../../../engine/command/key-spec.ts';
import { Block } from '../../../engine/run/blocking.ts';
import type { Context } from '../../../engine/run/context.ts';
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

/** One stream of a request: the group in it, and after which id of its consumer's history to read. */
interface Source extends Found {
  readonly request: ReadRequest;
  /** `>`, what is new to the group, is the greatest id. */
  readonly after: StreamId;
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
    const request = readRequest(ctx, 'xreadgroup', argv);
    const sources: Source[] = [];
    for (let i = 0; i < request.keys.length; i++) sources.push(sourceOf(ctx, request, i));
    ctx.effect();
    const flat: Reply[] = [];
    for (const source of sources) if (isServedNow(source)) flat.push(source.key, serve(ctx, source));
    if (flat.length > 0) return perStreamReply(flat, ctx.resp);
    if (request.timeoutMs === undefined) return NULL_ARRAY;
    return new Block(request.keys, request.timeoutMs, NULL_ARRAY, (later, key) =>
      serveLater(later, request, key),
    );
  },
);

function sourceOf(ctx: Context, request: ReadRequest, at: number): Source {
  const key = request.keys[at] as ByteString;
  const id = request.ids[at] as ByteString;
  const stream = readStream(ctx, key);
  const found = groupOf(stream, { key, name: request.group, more: ' in XREADGROUP with GROUP option' });
  if (id === '$') throw LAST_IS_MEANINGLESS;
  const after = id === '>' ? MAX_STREAM_ID : idArg(id);
  return { request, key, stream: found.stream, group: found.group, after };
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

function serve(ctx: Context, source: Source): Reply {
  const consumer = consumerOf(ctx, source);
  ctx.dirty++;
  return isNew(source) ? deliver(ctx, source, consumer) : history(ctx, source, consumer);
}

/** Without NOACK the consumer's first XCLAIM creates it on a replica. */
function consumerOf(ctx: Context, source: Source): Consumer {
  const { consumer: name, noAck } = source.request;
  const consumer = source.group.consumers.get(name);
  if (consumer !== undefined) {
    consumer.seenAtMs = ctx.nowMs();
    return consumer;
  }
  if (noAck) ctx.effect('XGROUP', 'CREATECONSUMER', source.key, source.group.name, name);
  return createConsumer(ctx, source, name);
}

/** Gives what comes after the group's last entry; the consumer has it pending from now on, unless NOACK. */
function deliver(ctx: Context, source: Source, consumer: Consumer): Reply {
  const { stream, group, request } = source;
  const { count, noAck } = request;
  const nowMs = ctx.nowMs();
  const entries: Reply[] = [];
  const from = nextStreamId(group.lastId) ?? MAX_STREAM_ID;
  stream.log.range(from, MAX_STREAM_ID, (id, fields) => {
    stream.advance(group, id);
    if (!noAck) claimEffect(ctx, source, group.deliver(id, consumer, nowMs));
    entries.push(entryReply(id, fields));
    return entries.length !== count;
  });
  if (noAck && entries.length > 0) positionEffect(ctx, source);
  return entries;
}

/** Gives again what the consumer has pending; an entry that was deleted meanwhile has only its id. */
function history(ctx: Context, { stream, after, request }: Source, { pending }: Consumer): Reply {
  const entries: Reply[] = [];
  for (let nack = pending.after(after); nack !== undefined; nack = pending.after(nack)) {
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
function serveLater(ctx: Context, request: ReadRequest, key: ByteString): Reply | undefined {
  const stream = ctx.db.write(key);
  if (!(stream instanceof Stream)) return STREAM_GONE;
  const group = stream.group(request.group);
  if (group === undefined) return GROUP_GONE;
  if (compareStreamIds(stream.lastId, group.lastId) <= 0) return undefined;
  const entries = serve(ctx, { request, key, stream, group, after: MAX_STREAM_ID });
  return perStreamReply([key, entries], ctx.resp);
}
