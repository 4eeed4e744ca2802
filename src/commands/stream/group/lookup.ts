/** Finding a group and its consumers, and the effects by which a replica comes to the same pending lists. */
import type { ByteString } from '../../../base/bytes.ts';
import { oneLine } from '../../../base/errors.ts';
import { ErrorReply } from '../../../base/reply.ts';
import type { Context } from '../../../engine/run/context.ts';
import type { Consumer, ConsumerGroup } from '../../../engine/value/stream/group.ts';
import { formatStreamId } from '../../../engine/value/stream/id.ts';
import type { Nack } from '../../../engine/value/stream/pending-list.ts';
import type { Stream } from '../../../engine/value/stream/stream.ts';

/** A group where it was found. */
export interface Found {
  readonly key: ByteString;
  readonly stream: Stream;
  readonly group: ConsumerGroup;
}

/** The group of a stream that was looked up. @throws ErrorReply NOGROUP, with `more` at its end */
export function groupOf(
  stream: Stream | undefined,
  { key, name, more = '' }: { key: ByteString; name: ByteString; more?: string },
): Found {
  const group = stream?.group(name);
  if (stream !== undefined && group !== undefined) return { key, stream, group };
  throw new ErrorReply(oneLine(`NOGROUP No such key '${key}' or consumer group '${name}'${more}`));
}

/** The consumer of that name, seen now; created, with its event, when it is not there. */
export function seeConsumer(ctx: Context, { key, group }: Found, name: ByteString): Consumer {
  const consumer = group.consumers.get(name);
  if (consumer === undefined) return createConsumer(ctx, { key, group }, name);
  consumer.seenAtMs = ctx.nowMs();
  return consumer;
}

/** A new consumer, with its event. */
export function createConsumer(
  ctx: Context,
  { key, group }: Pick<Found, 'key' | 'group'>,
  name: ByteString,
): Consumer {
  ctx.dirty++;
  ctx.notify('t', 'xgroup-createconsumer', key);
  return group.addConsumer(name, ctx.nowMs());
}

/** The effect of giving a pending entry its present owner, time and count. */
export function claimEffect(ctx: Context, { key, group }: Found, nack: Nack): void {
  if (!ctx.core.effects.isHeard) return;
  const { consumer, deliveredAtMs, deliveryCount } = nack;
  const owner = [key, group.name, consumer.name, '0', formatStreamId(nack)];
  const state = ['TIME', String(deliveredAtMs), 'RETRYCOUNT', String(deliveryCount)];
  ctx.effect('XCLAIM', ...owner, ...state, 'FORCE', 'JUSTID', 'LASTID', formatStreamId(group.lastId));
}

/** The effect of moving a group where no pending entry tells of it. */
export function positionEffect(ctx: Context, { key, group }: Found): void {
  const read = String(group.entriesRead ?? -1);
  ctx.effect('XGROUP', 'SETID', key, group.name, formatStreamId(group.lastId), 'ENTRIESREAD', read);
}
