/** XACK and XPENDING: what a group has delivered and not yet got acknowledged. */
import type { ByteString } from '../../../base/bytes.ts';
import { bytes } from '../../../base/bytes.ts';
import { SYNTAX } from '../../../base/errors.ts';
import { EMPTY_ARRAY, NULL_ARRAY, type Reply } from '../../../base/reply.ts';
import { integerArg, isWord } from '../../../engine/command/argument.ts';
import { type Argv, arg, command } from '../../../engine/command/command.ts';
import { keyAt } from '../../../engine/command/key-spec.ts';
import type { ConsumerGroup } from '../../../engine/value/stream/group.ts';
import { formatStreamId } from '../../../engine/value/stream/id.ts';
import type { Nack, PendingList } from '../../../engine/value/stream/pending-list.ts';
import { readStream, writeStream } from '../../../engine/value/stream/stream.ts';
import { compareStreamIds, type StreamId } from '../../../structs/stream-id.ts';
import { endArg, idArg, startArg } from '../id.ts';
import { groupOf } from './lookup.ts';

export const xack = command(
  {
    name: 'xack',
    summary: 'Acknowledges entries and returns how many of them were pending.',
    since: '5.0.0',
    group: 'stream',
    complexity: 'O(log n) for each id, n being the number of pending entries',
    arity: -4,
    flags: 'write fast',
    acl: 'write stream fast',
    keys: [keyAt(1, 'RW UPDATE')],
    syntax: 'key group id [id ...]',
  },
  (ctx, argv) => {
    const group = writeStream(ctx, argv[1])?.group(argv[2]);
    if (group === undefined) return 0;
    const ids = argv.slice(3).map(idArg);
    let acknowledged = 0;
    for (const id of ids) if (group.acknowledge(id)) acknowledged++;
    ctx.dirty += acknowledged;
    return acknowledged;
  },
);

/** The second form of XPENDING. */
interface Filter {
  readonly minIdleMs: number;
  readonly from: StreamId;
  readonly to: StreamId;
  readonly count: number;
  readonly consumer: ByteString | undefined;
}

export const xpending = command(
  {
    name: 'xpending',
    summary: 'Tells of the entries that wait for their acknowledgement: a summary, or one by one.',
    since: '5.0.0',
    group: 'stream',
    complexity: 'O(n), n being the entries looked at, or the consumers for the summary',
    arity: -3,
    flags: 'readonly',
    acl: 'read stream slow',
    tips: ['nondeterministic_output'],
    keys: [keyAt(1, 'RO ACCESS')],
    syntax: 'key group [[IDLE min-idle-time] start end count [consumer]]',
  },
  (ctx, argv) => {
    const filter = filterOf(argv);
    const key = argv[1];
    const { group } = groupOf(readStream(ctx, key), { key, name: argv[2] });
    return filter === undefined ? summary(group) : listing(group, filter, ctx.nowMs());
  },
);

function filterOf(argv: Argv): Filter | undefined {
  if (argv.length === 3) return undefined;
  if (argv.length < 6 || argv.length > 9) throw SYNTAX;
  const hasIdle = isWord(argv[3], 'IDLE');
  const minIdleMs = hasIdle ? integerArg(argv[4]) : 0;
  if (hasIdle && argv.length < 8) throw SYNTAX;
  const at = hasIdle ? 5 : 3;
  const count = Math.max(0, integerArg(arg(argv, at + 2)));
  const from = startArg(arg(argv, at));
  const to = endArg(arg(argv, at + 1));
  return { minIdleMs, from, to, count, consumer: argv[at + 3] };
}

function summary({ pending, consumers }: ConsumerGroup): Reply {
  const first = pending.first();
  const last = pending.last();
  if (first === undefined || last === undefined) return [0, null, null, NULL_ARRAY];
  const counts: Reply[] = [];
  for (const { name, pending: own } of consumers)
    if (own.size > 0) counts.push([name, bytes(String(own.size))]);
  return [pending.size, formatStreamId(first), formatStreamId(last), counts];
}

function listing(group: ConsumerGroup, filter: Filter, nowMs: number): Reply {
  const list = filter.consumer === undefined ? group.pending : group.consumers.get(filter.consumer)?.pending;
  return list === undefined ? EMPTY_ARRAY : list.size === 0 ? [] : listed(list, filter, nowMs);
}

function listed(list: PendingList, { minIdleMs, from, to, count }: Filter, nowMs: number): Reply {
  const found: Reply[] = [];
  let nack = list.ceiling(from);
  while (found.length < count && nack !== undefined && compareStreamIds(nack, to) <= 0) {
    if (minIdleMs === 0 || nowMs - nack.deliveredAtMs >= minIdleMs) found.push(nackReply(nack, nowMs));
    nack = list.after(nack);
  }
  return found;
}

function nackReply(nack: Nack, nowMs: number): Reply {
  const idleMs = Math.max(0, nowMs - nack.deliveredAtMs);
  return [formatStreamId(nack), nack.consumer.name, idleMs, nack.deliveryCount];
}
