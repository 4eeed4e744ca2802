/** XINFO: what a stream, its groups and their consumers look like from inside. */

import { bytes } from '../../base/bytes.ts';
import { NO_SUCH_KEY, oneLine, tooManyArguments } from '../../base/errors.ts';
import { ErrorReply, MapReply, type Reply } from '../../base/reply.ts';
import { integerArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, type CommandSpec, command, container } from '../../engine/command/command.ts';
import { helpCommand } from '../../engine/command/help.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import type { Consumer, ConsumerGroup } from '../../engine/value/stream/group.ts';
import { formatStreamId } from '../../engine/value/stream/id.ts';
import type { Nack } from '../../engine/value/stream/pending-list.ts';
import { radixNodeCount } from '../../engine/value/stream/radix.ts';
import { readStream, type Stream } from '../../engine/value/stream/stream.ts';
import { MAX_STREAM_ID, MIN_STREAM_ID, type Uint64 } from '../../structs/stream-id.ts';
import { entriesReply, entriesReverseReply } from './entry.ts';

/** Entries of each kind that FULL shows unless COUNT says otherwise. */
const DEFAULT_COUNT = 10;
const ALL = { from: MIN_STREAM_ID, to: MAX_STREAM_ID } as const;

const row = {
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  flags: 'readonly',
  acl: 'read stream slow',
  keys: [keyAt(2, 'RO ACCESS')],
} as const satisfies Partial<CommandSpec>;

const ofStream = command(
  {
    ...row,
    name: 'stream',
    summary: 'Returns the state of a stream, with its entries and groups if so asked.',
    arity: -3,
    syntax: 'key [FULL [COUNT count]]',
  },
  (ctx, argv) => {
    const stream = find(ctx, argv);
    const count = fullCount(argv);
    return count === undefined ? inShort(stream) : inFull(stream, count);
  },
);

const ofGroups = command(
  { ...row, name: 'groups', summary: 'Lists the groups of a stream.', arity: 3, syntax: 'key' },
  (ctx, argv) => {
    const stream = find(ctx, argv);
    return [...stream.groups].map((group) => groupReply(stream, group));
  },
);

const ofConsumers = command(
  {
    ...row,
    name: 'consumers',
    summary: 'Lists the consumers of a group.',
    arity: 4,
    tips: ['nondeterministic_output'],
    syntax: 'key group',
  },
  (ctx, argv) => {
    const [, , key, name] = argv;
    const group = find(ctx, argv).group(name);
    if (group === undefined)
      throw new ErrorReply(oneLine(`NOGROUP No such consumer group '${name}' for key name '${key}'`));
    return [...group.consumers].map((consumer) => consumerReply(consumer, ctx.nowMs()));
  },
);

const help = helpCommand('XINFO', { group: 'stream', acl: 'stream slow', since: '5.0.0' }, [
  'CONSUMERS <key> <group>',
  '    List the consumers of the group.',
  'GROUPS <key>',
  '    List the groups of the stream.',
  'STREAM <key> [FULL [COUNT <count>]]',
  '    Tell the state of the stream; FULL adds entries, groups and consumers.',
]);

export const xinfo = container({
  name: 'xinfo',
  summary: 'Looks into streams, groups and consumers.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'Depends on the subcommand',
  arity: -2,
  flags: '',
  acl: 'slow',
  syntax: 'subcommand [argument ...]',
  subcommands: [ofStream, ofGroups, help, ofConsumers],
});

/** How many entries FULL shows, 0 for all; undefined without FULL. @throws ErrorReply */
function fullCount(argv: Argv): number | undefined {
  if (argv.length === 3) return undefined;
  if (!isWord(argv[3], 'FULL') || argv.length === 5 || argv.length > 6)
    throw tooManyArguments('xinfo', argv[1]);
  if (argv.length === 4) return DEFAULT_COUNT;
  if (!isWord(argv[4], 'COUNT')) throw tooManyArguments('xinfo', argv[1]);
  const count = integerArg(argv[5]);
  return count < 0 ? DEFAULT_COUNT : count;
}

function find(ctx: Context, argv: Argv): Stream {
  const stream = readStream(ctx, argv[2]);
  if (stream === undefined) throw NO_SUCH_KEY;
  return stream;
}

/** Names and values by turns, the names as bytes. */
function map(...pairs: readonly (readonly [name: string, value: Reply])[]): MapReply {
  return new MapReply(pairs.flatMap(([name, value]): Reply[] => [bytes(name), value]));
}

function stateOf(stream: Stream): readonly (readonly [string, Reply])[] {
  return [
    ['length', stream.size],
    ['radix-tree-keys', stream.log.chunkCount],
    ['radix-tree-nodes', radixNodeCount(stream.log.chunkIds())],
    ['last-generated-id', formatStreamId(stream.lastId)],
    ['max-deleted-entry-id', formatStreamId(stream.maxDeletedId)],
    ['entries-added', signed(stream.entriesAdded)],
    ['recorded-first-entry-id', formatStreamId(stream.firstId())],
  ];
}

/** The server prints its 64-bit counters as signed. */
function signed(value: Uint64): Uint64 {
  return typeof value === 'number' ? value : BigInt.asIntN(64, value);
}

function inShort(stream: Stream): Reply {
  return map(
    ...stateOf(stream),
    ['groups', stream.groupCount],
    ['first-entry', entriesReply(stream.log, { ...ALL, count: 1 })[0] ?? null],
    ['last-entry', entriesReverseReply(stream.log, { ...ALL, count: 1 })[0] ?? null],
  );
}

function inFull(stream: Stream, count: number): Reply {
  return map(
    ...stateOf(stream),
    ['entries', entriesReply(stream.log, { ...ALL, count })],
    ['groups', [...stream.groups].map((group) => fullGroupReply(stream, group, count))],
  );
}

function groupReply(stream: Stream, group: ConsumerGroup): Reply {
  return map(
    ['name', group.name],
    ['consumers', group.consumers.size],
    ['pending', group.pending.size],
    ['last-delivered-id', formatStreamId(group.lastId)],
    ['entries-read', group.entriesRead ?? null],
    ['lag', stream.lagOf(group) ?? null],
  );
}

function consumerReply({ name, pending, seenAtMs }: Consumer, nowMs: number): Reply {
  return map(['name', name], ['pending', pending.size], ['idle', Math.max(0, nowMs - seenAtMs)]);
}

function fullGroupReply(stream: Stream, group: ConsumerGroup, count: number): Reply {
  return map(
    ['name', group.name],
    ['last-delivered-id', formatStreamId(group.lastId)],
    ['entries-read', group.entriesRead ?? null],
    ['lag', stream.lagOf(group) ?? null],
    ['pel-count', group.pending.size],
    ['pending', firstOf(group.pending, count).map((nack) => nackReply(nack, [nack.consumer.name]))],
    ['consumers', [...group.consumers].map((consumer) => fullConsumerReply(consumer, count))],
  );
}

function fullConsumerReply({ name, seenAtMs, pending }: Consumer, count: number): Reply {
  return map(
    ['name', name],
    ['seen-time', seenAtMs],
    ['pel-count', pending.size],
    ['pending', firstOf(pending, count).map((nack) => nackReply(nack, []))],
  );
}

function nackReply(nack: Nack, owner: readonly Reply[]): Reply {
  return [formatStreamId(nack), ...owner, nack.deliveredAtMs, nack.deliveryCount];
}

/** The first `count` of them, or all for 0. */
function firstOf(pending: Iterable<Nack>, count: number): readonly Nack[] {
  const first: Nack[] = [];
  for (const nack of pending) {
    first.push(nack);
    if (first.length === count) break;
  }
  return first;
}
